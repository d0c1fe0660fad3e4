"""The contract of every day router, and what OR-Tools adds to it."""

from dataclasses import replace
from itertools import pairwise, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.commitments import Pin, PinKind
from planner.month.objective import day_cost
from planner.month.problem import MonthProblem
from planner.month.router import DayRouter, keep_order
from planner.month.schedule import Refusal, Timetable, Visit
from planner.solving import SolveControl, SolveLimits
from routing.tours.day import route_day
from routing.tours.matrices import day_matrices, gaps
from tests.planner.month.problems import PLAIN, Features, problems, random_days, random_problem

ROUTERS: tuple[DayRouter, ...] = (keep_order, route_day)
BRIEF, THOROUGH = SolveLimits(steps=10), SolveLimits(steps=300)


def cost(timetable: Timetable, day: int, order: tuple[Visit, ...]) -> float:
    timing = timetable.time_calls(day, order)
    assert not isinstance(timing, Refusal)
    return day_cost(timing, timetable.problem.weights)


@pytest.mark.parametrize("router", ROUTERS)
@settings(max_examples=25, deadline=None)
@given(problem=problems(), seed=st.integers(0, 10**6))
def test_that_a_routed_day_has_the_same_calls_is_accepted_and_costs_no_more(
    router: DayRouter, problem: MonthProblem, seed: int
) -> None:
    timetable = Timetable(problem)
    for day, start in enumerate(random_days(problem, seed)):
        routed = router(timetable, day, start, BRIEF, SolveControl())
        assert sorted(routed) == sorted(start)
        assert cost(timetable, day, routed) <= cost(timetable, day, start)


@pytest.mark.parametrize("router", ROUTERS)
def test_that_a_refused_start_comes_back_unchanged(router: DayRouter) -> None:
    problem = replace(random_problem(1), max_calls=1)
    start = ((0, 0), (1, 0))
    assert router(Timetable(problem), 0, start, BRIEF, SolveControl()) == start


@pytest.mark.parametrize("router", ROUTERS)
def test_that_steps_make_the_answer_repeatable(router: DayRouter) -> None:
    problem = random_problem(12, Features(appointments=False, pins=False), days=3, needs=14)
    for day, start in enumerate(random_days(problem, 12)):
        answers = {router(Timetable(problem), day, start, BRIEF, SolveControl()) for _ in range(3)}
        assert len(answers) == 1


@pytest.mark.parametrize("seed", range(12))
def test_that_small_days_reach_the_optimum_found_by_trying_every_order(seed: int) -> None:
    problem = replace(random_problem(seed, Features(bands=seed % 2 == 0), days=2, needs=12), max_calls=5)
    timetable = Timetable(problem)
    for day, start in enumerate(random_days(problem, seed)):
        timings = [timetable.time_calls(day, order) for order in permutations(start)]
        best = min(day_cost(each, problem.weights) for each in timings if not isinstance(each, Refusal))
        routed = route_day(timetable, day, start, THOROUGH, SolveControl())
        assert cost(timetable, day, routed) == pytest.approx(best)


def test_that_bad_orders_of_a_full_day_are_much_improved() -> None:
    """The random orders of the whole collection shrink by a quarter at least: the search is at work, not idle."""
    before = after = 0.0
    for seed in range(6):
        problem = replace(random_problem(seed, PLAIN, days=2, sites=5, needs=30), max_calls=12)
        timetable = Timetable(problem)
        for day, start in enumerate(random_days(problem, seed)):
            before += cost(timetable, day, start)
            after += cost(timetable, day, route_day(timetable, day, start, BRIEF, SolveControl()))
    assert after < 0.75 * before


def test_that_a_stop_is_obeyed_before_and_during_the_search() -> None:
    problem = random_problem(3, Features(pins=False, appointments=False), days=1, needs=14)
    timetable, start = Timetable(problem), random_days(problem, 3)[0]
    assert route_day(timetable, 0, start, SolveLimits(seconds=60), SolveControl(should_stop=lambda: True)) == start
    asked = []

    def stop_soon() -> bool:
        asked.append(True)
        return len(asked) > 50

    routed = route_day(timetable, 0, start, SolveLimits(seconds=60), SolveControl(should_stop=stop_soon))
    assert cost(timetable, 0, routed) <= cost(timetable, 0, start)
    assert len(asked) < 200


def test_that_a_day_in_which_every_position_is_pinned_ends_and_stays() -> None:
    problem = random_problem(3, Features(pins=False, appointments=False), days=1, needs=14)
    start = random_days(problem, 3)[0]
    pins = tuple(
        Pin(problem.rep, problem.needs[need].customer, problem.days[0].date, PinKind.ORDER, position=n)
        for n, (need, _) in enumerate(start)
    )
    timetable = Timetable(replace(problem, pins=pins))
    assert route_day(timetable, 0, start, THOROUGH, SolveControl()) == start


def test_that_the_model_prices_the_warm_start_as_the_timetable_does() -> None:
    for seed in range(8):
        problem = random_problem(seed, Features(bands=False))
        timetable = Timetable(problem)
        for day, start in enumerate(random_days(problem, seed)):
            timing = timetable.time_calls(day, start)
            assert not isinstance(timing, Refusal)
            if start:
                matrices = day_matrices(timetable, day, start, timing)[0]
                route = [0, *range(1, len(start) + 1), 0]
                way = sum(matrices.cost[i][j] for i, j in pairwise(route))
                assert way == 100 * (timing.travel + timing.walking)


@pytest.mark.parametrize(
    ("intervals", "expected"),
    [
        ([(1, 5)], []),
        ([(1, 5), (6, 9)], []),
        ([(1, 5), (8, 9)], [(6, 7)]),
        ([(1, 20), (3, 5), (25, 30)], [(21, 24)]),
    ],
)
def test_that_gaps_between_opening_hours_are_exact(intervals: list[tuple[int, int]], expected: list[tuple[int, int]]) -> None:
    assert list(gaps(intervals)) == expected
