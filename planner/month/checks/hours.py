"""Hard rules of opening: the rep's day, the hospital's reception, the customer's availability, agreed and pinned times."""

from collections.abc import Iterator

from planner.domain.messages import Message, message
from planner.domain.plan import PlannedCall
from planner.domain.units import MinuteOfDay, TimeWindow, clock, windows_on
from planner.domain.violations import Violation
from planner.month.checks.view import View, hard
from planner.month.moments import appointment_on, without_absences

ALL_DAY = TimeWindow(MinuteOfDay(0), MinuteOfDay(1440))


def day_keeps_its_hours(view: View) -> Iterator[Violation]:
    """The rep leaves home not before the day begins and is home before it ends."""
    for day in view.plan.days:
        field_day = view.days.get(day.date)
        if field_day is None or not day.legs:
            continue
        hours, left, home = field_day.hours, day.legs[0].departure, day.legs[-1].arrival
        if left < hours.start:
            text = message(
                "leaves home at {time}, the day begins at {limit}",
                time=clock(left),
                limit=clock(hours.start),
            )
            yield hard(day_keeps_its_hours, text, day.date)
        if home > hours.end:
            text = message("home at {time}, the day ends at {limit}", time=clock(home), limit=clock(hours.end))
            yield hard(day_keeps_its_hours, text, day.date)


def calls_keep_working_windows(view: View) -> Iterator[Violation]:
    """A call lies wholly in one working window: not in lunch, leave, an office hour or an event."""
    for day, stop, call in view.calls():
        field_day = view.days.get(day.date)
        if field_day is not None and not _inside(call, field_day.windows):
            text = message(
                "the call on {customer} at {start}-{end} lies outside the working windows {windows}",
                **_call_values(call, field_day.windows),
            )
            yield hard(calls_keep_working_windows, text, day.date, stop.hospital, call.customer)


def calls_keep_reception_hours(view: View) -> Iterator[Violation]:
    """A call lies wholly in one window in which the hospital receives reps, unless its time is agreed."""
    for day, stop, call in view.calls():
        site = view.site(stop.hospital)
        agreed = appointment_on(view.problem, call.customer, stop.hospital, day.date)
        if site is None or site.reception is None or (agreed and agreed.start):
            continue
        windows = windows_on(site.reception, day.date.weekday())
        if not _inside(call, windows):
            text = message(
                "the call on {customer} at {start}-{end} lies outside the reception hours of {hospital}: {windows}",
                hospital=stop.hospital,
                **_call_values(call, windows),
            )
            yield hard(calls_keep_reception_hours, text, day.date, stop.hospital, call.customer)


def calls_keep_availability(view: View) -> Iterator[Violation]:
    """A call lies wholly in one window in which the customer can be met there, unless its time is agreed."""
    for day, stop, call in view.calls():
        offered = [place.availability for place in view.places(stop, call)]
        agreed = appointment_on(view.problem, call.customer, stop.hospital, day.date)
        if not offered or None in offered or (agreed and agreed.start):
            continue
        windows = windows_on(tuple(each for weekly in offered if weekly for each in weekly), day.date.weekday())
        if not _inside(call, windows):
            text = message(
                "the call on {customer} at {start}-{end} lies outside the customer's availability: {windows}",
                **_call_values(call, windows),
            )
            yield hard(calls_keep_availability, text, day.date, stop.hospital, call.customer)


def calls_avoid_absences(view: View) -> Iterator[Violation]:
    """A call does not fall into a time at which its customer is known to be away."""
    for day, stop, call in view.calls():
        need = view.needs.get(call.customer)
        if need is not None and not _inside(call, without_absences(need, day.date, (ALL_DAY,))):
            text = message(
                "{customer} is away at the time of the call at {start}-{end}",
                customer=call.customer,
                start=clock(call.start),
                end=clock(call.end),
            )
            yield hard(calls_avoid_absences, text, day.date, stop.hospital, call.customer)


def _inside(call: PlannedCall, windows: tuple[TimeWindow, ...]) -> bool:
    return any(window.start <= call.start and call.end <= window.end for window in windows)


def _call_values(call: PlannedCall, windows: tuple[TimeWindow, ...]) -> dict[str, str | Message]:
    listed = ", ".join(str(window) for window in windows)
    return {
        "customer": call.customer,
        "start": clock(call.start),
        "end": clock(call.end),
        "windows": listed or message("none"),
    }


HOURS_RULES = (
    day_keeps_its_hours,
    calls_keep_working_windows,
    calls_keep_reception_hours,
    calls_keep_availability,
    calls_avoid_absences,
)
