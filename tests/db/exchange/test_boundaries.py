from pathlib import Path

import pytest

from db.exchange.boundaries import read_boundaries
from db.exchange.fields import ImportKind
from db.exchange.imports import plan_import
from db.exchange.known import ImportOptions
from db.exchange.positions import PositionOptions
from db.exchange.table import TableError
from db.exchange.tabular import read_table
from planner.geography.districts import BoundaryError
from planner.geography.frames import Frame
from tests.db.exchange.tables import DATA, EMPTY


@pytest.mark.skipif(not DATA.exists(), reason="../shared/data is absent")
@pytest.mark.parametrize(("columns", "frame"), [("gcj02", Frame.GCJ02), ("wgs84", Frame.WGS84)])
def test_that_boundaries_tell_the_frame_of_an_untold_file(tmp_path: Path, columns: str, frame: Frame) -> None:
    lines = (DATA / "hospitals" / "cn_wuhan_hospitals_derived.csv").read_text(encoding="utf-8-sig").splitlines()
    header = lines[0].replace(f"lon_{columns}", "lon").replace(f"lat_{columns}", "lat")
    for other in ("lon_gcj02", "lat_gcj02", "lon_wgs84", "lat_wgs84"):
        header = header.replace(other, f"unused{other[:3]}")
    path = tmp_path / "wuhan.csv"
    path.write_text("\n".join([header, *lines[1:]]), encoding="utf-8")
    districts = read_boundaries(DATA / "boundaries" / "cn_datav_city_420100_wuhan.json", Frame.GCJ02)
    options = ImportOptions(positions=PositionOptions(districts=districts))
    statements = plan_import(ImportKind.HOSPITALS, read_table(path), EMPTY, options).report.statements
    assert any(str(each).startswith(f"Coordinates were found to be {frame}") for each in statements)


@pytest.mark.parametrize("content", [b"", b"not json", b"[]", b'{"features": []}', b"\xff\xfe\x00", b"[" * 100_000])
def test_that_a_file_without_boundaries_is_refused_with_a_way_out(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "boundaries.json"
    path.write_bytes(content)
    with pytest.raises(BoundaryError) as refused:
        read_boundaries(path, Frame.GCJ02)
    assert str(refused.value.way_out)


def test_that_a_missing_boundary_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="cannot be read"):
        read_boundaries(tmp_path / "none.json", Frame.GCJ02)
