"""Appointments and pins."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import or_, select

from db.mapping.commitments import appointment, appointment_values, date_values, pin, pin_values
from db.mapping.values import Values
from db.repository import Repository
from db.rows.commitments import AppointmentDateRow, AppointmentRow, PinRow
from planner.domain.commitments import Appointment, AppointmentId, Pin
from planner.domain.people import RepId
from planner.domain.units import Month


class Appointments(Repository[Appointment, AppointmentId]):
    """Appointments by id; putting one replaces its dates."""

    section = "appointments"
    root = AppointmentRow
    keys = (AppointmentRow.id,)
    parts = (AppointmentDateRow,)

    def of(self, rep: RepId, month: Month) -> tuple[Appointment, ...]:
        """The appointments in one rep's calendar, joint visits included, that have a date in the month."""
        in_month = AppointmentDateRow.date.between(month.first, month.last)
        dated = select(AppointmentDateRow.appointment).where(in_month)
        theirs = or_(AppointmentRow.rep == rep, AppointmentRow.with_rep == rep)
        return self._select(theirs, AppointmentRow.id.in_(dated))

    def _key(self, id: AppointmentId) -> tuple[object, ...]:
        return (id,)

    def _id(self, value: Appointment) -> AppointmentId:
        return value.id

    def _values(self, value: Appointment) -> Values:
        return appointment_values(value)

    def _part_values(self, value: Appointment) -> tuple[list[Values], ...]:
        return (date_values(value),)

    def _value(self, row: Any, parts: tuple[Sequence[Any], ...]) -> Appointment:
        (dates,) = parts
        return appointment(row, dates)


class Pins(Repository[Pin, Pin]):
    """Pins. A pin has no id: another one of the same kind on the same planned call replaces it,
    and `get` and `remove` take any pin of that call and kind.
    """

    section = "pins"
    root = PinRow
    keys = (PinRow.rep, PinRow.date, PinRow.customer, PinRow.kind)

    def of(self, rep: RepId, month: Month) -> tuple[Pin, ...]:
        """One rep's pins of one month, in the order of their dates."""
        return self._select(PinRow.rep == rep, PinRow.date.between(month.first, month.last))

    def _key(self, id: Pin) -> tuple[object, ...]:
        return (id.rep, id.date, id.customer, id.kind)

    def _id(self, value: Pin) -> Pin:
        return value

    def _values(self, value: Pin) -> Values:
        return pin_values(value)

    def _value(self, row: Any, parts: tuple[Sequence[Any], ...]) -> Pin:
        return pin(row)
