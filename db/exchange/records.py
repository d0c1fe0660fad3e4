"""One row read field by field; what cannot be read refuses the row by name of its column."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from db.exchange import cells
from db.exchange.cells import CellError
from db.exchange.columns import Columns
from db.exchange.report import Refusal, Remark
from db.exchange.table import Cell, Row, Table
from planner.domain.messages import Message, message

Read = TypeVar("Read")


class RowRefusedError(Exception):
    """A row that stays outside; carries the refusal for the report."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(str(refusal.reason))
        self.refusal = refusal


@dataclass(frozen=True, slots=True)
class Record:
    """A row seen through its columns."""

    row: Row
    columns: Columns
    decimals: dict[int, str] = field(default_factory=dict)

    def tells(self, name: str) -> bool:
        """Whether the file has a column for a field and this row's cell is filled."""
        return self.words(name) != ""

    def cell(self, name: str) -> Cell:
        """The cell of a field; the empty text when the file has no such column."""
        index = self.columns.by_field.get(name)
        return "" if index is None else self.row.cells[index]

    def words(self, name: str) -> str:
        """The cell of a field as text."""
        index = self.columns.by_field.get(name)
        return "" if index is None else cells.text(self.row.cells[index])

    def value(self, name: str, parse: Callable[[Cell], Read]) -> Read | None:
        """The cell of a field read by `parse`; None when blank or absent. Raises RowRefusedError when it cannot be read."""
        cell = self.cell(name)
        if cell == "" or (isinstance(cell, str) and not cell.strip()):
            return None
        try:
            return parse(cell)
        except CellError as error:
            raise self.refusal(name, error.reason, error.way_out) from error

    def number(self, name: str) -> float | None:
        """A number that is not negative; None when blank or absent. Raises RowRefusedError otherwise."""
        index = self.columns.by_field.get(name)
        decimal = self.decimals.get(index, ".") if index is not None else "."
        value = self.value(name, lambda cell: cells.number(cell, decimal))
        if value is not None and not 0 <= value < 1e9:
            reason = message("It is negative.") if value < 0 else message("It is too large to be true.")
            raise self.refusal(name, reason, message("Write a number from 0 up, or leave it blank if unknown."))
        return value

    def refusal(self, name: str, reason: Message, way_out: Message) -> RowRefusedError:
        """The refusal of this row for what one field says."""
        return RowRefusedError(Refusal(self.row.number, self.columns.name(name), self.words(name), reason, way_out))

    def remark(self, name: str, text: Message) -> Remark:
        return Remark(self.row.number, self.columns.name(name), self.words(name), text)


def records_of(table: Table, columns: Columns, numeric: Iterable[str]) -> list[Record]:
    """All rows as records; `numeric` names the fields in which decimal commas are looked for."""
    places = [columns.by_field[name] for name in numeric if name in columns.by_field]
    decimals = decimal_marks(table, places)
    return [Record(row, columns, decimals) for row in table.rows]


def decimal_marks(table: Table, places: Iterable[int]) -> dict[int, str]:
    """The decimal mark of each column: what most of its numbers prove, else what the other columns prove, else a point."""
    votes = {index: Counter[str]() for index in places}
    for row in table.rows:
        for index, counter in votes.items():
            cell = row.cells[index]
            if isinstance(cell, str) and ("," in cell or "，" in cell or "." in cell):
                mark = cells.decimal_mark(cells.text(cell).replace(" ", ""))
                if mark:
                    counter[mark] += 1
    everywhere = sum(votes.values(), Counter[str]())
    common = everywhere.most_common(1)[0][0] if everywhere else "."
    return {index: counter.most_common(1)[0][0] if counter else common for index, counter in votes.items()}
