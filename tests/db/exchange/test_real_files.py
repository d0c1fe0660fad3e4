"""Files that nobody on the project made: kept beside the checkout, never in it."""

import json
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from db.exchange.fields import ImportKind
from db.exchange.imports import plan_import
from db.exchange.known import ImportOptions, Known
from db.exchange.positions import PositionOptions
from db.exchange.report import ImportPlan, Status
from db.exchange.tabular import read_table
from planner.domain.people import CustomerKind
from planner.domain.places import Coordinate
from planner.geography.distance import metres_between
from planner.geography.districts import districts_from_geojson
from planner.geography.frames import Frame, from_wgs84
from tests.db.exchange.tables import DATA, EMPTY, after

pytestmark = pytest.mark.skipif(not DATA.exists(), reason="../shared/data is absent")

BEIJING = "cn_beijing_126_hospitals_zhheader_gb18030.csv"
WUHAN = "cn_wuhan_hospitals_derived.csv"
TAIWAN = "tw_hospitals_latlng_big5.csv"


def _plan(path: Path, kind: ImportKind = ImportKind.HOSPITALS, known: Known = EMPTY, **positions: object) -> ImportPlan:
    options = ImportOptions(positions=PositionOptions(**positions))  # type: ignore[arg-type]
    return plan_import(kind, read_table(path), known, options)


def _hospitals(name: str, known: Known = EMPTY, **positions: object) -> ImportPlan:
    return _plan(DATA / "hospitals" / name, ImportKind.HOSPITALS, known, **positions)


@pytest.mark.parametrize(
    ("name", "rows", "encoding"),
    [
        (BEIJING, 126, "gb18030"),
        (TAIWAN, 447, "big5"),
        ("tw_hospitals_latlng.xlsx", 447, None),
        ("uk_nhs_hospitals.csv", 1093, "cp1252"),
        (WUHAN, 3428, "utf-8-sig"),
        ("cn_suzhou_hospitals_gcj_wgs.csv", 21, "utf-8"),
    ],
)
def test_that_every_hospital_of_a_real_file_goes_in_and_a_second_import_changes_nothing(
    name: str, rows: int, encoding: str | None
) -> None:
    planned = _hospitals(name)
    assert (len(planned.hospitals), planned.report.rows_with(Status.NEW), planned.report.refusals) == (rows, rows, ())
    assert (planned.report.encoding.name if planned.report.encoding else None) == encoding
    assert _hospitals(name, after(EMPTY, planned)).changes_nothing


def test_that_beijing_is_read_in_its_encoding_and_frame() -> None:
    planned = _hospitals(BEIJING)
    first = planned.hospitals[0]
    assert (first.id, first.name, first.district, first.level, first.daily_outpatients) == ("1", "卢沟桥医院", "丰台区", 1, 500)
    assert first.coordinate is not None
    latitude, longitude = from_wgs84(first.coordinate, Frame.GCJ02)
    assert (round(latitude, 6), round(longitude, 6)) == (39.838136, 116.240227)
    assert Counter(each.level for each in planned.hospitals) == {3: 92, 1: 25, 2: 9}
    assert any("ASSUMED to be GCJ-02" in str(statement) for statement in planned.report.statements)


def test_that_district_borders_prove_beijings_frame() -> None:
    geojson = json.loads((DATA / "boundaries" / "cn_datav_province_110000.json").read_text(encoding="utf-8"))
    planned = _hospitals(BEIJING, districts=districts_from_geojson(geojson, Frame.GCJ02))
    assert not any("WGS-84" in str(statement)[:40] for statement in planned.report.statements)


def test_that_the_two_taiwan_files_are_one_list() -> None:
    big5, workbook = _hospitals(TAIWAN), _hospitals("tw_hospitals_latlng.xlsx")
    assert big5.hospitals == workbook.hospitals
    first = big5.hospitals[1]
    assert (first.name, first.coordinate) == ("奇美醫學中心", Coordinate(23.0209835, 120.2220415))


def test_that_taiwans_true_duplicates_are_proposed() -> None:
    pairs = {frozenset((each.name, each.other_name)) for each in _hospitals(TAIWAN).report.proposals}
    for one, other in (
        ("振興醫院", "台北市振興醫院"),
        ("署立桃園醫院", "衛生福利部桃園醫院"),
        ("彰化基督教醫院", "財團法人彰化基督教醫院"),
        ("基督復臨安息日會臺安醫院", "臺安醫院"),
        ("署立豐原醫院", "行政院衛生署豐原醫院"),
    ):
        assert frozenset((one, other)) in pairs, (one, other)


def test_that_hospitals_without_coordinates_are_accepted_and_counted() -> None:
    planned = _hospitals("uk_nhs_hospitals.csv")
    assert sum(each.coordinate is None for each in planned.hospitals) == 71
    assert len(planned.report.remarks) == 71
    assert any("71 hospitals have no coordinate" in str(statement) for statement in planned.report.statements)


def test_that_wuhan_lies_where_both_of_its_frames_say() -> None:
    planned = _hospitals(WUHAN)
    mapping = {"latitude": "lat_gcj02", "longitude": "lon_gcj02"}
    table = read_table(DATA / "hospitals" / WUHAN)
    other = plan_import(ImportKind.HOSPITALS, table, EMPTY, ImportOptions(mapping=mapping))
    for one, same in zip(planned.hospitals, other.hospitals, strict=True):
        assert one.coordinate is not None
        assert same.coordinate is not None
        assert metres_between(one.coordinate, same.coordinate) < 5


def test_that_wuhans_departments_listed_as_hospitals_are_proposed() -> None:
    proposals = _hospitals(WUHAN).report.proposals
    pairs = {frozenset((each.name, each.other_name)) for each in proposals}
    assert frozenset(("武汉市第六医院", "武汉市第六医院急诊")) in pairs


def test_that_a_salesforce_account_file_is_understood() -> None:
    planned = _plan(DATA / "crm" / "sf_account_data.csv")
    assert (len(planned.hospitals), planned.report.rows_with(Status.REFUSED)) == (1, 9)
    assert all("deleted" in str(refusal.reason) for refusal in planned.report.refusals)


@pytest.fixture(scope="module")
def customer_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("customers") / "customers.csv"
    tool = DATA.parent / "tools" / "make_customers.py"
    subprocess.run([sys.executable, str(tool), str(DATA / "hospitals" / BEIJING), str(path)], check=True, capture_output=True)
    return path


def test_that_a_district_of_customers_goes_in_whole(customer_file: Path) -> None:
    known = after(EMPTY, _hospitals(BEIJING))
    known = after(known, _plan(Path(str(customer_file).removesuffix(".csv") + ".reps.csv"), ImportKind.REPS, known))
    planned = _plan(customer_file, ImportKind.CUSTOMERS, known)
    assert (len(known.reps), len(planned.customers), planned.report.refusals) == (6, 900, ())
    assert {rep.team for rep in known.reps} == {"ONC", "GENERAL"}
    assert {product.name for product in planned.products} == {"阿托明", "瑞贝能"}
    assert all(customer.rep and customer.affiliations[0].availability for customer in planned.customers)
    kinds = Counter(customer.kind for customer in planned.customers)
    assert kinds[CustomerKind.NON_PRESCRIBER] > 100
    assert all(customer.group for customer in planned.customers if customer.kind is CustomerKind.NON_PRESCRIBER)
    again = _plan(customer_file, ImportKind.CUSTOMERS, after(known, planned))
    assert again.changes_nothing


def test_that_customers_before_their_hospitals_are_refused_with_the_way_out(customer_file: Path) -> None:
    planned = _plan(customer_file, ImportKind.CUSTOMERS, replace(EMPTY))
    assert planned.customers == ()
    assert "Import the hospital first" in str(planned.report.refusals[0].way_out)
