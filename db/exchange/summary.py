"""Puts an import's findings together into its report."""

from collections.abc import Iterable, Mapping, Sequence

from db.exchange.columns import Columns
from db.exchange.fields import THE_ROW, ImportKind
from db.exchange.report import ColumnUse, ImportReport, Proposal, RecordChange, Refusal, Remark, Status
from db.exchange.table import Table
from planner.domain.messages import Message, message

_SURE_ENOUGH = 0.9


def report_of(
    kind: ImportKind,
    table: Table,
    columns: Columns,
    *,
    refusals: Mapping[int, Refusal],
    remarks: Sequence[Remark],
    changes: Sequence[RecordChange],
    proposals: tuple[Proposal, ...],
    statements: Iterable[Message],
    rows_of: Mapping[str, Sequence[int]],
) -> ImportReport:
    """The report. `rows_of` gives the rows of each record; a row shares the fate of its record."""
    broken = [Refusal(each.number, THE_ROW, each.value, each.reason, each.way_out) for each in table.broken]
    refused = {each.row: each for each in broken} | dict(refusals)
    return ImportReport(
        kind=kind,
        source=table.name,
        sheet=table.sheet,
        encoding=table.encoding,
        delimiter=table.delimiter,
        columns=tuple(ColumnUse(column, columns.field_of(index)) for index, column in enumerate(table.columns)),
        rows=_fates(table, refused, changes, rows_of),
        refusals=tuple(refused[number] for number in sorted(refused)),
        remarks=tuple(sorted(remarks, key=lambda each: (each.row, each.column))),
        changes=tuple(changes),
        proposals=proposals,
        statements=(*_reading_statements(table), *statements),
    )


def _fates(
    table: Table, refused: Mapping[int, Refusal], changes: Sequence[RecordChange], rows_of: Mapping[str, Sequence[int]]
) -> tuple[tuple[int, Status], ...]:
    fate = {row: Status.UNCHANGED for rows in rows_of.values() for row in rows}
    for change in changes:
        fate.update(dict.fromkeys(rows_of.get(change.id, ()), change.status))
    fate.update(dict.fromkeys(refused, Status.REFUSED))
    numbers = sorted({row.number for row in table.rows} | refused.keys())
    return tuple((number, fate.get(number, Status.UNCHANGED)) for number in numbers)


def _reading_statements(table: Table) -> tuple[Message, ...]:
    if table.encoding is None or table.encoding.sureness == 1.0:
        return table.notes
    name, percent = table.encoding.name, round(100 * table.encoding.sureness)
    if table.encoding.sureness < _SURE_ENOUGH:
        doubt = message(
            "The encoding was GUESSED to be {name} ({percent} % sure): look at the names; "
            "if they are garbled, import again with the encoding told (--encoding).",
            name=name,
            percent=percent,
        )
        return (doubt, *table.notes)
    return (message("The encoding was found to be {name} ({percent} % sure).", name=name, percent=percent), *table.notes)
