"""Travel times without roads: a power law of the distance as the crow flies, with factors by time of departure.

`minutes = (scale * km ** exponent + access_minutes) * factor`, parameters by the region in which the leg begins. It fits
cities better than a constant speed, because long legs use faster roads. Good for first plans and for shapes; where water
or hills stand between two places it is too short, so the source is always shown beside the time.

The distance is geopy's great circle on the mean sphere: at most 0.56 % from the ellipsoid, which the exponent shrinks
to under 0.4 % of the minutes, and fifteen times as fast as the geodesic (150 places: 0.05 s against 0.75 s).
"""

from collections.abc import Sequence
from dataclasses import astuple, dataclass, field
from functools import cache
from typing import Any

from planner.domain.messages import message
from planner.domain.places import Coordinate
from planner.domain.policy import TravelRegion
from planner.domain.travel import Leg, Place, TravelTable
from planner.domain.units import MinuteOfDay, Minutes
from planner.policy.travelling import ordinary_minutes, region_of
from routing.errors import TravelError
from routing.rounding import whole_minutes
from routing.travel.legs import Legs, covers, edges_of, fingerprint, table_of

FORMULA = "great circle, power law, 1"
"""Part of the source's name: to be changed with the formula, so that times of the old one are not remembered for the new."""


@dataclass(frozen=True, slots=True)
class GeodesicTravel:
    """The power law of each region; the first region whose box holds the origin applies, else the one without a box."""

    regions: tuple[TravelRegion, ...]
    source: str = field(init=False)
    band_starts: tuple[MinuteOfDay, ...] = field(init=False)

    def __post_init__(self) -> None:
        parameters = fingerprint((FORMULA, *(astuple(region) for region in self.regions)))
        object.__setattr__(self, "source", f"geodesic/{parameters}")
        windows = [factor.window for region in self.regions for factor in region.factors]
        object.__setattr__(self, "band_starts", edges_of(windows))

    def table(self, places: Sequence[Place]) -> TravelTable:
        """The table between all places. Raises `TravelError` when no region holds a place."""
        return table_of(self, places)

    def legs(self, origins: Sequence[Place], destinations: Sequence[Place]) -> Legs:
        """Every leg from an origin to a destination. Raises `TravelError` when no region holds an origin."""
        legs: dict[Leg, tuple[Minutes, ...]] = {}
        stay = (Minutes(0),) * len(self.band_starts)
        for origin in origins:
            region = self._region_at(origin)
            factors = [factor_at(region, start) for start in self.band_starts]
            for destination in destinations:
                ordinary = ordinary_minutes(region, kilometres(origin.coordinate, destination.coordinate))
                at_factor = {factor: whole_minutes(ordinary * factor) for factor in set(factors)}
                moving = tuple([at_factor[factor] for factor in factors])
                legs[origin.id, destination.id] = stay if origin.id == destination.id else moving
        return legs

    def _region_at(self, place: Place) -> TravelRegion:
        """The region whose figures hold for a leg that begins at a place."""
        region = region_of(self.regions, place.coordinate)
        if region is None:
            raise TravelError(
                message("{place} at {latitude}, {longitude} lies in none of the policy's travel regions.",
                        place=place.id, latitude=place.coordinate.latitude, longitude=place.coordinate.longitude),
                message("Add a travel region without a box to the policy: it holds everywhere else."),
            )  # fmt: skip
        return region


@cache
def _great_circle() -> Any:
    """Imported when a distance is first measured: geopy brings a whole HTTP stack along, and most starts remember the times."""
    from geopy.distance import great_circle  # noqa: PLC0415

    return great_circle


def kilometres(origin: Coordinate, destination: Coordinate) -> float:
    """The great-circle distance; the same in both directions to the last digit."""
    ends = sorted(((origin.latitude, origin.longitude), (destination.latitude, destination.longitude)))
    return float(_great_circle()(*ends).km)


def factor_at(region: TravelRegion, departure: MinuteOfDay) -> float:
    """How many times the ordinary minutes a departure takes: the first window that holds it, else 1."""
    return next((each.factor for each in region.factors if covers(each.window, departure)), 1.0)
