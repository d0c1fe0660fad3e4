"""How long travel tables and walking tables take: `python -m tests.benchmarks.travel`."""

import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from db.store import open_store
from planner.domain.places import Building, BuildingId, Coordinate, Department, DepartmentId, Hospital, HospitalId
from planner.domain.travel import Place, PlaceId
from planner.policy.preset import preset
from routing.graphs.campus import walk_table
from routing.travel.geodesic import GeodesicTravel
from routing.travel.remembered import RememberedTravel

PLACES, HOSPITALS, DEPARTMENTS = 150, 120, 10


def main() -> None:
    """Print one line for each measurement."""
    chance = random.Random(1)
    places = [_place(f"h{index}", chance) for index in range(PLACES)]
    geodesic = GeodesicTravel(preset().travel)
    _report(f"geodesic table of {PLACES} places", lambda: geodesic.table(places))
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "district.db")
        asked = {"first, computed and remembered": places[:-1], "one place more": places, "all known": places}
        for name, known in asked.items():
            with store.write() as books:
                _report(f"remembered table, {name}", lambda: RememberedTravel(geodesic, books.travel).table(known))  # noqa: B023
    campuses = [_campus(index, chance) for index in range(HOSPITALS)]
    walking = preset().walking
    _report(
        f"walking tables of {HOSPITALS} hospitals with {DEPARTMENTS} departments",
        lambda: [walk_table(hospital, departments, walking) for hospital, departments in campuses],
    )


def _report(name: str, work: Callable[[], object]) -> None:
    start = time.perf_counter()
    work()
    print(f"{time.perf_counter() - start:7.3f} s  {name}")  # noqa: T201


def _place(id: str, chance: random.Random) -> Place:
    return Place(PlaceId(id), Coordinate(39.7 + chance.random() / 2, 116.1 + chance.random() / 2))


def _campus(index: int, chance: random.Random) -> tuple[Hospital, list[Department]]:
    buildings = tuple(Building(BuildingId(f"b{number}"), f"{number}") for number in range(3))
    hospital = Hospital(HospitalId(f"h{index}"), f"{index}", buildings=buildings)
    departments = [
        Department(DepartmentId(f"d{number}"), hospital.id, f"{number}", chance.choice(buildings).id, chance.randint(1, 15))
        for number in range(DEPARTMENTS)
    ]
    return hospital, departments


if __name__ == "__main__":
    main()
