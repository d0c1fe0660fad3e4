"""A memory of travel times that lasts as long as it is held, and a source that counts what it is asked."""

from collections.abc import Mapping, Sequence

from planner.domain.travel import Leg, Place, TravelTable
from planner.domain.units import MinuteOfDay, Minutes
from routing.travel.legs import Legs, LegTimes, table_of

Spot = tuple[Place, Place]


class HeldMemory:
    """Keeps legs by source and by places as they lie."""

    def __init__(self) -> None:
        self._minutes: dict[tuple[str, Spot], tuple[Minutes, ...]] = {}

    def recall(self, source: str, places: Sequence[Place]) -> Mapping[Leg, tuple[Minutes, ...]]:
        known = {(origin.id, destination.id): (source, (origin, destination)) for origin in places for destination in places}
        return {leg: self._minutes[key] for leg, key in known.items() if key in self._minutes}

    def remember(self, source: str, places: Sequence[Place], legs: Mapping[Leg, tuple[Minutes, ...]]) -> None:
        where = {each.id: each for each in places}
        for (origin, destination), minutes in legs.items():
            self._minutes[source, (where[origin], where[destination])] = minutes


class Counted:
    """Another source, with every leg that was computed."""

    def __init__(self, times: LegTimes) -> None:
        self._times = times
        self.computed: list[Leg] = []
        self.questions = 0

    @property
    def source(self) -> str:
        return self._times.source

    @property
    def band_starts(self) -> tuple[MinuteOfDay, ...]:
        return self._times.band_starts

    def table(self, places: Sequence[Place]) -> TravelTable:
        return table_of(self, places)

    def legs(self, origins: Sequence[Place], destinations: Sequence[Place]) -> Legs:
        legs = self._times.legs(origins, destinations)
        self.computed += [leg for leg in legs if leg[0] != leg[1]]
        self.questions += 1
        return legs
