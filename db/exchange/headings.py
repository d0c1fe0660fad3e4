"""Which row of a sheet holds the column names: the first, unless titles stand above it."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import TypeVar

from db.exchange.table import MAXIMUM_COLUMNS, Cell, TableError
from planner.domain.messages import Message, message

_TITLE_ROWS = 10

Cells = TypeVar("Cells", bound=Sequence[Cell])


def split_header(records: Iterable[tuple[int, Cells]]) -> tuple[Cells, tuple[Message, ...], Iterator[tuple[int, Cells]]] | None:
    """The header's cells, a note when titles were passed over, and the rows below it. None when every row is blank.

    A title is a row with one filled cell above a row with several.
    """
    filled = ((number, cells) for number, cells in records if _filled(cells))
    first = list(islice(filled, _TITLE_ROWS))
    if not first:
        return None
    titles = 0
    while titles + 1 < len(first) and _filled(first[titles][1]) == 1 and _filled(first[titles + 1][1]) > 1:
        titles += 1
    if titles + 1 == len(first) > 1 and _filled(first[titles][1]) == 1:
        titles = 0
    number, header = first[titles]
    notes = (message("The column names were found in row {row}.", row=number),) if titles else ()
    return header, notes, chain(first[titles + 1 :], filled)


def _filled(cells: Sequence[Cell]) -> int:
    return sum(1 for cell in cells if cell != "" and not (isinstance(cell, str) and not cell.strip()))


def column_names(header: Sequence[Cell], name: str) -> tuple[str, ...]:
    """The header's texts without the blank tail. Raises TableError above the limit of columns."""
    names = [" ".join(str(cell).split()) for cell in header]
    while names and not names[-1]:
        names.pop()
    if len(names) > MAXIMUM_COLUMNS:
        raise TableError(
            message("{name} has {columns} columns, the most is {limit}.", name=name, columns=len(names), limit=MAXIMUM_COLUMNS),
            message("Keep the columns you want to import and delete the others."),
        )
    return tuple(names)
