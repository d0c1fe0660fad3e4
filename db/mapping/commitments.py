"""Appointments and pins."""

from collections.abc import Sequence

from db.mapping.values import Values, minute_of_day, minutes, window, window_values
from db.rows.commitments import AppointmentDateRow, AppointmentRow, PinRow
from planner.domain.commitments import Appointment, Pin


def appointment_values(appointment: Appointment) -> Values:
    return {
        "id": appointment.id,
        "rep": appointment.rep,
        "customer": appointment.customer,
        "hospital": appointment.hospital,
        **window_values("window", appointment.start),
        "minutes": appointment.minutes,
        "with_rep": appointment.with_rep,
        "note": appointment.note,
    }


def date_values(appointment: Appointment) -> list[Values]:
    return [{"appointment": appointment.id, "position": position, "date": day} for position, day in enumerate(appointment.dates)]


def appointment(row: AppointmentRow, dates: Sequence[AppointmentDateRow]) -> Appointment:
    return Appointment(
        id=row.id,
        rep=row.rep,
        customer=row.customer,
        hospital=row.hospital,
        dates=tuple(each.date for each in dates),
        start=window(row.window_start, row.window_end),
        minutes=minutes(row.minutes),
        with_rep=row.with_rep,
        note=row.note,
    )


def pin_values(pin: Pin) -> Values:
    return {
        "rep": pin.rep,
        "date": pin.date,
        "customer": pin.customer,
        "kind": pin.kind,
        "half": pin.half,
        "start": pin.start,
        "position": pin.position,
    }


def pin(row: PinRow) -> Pin:
    return Pin(
        rep=row.rep,
        customer=row.customer,
        date=row.date,
        kind=row.kind,
        half=row.half,
        start=minute_of_day(row.start),
        position=row.position,
    )
