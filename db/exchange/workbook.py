"""Sheets of workbooks (xlsx, and xls or ods as far as they open) into tables."""

import io
from collections.abc import Iterator
from itertools import islice

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from db.exchange.delimited import empty_file, too_many_rows
from db.exchange.headings import column_names, split_header
from db.exchange.sheetxml import inspect_workbook
from db.exchange.table import MAXIMUM_ROWS, BrokenRow, Cell, ReadOptions, Row, Table, TableError
from planner.domain.messages import Message, message

Merge = tuple[tuple[int, int], tuple[int, int]]
"""First and last cell of a merged range as (row, column), counted from 0."""


def read_workbook(data: bytes, name: str, options: ReadOptions) -> Table:
    """The table of one sheet: the one told, else the only one that holds anything, else the first, which a note says.

    A formula counts by the value saved with it; rows whose formulas have none are broken rows. Merged cells all take
    the value of their first cell. Raises TableError when the workbook cannot be opened, is empty or too large.
    """
    unsaved = inspect_workbook(data, name)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            sheet, notes = _choose(workbook, name, options.sheet)
            return _table(sheet, name, notes, unsaved.get(sheet.name, {}))
    except PasswordError as error:
        raise TableError(
            message("{name} is protected by a password.", name=name), message("Save it without a password and import that file.")
        ) from error
    except CalamineError as error:
        raise TableError(
            message("{name} cannot be opened as a workbook: {reason}.", name=name, reason=str(error)),
            message("Open it in a spreadsheet program and save it as XLSX or CSV."),
        ) from error


def _choose(workbook: CalamineWorkbook, name: str, told: str | None) -> tuple[CalamineSheet, tuple[Message, ...]]:
    visible = [
        each.name
        for each in workbook.sheets_metadata
        if each.typ is SheetTypeEnum.WorkSheet and each.visible is SheetVisibleEnum.Visible
    ]
    if told is not None:
        wanted = next((each for each in workbook.sheet_names if each.casefold() == told.strip().casefold()), None)
        if wanted is None:
            raise TableError(
                message("{name} has no sheet named {sheet}.", name=name, sheet=told),
                message("Its sheets are: {sheets}.", sheets=", ".join(workbook.sheet_names)),
            )
        return workbook.get_sheet_by_name(wanted), ()
    filled = [sheet for sheet in map(workbook.get_sheet_by_name, visible) if sheet.start is not None]
    if not filled:
        raise empty_file(name)
    if len(filled) == 1:
        return filled[0], ()
    others = ", ".join(sheet.name for sheet in filled[1:])
    note = message("Only the first sheet, {sheet}, was read; the others are: {others}.", sheet=filled[0].name, others=others)
    return filled[0], (note,)


def _table(sheet: CalamineSheet, name: str, notes: tuple[Message, ...], unsaved: dict[int, str]) -> Table:
    if sheet.end is not None and sheet.end[0] > 1_048_576:
        raise too_many_rows(name)
    merges = tuple(sheet.merged_cell_ranges or ())
    found = split_header(_numbered(sheet, merges))
    if found is None:
        raise empty_file(name)
    header, header_notes, records = found
    columns = column_names(header, name)
    width = len(columns)
    rows: list[Row] = []
    broken: list[BrokenRow] = []
    for number, cells in records:
        if number in unsaved:
            broken.append(_formula(number, unsaved[number]))
        else:
            rows.append(Row(number, (*cells[:width], *[""] * (width - len(cells)))))
        if len(rows) + len(broken) > MAXIMUM_ROWS:
            raise too_many_rows(name)
    return Table(name, columns, tuple(rows), tuple(broken), (*notes, *header_notes, *_merge_note(merges)), sheet=sheet.name)


def _formula(number: int, cell: str) -> BrokenRow:
    return BrokenRow(
        number,
        cell,
        message("Cell {cell} holds a formula whose result was never saved.", cell=cell),
        message("Open the file in a spreadsheet program, save it there and import it again."),
    )


def _merge_note(merges: tuple[Merge, ...]) -> tuple[Message, ...]:
    if not merges:
        return ()
    return (message("{count} merged ranges: every row of a range counts with its value.", count=len(merges)),)


def _numbered(sheet: CalamineSheet, merges: tuple[Merge, ...]) -> Iterator[tuple[int, list[Cell]]]:
    """Rows from the first filled one, numbered as shown, from the first filled column, with merged values filled in."""
    origins = _origins(merges)
    values: dict[tuple[int, int], Cell] = {}
    start_row, start_column = sheet.start or (0, 0)
    # iter_rows begins at the first filled column, but at the first row of the sheet
    for index, cells in enumerate(islice(sheet.iter_rows(), start_row, None), start=start_row):
        row: list[Cell] = list(cells)
        for column, origin in origins.get(index, ()):
            place = column - start_column
            if 0 <= place < len(row):
                if origin == (index, column):
                    values[origin] = row[place]
                row[place] = values.get(origin, "")
        yield index + 1, row


def _origins(merges: tuple[Merge, ...]) -> dict[int, list[tuple[int, tuple[int, int]]]]:
    """For each row the merged columns and the cell that holds their value. A title over the whole width stays one cell."""
    table: dict[int, list[tuple[int, tuple[int, int]]]] = {}
    for first, last in merges:
        for row in range(first[0], min(last[0], first[0] + MAXIMUM_ROWS) + 1):
            # across columns a merged value belongs to the first column only: it names a group, not each of its columns
            table.setdefault(row, []).append((first[1], first))
    return table
