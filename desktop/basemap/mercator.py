"""Web-Mercator (EPSG:3857) in world units: the whole world is a square of 256 x 256, x east from 180° W, y south from the top.

A world unit is one device-independent pixel at zoom 0 and 2**zoom pixels at any other; tiles count as in OpenStreetMap's
"Slippy map tilenames": tile (zoom, x, y) spans 256 / 2**zoom units.
"""

import math
from dataclasses import dataclass

from planner.domain.places import Coordinate

WORLD = 256.0
"""Width and height of the world in world units, and of a tile in pixels."""
NORTHERNMOST = 85.05112877980659
"""Where the square ends, degrees."""
_EARTH_RADIUS = 6378137.0
"""Metres, as EPSG:3857 has it."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A position in world units."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Tile:
    """A square of the world at a whole zoom level; y counts from the north."""

    zoom: int
    x: int
    y: int

    @property
    def span(self) -> float:
        """Width and height in world units."""
        return WORLD / (1 << self.zoom)

    @property
    def left(self) -> float:
        return self.x * self.span

    @property
    def top(self) -> float:
        return self.y * self.span

    def parent(self) -> "Tile":
        """The tile one zoom level out that contains this one."""
        return Tile(self.zoom - 1, self.x >> 1, self.y >> 1)

    def at_zoom(self, zoom: int) -> "Tile":
        """The ancestor at a lower zoom level, or the tile itself."""
        steps = max(0, self.zoom - zoom)
        return Tile(self.zoom - steps, self.x >> steps, self.y >> steps)


def spot_of(coordinate: Coordinate) -> Spot:
    """Where a coordinate lies in the world square; beyond 85° the border of the square."""
    latitude = math.radians(max(-NORTHERNMOST, min(NORTHERNMOST, coordinate.latitude)))
    x = (coordinate.longitude + 180.0) / 360.0 * WORLD
    y = (1.0 - math.asinh(math.tan(latitude)) / math.pi) / 2.0 * WORLD
    return Spot(x, y)


def coordinate_of(spot: Spot) -> Coordinate:
    """The coordinate of a spot; outside the square its nearest border."""
    x, y = (max(0.0, min(WORLD, value)) for value in (spot.x, spot.y))
    latitude = math.degrees(math.atan(math.sinh(math.pi * (1.0 - 2.0 * y / WORLD))))
    return Coordinate(latitude, x / WORLD * 360.0 - 180.0)


def metres_per_pixel(latitude: float, zoom: float) -> float:
    """Ground distance of one device-independent pixel at a latitude and zoom level."""
    return math.cos(math.radians(latitude)) * math.tau * _EARTH_RADIUS / (WORLD * math.pow(2.0, zoom))
