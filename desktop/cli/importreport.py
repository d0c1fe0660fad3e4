"""How an import is told: what went in, what stayed outside and why, what may be a duplicate."""

from db.exchange.report import ImportReport, RecordChange, RecordKind, Refusal, Remark, Status
from desktop.cli.duplicates import proposal_document, show_proposals
from desktop.cli.screen import Document, Screen
from planner.domain.messages import Message, message

SHOWN = 20
"""Refusals, remarks and proposals shown to people; machines get all."""

KINDS = {
    RecordKind.PRODUCT: message("product"),
    RecordKind.HOSPITAL: message("hospital"),
    RecordKind.DEPARTMENT: message("department"),
    RecordKind.REP: message("rep"),
    RecordKind.CUSTOMER: message("customer"),
    RecordKind.TRAVEL: message("travel time"),
    RecordKind.CALL: message("call"),
}


def show_report(screen: Screen, report: ImportReport, dry_run: bool) -> None:
    """The story of an import, the most important last."""
    for statement in report.statements:
        screen.say(statement)
    unused = [use.column for use in report.columns if use.field is None]
    if unused:
        screen.say(message("Columns not used: {columns}.", columns=", ".join(unused)))
    _show_remarks(screen, report)
    _show_refusals(screen, report)
    if report.proposals:
        screen.say(message("{count:pair may|pairs may} be the same; nothing was merged:", count=len(report.proposals)))
        show_proposals(screen, report.proposals[:SHOWN])
    screen.table(
        (message("Kind"), message("New"), message("Changed")),
        [
            (heading, len(report.records(kind, Status.NEW)), len(report.records(kind, Status.CHANGED)))
            for kind, heading in KINDS.items()
            if report.records(kind, Status.NEW) or report.records(kind, Status.CHANGED)
        ],
    )
    _show_sum(screen, report, dry_run)


def _show_sum(screen: Screen, report: ImportReport, dry_run: bool) -> None:
    rows, refused = report.rows_read, report.rows_with(Status.REFUSED)
    if dry_run:
        screen.say(
            message(
                "Dry run: {rows:row read|rows read}, {refused} would be refused; nothing was written.", rows=rows, refused=refused
            )
        )
    elif not report.changes:
        screen.say(message("{rows:row read|rows read}, {refused} refused; nothing has changed.", rows=rows, refused=refused))
    else:
        screen.say(message("{rows:row read|rows read}, {refused} refused.", rows=rows, refused=refused))


def _show_remarks(screen: Screen, report: ImportReport) -> None:
    for each in report.remarks[:SHOWN]:
        screen.say(message("Row {row}, {column}: {text}", row=each.row, column=each.column, text=each.text))
    if len(report.remarks) > SHOWN:
        screen.say(message("… and {count:more remark|more remarks}.", count=len(report.remarks) - SHOWN))


def _refused(each: Refusal) -> Message:
    if not each.value:
        return message(
            "Row {row} refused, {column} is empty: {reason} {way_out}",
            row=each.row,
            column=each.column,
            reason=each.reason,
            way_out=each.way_out,
        )
    return message(
        "Row {row} refused, {column} = {value}: {reason} {way_out}",
        row=each.row,
        column=each.column,
        value=each.value,
        reason=each.reason,
        way_out=each.way_out,
    )


def _show_refusals(screen: Screen, report: ImportReport) -> None:
    for each in report.refusals[:SHOWN]:
        screen.say(_refused(each))
    if len(report.refusals) > SHOWN:
        screen.say(
            message("… and {count:more refused row|more refused rows}; --json lists all.", count=len(report.refusals) - SHOWN)
        )


def report_document(screen: Screen, report: ImportReport, dry_run: bool) -> dict[str, Document]:
    """The whole report for machines."""
    return {
        "kind": report.kind,
        "source": report.source,
        "dry_run": dry_run,
        "encoding": report.encoding.name if report.encoding else None,
        "sheet": report.sheet,
        "rows": report.rows_read,
        "refused": report.rows_with(Status.REFUSED),
        "unchanged": report.rows_with(Status.UNCHANGED),
        "columns": {use.column: use.field for use in report.columns},
        "statements": [screen.text(each) for each in report.statements],
        "refusals": [_refusal_document(screen, each) for each in report.refusals],
        "remarks": [_remark_document(screen, each) for each in report.remarks],
        "changes": [_change_document(each) for each in report.changes],
        "proposals": [proposal_document(screen, each) for each in report.proposals],
    }


def _refusal_document(screen: Screen, each: Refusal) -> dict[str, Document]:
    return {
        "row": each.row,
        "column": each.column,
        "value": each.value,
        "reason": screen.text(each.reason),
        "way_out": screen.text(each.way_out),
    }


def _remark_document(screen: Screen, each: Remark) -> dict[str, Document]:
    return {"row": each.row, "column": each.column, "value": each.value, "text": screen.text(each.text)}


def _change_document(each: RecordChange) -> dict[str, Document]:
    return {
        "kind": each.kind,
        "id": each.id,
        "name": each.name,
        "status": each.status,
        "rows": list(each.rows),
        "fields": [{"field": change.field, "before": change.before, "after": change.after} for change in each.fields],
    }
