"""What of a plan in force still stands after a change, and which calls wait for a place."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from planner.domain.people import CustomerId
from planner.domain.plan import DayPlan
from planner.month.dayplan import department_of
from planner.month.draft import Draft
from planner.month.problem import MonthProblem
from planner.month.repair.repairing import calls_of
from planner.month.repair.values import Calls, Order, Values
from planner.month.schedule import Visit
from planner.month.spacing import committed_dates, too_close, without_period


def orders_on(problem: MonthProblem, days: Iterable[DayPlan]) -> list[Order]:
    """The calls of days of a plan by field day of a problem; calls that it does not know are passed over."""
    index = {need.customer: n for n, need in enumerate(problem.needs)}
    orders: dict[date, list[Visit]] = {day.date: [] for day in problem.days}
    for day in days:
        for stop in day.stops if day.date in orders else ():
            for call in stop.calls:
                place = _place(problem, index.get(call.customer), stop.hospital, call.department)
                if place is not None:
                    orders[day.date].append(place)
    return [tuple(order) for order in orders.values()]


def _place(problem: MonthProblem, need: int | None, hospital: str, department: str | None) -> Visit | None:
    """The visit to a customer at a place: at the same department, else in the same hospital."""
    if need is None:
        return None
    places = list(enumerate(problem.needs[need].places))
    here = [(n, each) for n, each in places if problem.sites[each.site].hospital == hospital]
    exact = [n for n, each in here if department_of(problem.sites[each.site], each.door) == department]
    found = exact or [n for n, _ in here]
    return (need, found[0]) if found else None


def standing_orders(values: Values, days: Sequence[DayPlan]) -> tuple[list[Order], list[int]]:
    """The orders that still stand, and by need how many calls wait.

    A call leaves where its day, its customer or its hours are gone, where it is not wanted any more, and where another call is
    too near now; of the calls on a customer who has a new promise to be kept, the one nearest to it makes way.
    """
    problem = values.problem
    orders = orders_on(problem, days)
    before = Counter(call.customer for day in days for call in day.calls)
    calls = [_wanted(values, need, each) for need, each in enumerate(calls_of(values, orders))]
    kept = {(day, need) for need, each in enumerate(calls) for day, _ in each}
    draft = Draft(problem, values.timetable)
    standing = [
        draft.fitted(day, [visit for visit in order if (day, visit[0]) in kept and values.timetable.starts(day, visit)])
        for day, order in enumerate(orders)
    ]
    return standing, _pool(values, calls_of(values, standing), before)


def _wanted(values: Values, need: int, calls: Calls) -> Calls:
    """The calls on a customer that may stand: once a day, within gaps and periods, not more than wanted, promises kept."""
    problem, asked = values.problem, values.problem.needs[need]
    committed = committed_dates(problem, asked)
    kept: Calls = tuple({day: (day, place) for day, place in reversed(calls)}[day] for day in sorted({day for day, _ in calls}))
    while kept and (day := _offending(problem, need, kept, committed)) is not None:
        kept = _without(values, need, kept, day)
    while len(kept) > asked.owed + asked.optional:
        kept = min((_dropped(kept, each) for each in kept), key=lambda left: values.customer(need, left))
    unkept = values.unkept(need, kept)
    for days, _ in unkept:
        free = [each for each in kept if not values.is_promised(need, each)]
        if free and days and len(kept) + len(unkept) > asked.owed:
            nearest = min(free, key=lambda each: min(abs(each[0] - day) for day in days))
            kept = _dropped(kept, nearest)
    return kept


def _offending(problem: MonthProblem, need: int, calls: Calls, committed: frozenset[date]) -> int | None:
    """The day of a call that gaps or periods forbid."""
    asked, dates = problem.needs[need], [problem.days[day].date for day, _ in calls]
    index = {when: day for when, (day, _) in zip(dates, calls, strict=True)}
    near = next((later for _, later in too_close(asked, dates, committed)), None)
    stray = next(without_period(asked, dates), None)
    offending = near or stray
    return None if offending is None else index.get(offending)


def _without(values: Values, need: int, calls: Calls, day: int) -> Calls:
    """The calls less the one on a day, or less its neighbour before when that one is promised."""
    at = next(n for n, each in enumerate(calls) if each[0] == day)
    if at and values.is_promised(need, calls[at]) and not values.is_promised(need, calls[at - 1]):
        at -= 1
    return (*calls[:at], *calls[at + 1 :])


def _dropped(calls: Calls, call: tuple[int, int]) -> Calls:
    return tuple(each for each in calls if each != call)


def _pool(values: Values, calls: Sequence[Calls], before: Counter[CustomerId]) -> list[int]:
    """How many calls wait: all that is owed and not standing, and optional ones only in place of those that had to leave."""
    waiting = []
    for need, standing in zip(values.problem.needs, calls, strict=True):
        most, count = need.owed + need.optional - len(standing), len(standing)
        displaced = before[need.customer] - count
        waiting.append(max(0, min(most, max(need.owed - count, displaced))))
    return waiting
