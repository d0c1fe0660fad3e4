"""What every source of travel times shares: legs per band of departure and the table made of them."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Protocol, TypeAlias

from planner.domain.travel import Leg, Place, PlaceId, TravelTable, TravelTimes
from planner.domain.units import MinuteOfDay, Minutes, TimeWindow

Parameters: TypeAlias = "str | int | float | tuple[Parameters, ...] | None"

Legs = Mapping[Leg, tuple[Minutes, ...]]
"""Minutes per band of departure, by origin and destination."""


class LegTimes(TravelTimes, Protocol):
    """A source that can answer for single legs too, so that one new place costs one row and one column."""

    @property
    def band_starts(self) -> tuple[MinuteOfDay, ...]:
        """The departures at which times change: the same for every table of the source; the first is 0."""
        ...

    def legs(self, origins: Sequence[Place], destinations: Sequence[Place]) -> Legs:
        """Every leg from an origin to a destination; 0 in every band from a place to itself.

        Raises `TravelError` when the source cannot answer.
        """
        ...


def table_of(source: LegTimes, places: Sequence[Place]) -> TravelTable:
    """The table of all legs among places. Raises ValueError when two places share an id."""
    ids = tuple(place.id for place in places)
    if len(set(ids)) < len(ids):
        raise ValueError(f"places with the same id: {ids}")
    legs = source.legs(places, places)
    return TravelTable(
        places=ids,
        band_starts=source.band_starts,
        minutes=tuple(_square(legs, ids, band) for band in range(len(source.band_starts))),
        source=source.source,
    )


def _square(legs: Legs, ids: Sequence[PlaceId], band: int) -> tuple[tuple[Minutes, ...], ...]:
    return tuple(tuple(legs[origin, destination][band] for destination in ids) for origin in ids)


def edges_of(windows: Sequence[TimeWindow]) -> tuple[MinuteOfDay, ...]:
    """The departures at which any of the windows begins or ends, midnight first."""
    edges = {0, *(edge for window in windows for edge in (window.start, window.end))}
    return tuple(MinuteOfDay(edge) for edge in sorted(edges) if edge < 24 * 60)


def covers(window: TimeWindow, departure: MinuteOfDay) -> bool:
    """Whether a departure lies inside a window; its end belongs to what follows."""
    return window.start <= departure < window.end


def fingerprint(parameters: Parameters) -> str:
    """Eight hexadecimal digits that name a set of parameters; 1 and 1.0 are the same parameter."""
    return sha256(repr(_alike(parameters)).encode()).hexdigest()[:8]


def _alike(parameters: Parameters) -> Parameters:
    if isinstance(parameters, tuple):
        return tuple(_alike(each) for each in parameters)
    return float(parameters) if isinstance(parameters, int) else parameters
