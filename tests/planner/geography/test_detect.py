import csv
import json
from pathlib import Path

import pytest

from planner.domain.places import Coordinate
from planner.geography.detect import (
    assumed_frame,
    frame_by_districts,
    frame_by_places,
    frames_of_two_columns,
    hinted_frame,
    without_hint,
)
from planner.geography.districts import BoundaryError, DistrictMap, districts_from_geojson, same_district_name
from planner.geography.frames import Frame, from_wgs84

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
real_files = pytest.mark.skipif(not DATA.exists(), reason="../shared/data is absent")

PLACES = tuple(Coordinate(30.5 + 0.01 * n, 114.2 + 0.013 * n) for n in range(12))


@pytest.mark.parametrize(
    ("text", "frame"),
    [
        ("lon_gcj02", Frame.GCJ02),
        ("火星坐标", Frame.GCJ02),
        ("高德经度", Frame.GCJ02),
        ("GCJ-02", Frame.GCJ02),
        ("amap_lng", Frame.GCJ02),
        ("经度(百度)", Frame.BD09),
        ("bd09", Frame.BD09),
        ("lat_bd", Frame.BD09),
        ("WGS 84", Frame.WGS84),
        ("GPS纬度", Frame.WGS84),
        ("EPSG:4326", Frame.WGS84),
        ("longitude_wgs84", Frame.WGS84),
        ("经度", None),
        ("abdomen", None),
        ("latitude", None),
    ],
)
def test_that_headers_and_cells_name_frames(text: str, frame: Frame | None) -> None:
    assert hinted_frame(text) is frame


def test_that_a_header_is_told_apart_from_its_frame() -> None:
    assert without_hint("lon_gcj02") == "lon"
    assert without_hint("高德经度") == "经度"
    assert without_hint("经度(百度)") == "经度"


@pytest.mark.parametrize("first", list(Frame))
@pytest.mark.parametrize("second", list(Frame))
def test_that_a_file_with_two_frames_tells_both(first: Frame, second: Frame) -> None:
    pairs = [(from_wgs84(place, first), from_wgs84(place, second)) for place in PLACES]
    assert frames_of_two_columns(pairs) == ((first, second) if first is not second else None)


def test_that_two_columns_abroad_tell_nothing() -> None:
    assert frames_of_two_columns([((51.5 + n / 100, -0.1), (51.5 + n / 100, -0.1)) for n in range(9)]) is None


@pytest.mark.parametrize("frame", list(Frame))
def test_that_known_hospitals_tell_the_frame(frame: Frame) -> None:
    finding = frame_by_places([(from_wgs84(place, frame), place) for place in PLACES])
    assert finding is not None
    assert (finding.frame, finding.certain) == (frame, True)


def test_that_two_known_hospitals_are_too_few_to_tell() -> None:
    assert frame_by_places([((place.latitude, place.longitude), place) for place in PLACES[:2]]) is None


def test_that_points_far_from_their_known_hospitals_tell_nothing() -> None:
    moved = [((place.latitude + 0.1, place.longitude), place) for place in PLACES]
    assert frame_by_places(moved) is None


def test_that_an_assumption_is_not_called_certain() -> None:
    finding = assumed_frame([(39.9, 116.4)])
    assert (finding.frame, finding.certain) == (Frame.GCJ02, False)
    assert "nothing in the file tells" in str(finding.reason)


def test_that_outside_the_mainland_the_frame_is_certain() -> None:
    finding = assumed_frame([(25.04, 121.5), (22.3, 114.17)])
    assert (finding.frame, finding.certain) == (Frame.WGS84, True)


def test_that_a_few_mainland_points_among_many_abroad_do_not_decide() -> None:
    finding = assumed_frame([(25.04, 121.5)] * 9 + [(31.2, 121.4)])
    assert (finding.frame, finding.certain) == (Frame.WGS84, False)


@real_files
@pytest.mark.parametrize(("columns", "frame"), [("gcj02", Frame.GCJ02), ("wgs84", Frame.WGS84)])
def test_that_district_borders_tell_the_frame_of_a_real_city(columns: str, frame: Frame) -> None:
    geojson = json.loads((DATA / "boundaries" / "cn_datav_city_420100_wuhan.json").read_text(encoding="utf-8"))
    districts = districts_from_geojson(geojson, Frame.GCJ02)
    with (DATA / "hospitals" / "cn_wuhan_hospitals_derived.csv").open(encoding="utf-8-sig", newline="") as file:
        points = [((float(row[f"lat_{columns}"]), float(row[f"lon_{columns}"])), row["district"]) for row in csv.DictReader(file)]
    finding = frame_by_districts(points, districts)
    assert finding is not None
    assert finding.frame is frame


@real_files
def test_that_a_point_finds_its_district() -> None:
    geojson = json.loads((DATA / "boundaries" / "cn_datav_city_420100_wuhan.json").read_text(encoding="utf-8"))
    districts = DistrictMap(districts_from_geojson(geojson, Frame.GCJ02))
    found = districts.at(30.581130999999999, 114.294982)
    assert found is not None
    assert found.name == "江岸区"
    assert districts.at(39.9, 116.4) is None


def test_that_districts_are_the_same_with_and_without_their_city() -> None:
    assert same_district_name("武汉市江岸区", "江岸区")
    assert same_district_name("江岸", "江岸区")
    assert not same_district_name("江岸区", "江汉区")
    assert not same_district_name("", "江岸区")


@pytest.mark.parametrize(
    "geojson",
    [
        {},
        {"features": []},
        {"features": "none"},
        {"features": [{"properties": {}, "geometry": None}]},
        {"features": [{"properties": {"name": "A"}, "geometry": {"type": "Blob"}}]},
    ],
)
def test_that_a_file_without_districts_is_refused_with_a_way_out(geojson: dict[str, object]) -> None:
    with pytest.raises(BoundaryError) as refused:
        districts_from_geojson(geojson, Frame.WGS84)
    assert str(refused.value.way_out)
