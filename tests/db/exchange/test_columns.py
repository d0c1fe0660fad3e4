import pytest

from db.exchange.columns import match_columns
from db.exchange.fields import FIELDS, ImportKind
from db.exchange.table import TableError
from planner.geography.frames import Frame
from tests.db.exchange.tables import table


def _fields(kind: ImportKind, *columns: str, **mapping: str) -> dict[str, str]:
    seen = table(columns, ["1"] * len(columns))
    matched = match_columns(seen, kind, mapping)
    return {field: columns[index] for field, index in matched.by_field.items()}


@pytest.mark.parametrize(
    ("columns", "fields"),
    [
        (("医院名称", "所属城区", "医院等级"), {"name": "医院名称", "district": "所属城区", "level": "医院等级"}),
        (("OrganisationID", "OrganisationName", "ParentName"), {"code": "OrganisationID", "name": "OrganisationName"}),
        (("ID", "Hospital_name", "Hospital_Address"), {"code": "ID", "name": "Hospital_name", "address": "Hospital_Address"}),
        (("Id", "Name", "BillingCity"), {"code": "Id", "name": "Name", "district": "BillingCity"}),
        (("編號", "醫院名稱", "等級"), {"code": "編號", "name": "醫院名稱", "level": "等級"}),
        ((" 医院　名称 ", "ADDRESS"), {"name": " 医院　名称 ", "address": "ADDRESS"}),
    ],
)
def test_that_headers_of_many_sources_are_known(columns: tuple[str, ...], fields: dict[str, str]) -> None:
    assert _fields(ImportKind.HOSPITALS, *columns) == fields


def test_that_the_latest_of_several_years_is_taken() -> None:
    fields = _fields(ImportKind.HOSPITALS, "医院名称", "日门诊量(2009)", "日门诊量(2010)", "日门诊量(2008)")
    assert fields["daily_outpatients"] == "日门诊量(2010)"


def test_that_the_users_mapping_goes_before_all_names() -> None:
    assert _fields(ImportKind.HOSPITALS, "name", "Label", name="label")["name"] == "Label"


def test_that_a_mapping_of_an_unknown_field_or_column_names_the_known_ones() -> None:
    with pytest.raises(TableError, match=r"no field named colour.*district"):
        _fields(ImportKind.HOSPITALS, "name", colour="name")
    with pytest.raises(TableError, match=r"no column Label.*name, address"):
        _fields(ImportKind.HOSPITALS, "name", "address", name="Label")


def test_that_a_missing_required_column_names_the_columns_seen() -> None:
    with pytest.raises(TableError, match=r"no column for: 医院 / hospital, 姓名 / name.*colour, size"):
        match_columns(table(["colour", "size"], ["red", "5"]), ImportKind.CUSTOMERS, {})


def test_that_two_columns_of_one_name_are_ambiguous() -> None:
    with pytest.raises(TableError, match="columns 1, 3 are both called name"):
        _fields(ImportKind.HOSPITALS, "name", "x", "name")


def test_that_coordinate_columns_tell_their_frames() -> None:
    seen = table(["name", "lon_gcj02", "lat_gcj02", "经度(WGS84)", "纬度(WGS84)", "X", "Y"], ["1"] * 7)
    points = match_columns(seen, ImportKind.HOSPITALS, {}).points
    assert {(pair.hint, pair.latitude, pair.longitude) for pair in points} == {
        (Frame.GCJ02, 2, 1),
        (Frame.WGS84, 4, 3),
        (None, 6, 5),
    }


def test_that_a_latitude_alone_is_no_coordinate() -> None:
    assert match_columns(table(["name", "lat"], ["A", "1"]), ImportKind.HOSPITALS, {}).points == ()


@pytest.mark.parametrize("kind", list(ImportKind))
def test_that_no_header_is_the_best_name_of_two_fields(kind: ImportKind) -> None:
    firsts = [field.names[0] for field in FIELDS[kind]]
    assert len(firsts) == len(set(firsts))


def test_that_names_may_stand_in_two_columns() -> None:
    assert _fields(ImportKind.CUSTOMERS, "First Name", "Last Name", "Account Name") == {
        "first_name": "First Name",
        "last_name": "Last Name",
        "hospital": "Account Name",
    }
