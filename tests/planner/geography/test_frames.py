import csv
from pathlib import Path

import coordTransform
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from planner.domain.places import Coordinate
from planner.geography.distance import metres_between
from planner.geography.frames import Frame, from_wgs84, to_wgs84
from planner.geography.mainland import in_mainland

HOSPITALS = Path(__file__).resolve().parents[4] / "shared" / "data" / "hospitals"
real_files = pytest.mark.skipif(not HOSPITALS.exists(), reason="../shared/data is absent")

inland = st.tuples(st.floats(24, 40), st.floats(103, 117))
anywhere = st.tuples(st.floats(-89, 89), st.floats(-179, 179))


def _rows(name: str) -> list[dict[str, str]]:
    with (HOSPITALS / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@given(inland)
def test_that_both_chinese_frames_agree_with_an_independent_implementation(point: tuple[float, float]) -> None:
    latitude, longitude = point
    here = Coordinate(latitude, longitude)
    for frame, theirs in ((Frame.GCJ02, coordTransform.wgs84_to_gcj02), (Frame.BD09, coordTransform.wgs84_to_bd09)):
        their_longitude, their_latitude = theirs(longitude, latitude)
        ours = Coordinate(*from_wgs84(here, frame))
        assert metres_between(ours, Coordinate(their_latitude, their_longitude)) < 0.01


@given(inland, st.sampled_from(Frame))
def test_that_there_and_back_again_is_the_same_point(point: tuple[float, float], frame: Frame) -> None:
    here = Coordinate(*point)
    assert metres_between(to_wgs84(*from_wgs84(here, frame), frame), here) < 0.001


@given(anywhere, st.sampled_from(Frame))
def test_that_nothing_is_shifted_outside_mainland_china(point: tuple[float, float], frame: Frame) -> None:
    assume(not in_mainland(*point))
    assert to_wgs84(*point, frame) == Coordinate(*point)
    assert from_wgs84(Coordinate(*point), frame) == point


@pytest.mark.parametrize(
    ("place", "latitude", "longitude"),
    [
        ("Taipei", 25.04, 121.56),
        ("Kaohsiung", 22.63, 120.30),
        ("Hong Kong Central", 22.281, 114.158),
        ("Sheung Shui", 22.501, 114.124),
        ("Tin Shui Wai", 22.459, 113.996),
        ("Macau", 22.19, 113.545),
        ("Taipa", 22.155, 113.56),
        ("Jinmen", 24.43, 118.32),
        ("London", 51.5, -0.1),
        ("Seoul", 37.57, 126.98),
        ("Hanoi", 21.03, 105.85),
        ("Ulaanbaatar", 47.92, 106.92),
        ("Kathmandu", 27.7, 85.3),
        ("Vladivostok", 43.1, 131.9),
        ("Blagoveshchensk", 50.29, 127.54),
    ],
)
def test_that_places_outside_the_mainland_are_known_as_such(place: str, latitude: float, longitude: float) -> None:
    assert not in_mainland(latitude, longitude), place


@pytest.mark.parametrize(
    ("place", "latitude", "longitude"),
    [
        ("Beijing", 39.9, 116.4),
        ("Shenzhen Luohu", 22.548, 114.131),
        ("Shenzhen Futian", 22.52, 114.055),
        ("Shekou", 22.48, 113.91),
        ("Zhuhai Gongbei", 22.225, 113.552),
        ("Xiamen", 24.48, 118.09),
        ("Sanya", 18.25, 109.5),
        ("Urumqi", 43.8, 87.6),
        ("Kashgar", 39.47, 75.99),
        ("Lhasa", 29.65, 91.1),
        ("Heihe", 50.24, 127.49),
        ("Dandong", 40.12, 124.37),
        ("Manzhouli", 49.59, 117.4),
        ("Hekou", 22.52, 103.95),
        ("Zhoushan", 30.0, 122.2),
        ("Dalian", 38.91, 121.6),
    ],
)
def test_that_mainland_cities_lie_in_the_mainland_even_at_the_border(place: str, latitude: float, longitude: float) -> None:
    assert in_mainland(latitude, longitude), place


@real_files
@pytest.mark.parametrize(
    ("name", "gcj", "wgs"),
    [
        ("cn_suzhou_hospitals_gcj_wgs.csv", ("latitude", "longitude"), ("latitude_wgs84", "longitude_wgs84")),
        ("cn_wuhan_hospitals_derived.csv", ("lat_gcj02", "lon_gcj02"), ("lat_wgs84", "lon_wgs84")),
    ],
)
def test_that_real_hospitals_come_out_within_five_metres(name: str, gcj: tuple[str, str], wgs: tuple[str, str]) -> None:
    for row in _rows(name):
        ours = to_wgs84(float(row[gcj[0]]), float(row[gcj[1]]), Frame.GCJ02)
        assert metres_between(ours, Coordinate(float(row[wgs[0]]), float(row[wgs[1]]))) < 5, row


def test_that_degrees_off_the_earth_are_refused() -> None:
    with pytest.raises(ValueError, match="not on Earth"):
        to_wgs84(116.4, 39.9, Frame.GCJ02)
