"""Tables on worksheets: real dates and times, a frozen heading, columns as wide as their content, A4 landscape."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from unicodedata import east_asian_width

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from planner.domain.messages import Message

Translate = Callable[[str], str]

NARROWEST, WIDEST = 6, 44
A4 = 9
MINUTES_A_DAY = 1440


class Kind(StrEnum):
    """What a column holds; its value is how a spreadsheet lays a number out."""

    TEXT = "@"
    COUNT = "0"
    SHARE = "0%"
    DATE = "yyyy-mm-dd"
    TIME = "hh:mm"


@dataclass(frozen=True, slots=True)
class Column:
    """`narrowest` in characters: more than content needs where somebody will write by hand."""

    heading: Message
    kind: Kind = Kind.TEXT
    narrowest: int = NARROWEST


Cell = str | int | float | date | Message | None
"""Minutes since midnight in a column of times, a share in a column of shares; None = empty."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row across all columns that begins a group of rows."""

    text: Message


Row = tuple[Cell, ...] | Line


@dataclass(frozen=True, slots=True)
class Table:
    """`total` is a last row in bold; `filtered` puts filter buttons on the heading."""

    title: Message
    columns: tuple[Column, ...]
    rows: Sequence[Row]
    total: tuple[Cell, ...] | None = None
    filtered: bool = False


class Style:
    """The cell formats of one workbook."""

    def __init__(self, workbook: Workbook) -> None:
        box = {"border": 1, "border_color": "#C8C8C8", "valign": "top"}
        self.heading = workbook.add_format({**box, "bold": True, "bg_color": "#DDE7EE", "text_wrap": True})
        self.line = workbook.add_format({"bold": True, "bg_color": "#F2F2F2", "valign": "top"})
        self.cells = {kind: workbook.add_format(_layout(box, kind)) for kind in Kind}
        self.totals = {kind: workbook.add_format({**_layout(box, kind), "bold": True, "top": 2}) for kind in Kind}


def _layout(box: dict[str, Any], kind: Kind) -> dict[str, Any]:
    return {**box, "num_format": kind.value, "text_wrap": kind is Kind.TEXT}


@dataclass(frozen=True, slots=True)
class TableWriter:
    """Fills one worksheet with one table: heading in the first row, then the rows, then the total."""

    sheet: Worksheet
    style: Style
    translate: Translate

    def write(self, table: Table) -> None:
        for index, column in enumerate(table.columns):
            self.sheet.write_string(0, index, column.heading.text(self.translate), self.style.heading)
        for number, row in enumerate(table.rows, start=1):
            if isinstance(row, Line):
                self._write_line(number, row, len(table.columns))
            else:
                self._write_row(number, table.columns, row, self.style.cells)
        if table.total is not None:
            self._write_row(len(table.rows) + 1, table.columns, table.total, self.style.totals)
        if table.filtered and table.rows:
            self.sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
        self._set_widths(table)
        self.sheet.freeze_panes(1, 0)

    def _write_line(self, number: int, line: Line, width: int) -> None:
        self.sheet.write_string(number, 0, line.text.text(self.translate), self.style.line)
        for index in range(1, width):
            self.sheet.write_blank(number, index, None, self.style.line)

    def _write_row(self, number: int, columns: Sequence[Column], row: Sequence[Cell], formats: dict[Kind, Any]) -> None:
        """Texts always as texts, never as formulas, numbers or links."""
        for index, (column, cell) in enumerate(zip(columns, row, strict=True)):
            layout = formats[column.kind]
            if cell is None:
                self.sheet.write_blank(number, index, None, layout)
            elif isinstance(cell, str | Message):
                self.sheet.write_string(number, index, _text(cell, self.translate), layout)
            elif isinstance(cell, date):
                self.sheet.write_datetime(number, index, cell, layout)
            else:
                value = cell / MINUTES_A_DAY if column.kind is Kind.TIME else cell
                self.sheet.write_number(number, index, value, layout)

    def _set_widths(self, table: Table) -> None:
        rows = [row for row in table.rows if not isinstance(row, Line)]
        for index, column in enumerate(table.columns):
            widths = [width_of(row[index], column.kind, self.translate) for row in rows]
            widest = max([width_of(column.heading, Kind.TEXT, self.translate), *widths])
            self.sheet.set_column(index, index, min(max(widest + 2, column.narrowest), WIDEST))


def _text(cell: str | Message, translate: Translate) -> str:
    return cell.text(translate) if isinstance(cell, Message) else cell


def width_of(cell: Cell, kind: Kind, translate: Translate) -> int:
    """Characters of the ordinary width that a cell takes; Chinese characters take two."""
    if kind in (Kind.DATE, Kind.TIME):
        return len(kind.value)
    text = _text(cell, translate) if isinstance(cell, str | Message) else "" if cell is None else str(cell)
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def set_up_print(sheet: Worksheet, title: str) -> None:
    """A4 landscape, as wide as the page, heading on every page, title above and page numbers below."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    sheet.set_header("&L" + title.replace("&", "&&")[:200] + "&R&A")
    sheet.set_footer("&C&P / &N")
