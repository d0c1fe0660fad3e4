"""A day as a list of calls that a person may turn as he likes: what stands on it, where something dropped goes, and its times.

A call that starts later than it could is held there: somebody wanted it so. The hold lives in the plan itself, as waiting, so
that a plan needs no memory of how it was made; what is timed again keeps its holds as earliest starts.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from planner.domain.calendar import FieldDay
from planner.domain.messages import message
from planner.domain.people import CustomerId
from planner.domain.plan import DayPlan
from planner.domain.units import MinuteOfDay
from planner.errors import PlanningError
from planner.month.dayplan import day_plan
from planner.month.moments import StartInterval
from planner.month.problem import MonthProblem
from planner.month.repair.beginning import orders_on
from planner.month.schedule import Timetable, day_target

MIDNIGHT = 1440


@dataclass(frozen=True, slots=True)
class Entry:
    """A call of a day: `place` is its index among the customer's meeting places, `site` the index of its hospital, `held` the
    start before which it shall not begin (None = as early as it can)."""

    customer: CustomerId
    place: int
    site: int
    start: MinuteOfDay
    end: MinuteOfDay
    held: MinuteOfDay | None = None


def field_day_of(problem: MonthProblem, when: date) -> FieldDay:
    """The field day of a date. Raises PlanningError when it is none."""
    for day in problem.days:
        if day.date == when:
            return day
    raise PlanningError(
        message("{date} is no field day of the plan.", date=when), message("Choose a field day of the month's plan.")
    )


def entries_of(problem: MonthProblem, day: DayPlan | None) -> list[Entry]:
    """The calls of a day in order. Raises PlanningError when the month does not know one of them."""
    if day is None or not day.stops:
        return []
    needs = {need.customer: need for need in problem.needs}
    (order,) = orders_on(replace(problem, days=(field_day_of(problem, day.date),)), [day])
    if len(order) != len(day.calls):
        met = {problem.needs[need].customer for need, _ in order}
        stranger = next((call.customer for call in day.calls if call.customer not in met), day.calls[0].customer)
        raise PlanningError(
            message("{customer} is not among the customers of this month any more.", customer=stranger),
            message("Take the call out of {date} first, or plan the month again.", date=day.date),
        )
    starts = _earliest_starts(problem, day, order)
    return [
        Entry(
            call.customer,
            place,
            needs[call.customer].places[place].site,
            call.start,
            call.end,
            call.start if call.start > earliest else None,
        )
        for call, (_, place), earliest in zip(day.calls, order, starts, strict=True)
    ]


def _earliest_starts(problem: MonthProblem, day: DayPlan, order: Sequence[tuple[int, int]]) -> list[int]:
    """When each call could begin at the earliest, the ones before it standing where they stand."""
    customers = [problem.needs[need].customer for need, _ in order]
    alone, visits = _alone(problem, day.date, [(customer, place) for customer, (_, place) in zip(customers, order, strict=True)])
    first = alone.time_anyway(0, visits[:1], {}).starts[0]
    later = (_opening(alone.starts(0, visit), call.arrival) for visit, call in zip(visits[1:], day.calls[1:], strict=True))
    return [first, *later]


def _opening(starts: Sequence[StartInterval], clock: int) -> int:
    return next((max(clock, low) for low, high in starts if clock <= high), clock)


def _alone(problem: MonthProblem, when: date, calls: Sequence[tuple[CustomerId, int]]) -> tuple[Timetable, list[tuple[int, int]]]:
    """One day compiled for its own customers only: that of a whole month takes far longer."""
    asked = {customer for customer, _ in calls}
    needs = tuple(need for need in problem.needs if need.customer in asked)
    index = {need.customer: n for n, need in enumerate(needs)}
    alone = Timetable(replace(problem, days=(field_day_of(problem, when),), needs=needs))
    return alone, [(index[customer], place) for customer, place in calls]


def timed_day(problem: MonthProblem, when: date, entries: Sequence[Entry]) -> DayPlan:
    """The day with these calls in this order, every time recomputed, whatever rules it breaks. Raises PlanningError when it would
    not end before midnight."""
    alone, visits = _alone(problem, when, [(each.customer, each.place) for each in entries])
    held = {need: each.held for (need, _), each in zip(visits, entries, strict=True) if each.held is not None}
    timing = alone.time_anyway(0, visits, held)
    if timing.home > MIDNIGHT:
        raise PlanningError(
            message("With this, {date} would not end before midnight.", date=when),
            message("Take a call out of the day first, or choose another day."),
        )
    return day_plan(alone.problem, 0, visits, timing, day_target(problem, alone.problem.days[0]))


def insert(entries: Sequence[Entry], group: Sequence[Entry], start: int) -> list[Entry]:
    """The day with a group of calls put in where its first one shall start: before the first call whose middle lies later.

    A stay at another hospital is not torn apart: the group goes before or after it, whichever edge is nearer.
    """
    at = next((n for n, each in enumerate(entries) if (each.start + each.end) / 2 > start), len(entries))
    first = group[0]
    begin, end = _stay_around(entries, at)
    held: MinuteOfDay | None = MinuteOfDay(start)
    if begin < at < end and entries[at].site != first.site:
        nearer_front = start - entries[begin].start <= entries[end - 1].end - start
        at, held = (begin, None) if nearer_front else (end, None)
    return [*entries[:at], replace(first, held=held), *(replace(each, held=None) for each in group[1:]), *entries[at:]]


def _stay_around(entries: Sequence[Entry], at: int) -> tuple[int, int]:
    """The stretch of calls in one hospital around a position; empty between two hospitals."""
    if not 0 < at < len(entries) or entries[at - 1].site != entries[at].site:
        return at, at
    site, begin, end = entries[at].site, at, at
    while begin > 0 and entries[begin - 1].site == site:
        begin -= 1
    while end < len(entries) and entries[end].site == site:
        end += 1
    return begin, end
