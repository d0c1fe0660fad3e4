"""A fix as a value: what to change in the month and how its days then run. Applying it gives problem and plan anew, checked."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from planner.domain.commitments import Pin
from planner.domain.messages import message
from planner.domain.people import CustomerId
from planner.domain.plan import DayPlan, MonthPlan, Unplanned
from planner.domain.violations import Violation
from planner.month.explain import orders_of, unplanned_calls
from planner.month.missing import calls_still_left_out, missing_calls
from planner.month.objective import call_dates, days_objective
from planner.month.problem import MonthProblem
from planner.month.reasons import with_reasons
from planner.month.repair.changes import Change
from planner.month.repair.changing import changed
from planner.month.rules import hard_violations
from planner.month.schedule import Refusal, Timetable

Visits = tuple[tuple[CustomerId, int], ...]
"""Calls in order: customer, index of the place among the places where he or she can be met."""
Keys = frozenset[tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Fix:
    """`changes` to the month, `unpinned` pins taken away, and the `days` that then run otherwise."""

    days: tuple[tuple[date, Visits], ...]
    changes: tuple[Change, ...] = ()
    unpinned: tuple[Pin, ...] = ()


@dataclass(frozen=True, slots=True)
class Applied:
    """The month after a fix; `broken` are hard rules that the plan breaks and did not break before."""

    problem: MonthProblem
    plan: MonthPlan
    broken: tuple[Violation, ...]


def fixed_problem(problem: MonthProblem, fix: Fix) -> MonthProblem:
    """The problem with the changes of a fix."""
    problem = replace(problem, pins=tuple(pin for pin in problem.pins if pin not in fix.unpinned))
    return changed(problem, fix.changes, problem.month.first)


def apply_fix(
    problem: MonthProblem, plan: MonthPlan, fix: Fix, *, reasons: bool = True, before: Keys | None = None
) -> Applied | None:
    """The month and its plan after a fix; None when a day is not in time, as after another change of the plan.

    Days that the fix does not name stay as they are. Without `reasons` calls still unplanned keep the reasons they had: enough
    for judging the fix, and much quicker. So is `before`, the `broken_keys` of the plan, where many fixes are judged.
    """
    after = fixed_problem(problem, fix)
    days = {day.date: day for day in plan.days}
    for when, visits in fix.days:
        timed = _timed(after, when, visits)
        if timed is None:
            return None
        days[when] = timed
    marked = with_reasons(after, (days[when] for when in sorted(days)))
    made = replace(plan, days=marked, objective=days_objective(after, marked), lower_bound=None, proof=None)
    unplanned = unplanned_calls(Timetable(after), orders_of(after, made)) if reasons else tuple(_counted(after, made))
    made = replace(made, unplanned=unplanned)
    known = broken_keys(problem, plan) if before is None else before
    broken = tuple(each for each in hard_violations(after, made) if _key(each) not in known)
    return Applied(after, made, broken)


def broken_keys(problem: MonthProblem, plan: MonthPlan) -> Keys:
    """By what the hard rules that a plan breaks are told from those that a fix breaks."""
    return frozenset(_key(each) for each in hard_violations(problem, plan))


def _timed(problem: MonthProblem, when: date, visits: Visits) -> DayPlan | None:
    """One day with these calls, compiled for its own customers only; None when it is not in time, or not known."""
    day = next((each for each in problem.days if each.date == when), None)
    asked = {customer for customer, _ in visits}
    needs = tuple(need for need in problem.needs if need.customer in asked)
    if day is None or len(needs) < len(asked):
        return None
    index = {need.customer: n for n, need in enumerate(needs)}
    alone = Timetable(replace(problem, days=(day,), needs=needs))
    timed = alone.schedule_day(0, [(index[customer], place) for customer, place in visits])
    return None if isinstance(timed, Refusal) else timed


def _counted(problem: MonthProblem, plan: MonthPlan) -> Iterator[Unplanned]:
    """The calls still unplanned, with the reasons that the plan has for them."""
    dates, reasons = call_dates(plan.days), {each.customer: each.reason for each in plan.unplanned}
    for index, count in missing_calls(problem, dates):
        need = problem.needs[index]
        yield Unplanned(need.customer, need.segment, count, reasons.get(need.customer, message("The call is not planned.")))
    yield from calls_still_left_out(problem, dates)


def _key(violation: Violation) -> tuple[object, ...]:
    return violation.rule, violation.date, violation.customer
