import dataclasses
import math

import pytest
from geopy.distance import geodesic
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.places import Coordinate
from planner.domain.policy import TravelRegion
from planner.domain.travel import Place, PlaceId, TravelMemory
from planner.domain.units import minute_of_day
from planner.policy.travelling import inside, ordinary_minutes
from routing.errors import TravelError
from routing.travel.geodesic import GeodesicTravel, factor_at, kilometres
from routing.travel.legs import LegTimes
from tests.routing.travel.contract import ABROAD, CITY, COUNTRY, FAR, HOME, NEAR, RUSH, TOWN, TravelTimesContract, place

COORDINATES = st.builds(Coordinate, st.floats(-85, 85), st.floats(-180, 180))
IN_CITY = st.builds(Coordinate, st.floats(39.5, 40.5), st.floats(116.0, 117.0))
TIMES = GeodesicTravel((CITY, COUNTRY))


class TestGeodesicTravel(TravelTimesContract):
    def make(self, memory: TravelMemory) -> LegTimes:
        return GeodesicTravel((CITY, COUNTRY))


def minutes_between(origin: Coordinate, destination: Coordinate, departure: str = "12:00") -> int:
    places = Place(PlaceId("origin"), origin), Place(PlaceId("destination"), destination)
    return TIMES.table(places).between(0, 1, minute_of_day(departure))


def test_that_a_leg_follows_the_power_law_of_its_region_rounded_up() -> None:
    distance = kilometres(HOME.coordinate, FAR.coordinate)
    assert distance == pytest.approx(47.9, abs=0.3)
    assert minutes_between(HOME.coordinate, FAR.coordinate) == math.ceil(3.2 * distance**0.6 + 4)


def test_that_a_departure_in_the_rush_hour_takes_its_factor() -> None:
    distance = kilometres(HOME.coordinate, FAR.coordinate)
    ordinary = 3.2 * distance**0.6 + 4
    departures = {"06:59": 1, "07:00": 1.5, "09:29": 1.5, "09:30": 1, "16:30": 1.25, "19:00": 1, "23:59": 1}
    for departure, factor in departures.items():
        assert minutes_between(HOME.coordinate, FAR.coordinate, departure) == math.ceil(ordinary * factor), departure


def test_that_the_region_of_the_origin_decides() -> None:
    distance = kilometres(HOME.coordinate, ABROAD.coordinate)
    assert minutes_between(HOME.coordinate, ABROAD.coordinate) == math.ceil(3.2 * distance**0.6 + 4)
    assert minutes_between(ABROAD.coordinate, HOME.coordinate) == math.ceil(2.0 * distance**0.7 + 2)
    assert minutes_between(ABROAD.coordinate, HOME.coordinate, "08:00") == minutes_between(ABROAD.coordinate, HOME.coordinate)


def test_that_a_region_with_a_box_goes_before_the_one_without_whatever_their_order() -> None:
    assert GeodesicTravel((COUNTRY, CITY)).table(TOWN).minutes == TIMES.table(TOWN).minutes


def test_that_a_place_in_no_region_is_named() -> None:
    with pytest.raises(TravelError) as caught:
        GeodesicTravel((CITY,)).table((HOME, ABROAD))
    assert str(caught.value.problem) == "abroad at 31.2, 121.5 lies in none of the policy's travel regions."


@pytest.mark.parametrize("changed", [
    dataclasses.replace(CITY, scale=3.3),
    dataclasses.replace(CITY, exponent=0.61),
    dataclasses.replace(CITY, access_minutes=5),
    dataclasses.replace(CITY, factors=RUSH[:1]),
    dataclasses.replace(CITY, north=41.0),
])  # fmt: skip
def test_that_the_source_changes_with_every_parameter(changed: TravelRegion) -> None:
    assert GeodesicTravel((changed, COUNTRY)).source != TIMES.source


def test_that_the_source_does_not_change_with_the_way_a_figure_is_written() -> None:
    assert GeodesicTravel((dataclasses.replace(CITY, access_minutes=4.0), COUNTRY)).source == TIMES.source


def test_that_the_source_says_provider_and_parameters() -> None:
    provider, _, parameters = TIMES.source.partition("/")
    assert provider == "geodesic"
    assert len(parameters) == 8


def test_that_places_on_one_spot_are_the_access_minutes_apart() -> None:
    assert minutes_between(HOME.coordinate, HOME.coordinate) == 4


def test_that_noise_of_floating_point_does_not_add_a_minute() -> None:
    region = TravelRegion("flat", 0, 1, 10, (dataclasses.replace(RUSH[0], factor=1.1),))
    table = GeodesicTravel((region,)).table((HOME, NEAR))
    assert table.between(0, 1, minute_of_day("08:00")) == 11


@given(IN_CITY, IN_CITY)
def test_that_within_one_region_both_directions_take_equally_long(one: Coordinate, other: Coordinate) -> None:
    assert minutes_between(one, other) == minutes_between(other, one)


@given(IN_CITY, IN_CITY, IN_CITY)
def test_that_a_longer_way_never_takes_less_time(origin: Coordinate, one: Coordinate, other: Coordinate) -> None:
    near, far = sorted((one, other), key=lambda each: kilometres(origin, each))
    assert minutes_between(origin, near) <= minutes_between(origin, far)


@given(IN_CITY, IN_CITY, IN_CITY)
def test_that_a_detour_never_saves_time_outside_rush_hours(origin: Coordinate, via: Coordinate, destination: Coordinate) -> None:
    assert minutes_between(origin, destination) <= minutes_between(origin, via) + minutes_between(via, destination)


@given(IN_CITY, IN_CITY, st.integers(0, 1439))
def test_that_no_departure_beats_the_ordinary_time_when_all_factors_slow(
    one: Coordinate, other: Coordinate, departure: int
) -> None:
    places = Place(PlaceId("one"), one), Place(PlaceId("other"), other)
    assert TIMES.table(places).between(0, 1, departure) >= math.ceil(round(ordinary_minutes(CITY, kilometres(one, other)), 6))


@given(COORDINATES, COORDINATES)
def test_that_the_distance_is_within_six_per_mille_of_the_ellipsoid(one: Coordinate, other: Coordinate) -> None:
    exact = geodesic((one.latitude, one.longitude), (other.latitude, other.longitude)).km
    assert kilometres(one, other) == pytest.approx(exact, rel=0.006, abs=0.001)


def test_that_a_factor_ends_with_its_window() -> None:
    assert [factor_at(CITY, minute_of_day(time)) for time in ("06:59", "07:00", "09:30")] == [1, 1.5, 1]


def test_that_a_box_may_cross_the_date_line() -> None:
    fiji = TravelRegion("Fiji", 3, 0.6, 2, (), south=-20, west=177, north=-16, east=-179)
    assert inside(fiji, Coordinate(-17, 179.5))
    assert inside(fiji, Coordinate(-17, -179.5))
    assert not inside(fiji, Coordinate(-17, 0))
    assert not inside(fiji, Coordinate(-21, 179.5))


def test_that_one_region_alone_makes_a_symmetric_table() -> None:
    table = GeodesicTravel((COUNTRY,)).table((*TOWN, place("further", 32, 120)))
    assert table.band_starts == (0,)
    assert all(list(row) == [other[index] for other in table.minutes[0]] for index, row in enumerate(table.minutes[0]))
