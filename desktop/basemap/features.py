"""Shapes of a map file as flat arrays: quick to search, small to send from one process to another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from desktop.basemap.linework import Box, Line


class Kind(StrEnum):
    """What a shape is, in the order in which shapes are painted."""

    AREA = "area"  # of the user's, with its edge
    GREEN = "green"
    WATER = "water"
    RIVER = "river"
    BUILDING = "building"
    PATH = "path"
    RAIL = "rail"
    STREET = "street"
    ROAD = "road"
    LINE = "line"  # of the user's
    POINT = "point"  # of the user's
    CITY = "city"  # names of places, written only
    TOWN = "town"
    QUARTER = "quarter"


KINDS = tuple(Kind)


@dataclass(frozen=True, slots=True)
class Shape:
    """One shape: lines, rings (odd-even) or a single corner, in world units."""

    kind: Kind
    parts: tuple[Line, ...]
    name: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class FeatureTable:
    """`part_ends` count corners, `shape_ends` count parts, `kinds` index KINDS; one name per shape, mostly empty."""

    corners: Line
    part_ends: NDArray[np.int64]
    shape_ends: NDArray[np.int64]
    kinds: NDArray[np.uint8]
    names: tuple[str, ...]
    boxes: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.kinds)

    def within(self, box: Box, kinds: Sequence[Kind], smallest: float = 0.0) -> Iterator[Shape]:
        """Shapes of some kinds whose boxes touch a box and are at least `smallest` world units wide or high."""
        left, top, right, bottom = box
        boxes = self.boxes
        touching = (boxes[:, 0] <= right) & (boxes[:, 2] >= left) & (boxes[:, 1] <= bottom) & (boxes[:, 3] >= top)
        touching &= np.isin(self.kinds, [KINDS.index(each) for each in kinds])
        if smallest > 0:
            touching &= np.maximum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]) >= smallest
        for index in np.flatnonzero(touching):
            yield self.shape(int(index))

    def shape(self, index: int) -> Shape:
        """One shape."""
        first = int(self.shape_ends[index - 1]) if index else 0
        parts = tuple(self._part(part) for part in range(first, int(self.shape_ends[index])))
        return Shape(KINDS[self.kinds[index]], parts, self.names[index])

    def _part(self, part: int) -> Line:
        start = int(self.part_ends[part - 1]) if part else 0
        return self.corners[start : int(self.part_ends[part])]


@dataclass(slots=True)
class Collecting:
    """Gathers shapes for a table."""

    corners: list[Line] = field(default_factory=list)
    part_ends: list[int] = field(default_factory=list)
    shape_ends: list[int] = field(default_factory=list)
    kinds: list[int] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    boxes: list[tuple[float, float, float, float]] = field(default_factory=list)

    def add(self, shape: Shape) -> None:
        """One more; a shape without corners is left out."""
        parts = [each for each in shape.parts if len(each)]
        if not parts:
            return
        for part in parts:
            self.corners.append(part)
            self.part_ends.append((self.part_ends[-1] if self.part_ends else 0) + len(part))
        self.shape_ends.append(len(self.part_ends))
        self.kinds.append(KINDS.index(shape.kind))
        self.names.append(shape.name)
        low = np.min([part.min(axis=0) for part in parts], axis=0)
        high = np.max([part.max(axis=0) for part in parts], axis=0)
        self.boxes.append((float(low[0]), float(low[1]), float(high[0]), float(high[1])))

    def table(self) -> FeatureTable:
        """All of them."""
        return FeatureTable(
            np.concatenate(self.corners) if self.corners else np.empty((0, 2)),
            np.array(self.part_ends, dtype=np.int64),
            np.array(self.shape_ends, dtype=np.int64),
            np.array(self.kinds, dtype=np.uint8),
            tuple(self.names),
            np.array(self.boxes, dtype=np.float64).reshape(-1, 4),
        )
