"""Where the plugs are put together: the only place that knows both the store and the sources of travel times."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from db.store import Books, Store
from planner.domain.places import Coordinate, Department, Hospital, HospitalId
from planner.domain.policy import Policy
from planner.domain.territory import Barrier
from planner.domain.travel import Leg, MeasuredLeg, Place, TravelTable, WalkTable
from planner.domain.units import Minutes
from planner.month.doors import doors_of
from routing.graphs.campus import walk_table
from routing.travel.geodesic import GeodesicTravel
from routing.travel.measured import MeasuredTravel
from routing.travel.remembered import RememberedTravel


class NotedTravel:
    """The store's memory of travel times as seen by a reading transaction: what is new is noted, to be kept later."""

    def __init__(self, books: Books) -> None:
        self._books = books
        self._noted: list[tuple[str, tuple[Place, ...], Mapping[Leg, tuple[Minutes, ...]]]] = []

    @cached_property
    def measured(self) -> tuple[MeasuredLeg, ...]:
        """The measured times of the district."""
        return self._books.measured.all()

    def recall(self, source: str, places: Sequence[Place]) -> Mapping[Leg, tuple[Minutes, ...]]:
        """What the store remembers."""
        return self._books.travel.recall(source, places)

    def remember(self, source: str, places: Sequence[Place], legs: Mapping[Leg, tuple[Minutes, ...]]) -> None:
        """Note legs for `keep`."""
        self._noted.append((source, tuple(places), legs))

    def keep(self, store: Store) -> None:
        """Write what was noted, in one transaction of its own; nothing happens when nothing is new."""
        if self._noted:
            with store.write() as books:
                for source, places, legs in self._noted:
                    books.travel.remember(source, places, legs)


def travel_table(places: Sequence[Place], policy: Policy, memory: NotedTravel) -> TravelTable:
    """Travel times between places: measured where somebody measured them, else by the policy's power law, remembered where
    they are known. Raises TravelError."""
    ids = {place.id for place in places}
    measured = tuple(leg for leg in memory.measured if leg.origin in ids and leg.destination in ids)
    reckoned = RememberedTravel(GeodesicTravel(policy.travel), memory)
    return MeasuredTravel(measured, reckoned).table(places) if measured else reckoned.table(places)


def walk_tables(hospitals: Sequence[Hospital], departments: Sequence[Department], policy: Policy) -> dict[HospitalId, WalkTable]:
    """Walking minutes inside each hospital, between the doors that a month's problem counts."""
    return {each.id: walk_table(each, doors_of(each, departments), policy.walking) for each in hospitals}


def neighbour_links(places: Sequence[Coordinate | None], barriers: Sequence[Barrier]) -> tuple[tuple[int, int], ...]:
    """Which places are neighbours, by index; one without coordinates has none."""
    from routing.graphs.neighbours import neighbours  # noqa: PLC0415 - only an alignment needs its libraries

    located = [(index, where) for index, where in enumerate(places) if where is not None]
    found = neighbours([where for _, where in located], [barrier.line for barrier in barriers])
    return tuple((located[one][0], located[other][0]) for one, other in found)
