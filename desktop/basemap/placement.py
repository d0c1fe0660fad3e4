"""Names without overlap: each is placed only where none stands yet, the most important first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_CELL = 64
"""Side of a square of the grid in which neighbours are looked for, pixels."""


@dataclass(frozen=True, slots=True)
class Room:
    """A rectangle in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Room") -> bool:
        return self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom


class Crowd:
    """What is taken already."""

    def __init__(self, taken: Iterable[Room] = ()) -> None:
        self._cells: dict[tuple[int, int], list[Room]] = {}
        for each in taken:
            self._put(each)

    def take(self, choices: Sequence[Room]) -> int | None:
        """Take the first free one of some rooms; None when none is free."""
        for place, room in enumerate(choices):
            if not any(room.meets(other) for cell in self._cells_of(room) for other in self._cells.get(cell, ())):
                self._put(room)
                return place
        return None

    def _put(self, room: Room) -> None:
        for cell in self._cells_of(room):
            self._cells.setdefault(cell, []).append(room)

    def _cells_of(self, room: Room) -> Iterable[tuple[int, int]]:
        columns = range(int(room.left // _CELL), int(room.right // _CELL) + 1)
        rows = range(int(room.top // _CELL), int(room.bottom // _CELL) + 1)
        return [(column, row) for column in columns for row in rows]


def around(x: float, y: float, width: float, height: float, gap: float) -> tuple[Room, ...]:
    """Where a name can stand beside a mark of radius `gap`: right, left, above, below."""
    return (
        Room(x + gap, y - height / 2, x + gap + width, y + height / 2),
        Room(x - gap - width, y - height / 2, x - gap, y + height / 2),
        Room(x - width / 2, y - gap - height, x + width / 2, y - gap),
        Room(x - width / 2, y + gap, x + width / 2, y + gap + height),
    )


def centred(x: float, y: float, width: float, height: float) -> Room:
    """A name in the middle of what it names."""
    return Room(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
