"""A fix as a value: what to change in the month and how its days then run. Applying it gives problem and plan anew, checked."""

from dataclasses import dataclass, replace
from datetime import date

from planner.domain.commitments import Pin
from planner.domain.people import CustomerId
from planner.domain.plan import MonthPlan
from planner.domain.violations import Violation
from planner.month.explain import orders_of
from planner.month.problem import MonthProblem
from planner.month.repair.changes import Change
from planner.month.repair.changing import changed
from planner.month.repair.composing import month_plan
from planner.month.rules import hard_violations
from planner.month.schedule import Timetable

Visits = tuple[tuple[CustomerId, int], ...]
"""Calls in order: customer, index of the place among the places where he or she can be met."""


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


def apply_fix(problem: MonthProblem, plan: MonthPlan, fix: Fix) -> Applied | None:
    """The month and its plan after a fix; None when a day is not in time, as after another change of the plan."""
    after = fixed_problem(problem, fix)
    index = {need.customer: n for n, need in enumerate(after.needs)}
    orders = {day.date: tuple(order) for day, order in zip(after.days, orders_of(after, plan), strict=True)}
    for when, visits in fix.days:
        if when not in orders or any(customer not in index for customer, _ in visits):
            return None
        orders[when] = tuple((index[customer], place) for customer, place in visits)
    made = month_plan(Timetable(after), tuple(orders.values()), plan)
    if made is None:
        return None
    known = {_key(each) for each in hard_violations(problem, plan)}
    broken = tuple(each for each in hard_violations(after, made) if _key(each) not in known)
    return Applied(after, made, broken)


def _key(violation: Violation) -> tuple[object, ...]:
    return violation.rule, violation.date, violation.customer
