"""Delimited text (CSV) into a table. One bad row never takes its neighbours with it."""

import csv
import io
from collections import Counter
from collections.abc import Iterator

from db.exchange.encodings import LOST, decode
from db.exchange.headings import column_names, split_header
from db.exchange.table import MAXIMUM_ROWS, BrokenRow, Encoding, ReadOptions, Row, Table, TableError
from planner.domain.messages import Message, message

DELIMITERS = (",", ";", "\t", "|")
_LINES_IN_A_ROW = 50  # a quoted cell may run over lines; more than this is a quote that was never closed
_SNIFFED_LINES = 50

csv.field_size_limit(1_000_000)


class _Lines:
    """Hands lines to the CSV reader, at most so many for one row, and can step back to the line after a broken row."""

    def __init__(self, text: str) -> None:
        self._lines = io.StringIO(text, newline="").readlines()
        self.position = 0
        self.row_start = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self.position >= len(self._lines) or self.position - self.row_start >= _LINES_IN_A_ROW:
            raise StopIteration
        line = self._lines[self.position]
        self.position += 1
        return line

    @property
    def at_end(self) -> bool:
        return self.row_start >= len(self._lines)

    def row_text(self) -> str:
        return self._lines[self.row_start].strip()


def read_delimited(data: bytes, name: str, options: ReadOptions) -> Table:
    """The table of a CSV file: the first row that is not blank is its header.

    Raises TableError when the file is empty, no text, or larger than the stated limits.
    """
    text, encoding = decode(data, options.encoding)
    delimiter = _told(options.delimiter) or sniff_delimiter(text)
    broken: list[BrokenRow] = []
    records = _records(text, delimiter)
    found = split_header(_sound(_legible(records, encoding) if encoding.damaged else records, broken))
    if found is None:
        raise empty_file(name)
    header, notes, records = found
    columns = column_names(header, name)
    rows, short = _collect(records, broken, len(columns), name)
    return Table(name, columns, tuple(rows), tuple(broken), (*notes, *_short_note(short)), encoding, delimiter)


def _told(delimiter: str | None) -> str | None:
    names = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "pipe": "|"}
    told = names.get(delimiter.lower(), delimiter) if delimiter else None
    if told is not None and len(told) != 1:
        raise TableError(
            message("{value} cannot separate columns.", value=told),
            message("Give one character: a comma, a semicolon, a tab or a bar."),
        )
    return told


def sniff_delimiter(text: str) -> str:
    """The separator that cuts the first lines into the same number of columns most often; a comma when none does."""
    lines = [line for line in text[:100_000].splitlines()[: _SNIFFED_LINES + 1] if line.strip()][:_SNIFFED_LINES]
    best, best_score = ",", 0.0
    for delimiter in DELIMITERS:
        widths = Counter(len(cells) for cells in csv.reader(lines, delimiter=delimiter) if cells)
        width, agreeing = widths.most_common(1)[0] if widths else (1, 0)
        in_header = lines[0].count(delimiter) if lines else 0
        score = agreeing * (width > 1) * (in_header > 0) + min(width, 100) / 1000
        if score > best_score and width > 1:
            best, best_score = delimiter, score
    return best


def _records(text: str, delimiter: str) -> Iterator[tuple[int, list[str] | BrokenRow]]:
    """Rows with their numbers as a spreadsheet counts them; blank rows count, a quoted cell over several lines is one row."""
    lines, number = _Lines(text), 0
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while not lines.at_end:
        number += 1
        try:
            cells = next(reader)
        except (csv.Error, StopIteration):
            yield number, _unreadable(number, lines.row_text())
            lines.position = lines.row_start + 1
            reader = csv.reader(lines, delimiter=delimiter, strict=True)
        else:
            yield number, cells
        lines.row_start = lines.position


def _unreadable(number: int, text: str) -> BrokenRow:
    return BrokenRow(
        number,
        text[:80],
        message("The quotation marks of this row do not match."),
        message("Close the quotation mark, and double those inside a quoted value."),
    )


def _sound(records: Iterator[tuple[int, list[str] | BrokenRow]], broken: list[BrokenRow]) -> Iterator[tuple[int, list[str]]]:
    for number, cells in records:
        if isinstance(cells, BrokenRow):
            broken.append(cells)
        else:
            yield number, cells


def _legible(
    records: Iterator[tuple[int, list[str] | BrokenRow]], encoding: Encoding
) -> Iterator[tuple[int, list[str] | BrokenRow]]:
    """Rows below the first, with those that lost characters as broken ones: a garbled name must not go in."""
    for place, (number, cells) in enumerate(records):
        lost = isinstance(cells, list) and any(LOST in cell for cell in cells)
        yield number, _garbled(number, cells, encoding.name) if isinstance(cells, list) and lost and place else cells


def _garbled(number: int, cells: list[str], encoding: str) -> BrokenRow:
    return BrokenRow(
        number,
        " | ".join(cells)[:80],
        message("The row holds bytes that mean nothing in {encoding}.", encoding=encoding),
        message("Correct the characters shown as �, or import again with another --encoding."),
    )


def _collect(
    records: Iterator[tuple[int, list[str]]], broken: list[BrokenRow], width: int, name: str
) -> tuple[list[Row], list[int]]:
    """The rows, each as wide as the header, and the numbers of those that ended early."""
    rows: list[Row] = []
    short: list[int] = []
    for number, cells in records:
        fault = _fault(number, cells, width)
        if fault:
            broken.append(fault)
        elif len(cells) < width:
            short.append(number)
            rows.append(Row(number, (*cells, *[""] * (width - len(cells)))))
        else:
            rows.append(Row(number, tuple(cells[:width])))
        if len(rows) + len(broken) > MAXIMUM_ROWS:
            raise too_many_rows(name)
    return rows, short


def _fault(number: int, cells: list[str], width: int) -> BrokenRow | None:
    if len(cells) > width and any(cell.strip() for cell in cells[width:]):
        return BrokenRow(
            number,
            " | ".join(cells)[:80],
            message("The row has {cells} values, the header has {columns} columns.", cells=len(cells), columns=width),
            message("Put values that contain the separator in quotation marks."),
        )
    if any("\x00" in cell for cell in cells):
        return BrokenRow(
            number,
            " | ".join(cells).replace("\x00", "␀")[:80],
            message("The row contains NUL characters, so it is damaged."),
            message("Write the row again by hand or export the file again."),
        )
    return None


def _short_note(short: list[int]) -> tuple[Message, ...]:
    if not short:
        return ()
    first = ", ".join(map(str, short[:5])) + ("…" if len(short) > 5 else "")
    return (
        message(
            "{count} rows end before the last column (rows {rows}); the missing values count as blank.",
            count=len(short),
            rows=first,
        ),
    )


def empty_file(name: str) -> TableError:
    return TableError(
        message("{name} is empty.", name=name),
        message("Choose a file with a header row and at least one row below it."),
    )


def too_many_rows(name: str) -> TableError:
    return TableError(
        message("{name} has more than {limit} rows, the most that one import takes.", name=name, limit=MAXIMUM_ROWS),
        message("Split the file, for example by district, and import the parts one after the other."),
    )
