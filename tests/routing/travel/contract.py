"""What every source of travel times promises. Each member's test class inherits it and says how to make the source."""

from abc import ABC, abstractmethod

import pytest

from planner.domain.places import Coordinate
from planner.domain.policy import TimeOfDayFactor, TravelRegion
from planner.domain.travel import Place, PlaceId, TravelMemory
from planner.domain.units import TimeWindow, minute_of_day
from routing.travel.legs import LegTimes


def window(start: str, end: str) -> TimeWindow:
    return TimeWindow(minute_of_day(start), minute_of_day(end))


def place(name: str, latitude: float, longitude: float) -> Place:
    return Place(PlaceId(name), Coordinate(latitude, longitude))


RUSH = (TimeOfDayFactor(window("07:00", "09:30"), 1.5), TimeOfDayFactor(window("16:30", "19:00"), 1.25))
CITY = TravelRegion("Beijing", 3.2, 0.6, 4, RUSH, south=39.5, west=116.0, north=40.5, east=117.0)
COUNTRY = TravelRegion("elsewhere", 2.0, 0.7, 2, ())
HOME, NEAR, FAR = place("home:r1", 39.90, 116.40), place("near", 39.91, 116.42), place("far", 39.60, 116.80)
ABROAD = place("abroad", 31.2, 121.5)
TOWN = (HOME, NEAR, FAR, ABROAD)


class TravelTimesContract(ABC):
    """Inherited by the test class of each source."""

    @abstractmethod
    def make(self, memory: TravelMemory) -> LegTimes:
        """The source under test; `memory` for one that remembers."""

    @pytest.fixture
    def times(self, memory: TravelMemory) -> LegTimes:
        return self.make(memory)

    def test_that_the_table_is_square_in_the_order_of_the_places(self, times: LegTimes) -> None:
        table = times.table(TOWN)
        assert table.places == tuple(each.id for each in TOWN)
        assert len(table.minutes) == len(table.band_starts)
        assert all(len(band) == len(TOWN) and all(len(row) == len(TOWN) for row in band) for band in table.minutes)

    def test_that_it_takes_no_time_to_stay_and_some_time_to_go(self, times: LegTimes) -> None:
        for band in times.table(TOWN).minutes:
            for origin, row in enumerate(band):
                assert row[origin] == 0
                assert all(minutes > 0 for destination, minutes in enumerate(row) if destination != origin)

    def test_that_times_are_whole_minutes(self, times: LegTimes) -> None:
        assert {type(minutes) for band in times.table(TOWN).minutes for row in band for minutes in row} == {int}

    def test_that_bands_begin_at_midnight_and_rise(self, times: LegTimes) -> None:
        starts = times.band_starts
        assert starts[0] == 0
        assert list(starts) == sorted(set(starts))
        assert starts[-1] < 1440

    def test_that_every_table_of_a_source_has_its_bands_and_its_name(self, times: LegTimes) -> None:
        for places in (TOWN, TOWN[:1], ()):
            assert times.table(places).band_starts == times.band_starts
            assert times.table(places).source == times.source

    def test_that_asking_again_gives_the_same(self, times: LegTimes) -> None:
        assert times.table(TOWN) == times.table(TOWN)

    def test_that_a_source_of_equal_parameters_has_the_same_name_and_times(self, times: LegTimes, memory: TravelMemory) -> None:
        again = self.make(memory)
        assert again.source == times.source
        assert again.table(TOWN) == times.table(TOWN)

    def test_that_a_time_depends_on_its_two_places_only(self, times: LegTimes) -> None:
        whole, reordered = times.table(TOWN), times.table(TOWN[::-1])
        for band in range(len(whole.band_starts)):
            for origin in range(len(TOWN)):
                for destination in range(len(TOWN)):
                    assert whole.minutes[band][origin][destination] == reordered.minutes[band][-1 - origin][-1 - destination]

    def test_that_legs_are_the_cells_of_the_table(self, times: LegTimes) -> None:
        legs = times.legs(TOWN[:2], TOWN[1:])
        table = times.table(TOWN)
        assert set(legs) == {(origin.id, destination.id) for origin in TOWN[:2] for destination in TOWN[1:]}
        for (origin, destination), minutes in legs.items():
            start, end = table.places.index(origin), table.places.index(destination)
            assert minutes == tuple(band[start][end] for band in table.minutes)

    def test_that_two_places_with_one_id_are_our_mistake(self, times: LegTimes) -> None:
        with pytest.raises(ValueError, match="same id"):
            times.table((HOME, HOME))
