"""A source that remembers: asks its memory first and computes only the legs that are missing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from planner.domain.travel import Leg, Place, PlaceId, TravelMemory, TravelTable
from planner.domain.units import MinuteOfDay, Minutes
from routing.travel.legs import Legs, LegTimes, table_of

Block = tuple[tuple[Place, ...], tuple[Place, ...]]
"""Origins and destinations of which every leg is wanted."""


@dataclass(frozen=True, slots=True)
class RememberedTravel:
    """Another source behind a memory. One new or moved place costs its row and its column, nothing else.

    A leg remembered with another number of bands than the source has is taken as unknown.
    """

    fallback: LegTimes
    memory: TravelMemory

    @property
    def source(self) -> str:
        return self.fallback.source

    @property
    def band_starts(self) -> tuple[MinuteOfDay, ...]:
        return self.fallback.band_starts

    def table(self, places: Sequence[Place]) -> TravelTable:
        """The table between all places. Raises `TravelError` when a missing leg cannot be computed."""
        return table_of(self, places)

    def legs(self, origins: Sequence[Place], destinations: Sequence[Place]) -> Legs:
        """Every leg from an origin to a destination, the missing ones computed and remembered."""
        places = tuple({place.id: place for place in (*origins, *destinations)}.values())
        known = dict(self._recalled(places))
        computed: dict[Leg, tuple[Minutes, ...]] = {}
        for starts, ends in missing_blocks(origins, destinations, known):
            computed |= self.fallback.legs(starts, ends)
        fresh = {leg: minutes for leg, minutes in computed.items() if leg not in known and leg[0] != leg[1]}
        if fresh:
            self.memory.remember(self.source, places, fresh)
        stay = (Minutes(0),) * len(self.band_starts)
        known |= fresh | {(place.id, place.id): stay for place in places}
        return {(start.id, end.id): known[start.id, end.id] for start in origins for end in destinations}

    def _recalled(self, places: Sequence[Place]) -> Iterator[tuple[Leg, tuple[Minutes, ...]]]:
        """The remembered legs that have the source's bands."""
        for leg, minutes in self.memory.recall(self.source, places).items():
            if len(minutes) == len(self.band_starts):
                yield leg, minutes


def missing_blocks(origins: Sequence[Place], destinations: Sequence[Place], known: Mapping[Leg, object]) -> Iterator[Block]:
    """The unknown legs in as few blocks as their pattern allows: origins that miss the same destinations go together.

    An origin of which nothing is known misses all destinations, itself included, so that a first table is one block.
    """
    blocks: dict[tuple[PlaceId, ...], list[Place]] = {}
    for origin in origins:
        missing = tuple(end.id for end in destinations if end.id != origin.id and (origin.id, end.id) not in known)
        nothing_known = missing == tuple(end.id for end in destinations if end.id != origin.id)
        if missing:
            blocks.setdefault(tuple(end.id for end in destinations) if nothing_known else missing, []).append(origin)
    by_id = {place.id: place for place in destinations}
    for ends, starts in blocks.items():
        yield tuple(starts), tuple(by_id[end] for end in ends)
