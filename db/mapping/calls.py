"""Recorded calls."""

from db.mapping.values import Values, minute_of_day
from db.rows.calls import CallRow
from planner.domain.calls import Call


def call_values(call: Call) -> Values:
    return {
        "id": call.id,
        "customer": call.customer,
        "rep": call.rep,
        "hospital": call.hospital,
        "date": call.date,
        "outcome": call.outcome,
        "start": call.start,
        "note": call.note,
    }


def call(row: CallRow) -> Call:
    return Call(
        id=row.id,
        customer=row.customer,
        rep=row.rep,
        hospital=row.hospital,
        date=row.date,
        outcome=row.outcome,
        start=minute_of_day(row.start),
        note=row.note,
    )
