"""The bound never lies above what any plan costs."""

import math
from dataclasses import replace
from itertools import permutations, product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.domain.units import Minutes
from planner.month.bound.bound import ProvenBound, prove_bound
from planner.month.objective import days_objective
from planner.month.problem import MonthProblem
from planner.month.schedule import Refusal, Timetable, Visit
from planner.month.spacing import committed_dates, keeps_gap, without_period
from planner.solving import Ending, Progress, SolveControl, SolveLimits
from tests.planner.month.problems import PLAIN, Features, plan_of, problems, random_plan, random_problem

QUIETLY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much], max_examples=40)


def proven(problem: MonthProblem, steps: int = 6) -> ProvenBound:
    return prove_bound(problem, 1, SolveLimits(None, steps), SolveControl())


def cheapest(problem: MonthProblem) -> float:
    """The least objective of all plans that keep gaps and periods; every order of every choice of calls is tried.

    Appointments and pins need not be kept here, so this may lie below the true optimum, never above it.
    """
    timetable = Timetable(problem)
    days = [_best_orders(timetable, day) for day in range(len(problem.days))]
    best = days_objective(problem, ()).total
    for month in product(*days):
        if all(_allowed(problem, need, month) for need in range(len(problem.needs))):
            best = min(best, plan_of(problem, month).objective.total)
    return best


def _best_orders(timetable: Timetable, day: int) -> list[tuple[Visit, ...]]:
    """The cheapest order of every choice of calls (with either half of the day where calls were published)."""
    problem = timetable.problem
    visits = [(need, place) for need, value in enumerate(problem.needs) for place in range(len(value.places))]
    best: dict[tuple[object, ...], tuple[float, tuple[Visit, ...]]] = {(): (0.0, ())}
    for count in range(1, len(problem.needs) + 1):
        for order in permutations(visits, count):
            timing = timetable.time_calls(day, order)
            if isinstance(timing, Refusal):
                continue
            weights = problem.weights
            cost = weights.travel_minute * (timing.travel + timing.walking) + weights.waiting_minute * timing.waiting
            halves = tuple(sorted((need, start < 720) for (need, _), start in zip(order, timing.starts, strict=True)))
            if cost < best.get(halves, (float("inf"), ()))[0]:
                best[halves] = cost, order
    return [order for _, order in best.values()]


def _allowed(problem: MonthProblem, need: int, month: tuple[tuple[Visit, ...], ...]) -> bool:
    value = problem.needs[need]
    dates = [day.date for day, calls in zip(problem.days, month, strict=True) if need in (each for each, _ in calls)]
    if len(dates) > value.owed + value.optional or list(without_period(value, dates)):
        return False
    committed = committed_dates(problem, value)
    return all(keeps_gap(value, day, dates[:n], committed) for n, day in enumerate(dates))


@QUIETLY
@given(st.integers(0, 10**6), st.builds(Features, *[st.booleans()] * 11), st.integers(1, 2), st.integers(1, 3), st.integers(1, 3))
def test_that_the_bound_never_exceeds_the_optimum_of_a_tiny_month(
    seed: int, features: Features, days: int, sites: int, needs: int
) -> None:
    problem = random_problem(seed, features, days, sites, needs)
    assert proven(problem).bound <= cheapest(problem) + 1e-6


@pytest.mark.parametrize("seed", range(3))
def test_that_the_bound_never_exceeds_the_optimum_of_three_days_and_six_visits(seed: int) -> None:
    problem = random_problem(seed, replace(PLAIN, arrival=True), days=3, sites=3, needs=4)
    problem = replace(problem, needs=tuple(replace(need, owed=2 - n % 2, optional=0) for n, need in enumerate(problem.needs)))
    optimum, bound = cheapest(problem), proven(problem, 12).bound
    assert bound <= optimum + 1e-6
    assert bound >= 0.5 * optimum


@QUIETLY
@given(problems(days=6, sites=6, needs=14), st.integers(0, 10**6))
def test_that_the_bound_never_exceeds_a_random_plan(problem: MonthProblem, seed: int) -> None:
    assert proven(problem, 4).bound <= random_plan(problem, seed).objective.total + 1e-6


@QUIETLY
@given(problems(days=4, sites=5, needs=10), st.integers(0, 10**6), st.integers(2, 9))
def test_that_the_bound_holds_when_half_days_are_too_many_to_look_at_each(problem: MonthProblem, seed: int, most: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("planner.month.bound.pricing.MOST_PAIRS", most)
        patch.setattr("planner.month.bound.relaxation.MOST_SITES", 3)
        assert proven(problem, 3).bound <= random_plan(problem, seed).objective.total + 1e-6


def test_that_one_customer_alone_is_bounded_exactly() -> None:
    problem = random_problem(4, PLAIN, days=1, sites=1, needs=1)
    problem = replace(problem, needs=(replace(problem.needs[0], owed=1, optional=0, minutes=Minutes(10)),))
    assert proven(problem, 40).bound == pytest.approx(cheapest(problem), abs=0.5)


def test_that_a_month_without_field_days_or_needs_has_a_bound() -> None:
    problem = random_problem(1)
    missed = sum(problem.weights.missed_call * need.value * need.owed for need in problem.needs)
    published = problem.weights.moved_call * len(problem.published)
    assert proven(replace(problem, days=(), appointments=(), pins=())).bound == pytest.approx(missed + published)
    assert proven(replace(problem, needs=(), appointments=(), pins=(), published=())).bound == pytest.approx(
        days_objective(replace(problem, needs=(), published=()), ()).total, abs=0.1
    )


def test_that_the_same_steps_give_the_same_bound() -> None:
    problem = random_problem(7, days=5, sites=5, needs=12)
    assert proven(problem) == proven(problem)


def test_that_more_rounds_never_loosen_a_proof() -> None:
    problem = random_problem(11, days=5, sites=5, needs=12)
    reports: list[Progress] = []
    prove_bound(problem, 1, SolveLimits(None, 20), SolveControl(reports.append), 500.0)
    bounds = [each.bound for each in reports if each.bound is not None]
    assert bounds == sorted(bounds)
    assert len(bounds) > 1
    assert [each.done for each in reports] == sorted(each.done for each in reports)


def test_that_a_proof_stopped_before_it_began_claims_nothing() -> None:
    stopped = prove_bound(random_problem(5, PLAIN), 1, SolveLimits(60.0), SolveControl(should_stop=lambda: True))
    assert (stopped.ending, stopped.bound) == (Ending.STOPPED, -math.inf)


def test_that_a_stop_keeps_the_bound_so_far() -> None:
    problem = random_problem(3, days=6, sites=6, needs=20)
    asked = iter([False] * 40)
    stopped = prove_bound(problem, 1, SolveLimits(60.0), SolveControl(should_stop=lambda: next(asked, True)))
    assert stopped.ending is Ending.STOPPED
    assert -math.inf < stopped.bound <= random_plan(problem, 5).objective.total
    assert stopped.certificate.rounds <= 20
