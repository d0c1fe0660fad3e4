"""The policy's power law of travel: which region a place lies in, and the minutes of a distance there."""

from collections.abc import Iterable

from planner.domain.places import Coordinate
from planner.domain.policy import TravelRegion


def ordinary_minutes(region: TravelRegion, kilometres: float) -> float:
    """The power law of a region at a distance, access included, outside of rush hours; factors multiply all of it."""
    return float(region.scale * kilometres**region.exponent + region.access_minutes)


def region_of(regions: Iterable[TravelRegion], coordinate: Coordinate) -> TravelRegion | None:
    """The first region whose box holds the place, else the first one without a box, else None."""
    every = tuple(regions)
    boxed = (region for region in every if inside(region, coordinate))
    default = (region for region in every if region.south is None)
    return next(boxed, None) or next(default, None)


def inside(region: TravelRegion, coordinate: Coordinate) -> bool:
    """Whether a coordinate lies in a region's box, edges included; a box may cross the 180th meridian (west > east)."""
    south, west, north, east = region.south, region.west, region.north, region.east
    if south is None or west is None or north is None or east is None:
        return False
    longitude = coordinate.longitude
    between = west <= longitude <= east if west <= east else longitude >= west or longitude <= east
    return south <= coordinate.latitude <= north and between
