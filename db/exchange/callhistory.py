"""Recorded calls out of a file: who was visited when, and what came of it."""

from collections import defaultdict
from dataclasses import dataclass, field, fields
from datetime import date

from db.exchange import cells
from db.exchange.changes import shown
from db.exchange.columns import Columns
from db.exchange.fields import ImportKind
from db.exchange.known import ImportOptions, Known
from db.exchange.names import call_id, plain_name
from db.exchange.records import Record, RowRefusedError, records_of
from db.exchange.references import References
from db.exchange.report import FieldChange, ImportPlan, RecordChange, RecordKind, Refusal, Status
from db.exchange.summary import report_of
from db.exchange.table import Table
from planner.domain.calls import Call, CallId, CallOutcome
from planner.domain.messages import message
from planner.domain.people import Customer, CustomerId, RepId
from planner.domain.places import HospitalId

_OUTCOMES = {
    CallOutcome.SEEN: "见到 已见 已拜访 拜访 成功 完成 已完成 seen met visited completed done yes 是",
    CallOutcome.PRODUCTIVE: "有效 有效拜访 有成果 达成承诺 产出 productive effective commitment",
    CallOutcome.ATTEMPTED: "未见到 未见 没见到 未遇 不在 失败 未成功 attempted notseen missed absent failed no 否",
}
_OUTCOME_OF = {word: outcome for outcome, words in _OUTCOMES.items() for word in words.split()}

_Occasion = tuple[CustomerId, date, RepId]
"""A rep calls on a customer once a day: what makes two rows the same call when no code tells it."""


@dataclass(slots=True)
class _Reading:
    references: References
    today: date | None
    customers: dict[str, Customer]
    by_name: dict[str, list[Customer]]
    stored: dict[CallId, Call]
    on_occasion: dict[_Occasion, CallId]
    values: dict[CallId, Call] = field(default_factory=dict)
    rows: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    refusals: dict[int, Refusal] = field(default_factory=dict)


def plan_calls(table: Table, columns: Columns, known: Known, options: ImportOptions) -> ImportPlan:
    """The recorded calls a file would make or change. A second import of the same rows finds them again."""
    reading = _reading(known, options)
    for record in records_of(table, columns, ()):
        try:
            _read(record, reading)
        except RowRefusedError as refused:
            reading.refusals[record.row.number] = refused.refusal
    changes = [change for id in reading.values if (change := _change(id, reading)) is not None]
    report = report_of(
        ImportKind.CALLS, table, columns,
        refusals=reading.refusals, remarks=(), changes=changes, proposals=(), statements=(), rows_of=reading.rows,
    )  # fmt: skip
    return ImportPlan(report, calls=tuple(reading.values[CallId(change.id)] for change in changes))


def _reading(known: Known, options: ImportOptions) -> _Reading:
    by_name: dict[str, list[Customer]] = defaultdict(list)
    for customer in known.customers:
        by_name[plain_name(customer.name)].append(customer)
    return _Reading(
        references=References(known),
        today=options.today,
        customers={each.id: each for each in known.customers},
        by_name=by_name,
        stored={each.id: each for each in known.calls},
        on_occasion={(each.customer, each.date, each.rep): each.id for each in known.calls},
    )


def _read(record: Record, reading: _Reading) -> None:
    customer = _customer(record, reading)
    day = _day(record, reading)
    rep = _rep(record, customer, reading)
    occasion = (customer.id, day, rep)
    id = CallId(record.words("code")) if record.tells("code") else reading.on_occasion.get(occasion) or call_id(*occasion)
    before = reading.stored.get(id)
    call = Call(
        id=id,
        customer=customer.id,
        rep=rep,
        hospital=_hospital(record, customer, reading),
        date=day,
        outcome=_outcome(record) or (before.outcome if before else CallOutcome.SEEN),
        start=record.value("start", cells.clock_time) if record.tells("start") else before.start if before else None,
        note=record.words("note") or (before.note if before else ""),
    )
    if reading.values.get(id, call) != call:
        raise record.refusal(
            "code" if record.tells("code") else "date",
            message("Row {row} already tells this call otherwise.", row=reading.rows[id][0]),
            message("Keep one of the rows: a customer is visited at most once a day."),
        )
    reading.values[id] = call
    reading.on_occasion[occasion] = id
    reading.rows[id].append(record.row.number)


def _customer(record: Record, reading: _Reading) -> Customer:
    """By code, else by name among the customers of the hospital that the row names. Raises RowRefusedError."""
    code = record.words("customer_code")
    if code:
        if code in reading.customers:
            return reading.customers[code]
        raise record.refusal(
            "customer_code", message("There is no customer with this code."), message("Import the customer first.")
        )
    words = record.words("customer")
    if not words:
        raise record.refusal("customer", message("The customer is missing."), message("Give the customer's name or code."))
    if words in reading.customers:
        return reading.customers[words]
    alike = reading.by_name.get(plain_name(words), [])
    hospital = _named_hospital(record, reading)
    found = [each for each in alike if hospital is None or hospital in {place.hospital for place in each.affiliations}]
    if len(found) == 1:
        return found[0]
    if found:
        way_out = message("Add the hospital, or a column with the customer's code.")
        raise record.refusal("customer", message("{count} customers have this name.", count=len(found)), way_out)
    raise record.refusal(
        "customer", message("There is no such customer."), message("Import the customer first, or correct the name.")
    )


def _named_hospital(record: Record, reading: _Reading) -> HospitalId | None:
    if not (record.tells("hospital") or record.tells("hospital_code")):
        return None
    return reading.references.hospital(record, None).id


def _hospital(record: Record, customer: Customer, reading: _Reading) -> HospitalId:
    """As told, else the customer's main one."""
    named = _named_hospital(record, reading)
    if named is not None:
        return named
    if customer.affiliations:
        return customer.affiliations[0].hospital
    raise record.refusal("hospital", message("The customer has no hospital."), message("Fill in the hospital."))


def _day(record: Record, reading: _Reading) -> date:
    day = record.value("date", cells.day)
    if day is None:
        raise record.refusal("date", message("The date is missing."), message("Write the date as 2026-11-05."))
    if reading.today is not None and day > reading.today:
        raise record.refusal("date", message("The day has not come yet."), message("Import only calls that were made."))
    return day


def _rep(record: Record, customer: Customer, reading: _Reading) -> RepId:
    rep = reading.references.rep(record) or customer.rep
    if rep is None:
        raise record.refusal("rep", message("Nobody knows who made the call."), message("Add the rep, or give the customer one."))
    return rep


def _outcome(record: Record) -> CallOutcome | None:
    words = record.words("outcome")
    if not words:
        return None
    found = _OUTCOME_OF.get(plain_name(words))
    if found is None:
        way_out = message("Write seen, productive or attempted (见到, 有效, 未见到).")
        raise record.refusal("outcome", message("It is no outcome of a call."), way_out)
    return found


def _change(id: CallId, reading: _Reading) -> RecordChange | None:
    before, after, rows = reading.stored.get(id), reading.values[id], tuple(reading.rows[id])
    if before == after:
        return None
    name = f"{reading.customers[after.customer].name} {after.date}"
    if before is None:
        return RecordChange(RecordKind.CALL, id, name, Status.NEW, rows)
    changed = tuple(
        FieldChange(each.name, shown(getattr(before, each.name)), shown(getattr(after, each.name)))
        for each in fields(after)
        if getattr(before, each.name) != getattr(after, each.name)
    )
    return RecordChange(RecordKind.CALL, id, name, Status.CHANGED, rows, changed)
