"""Where the times of a travel table come from."""

from pathlib import Path

from db.store import open_store
from desktop.bootstrap import NotedTravel, travel_table
from planner.domain.places import Coordinate
from planner.domain.travel import MeasuredLeg, Place, PlaceId, TravelTable
from planner.domain.units import MinuteOfDay, Minutes, TimeWindow
from planner.policy.preset import preset

HOME, GATE = Place(PlaceId("home:R1"), Coordinate(39.9, 116.4)), Place(PlaceId("H1"), Coordinate(39.95, 116.45))
RUSH = TimeWindow(MinuteOfDay(450), MinuteOfDay(500))


def table(path: Path, *measured: MeasuredLeg) -> TravelTable:
    with open_store(path) as store:
        with store.write() as books:
            books.measured.put(measured)
        with store.read() as books:
            memory = NotedTravel(books)
            made = travel_table((HOME, GATE), preset(), memory)
        memory.keep(store)
    return made


def test_that_a_measured_time_goes_before_the_estimate_in_its_direction_only(tmp_path: Path) -> None:
    estimated = table(tmp_path / "a.db")
    found = table(tmp_path / "b.db", MeasuredLeg(HOME.id, GATE.id, Minutes(99)))
    assert {found.between(0, 1, departure) for departure in (0, 480, 720, 1020)} == {99}
    assert found.between(1, 0, 720) == estimated.between(1, 0, 720)
    assert found.source != estimated.source


def test_that_a_time_measured_in_a_window_holds_for_its_departures(tmp_path: Path) -> None:
    estimated = table(tmp_path / "a.db")
    found = table(tmp_path / "b.db", MeasuredLeg(HOME.id, GATE.id, Minutes(99), RUSH))
    assert (found.between(0, 1, 449), found.between(0, 1, 450), found.between(0, 1, 499)) == (
        estimated.between(0, 1, 449),
        99,
        99,
    )
    assert found.between(0, 1, 500) == estimated.between(0, 1, 500)


def test_that_a_measured_time_between_places_not_asked_for_changes_nothing(tmp_path: Path) -> None:
    assert table(tmp_path / "b.db", MeasuredLeg(HOME.id, PlaceId("H9"), Minutes(99))) == table(tmp_path / "a.db")


def test_that_measured_times_do_not_spoil_the_memory_of_the_estimate(tmp_path: Path) -> None:
    table(tmp_path / "a.db", MeasuredLeg(HOME.id, GATE.id, Minutes(99)))
    with open_store(tmp_path / "a.db") as store, store.write() as books:
        books.measured.remove([(HOME.id, GATE.id, None)])
    assert table(tmp_path / "a.db") == table(tmp_path / "c.db")
