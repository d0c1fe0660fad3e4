"""Bounds, reasons and repairs of months at their edges."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from planner.domain.commitments import PinKind
from planner.domain.plan import MonthPlan
from planner.month.advice.offers import best_slots
from planner.month.advice.whynot import why_not
from planner.month.bound.bound import prove_bound
from planner.month.engine import Engine
from planner.month.finishing import PROMISES
from planner.month.problem import MonthProblem
from planner.month.repair.changes import DayLost
from planner.month.repair.replan import replan
from planner.month.rules import hard_violations
from planner.month.solve import plan_month
from planner.solving import Ending, SolveControl, SolveLimits
from tests.planner.month.edges import all_shut, never_met, pinned, without_sites
from tests.planner.month.problems import PLAIN, random_problem

EDGES: dict[str, Callable[[], MonthProblem]] = {
    "nobody": lambda: without_sites(random_problem(3, PLAIN)),
    "no field days": lambda: replace(random_problem(3, PLAIN), days=()),
    "nobody and no field days": lambda: replace(without_sites(random_problem(3, PLAIN)), days=()),
    "one customer": lambda: random_problem(5, PLAIN, days=4, sites=1, needs=1),
    "never met": never_met,
    "all shut": all_shut,
    "no calls allowed": lambda: replace(random_problem(3, PLAIN), max_calls=0, call_target=0),
    "contradictory pins": lambda: pinned((0, 0, PinKind.TIME, 600), (0, 0, PinKind.TIME, 900), (1, 0, PinKind.TIME, 600)),
}
at_every_edge = pytest.mark.parametrize("edge", EDGES)
FIRST = date(2026, 12, 1)


def month(edge: str) -> tuple[MonthProblem, MonthPlan]:
    problem = EDGES[edge]()
    plan = plan_month(problem, 1, SolveLimits(None, 30), SolveControl(), engine=Engine.PLAIN).best
    assert plan is not None
    return problem, plan


@at_every_edge
def test_that_a_bound_is_proven_and_never_above_the_plan(edge: str) -> None:
    problem, plan = month(edge)
    proven = prove_bound(problem, 1, SolveLimits(None, 4), SolveControl(), plan.objective.total)
    assert proven.ending is Ending.FINISHED
    assert 0 <= proven.bound <= plan.objective.total + 1e-6


@at_every_edge
def test_that_every_customer_who_lacks_calls_gets_an_answer(edge: str) -> None:
    problem, plan = month(edge)
    answers = why_not(problem, plan)
    assert {each.customer for each in answers} == {each.customer for each in plan.unplanned}
    assert all(str(each.reason) for each in answers)


@at_every_edge
def test_that_the_best_slots_of_any_customer_are_told(edge: str) -> None:
    problem, plan = month(edge)
    field_days = {day.date for day in problem.days}
    for need in problem.needs:
        assert {offer.date for offer in best_slots(problem, plan, need.customer)} <= field_days


@at_every_edge
@pytest.mark.parametrize("lost", [0, 1, 4])
def test_that_a_month_losing_days_is_repaired_without_breaking_a_rule(edge: str, lost: int) -> None:
    problem, plan = month(edge)
    changes = [DayLost(day.date, None) for day in problem.days[:lost]]
    outcome = replan(problem, plan, changes, FIRST, limits=SolveLimits(None, 10))
    assert outcome.best is not None
    found = outcome.best
    assert {each.rule for each in hard_violations(found.problem, found.ahead)} <= PROMISES
    dropped = {change.date for change in changes}
    assert not [day for day in found.plan.days if day.date in dropped and day.calls]
