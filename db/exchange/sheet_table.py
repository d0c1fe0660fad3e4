"""Tables on worksheets: real dates and times, frozen headings, columns as wide as their content, A4 landscape."""

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

NARROWEST, WIDEST, WIDEST_FIGURE = 6, 44, 6
A4 = 9
MINUTES_A_DAY = 1440
HEADING_ROWS = 2
"""Whose month it is, then the columns."""
HEADING_POINTS = 28
"""The height of the columns' headings: two lines."""
PAGE_PIXELS = 960
"""Across A4 landscape between the margins at 96 to the inch, less what printers and other fonts need."""


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
    """A row across all columns that begins a group of rows; `new_page`: on paper, on a page of its own."""

    text: Message
    new_page: bool = False


Row = tuple[Cell, ...] | Line


@dataclass(frozen=True, slots=True)
class Table:
    """`total` is a last row in bold; `filtered` puts filter buttons on the heading."""

    title: Message
    columns: tuple[Column, ...]
    rows: Sequence[Row]
    total: tuple[Cell, ...] | None = None
    filtered: bool = False

    @property
    def page_breaks(self) -> list[int]:
        """The worksheet's rows, counted from 0, above which a page begins; the first page begins by itself."""
        begins = (isinstance(row, Line) and row.new_page for row in self.rows)
        return [number for number, new_page in enumerate(begins, start=HEADING_ROWS) if new_page and number > HEADING_ROWS]


class Style:
    """The cell formats of one workbook."""

    def __init__(self, workbook: Workbook) -> None:
        box = {"border": 1, "border_color": "#C8C8C8", "valign": "top"}
        self.title = workbook.add_format({"bold": True, "font_size": 14})
        self.heading = workbook.add_format({**box, "bold": True, "bg_color": "#DDE7EE", "text_wrap": True})
        self.line = workbook.add_format({"bold": True, "bg_color": "#F2F2F2", "valign": "top"})
        self.page_line = workbook.add_format({"bold": True, "bg_color": "#C9DCE8", "font_size": 12, "valign": "top"})
        self.cells = {kind: workbook.add_format(_layout(box, kind)) for kind in Kind}
        self.totals = {kind: workbook.add_format({**_layout(box, kind), "bold": True, "top": 2}) for kind in Kind}


def _layout(box: dict[str, Any], kind: Kind) -> dict[str, Any]:
    return {**box, "num_format": kind.value, "text_wrap": kind is Kind.TEXT}


@dataclass(frozen=True, slots=True)
class TableWriter:
    """Fills one worksheet with one table: a title, the columns' headings, then the rows, then the total."""

    sheet: Worksheet
    style: Style
    translate: Translate

    def write(self, table: Table, title: str) -> None:
        """Write the table and prepare it for print."""
        self.sheet.write_string(0, 0, title, self.style.title)
        for index, column in enumerate(table.columns):
            self.sheet.write_string(1, index, column.heading.text(self.translate), self.style.heading)
        for number, row in enumerate(table.rows, start=HEADING_ROWS):
            if isinstance(row, Line):
                self._write_line(number, row, len(table.columns))
            else:
                self._write_row(number, table.columns, row, self.style.cells)
        if table.total is not None:
            self._write_row(len(table.rows) + HEADING_ROWS, table.columns, table.total, self.style.totals)
        if table.filtered and table.rows:
            self.sheet.autofilter(1, 0, len(table.rows) + 1, len(table.columns) - 1)
        widths = self._widths(table)
        for index, width in enumerate(widths):
            self.sheet.set_column(index, index, width)
        self.sheet.set_row(1, HEADING_POINTS)
        self.sheet.freeze_panes(HEADING_ROWS, 0)
        set_up_print(self.sheet, title, scale_of(widths), table.page_breaks)

    def _write_line(self, number: int, line: Line, width: int) -> None:
        layout = self.style.page_line if line.new_page else self.style.line
        self.sheet.write_string(number, 0, line.text.text(self.translate), layout)
        for index in range(1, width):
            self.sheet.write_blank(number, index, None, layout)

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

    def _widths(self, table: Table) -> list[int]:
        """Of the columns, in characters."""
        rows = [row for row in table.rows if not isinstance(row, Line)]
        return [self._width(index, column, rows) for index, column in enumerate(table.columns)]

    def _width(self, index: int, column: Column, rows: Sequence[tuple[Cell, ...]]) -> int:
        """The heading of a column of numbers may run over lines: such a column is as narrow as its numbers."""
        heading = width_of(column.heading, Kind.TEXT, self.translate)
        if column.kind in (Kind.COUNT, Kind.SHARE, Kind.TIME):
            heading = min(heading, WIDEST_FIGURE)
        widest = max([heading, *(width_of(row[index], column.kind, self.translate) for row in rows)])
        return min(max(widest + 2, column.narrowest), WIDEST)


def _text(cell: str | Message, translate: Translate) -> str:
    return cell.text(translate) if isinstance(cell, Message) else cell


def width_of(cell: Cell, kind: Kind, translate: Translate) -> int:
    """Characters of the ordinary width that a cell takes; Chinese characters take two."""
    if kind in (Kind.DATE, Kind.TIME):
        return len(kind.value)
    text = _text(cell, translate) if isinstance(cell, str | Message) else "" if cell is None else str(cell)
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def scale_of(widths: Sequence[int]) -> int:
    """The per cent at which columns of these widths in characters fill the page's width and no more, 100 at most.

    A character of the ordinary font is 7 pixels wide and a column's margins take 5.
    """
    return max(10, min(100, PAGE_PIXELS * 100 // max(1, sum(7 * width + 5 for width in widths))))


def set_up_print(sheet: Worksheet, title: str, scale: int, page_breaks: Sequence[int]) -> None:
    """A4 landscape, as wide as the page, headings on every page, title above and page numbers below.

    Spreadsheet programs leave set page breaks out where a sheet is fitted to its pages, so a sheet with breaks is scaled.
    """
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    if page_breaks:
        sheet.set_print_scale(scale)
        sheet.set_h_pagebreaks(list(page_breaks))
    sheet.repeat_rows(0, HEADING_ROWS - 1)
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    sheet.set_header("&L" + title.replace("&", "&&")[:200] + "&R&A")
    sheet.set_footer("&C&P / &N")
