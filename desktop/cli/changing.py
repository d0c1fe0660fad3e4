"""What happened, as written on the command line: days lost, customers away, calls missed or called off, appointments."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from desktop.cli.options import OptionError, date_of
from desktop.usecases.situation import Situation
from planner.domain.commitments import Appointment, AppointmentId
from planner.domain.messages import message
from planner.domain.units import HalfDay, TimeWindow, minute_of_day
from planner.month.repair.changes import (
    CallCancelled,
    CallMissed,
    Change,
    CustomerUnavailable,
    DayLost,
    NewAppointment,
)


@dataclass(frozen=True, slots=True)
class Happened:
    """The texts of all options that say what happened."""

    days_lost: Sequence[str]
    unavailable: Sequence[str]
    cancelled: Sequence[str]
    missed: Sequence[str]
    agreed: Sequence[str]


def changes_of(situation: Situation, happened: Happened) -> tuple[Change, ...]:
    """The changes meant. Raises OptionError for a text that cannot be meant, PlanningError for an unknown name."""
    made: list[Change] = [day_lost(text) for text in happened.days_lost]
    made += [unavailable(situation, text) for text in happened.unavailable]
    for text in happened.cancelled:
        name, day, _ = _parts(text)
        made.append(CallCancelled(situation.customer(name).id, date_of(day)))
    for text in happened.missed:
        name, day, _ = _parts(text)
        made.append(CallMissed(situation.customer(name).id, date_of(day)))
    return (*made, *(agreed(situation, text) for text in happened.agreed))


def day_lost(text: str) -> DayLost:
    """`2026-12-18` or `2026-12-18:morning`."""
    day, _, half = text.partition(":")
    if half and half not in set(HalfDay):
        raise OptionError(
            message("{value} is no half day.", value=half), message("Write morning or afternoon, such as 2026-12-18:morning.")
        )
    return DayLost(date_of(day), HalfDay(half) if half else None)


def unavailable(situation: Situation, text: str) -> CustomerUnavailable:
    """`NAME:2026-12-14` or `NAME:2026-12-14..2026-12-18`."""
    name, days, _ = _parts(text)
    first, _, last = days.partition("..")
    begin, end = date_of(first), date_of(last or first)
    if end < begin:
        raise OptionError(
            message("{value} ends before it begins.", value=days),
            message("Write the first date first, such as 2026-12-14..2026-12-18."),
        )
    dates = tuple(begin + timedelta(days=n) for n in range((end - begin).days + 1))
    return CustomerUnavailable(situation.customer(name).id, dates)


def agreed(situation: Situation, text: str) -> NewAppointment:
    """`NAME:2026-12-14` or `NAME:2026-12-14:09:00-10:00`, at the customer's main hospital."""
    name, day, hours = _parts(text)
    customer, when = situation.customer(name), date_of(day)
    if not customer.affiliations:
        raise OptionError(
            message("{customer} has no hospital; give at least one affiliation.", customer=customer.name),
            message("Import the customer with a hospital."),
        )
    start = _window(hours) if hours else None
    id = AppointmentId(f"agreed-{customer.id}-{when.isoformat()}")
    return NewAppointment(Appointment(id, situation.rep.id, customer.id, customer.affiliations[0].hospital, (when,), start))


def _parts(text: str) -> tuple[str, str, str]:
    name, _, rest = text.partition(":")
    day, _, hours = rest.partition(":")
    if not name or not day:
        raise OptionError(
            message("{value} names no customer and date.", value=text), message("Write both, such as C12:2026-12-14.")
        )
    return name, day, hours


def _window(text: str) -> TimeWindow:
    try:
        start, end = (minute_of_day(part) for part in text.split("-"))
        return TimeWindow(start, end)
    except ValueError:
        problem = message("{value} is no part of a day.", value=text)
        raise OptionError(problem, message("Write two times, such as 09:00-10:30.")) from None
