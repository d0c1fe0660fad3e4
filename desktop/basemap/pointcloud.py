"""Many points as arrays: which are in sight, which is under the pointer, which lie inside a drawn line."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from desktop.basemap.mercator import Spot, spot_of
from desktop.basemap.shapes import MapPoint


class PointCloud:
    """Points with their world positions (float64 arrays of n) and diameters in pixels."""

    def __init__(self, points: Sequence[MapPoint]) -> None:
        self.points = tuple(points)
        spots = [spot_of(each.coordinate) for each in self.points]
        self._x = np.array([each.x for each in spots], dtype=np.float64)
        self._y = np.array([each.y for each in spots], dtype=np.float64)
        self._radius = np.array([each.size / 2 for each in self.points], dtype=np.float64)

    def __len__(self) -> int:
        return len(self.points)

    def bounds(self) -> tuple[float, float, float, float] | None:
        """Left, top, right, bottom in world units; None without points."""
        if not self.points:
            return None
        return float(self._x.min()), float(self._y.min()), float(self._x.max()), float(self._y.max())

    def count(self, area: tuple[float, float, float, float]) -> int:
        """How many points lie inside an area (left, top, right, bottom in world units)."""
        left, top, right, bottom = area
        return int(((self._x >= left) & (self._x <= right) & (self._y >= top) & (self._y <= bottom)).sum())

    def pixels(self, area: tuple[float, float, float, float], scale: float, cell: float = 0.0) -> list[tuple[int, float, float]]:
        """Points inside an area (left, top, right, bottom in world units) as (index, x, y): pixels from its left top corner.

        Of points that share a square of `cell` pixels only the last is given: those before it would be hidden.
        """
        left, top, right, bottom = area
        inside = np.flatnonzero((self._x >= left) & (self._x <= right) & (self._y >= top) & (self._y <= bottom))
        x, y = (self._x[inside] - left) * scale, (self._y[inside] - top) * scale
        if cell > 0 and len(inside):
            keep = _last_in_cell(x, y, cell)
            inside, x, y = inside[keep], x[keep], y[keep]
        return list(zip(inside.tolist(), x.tolist(), y.tolist(), strict=True))

    def nearest(self, spot: Spot, scale: float, slack: float = 3.0) -> int | None:
        """The point whose disc (with `slack` pixels around) holds a spot, the nearest centre first; None when there is none."""
        if not self.points:
            return None
        distance = np.hypot(self._x - spot.x, self._y - spot.y) * scale
        distance[distance > self._radius + slack] = np.inf
        best = int(np.argmin(distance))
        return best if np.isfinite(distance[best]) else None

    def within(self, line: Sequence[Spot]) -> tuple[str, ...]:
        """The ids of the points inside a closed line (crossing number, odd-even), in the points' order."""
        if len(line) < 3 or not self.points:
            return ()
        inside = np.zeros(len(self.points), dtype=bool)
        for one, other in zip(line, [*line[1:], line[0]], strict=True):
            if one.y != other.y:
                crosses = (one.y > self._y) != (other.y > self._y)
                with np.errstate(over="ignore", invalid="ignore"):  # far from an edge that is all but level; no crossing there
                    at = (other.x - one.x) * (self._y - one.y) / (other.y - one.y) + one.x
                inside ^= crosses & (self._x < at)
        return tuple(self.points[place].id for place in np.flatnonzero(inside))


def _last_in_cell(x: NDArray[np.float64], y: NDArray[np.float64], cell: float) -> NDArray[np.intp]:
    keys = (x // cell).astype(np.int64) * 1_000_003 + (y // cell).astype(np.int64)
    _, last = np.unique(keys[::-1], return_index=True)
    return np.sort(len(keys) - 1 - last)
