from planner.domain.travel import MeasuredLeg, TravelMemory
from planner.domain.units import Minutes, minute_of_day
from routing.travel.geodesic import GeodesicTravel
from routing.travel.legs import LegTimes
from routing.travel.measured import MeasuredTravel
from tests.routing.travel.contract import CITY, COUNTRY, FAR, HOME, NEAR, TOWN, TravelTimesContract, window

GEODESIC = GeodesicTravel((CITY, COUNTRY))
OUT = MeasuredLeg(HOME.id, FAR.id, Minutes(33))
LUNCH = MeasuredLeg(HOME.id, FAR.id, Minutes(77), window("11:45", "12:15"))


class TestMeasuredTravel(TravelTimesContract):
    def make(self, memory: TravelMemory) -> LegTimes:
        return MeasuredTravel((LUNCH, OUT), GEODESIC)


def between(measured: MeasuredTravel, origin: int, destination: int, departure: str) -> int:
    return measured.table(TOWN).between(origin, destination, minute_of_day(departure))


def test_that_a_measured_leg_goes_before_the_computed_one_at_any_time() -> None:
    measured = MeasuredTravel((OUT,), GEODESIC)
    assert {between(measured, 0, 2, time) for time in ("03:00", "08:00", "12:00", "18:00")} == {33}


def test_that_one_direction_says_nothing_about_the_other() -> None:
    measured, ordinary = MeasuredTravel((OUT,), GEODESIC).table(TOWN), GEODESIC.table(TOWN)
    assert [band[2] for band in measured.minutes] == [band[2] for band in ordinary.minutes]
    assert measured.minutes[0][0][2] != measured.minutes[0][2][0]


def test_that_legs_nobody_measured_stay_as_the_fallback_has_them() -> None:
    measured, ordinary = MeasuredTravel((OUT,), GEODESIC).table(TOWN), GEODESIC.table(TOWN)
    for band, computed in zip(measured.minutes, ordinary.minutes, strict=True):
        assert [minutes for row in band for minutes in row if minutes != 33] == [
            minutes for index, row in enumerate(computed) for end, minutes in enumerate(row) if (index, end) != (0, 2)
        ]


def test_that_a_time_with_a_window_holds_inside_it_and_before_one_without() -> None:
    for order in ((OUT, LUNCH), (LUNCH, OUT)):
        measured = MeasuredTravel(order, GEODESIC)
        times = ("11:44", "11:45", "12:14", "12:15")
        assert [between(measured, 0, 2, time) for time in times] == [33, 77, 77, 33]


def test_that_outside_its_window_the_fallback_holds_with_its_own_rush_hours() -> None:
    measured = MeasuredTravel((LUNCH,), GEODESIC)
    ordinary = GEODESIC.table(TOWN)
    for time in ("06:00", "08:00", "11:44", "12:15", "17:00"):
        assert between(measured, 0, 2, time) == ordinary.between(0, 2, minute_of_day(time))


def test_that_the_last_of_two_times_for_the_same_counts() -> None:
    twice = MeasuredTravel((OUT, MeasuredLeg(HOME.id, FAR.id, Minutes(44))), GEODESIC)
    assert between(twice, 0, 2, "12:00") == 44


def test_that_a_time_from_a_place_to_itself_is_ignored() -> None:
    assert between(MeasuredTravel((MeasuredLeg(HOME.id, HOME.id, Minutes(9)),), GEODESIC), 0, 0, "12:00") == 0


def test_that_a_leg_between_places_not_asked_for_is_no_trouble() -> None:
    assert MeasuredTravel((OUT,), GEODESIC).table((NEAR,)).minutes[0] == ((0,),)


def test_that_the_source_names_the_times_and_the_fallback() -> None:
    one, other = MeasuredTravel((OUT,), GEODESIC), MeasuredTravel((LUNCH,), GEODESIC)
    assert one.source.endswith(f"+{GEODESIC.source}")
    assert one.source.startswith("measured/")
    assert one.source != other.source
