"""A table as it stood in a file: columns, numbered rows, and what had to be guessed to read it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from planner.domain.messages import Message
from planner.errors import UserFacingError

Cell: TypeAlias = str | int | float | bool | date | datetime | time | timedelta
"""One cell; an empty cell is the empty text."""

MAXIMUM_ROWS = 200_000
MAXIMUM_COLUMNS = 1_000
MAXIMUM_BYTES = 100_000_000


class TableError(UserFacingError):
    """A file that cannot be read as a table at all."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `number` is the row as a spreadsheet shows it (the header of an ordinary file is row 1)."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class BrokenRow:
    """A row that is no row of this table, with the start of its text, the reason and the way out."""

    number: int
    value: str
    reason: Message
    way_out: Message


@dataclass(frozen=True, slots=True)
class Encoding:
    """The encoding text was read in. `sureness` 1 = certain (UTF-8, byte order mark, or told), 0 = a bare guess.

    `damaged`: some bytes mean nothing in it and stand as U+FFFD in the text.
    """

    name: str
    sureness: float
    told: bool = False
    damaged: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one file or sheet. Every row of `rows` has as many cells as there are columns."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    broken: tuple[BrokenRow, ...] = ()
    notes: tuple[Message, ...] = ()
    encoding: Encoding | None = None
    delimiter: str | None = None
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the user knows better than we can guess; None = find out."""

    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
