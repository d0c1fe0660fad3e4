"""Hard rules of what a person fixed: appointments are kept, pins are honoured."""

from collections.abc import Iterator

from planner.domain.commitments import Appointment, Pin, PinKind
from planner.domain.messages import Message, message
from planner.domain.plan import DayPlan, PlannedCall
from planner.domain.units import clock, half_of
from planner.domain.violations import Violation
from planner.month.checks.view import View, hard
from planner.month.schedule import pinned_positions


def appointments_are_kept(view: View) -> Iterator[Violation]:
    """Every appointment has a call on one of its dates, at its hospital, starting inside its window."""
    for appointment in view.problem.appointments:
        if not any(_keeps(appointment, day, stop.hospital, call) for day, stop, call in view.calls()):
            text = message(
                "The appointment with {customer} at {hospital} on {dates}, {start}, is not kept",
                customer=appointment.customer,
                hospital=appointment.hospital,
                dates=", ".join(day.isoformat() for day in appointment.dates),
                start=str(appointment.start) if appointment.start else message("any time"),
            )
            first = appointment.dates[0] if appointment.dates else None
            yield hard(appointments_are_kept, text, first, appointment.hospital, appointment.customer)


def _keeps(appointment: Appointment, day: DayPlan, hospital: str, call: PlannedCall) -> bool:
    met = call.customer == appointment.customer and hospital == appointment.hospital and day.date in appointment.dates
    return met and (appointment.start is None or appointment.start.start <= call.start <= appointment.start.end)


def pins_are_honoured(view: View) -> Iterator[Violation]:
    """A pinned call is in the plan on its day, and in its half, at its time or at its position where these are pinned."""
    days = {day.date: day for day in view.plan.days}
    for pin in view.problem.pins:
        day = days.get(pin.date)
        call = next((call for call in day.calls if call.customer == pin.customer), None) if day else None
        broken = _missing(pin) if day is None or call is None else _broken(view, pin, day, call)
        if broken is not None:
            yield hard(pins_are_honoured, broken, pin.date, customer=pin.customer)


def _missing(pin: Pin) -> Message:
    return message("The call on {customer} pinned to {date} is not in the plan", customer=pin.customer, date=pin.date)


def _broken(view: View, pin: Pin, day: DayPlan, call: PlannedCall) -> Message | None:
    """What the call does against its pin."""
    if pin.kind is PinKind.HALF_DAY and pin.half is not None and half_of(call.start) is not pin.half:
        return message(
            "The call on {customer} on {date} starts at {start}, but is pinned to the {half}",
            customer=pin.customer,
            date=pin.date,
            start=clock(call.start),
            half=message("morning") if pin.half.value == "morning" else message("afternoon"),
        )
    if pin.kind is PinKind.TIME and pin.start is not None and call.start != pin.start:
        return message(
            "The call on {customer} on {date} starts at {start}, but is pinned to {due}",
            customer=pin.customer,
            date=pin.date,
            start=clock(call.start),
            due=clock(pin.start),
        )
    if pin.kind is PinKind.ORDER and pin.position is not None:
        return _misplaced(view, pin, day)
    return None


def _misplaced(view: View, pin: Pin, day: DayPlan) -> Message | None:
    customers = [call.customer for call in day.calls]
    wanted = {
        customers.index(each.customer): each.position
        for each in view.problem.pins
        if each.date == pin.date and each.position is not None and each.kind is PinKind.ORDER and each.customer in customers
    }
    position = customers.index(pin.customer)
    due = pinned_positions(wanted, range(len(customers)))[position]
    if due == position:
        return None
    return message(
        "The call on {customer} on {date} is number {position} of the day, but is pinned to number {due}",
        customer=pin.customer,
        date=pin.date,
        position=position + 1,
        due=due + 1,
    )


PROMISE_RULES = (appointments_are_kept, pins_are_honoured)
