"""Where a month stands on a day: what was made, what is left to plan, and the plan in force for it.

The past is frozen. A past date with records counts as recorded; one without counts as carried out as planned, less the calls
said to be missed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from planner.domain.commitments import Appointment, Pin
from planner.domain.messages import Message, message
from planner.domain.people import CustomerId
from planner.domain.plan import DayPlan, MonthPlan, PlannedCall, Unplanned
from planner.domain.units import half_of
from planner.month.moments import start_intervals
from planner.month.problem import MonthProblem, Need, PublishedCall
from planner.month.repair.changes import CallMissed, CallsRecorded, Change, DayLost
from planner.month.repair.changing import changed

Made = Mapping[CustomerId, Sequence[date]]
"""The dates of the calls made on each customer, in order."""


@dataclass(frozen=True, slots=True)
class Standing:
    """`whole` is the changed month with its past, `rest` what is left of it: the field days from today on, what is still owed,
    with the plan in force as published. `past` and `ahead` are the days of that plan; `fallen` says which appointments and
    pins cannot hold any more."""

    whole: MonthProblem
    rest: MonthProblem
    past: tuple[DayPlan, ...]
    ahead: tuple[DayPlan, ...]
    made: Made
    fallen: tuple[Message, ...]


def standing(problem: MonthProblem, plan: MonthPlan, changes: Sequence[Change], today: date) -> Standing:
    """Where the month stands. Raises ChangeError for a change of what the problem does not know."""
    made = calls_made(plan, changes, today)
    whole, fallen = _without_fallen(changed(problem, changes, today), today)
    past = tuple(day for day in plan.days if day.date < today)
    ahead = tuple(day for day in plan.days if day.date >= today)
    return Standing(whole, _rest(whole, ahead, made, today), past, ahead, made, fallen)


def calls_made(plan: MonthPlan, changes: Sequence[Change], today: date) -> Made:
    """The calls that count as made, by customer."""
    recorded = [call for change in changes if isinstance(change, CallsRecorded) for call in change.calls]
    told = {call.date for call in recorded}
    missed = {(change.customer, change.date) for change in changes if isinstance(change, CallMissed)}
    lost = [change for change in changes if isinstance(change, DayLost)]
    made = {(call.customer, call.date) for call in recorded if call.outcome.counts}
    for day in plan.days:
        if day.date < today and day.date not in told:
            made |= {(call.customer, day.date) for call in day.calls if not _was_lost(day.date, call, lost)}
    dates: dict[CustomerId, list[date]] = {}
    for customer, when in sorted(made - missed):
        dates.setdefault(customer, []).append(when)
    return dates


def _was_lost(day: date, call: PlannedCall, lost: Iterable[DayLost]) -> bool:
    return any(each.date == day and each.half in {None, half_of(call.start)} for each in lost)


def _rest(whole: MonthProblem, ahead: Iterable[DayPlan], made: Made, today: date) -> MonthProblem:
    appointments = (_ahead_of(each, today) for each in whole.appointments if not _was_kept(each, made))
    due = tuple(each for each in appointments if each.dates)
    pins = tuple(pin for pin in whole.pins if pin.date >= today)
    return replace(
        whole,
        days=tuple(day for day in whole.days if day.date >= today),
        needs=tuple(_with_room(_left_of(need, made.get(need.customer, ())), due, pins) for need in whole.needs),
        appointments=due,
        pins=pins,
        published=tuple(PublishedCall(call.customer, day.date, half_of(call.start)) for day in ahead for call in day.calls),
        left_out=_still_left_out(whole, made),
    )


def _left_of(need: Need, made: Sequence[date]) -> Need:
    """What is left of a need after the calls made; each takes the first period that holds it, else the first of all."""
    owed = max(0, need.owed - len(made))
    periods = list(need.periods)
    for day in made:
        if periods:
            periods.remove(next((each for each in periods if each[0] <= day <= each[1]), periods[0]))
    last = max((day for day in (need.last_visit, *made) if day is not None), default=None)
    optional = max(0, need.owed + need.optional - len(made) - owed)
    return replace(need, owed=owed, optional=optional, last_visit=last, periods=tuple(periods))


def _with_room(need: Need, due: Iterable[Appointment], pins: Iterable[Pin]) -> Need:
    """The need with room for all that is promised: appointments are owed, pinned calls are at least optional."""
    owed = max(need.owed, sum(each.customer == need.customer for each in due))
    pinned = len({pin.date for pin in pins if pin.customer == need.customer})
    return replace(need, owed=owed, optional=max(0, need.owed + need.optional - owed, pinned - owed))


def _was_kept(appointment: Appointment, made: Made) -> bool:
    return any(day in appointment.dates for day in made.get(appointment.customer, ()))


def _ahead_of(appointment: Appointment, today: date) -> Appointment:
    return replace(appointment, dates=tuple(day for day in appointment.dates if day >= today))


def _still_left_out(whole: MonthProblem, made: Made) -> tuple[Unplanned, ...]:
    """What the problem left out, less the calls made on the same customer beyond those owed."""
    spare = {need.customer: max(0, len(made.get(need.customer, ())) - need.owed) for need in whole.needs}
    left = []
    for each in whole.left_out:
        taken = min(each.count, spare.get(each.customer, 0))
        spare[each.customer] = spare.get(each.customer, 0) - taken
        if taken < each.count:
            left.append(replace(each, count=each.count - taken))
    return tuple(left)


def _without_fallen(problem: MonthProblem, today: date) -> tuple[MonthProblem, tuple[Message, ...]]:
    """The problem without the promises ahead that no field day can keep any more, and what to say about each."""
    fallen: list[Message] = []
    known = {need.customer: need for need in problem.needs}
    pins = tuple(pin for pin in problem.pins if pin.date < today or _possible(problem, known.get(pin.customer), pin.date, None))
    for pin in problem.pins:
        if pin not in pins:
            text = message(
                "The call on {customer} pinned to {date} cannot stand there any more.", customer=pin.customer, date=pin.date
            )
            fallen.append(text)
    problem, appointments = replace(problem, pins=pins), []
    for each in problem.appointments:
        dates = tuple(
            day for day in each.dates if day < today or _possible(problem, known.get(each.customer), day, each.hospital)
        )
        if dates:
            appointments.append(replace(each, dates=dates))
        else:
            text = message(
                "The appointment with {customer} on {dates} cannot be kept: agree on another day.",
                customer=each.customer,
                dates=", ".join(day.isoformat() for day in each.dates),
            )
            fallen.append(text)
    return replace(problem, appointments=tuple(appointments)), tuple(fallen)


def _possible(problem: MonthProblem, need: Need | None, day: date, hospital: str | None) -> bool:
    """Whether a call on a need could start on a day at all, at a hospital if it is named."""
    field_day = next((each for each in problem.days if each.date == day), None)
    if need is None or field_day is None:
        return False
    places = [place for place in need.places if hospital in {None, problem.sites[place.site].hospital}]
    return any(start_intervals(problem, need, place, field_day) for place in places)
