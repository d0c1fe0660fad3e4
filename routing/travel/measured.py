"""Times that somebody measured or knows better: single legs, put before another source."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass, field

from planner.domain.travel import MeasuredLeg, Place, TravelTable
from planner.domain.units import MinuteOfDay, Minutes
from routing.travel.legs import Legs, LegTimes, covers, edges_of, fingerprint, table_of


@dataclass(frozen=True, slots=True)
class MeasuredTravel:
    """Own times where there are any, the fallback's elsewhere. One direction says nothing about the other.

    A time with a window goes before one without; of two that hold at once the last one given counts. A time from a place
    to itself is ignored.
    """

    measured: tuple[MeasuredLeg, ...]
    fallback: LegTimes
    source: str = field(init=False)
    band_starts: tuple[MinuteOfDay, ...] = field(init=False)

    def __post_init__(self) -> None:
        parameters = fingerprint(tuple(astuple(leg) for leg in self.measured))
        object.__setattr__(self, "source", f"measured/{parameters}+{self.fallback.source}")
        edges = edges_of([leg.window for leg in self.measured if leg.window is not None])
        object.__setattr__(self, "band_starts", tuple(sorted({*edges, *self.fallback.band_starts})))

    def table(self, places: Sequence[Place]) -> TravelTable:
        """The table between all places. Raises `TravelError` when the fallback does."""
        return table_of(self, places)

    def legs(self, origins: Sequence[Place], destinations: Sequence[Place]) -> Legs:
        """Every leg from an origin to a destination. Raises `TravelError` when the fallback does."""
        bands = [self._fallback_band(start) for start in self.band_starts]
        ordinary = self.fallback.legs(origins, destinations)
        legs = {leg: tuple(minutes[band] for band in bands) for leg, minutes in ordinary.items()}
        for known in sorted(self.measured, key=lambda leg: leg.window is not None):
            leg = known.origin, known.destination
            if leg in legs and known.origin != known.destination:
                legs[leg] = self._with_known(legs[leg], known)
        return legs

    def _fallback_band(self, departure: MinuteOfDay) -> int:
        return sum(start <= departure for start in self.fallback.band_starts) - 1

    def _with_known(self, minutes: tuple[Minutes, ...], known: MeasuredLeg) -> tuple[Minutes, ...]:
        """The leg's minutes with the known ones in the bands for which they hold."""
        return tuple(
            known.minutes if known.window is None or covers(known.window, start) else ordinary
            for start, ordinary in zip(self.band_starts, minutes, strict=True)
        )
