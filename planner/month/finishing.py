"""From the search's month to the finished plan: exact times, OR-Tools by day, the insertion test, the last check."""

from collections.abc import Iterable

from planner.domain.violations import Violation
from planner.month.draft import Draft
from planner.month.objective import day_cost
from planner.month.reorder import reorder_day
from planner.month.router import DayRouter
from planner.month.schedule import Timing, day_maximum
from planner.solving import SolveControl, SolveLimits

ROUTER_SECONDS = 0.05
ROUTER_STEPS = 200
PROMISES = frozenset({"appointments_are_kept", "pins_are_honoured"})
"""Rules that ask for a call: leaving one out does not help them."""
INSERTIONS = 3_000
"""Insertion tests after a search, at most: pairs of call and day."""


def reorder_days(draft: Draft, control: SolveControl) -> None:
    """Improve the order of every day by moving short strings of calls."""
    for day, order in enumerate(draft.orders):
        draft.orders[day] = reorder_day(draft.timetable, day, order, control)


def route_days(draft: Draft, route_day: DayRouter, limits: SolveLimits, control: SolveControl) -> None:
    """Let the router improve every day from the order found; its answer is taken only when it is in time and cheaper."""
    quiet = SolveControl(should_stop=control.should_stop)
    each = SolveLimits(None, ROUTER_STEPS) if limits.steps is not None else SolveLimits(ROUTER_SECONDS)
    for day, order in enumerate(draft.orders):
        if control.should_stop():
            return
        if len(order) > 2:
            tried = route_day(draft.timetable, day, order, each, quiet)
            if _cheaper(draft, day, tried):
                draft.orders[day] = tuple(tried)


def _cheaper(draft: Draft, day: int, tried: tuple[tuple[int, int], ...]) -> bool:
    if sorted(need for need, _ in tried) != sorted(need for need, _ in draft.orders[day]):
        return False
    weights, timetable = draft.problem.weights, draft.timetable
    before, after = timetable.time_calls(day, draft.orders[day]), timetable.time_calls(day, tried)
    if not isinstance(before, Timing) or not isinstance(after, Timing):
        return False
    return day_cost(after, weights) < day_cost(before, weights)


def insert_left_out(draft: Draft, control: SolveControl) -> None:
    """Test every owed call left out, the most valuable first, against every day and position; put it where it fits."""
    tests = INSERTIONS
    needs = draft.problem.needs
    for need in sorted(range(len(needs)), key=lambda n: (-needs[n].value, n)):
        for _ in range(needs[need].owed - len(draft.dates(need))):
            if tests <= 0 or control.should_stop():
                return
            days = [day for day in draft.allowed_days(need) if _has_room(draft, day)]
            tests -= len(days)
            found = [(*best, day) for day in days if (best := draft.cheapest_insertion(need, day)) is not None]
            if not found:
                break
            _, order, day = min(found)
            draft.orders[day] = order


def _has_room(draft: Draft, day: int) -> bool:
    return len(draft.orders[day]) < day_maximum(draft.problem, draft.problem.days[day])


def drop_offending(draft: Draft, violations: Iterable[Violation]) -> bool:
    """Leave out the calls that hard rules name, promised ones too. False when no rule names a call."""
    dropped = False
    for violation in violations:
        if violation.rule not in PROMISES:
            dropped = _drop(draft, violation) or dropped
    return dropped


def _drop(draft: Draft, violation: Violation) -> bool:
    """The customer's call on the violation's date (no date: the last one); without a customer the day's least valuable."""
    problem, found = draft.problem, []
    for day, order in enumerate(draft.orders):
        if violation.date not in {None, problem.days[day].date}:
            continue
        found += [(day, visit) for visit in order if violation.customer in {None, problem.needs[visit[0]].customer}]
    if not found or (violation.date is None and violation.customer is None):
        return False
    if violation.customer is None:
        found.sort(key=lambda each: -problem.needs[each[1][0]].value)
    day, visit = found[-1]
    draft.orders[day] = draft.fitted(day, [each for each in draft.orders[day] if each != visit])
    return True
