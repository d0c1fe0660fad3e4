"""How far apart two points are, good enough to tell frames and duplicates apart."""

import math

from planner.domain.places import Coordinate
from planner.domain.units import Metres

_MEAN_EARTH_RADIUS = 6371008.8  # metres


def metres_between(one: Coordinate, other: Coordinate) -> Metres:
    """Great-circle distance on the sphere (haversine), within 0.6 % of the ellipsoid."""
    north, south = math.radians(one.latitude), math.radians(other.latitude)
    across = math.radians(other.longitude - one.longitude)
    half = math.sin((south - north) / 2) ** 2 + math.cos(north) * math.cos(south) * math.sin(across / 2) ** 2
    return Metres(2 * _MEAN_EARTH_RADIUS * math.asin(min(1.0, math.sqrt(half))))
