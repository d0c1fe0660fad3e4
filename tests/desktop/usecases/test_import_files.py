from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from db.exchange.fields import ImportKind
from db.exchange.report import ImportReport, Status
from db.exchange.table import TableError
from db.store import Store, open_store
from desktop.usecases.import_files import ImportFile, import_file, known_values

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)

HOSPITALS = "编号,医院名称,等级,纬度,经度,坐标系\nH1,协和医院,三级甲等,39.91,116.41,GCJ02\nH2,朝阳医院,三级,39.92,116.45,GCJ02\n"
REPS = "代表,团队,上班,下班\n代表A,普药,08:00,17:30\n"
CUSTOMERS = (
    "客户编号,医院,科室,院区楼宇,楼层,姓名,客户类型,产品,市场处方量(月),本品处方量(月),可拜访时段,负责代表\n"
    "C1,协和医院,心内科,门诊楼,3,王伟,处方医生,阿托明,120,40,周一上午、周三下午,代表A\n"
    "C1,协和医院,心内科,门诊楼,3,王伟,处方医生,瑞贝能,90,10,周一上午、周三下午,代表A\n"
    "C2,朝阳医院,药剂科,,,李娜,药剂科主任,,,,工作日,代表A\n"
    "C3,协和医院,骨科,,,刘强,处方医生,阿托明,-5,,,代表A\n"
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "store.db") as opened:
        yield opened


def _import(store: Store, folder: Path, kind: ImportKind, text: str, *, dry_run: bool = False) -> ImportReport:
    path = folder / f"{kind}.csv"
    path.write_text(text, encoding="gb18030")
    return import_file(store, ImportFile(path, kind), NOW, dry_run=dry_run)


def _import_all(store: Store, folder: Path) -> list[ImportReport]:
    files = ((ImportKind.HOSPITALS, HOSPITALS), (ImportKind.REPS, REPS), (ImportKind.CUSTOMERS, CUSTOMERS))
    return [_import(store, folder, kind, text) for kind, text in files]


def test_that_good_rows_are_stored_and_bad_ones_stay_outside(store: Store, tmp_path: Path) -> None:
    report = _import_all(store, tmp_path)[-1]
    assert [(refusal.row, refusal.column) for refusal in report.refusals] == [(5, "市场处方量(月)")]
    with store.read() as books:
        assert {customer.id for customer in books.customers.all()} == {"C1", "C2"}
        assert len(books.departments.all()) == 2
        assert {product.name for product in books.products.all()} == {"阿托明", "瑞贝能"}
        assert [record.kind for record in books.imports.all()] == ["hospitals", "reps", "customers"]
        assert books.imports.all()[-1].refused == 1


def test_that_importing_the_same_files_twice_changes_nothing_in_the_store(store: Store, tmp_path: Path) -> None:
    _import_all(store, tmp_path)
    with store.read() as books:
        before, version = known_values(books), books.data_version()
    again = _import_all(store, tmp_path)
    with store.read() as books:
        assert (known_values(books), books.data_version()) == (before, version)
    assert all(report.changes == () for report in again)


def test_that_a_dry_run_reports_the_same_and_writes_nothing(store: Store, tmp_path: Path) -> None:
    dry = _import(store, tmp_path, ImportKind.HOSPITALS, HOSPITALS, dry_run=True)
    with store.read() as books:
        assert books.hospitals.all() == ()
        assert books.imports.all() == ()
    assert dry == _import(store, tmp_path, ImportKind.HOSPITALS, HOSPITALS)
    assert dry.rows_with(Status.NEW) == 2


def test_that_a_file_that_is_no_table_leaves_the_store_as_it_was(store: Store, tmp_path: Path) -> None:
    _import_all(store, tmp_path)
    with store.read() as books:
        before = known_values(books)
    for text in ("", "颜色,大小\n红,5\n", "医院名称,医院名称\nA,B\n"):
        with pytest.raises(TableError):
            _import(store, tmp_path, ImportKind.HOSPITALS, text)
    with store.read() as books:
        assert known_values(books) == before
