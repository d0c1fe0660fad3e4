import dataclasses
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from db.store import open_store
from planner.domain.places import Coordinate
from planner.domain.travel import MeasuredLeg, Place, PlaceId, TravelMemory
from planner.domain.units import Minutes
from routing.travel.geodesic import GeodesicTravel
from routing.travel.legs import LegTimes
from routing.travel.measured import MeasuredTravel
from routing.travel.remembered import RememberedTravel
from tests.routing.travel.contract import ABROAD, CITY, COUNTRY, FAR, HOME, NEAR, TOWN, TravelTimesContract, place
from tests.routing.travel.memory import Counted, HeldMemory

GEODESIC = GeodesicTravel((CITY, COUNTRY))
PLACES = st.lists(
    st.builds(Place, st.sampled_from("abcdefgh").map(PlaceId), st.builds(Coordinate, st.floats(39, 41), st.floats(115, 117))),
    unique_by=lambda each: each.id,
)


class TestRememberedTravel(TravelTimesContract):
    def make(self, memory: TravelMemory) -> LegTimes:
        return RememberedTravel(GEODESIC, memory)


class TestRememberedAsymmetricTravel(TravelTimesContract):
    def make(self, memory: TravelMemory) -> LegTimes:
        return RememberedTravel(MeasuredTravel((MeasuredLeg(HOME.id, FAR.id, Minutes(33)),), GEODESIC), memory)


def test_that_a_first_table_is_one_question() -> None:
    counted = Counted(GEODESIC)
    assert RememberedTravel(counted, HeldMemory()).table(TOWN) == GEODESIC.table(TOWN)
    assert counted.questions == 1
    assert len(counted.computed) == 12


def test_that_what_is_remembered_is_not_computed_again() -> None:
    counted, memory = Counted(GEODESIC), HeldMemory()
    RememberedTravel(counted, memory).table(TOWN)
    counted.computed.clear()
    assert RememberedTravel(counted, memory).table(TOWN[::-1]) == GEODESIC.table(TOWN[::-1])
    assert not counted.computed


def test_that_one_new_place_costs_its_row_and_its_column() -> None:
    counted, memory = Counted(GEODESIC), HeldMemory()
    RememberedTravel(counted, memory).table(TOWN[:3])
    counted.computed.clear()
    assert RememberedTravel(counted, memory).table(TOWN) == GEODESIC.table(TOWN)
    row = [(ABROAD.id, other.id) for other in TOWN[:3]]
    assert sorted(counted.computed) == sorted([*row, *((end, start) for start, end in row)])


def test_that_a_place_that_moved_is_computed_anew() -> None:
    counted, memory = Counted(GEODESIC), HeldMemory()
    RememberedTravel(counted, memory).table(TOWN)
    counted.computed.clear()
    moved = (HOME, place("near", 39.95, 116.30), FAR, ABROAD)
    assert RememberedTravel(counted, memory).table(moved) == GEODESIC.table(moved)
    assert len(counted.computed) == 6
    assert all(NEAR.id in leg for leg in counted.computed)


def test_that_other_parameters_remember_for_themselves() -> None:
    memory = HeldMemory()
    RememberedTravel(GEODESIC, memory).table(TOWN)
    slower = GeodesicTravel((dataclasses.replace(CITY, scale=4), COUNTRY))
    assert RememberedTravel(slower, memory).table(TOWN) == slower.table(TOWN)


def test_that_a_leg_with_other_bands_counts_as_unknown() -> None:
    memory = HeldMemory()
    memory.remember(GEODESIC.source, TOWN, {(HOME.id, NEAR.id): (Minutes(1),)})
    assert RememberedTravel(GEODESIC, memory).table(TOWN) == GEODESIC.table(TOWN)


def test_that_the_store_remembers_between_runs(tmp_path: Path) -> None:
    counted = Counted(GEODESIC)
    for _ in range(2):
        with open_store(tmp_path / "district.db").write() as books:
            assert RememberedTravel(counted, books.travel).table(TOWN) == GEODESIC.table(TOWN)
    assert len(counted.computed) == 12


@given(st.lists(PLACES, max_size=5))
def test_that_remembering_never_changes_an_answer_nor_asks_twice(history: list[list[Place]]) -> None:
    counted, memory = Counted(GEODESIC), HeldMemory()
    for places in history:
        counted.computed.clear()
        before = dict(memory.recall(GEODESIC.source, places))
        assert RememberedTravel(counted, memory).table(places) == GEODESIC.table(places)
        assert len(set(counted.computed)) == len(counted.computed)
        assert not set(counted.computed) & set(before)
