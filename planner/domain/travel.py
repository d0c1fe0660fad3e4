"""Travel times between places: the protocol of every source, and the table a plan is made on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NewType, Protocol

from planner.domain.places import Coordinate
from planner.domain.units import MinuteOfDay, Minutes, TimeWindow

PlaceId = NewType("PlaceId", str)
"""A hospital's id, or `home:` and a rep's id."""


@dataclass(frozen=True, slots=True)
class Place:
    """A named point that one travels from and to."""

    id: PlaceId
    coordinate: Coordinate


@dataclass(frozen=True, slots=True)
class TravelTable:
    """Whole minutes between places by time of departure.

    `minutes[band][origin][destination]` with indices into `places`; band `b` holds for departures from
    `band_starts[b]` until the next start; `band_starts[0]` is 0. May be asymmetric; the diagonal is 0.
    `source` names provider and version, for showing where a time comes from.
    """

    places: tuple[PlaceId, ...]
    band_starts: tuple[MinuteOfDay, ...]
    minutes: tuple[tuple[tuple[Minutes, ...], ...], ...]
    source: str

    def band(self, departure: int) -> int:
        """The index of the band in force at a departure time."""
        return max(b for b, start in enumerate(self.band_starts) if start <= departure)

    def between(self, origin: int, destination: int, departure: int) -> Minutes:
        """Minutes from place index to place index when leaving at `departure`."""
        return self.minutes[self.band(departure)][origin][destination]


@dataclass(frozen=True, slots=True)
class MeasuredLeg:
    """A time that somebody measured or knows better, in one direction; `window` None = whatever the time of departure."""

    origin: PlaceId
    destination: PlaceId
    minutes: Minutes
    window: TimeWindow | None = None


@dataclass(frozen=True, slots=True)
class WalkTable:
    """Whole minutes on foot inside one hospital between its doors. Door 0 is the gate.

    `minutes[i][j]` between doors i and j; `minutes[i][i]` is the walk between two customers behind the same door.
    """

    minutes: tuple[tuple[Minutes, ...], ...]


class TravelTimes(Protocol):
    """A source of travel times. Every member passes the same contract test."""

    @property
    def source(self) -> str:
        """Provider and version of its parameters, such as `geodesic/3f2a`: the key under which times are remembered."""
        ...

    def table(self, places: Sequence[Place]) -> TravelTable:
        """The table between all places. Raises `UserFacingError` when the source cannot answer."""
        ...


Leg = tuple[PlaceId, PlaceId]


class TravelMemory(Protocol):
    """Where travel times are remembered between runs, per source and pair of places as they lie."""

    def recall(self, source: str, places: Sequence[Place]) -> Mapping[Leg, tuple[Minutes, ...]]:
        """The known legs among places: minutes per band. A place that moved is not known."""
        ...

    def remember(self, source: str, places: Sequence[Place], legs: Mapping[Leg, tuple[Minutes, ...]]) -> None:
        """Keep legs for the coordinates that the places have now."""
        ...
