"""A problem after a change: pure functions from problem to problem."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from planner.domain.calendar import FieldDay
from planner.domain.commitments import Appointment, AppointmentId
from planner.domain.messages import message
from planner.domain.people import CustomerId
from planner.domain.units import NOON, HalfDay, MinuteOfDay, TimeWindow, meet_windows
from planner.month.problem import Absence, MeetingPlace, MonthProblem, Need
from planner.month.repair.changes import (
    AppointmentCancelled,
    CallCancelled,
    Change,
    ChangeError,
    CustomerLost,
    CustomerUnavailable,
    DayLonger,
    DayLost,
    NeedChanged,
    NewAppointment,
)

LAST_MINUTE = 1440
HALVES = {
    HalfDay.MORNING: TimeWindow(MinuteOfDay(0), NOON),
    HalfDay.AFTERNOON: TimeWindow(NOON, MinuteOfDay(LAST_MINUTE)),
}


def changed(problem: MonthProblem, changes: Iterable[Change], today: date) -> MonthProblem:
    """The problem with every change of the days from `today` on; what changes the past leaves the problem as it is.

    Raises ChangeError for a customer, a hospital or an appointment that the problem does not know.
    """
    for change in changes:
        problem = _changed(problem, change, today)
    return problem


def _changed(problem: MonthProblem, change: Change, today: date) -> MonthProblem:
    match change:
        case DayLost(day, half) if day >= today:
            problem = without_day(problem, day, half)
        case DayLonger(day, minutes):
            problem = with_longer_day(problem, day, minutes)
        case CustomerUnavailable(customer, dates, window):
            problem = with_absence(problem, customer, dates, window)
        case CallCancelled(customer, day):
            problem = with_absence(problem, customer, (day,), None)
        case NewAppointment(appointment):
            problem = with_appointment(problem, appointment)
        case AppointmentCancelled(id):
            problem = _without_appointment(problem, id)
        case NeedChanged(need):
            problem = with_need(problem, need)
        case CustomerLost(customer):
            problem = _without_customer(problem, customer)
    return problem


def _without_appointment(problem: MonthProblem, id: AppointmentId) -> MonthProblem:
    _known(any(each.id == id for each in problem.appointments), str(id))
    return replace(problem, appointments=tuple(each for each in problem.appointments if each.id != id))


def _without_customer(problem: MonthProblem, customer: CustomerId) -> MonthProblem:
    """Without the customer's need and all that was promised."""
    need_of(problem, customer)
    return replace(
        problem,
        needs=tuple(each for each in problem.needs if each.customer != customer),
        appointments=tuple(each for each in problem.appointments if each.customer != customer),
        pins=tuple(each for each in problem.pins if each.customer != customer),
    )


def need_of(problem: MonthProblem, customer: CustomerId) -> Need:
    """A customer's need. Raises ChangeError when there is none."""
    found = next((need for need in problem.needs if need.customer == customer), None)
    if found is None:
        _known(False, str(customer))
    assert found is not None
    return found


def _known(known: bool, name: str) -> None:
    if not known:
        raise ChangeError(
            message("{name} is not part of this month.", name=name), message("Check the name, or plan the month again.")
        )


def with_need(problem: MonthProblem, need: Need) -> MonthProblem:
    """The need instead of the one of the same customer, or as the last one."""
    known = [each.customer for each in problem.needs]
    if need.customer not in known:
        return replace(problem, needs=(*problem.needs, need))
    return replace(problem, needs=tuple(need if each.customer == need.customer else each for each in problem.needs))


def without_day(problem: MonthProblem, day: date, half: HalfDay | None) -> MonthProblem:
    """The problem without a field day, or with the other half of it only."""
    kept = (_without_half(each, half) if each.date == day else each for each in problem.days)
    return replace(problem, days=tuple(each for each in kept if each is not None))


def _without_half(day: FieldDay, half: HalfDay | None) -> FieldDay | None:
    if half is None:
        return None
    left = HalfDay.AFTERNOON if half is HalfDay.MORNING else HalfDay.MORNING
    windows, lost = _windows_in(day, left), _windows_in(day, half)
    if not windows or not lost:
        return day if windows else None
    worked = sum(window.minutes for window in day.windows)
    share = day.share * (sum(window.minutes for window in windows) / worked)
    return replace(day, hours=_hours_left(day, half, lost), windows=windows, share=0.5 if day.share == 1 else share)


def _windows_in(day: FieldDay, half: HalfDay) -> tuple[TimeWindow, ...]:
    """The windows of a half: one that knows no lunch is parted at noon, of several each lies where more of it lies."""
    if len(day.windows) == 1:
        return meet_windows(day.windows, (HALVES[half],))
    return tuple(window for window in day.windows if (window.start + window.end < 2 * NOON) == (half is HalfDay.MORNING))


def _hours_left(day: FieldDay, half: HalfDay, lost: tuple[TimeWindow, ...]) -> TimeWindow:
    """The hours less those of the lost windows: no way is made in a half that belongs to something else. Lunch is left."""
    if half is HalfDay.MORNING:
        return replace(day.hours, start=max(day.hours.start, *(window.end for window in lost)))
    return replace(day.hours, end=min(day.hours.end, *(window.start for window in lost)))


def with_longer_day(problem: MonthProblem, day: date, minutes: int) -> MonthProblem:
    """The problem with one day that ends later; never after midnight."""
    return replace(problem, days=tuple(_longer(each, minutes) if each.date == day else each for each in problem.days))


def _longer(day: FieldDay, minutes: int) -> FieldDay:
    hours = TimeWindow(day.hours.start, _later(day.hours.end, minutes))
    last = max(day.windows, key=lambda window: window.end)
    windows = tuple(replace(each, end=_later(each.end, minutes)) if each == last else each for each in day.windows)
    return replace(day, hours=hours, windows=windows)


def _later(end: int, minutes: int) -> MinuteOfDay:
    return MinuteOfDay(min(LAST_MINUTE, end + minutes))


def with_absence(problem: MonthProblem, customer: CustomerId, dates: Iterable[date], window: TimeWindow | None) -> MonthProblem:
    """The problem with a customer away on dates."""
    need = need_of(problem, customer)
    return with_need(problem, replace(need, away=(*need.away, *(Absence(day, window) for day in dates))))


def with_appointment(problem: MonthProblem, appointment: Appointment) -> MonthProblem:
    """The problem with one more appointment: it counts as one of the customer's calls, and opens its hospital for it."""
    need = need_of(problem, appointment.customer)
    site = next((n for n, each in enumerate(problem.sites) if each.hospital == appointment.hospital), None)
    _known(site is not None, str(appointment.hospital))
    assert site is not None
    agreed = tuple(each for each in problem.appointments if each.id != appointment.id)
    count = 1 + sum(each.customer == need.customer for each in agreed)
    owed = max(need.owed, count)
    places = need.places
    if all(place.site != site for place in places):
        places = (*places, MeetingPlace(site, 0, () if appointment.start else None))
    need = replace(need, places=places, owed=owed, optional=max(0, need.owed + need.optional - owed))
    return replace(with_need(problem, need), appointments=(*agreed, appointment))
