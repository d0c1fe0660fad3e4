"""Lines and rings of a map as arrays: thinned for a zoom level, cut to what is in sight."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop.basemap.mercator import NORTHERNMOST, WORLD

Line = NDArray[np.float64]
"""Corners in world units, shape (n, 2)."""
Box = tuple[float, float, float, float]
"""Left, top, right, bottom in world units."""

_CHUNK = 48
"""Corners of a piece of line: short enough to leave out what lies elsewhere, long enough to keep pieces few."""


def project(degrees: Line) -> Line:
    """Longitudes and latitudes (n, 2) in world units."""
    latitude = np.radians(np.clip(degrees[:, 1], -NORTHERNMOST, NORTHERNMOST))
    x = (degrees[:, 0] + 180.0) / 360.0 * WORLD
    y = (1.0 - np.arcsinh(np.tan(latitude)) / np.pi) / 2.0 * WORLD
    return np.column_stack([x, y])


def box_of(line: Line) -> Box:
    """The smallest box around a line."""
    low, high = line.min(axis=0), line.max(axis=0)
    return float(low[0]), float(low[1]), float(high[0]), float(high[1])


def thin(line: Line, scale: float) -> Line:
    """The line without corners that fall on the same pixel as the one before, at `scale` pixels a unit; both ends stay."""
    cells = np.floor(line * scale)
    keep = np.any(np.diff(cells, axis=0, prepend=cells[:1] - 1) != 0, axis=1)
    keep[-1] = True
    return line[keep]


def cut_ring(ring: Line, box: Box) -> Line:
    """The part of a ring inside a box (Sutherland and Hodgman 1974, "Reentrant polygon clipping"); empty when there is none.

    Edges along the box may come in; they lie outside what is painted when the box is a little larger than that.
    """
    left, top, right, bottom = box
    for axis, limit, sign in ((0, left, -1.0), (0, right, 1.0), (1, top, -1.0), (1, bottom, 1.0)):
        if not len(ring):
            break
        ring = _cut_half(ring, axis, limit, sign)
    return ring


def _cut_half(ring: Line, axis: int, limit: float, sign: float) -> Line:
    inside = sign * (ring[:, axis] - limit) <= 0
    if inside.all():
        return ring
    following = np.roll(ring, -1, axis=0)
    crossing = inside != np.roll(inside, -1)
    step = following[:, axis] - ring[:, axis]
    share = np.where(crossing, (limit - ring[:, axis]) / np.where(step == 0, 1.0, step), 0.0)
    met = ring + share[:, None] * (following - ring)
    pairs = np.stack([ring, met], axis=1)
    kept: Line = pairs[np.stack([inside, crossing], axis=1)]
    return kept


@dataclass(frozen=True, slots=True, eq=False)
class Linework:
    """Many lines cut into short pieces, each with its box, so that those in sight are found at once."""

    pieces: tuple[Line, ...]
    boxes: NDArray[np.float64]

    def within(self, box: Box) -> list[Line]:
        """The pieces whose boxes touch a box."""
        left, top, right, bottom = box
        boxes = self.boxes
        touching = (boxes[:, 0] <= right) & (boxes[:, 2] >= left) & (boxes[:, 1] <= bottom) & (boxes[:, 3] >= top)
        return [self.pieces[place] for place in np.flatnonzero(touching)]


def linework(lines: Sequence[Line], scale: float) -> Linework:
    """Lines thinned for `scale` pixels a unit; lines shorter than a pixel are left out."""
    pieces: list[Line] = []
    for line in lines:
        thinned = thin(line, scale)
        if len(thinned) > 2 or (len(thinned) == 2 and len(line) == 2):
            pieces += [thinned[start : start + _CHUNK + 1] for start in range(0, len(thinned) - 1, _CHUNK)]
    boxes = np.array([box_of(piece) for piece in pieces], dtype=np.float64).reshape(-1, 4)
    return Linework(tuple(pieces), boxes)
