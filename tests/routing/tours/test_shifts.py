"""Shifts with optional calls: valid, repeatable, optimal where every choice can be tried, by either engine."""

import random
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.month.engine import Engine
from planner.solving import Ending, SolveControl, SolveLimits
from routing.tours.pool import RoutePool
from routing.tours.prices import PriceBook, fitting
from routing.tours.route import Route, ShiftProblem, minutes_and_ways
from routing.tours.shifts import plan_shifts, reward_of
from tests.benchmarks.toptw_instance import read_instance

DATA = Path(__file__).parents[4] / "shared" / "data" / "bench" / "toptw"
NO_NUMBA = pytest.mark.skipif(find_spec("numba") is None, reason="the optional extra `fast` is not installed")
ENGINES = [Engine.PLAIN, pytest.param(Engine.FAST, marks=NO_NUMBA)]


def random_shifts(seed: int, calls: int, shifts: int) -> ShiftProblem:
    draw = random.Random(seed)
    spots = [(draw.randint(0, 60), draw.randint(0, 60)) for _ in range(calls + 1)]
    opens = [0, *(draw.randint(0, 150) for _ in range(calls))]
    return ShiftProblem(
        travel=tuple(tuple(abs(a[0] - b[0]) + abs(a[1] - b[1]) for b in spots) for a in spots),
        minutes=(0, *(draw.randint(5, 20) for _ in range(calls))),
        opens=tuple(opens),
        closes=(240, *(start + draw.randint(10, 90) for start in opens[1:])),
        rewards=(0, *(draw.randint(1, 30) for _ in range(calls))),
        shifts=shifts,
    )


def in_time(problem: ShiftProblem, route: tuple[int, ...]) -> bool:
    """The clock told once more, by hand."""
    clock, here = 0, 0
    for node in (*route, 0):
        clock = max(clock + problem.minutes[here] + problem.travel[here][node], problem.opens[node])
        if clock > problem.closes[node]:
            return False
        here = node
    return True


def best_reward(problem: ShiftProblem) -> int:
    """The most reward of all routes, by trying every order of every choice, with one or two shifts."""
    nodes = range(1, len(problem.rewards))
    sets = {frozenset(order) for n in range(len(nodes) + 1) for order in permutations(nodes, n) if in_time(problem, order)}
    worth = {each: sum(problem.rewards[node] for node in each) for each in sets}
    if problem.shifts == 1:
        return max(worth.values())
    return max(worth[one] + worth[two] for one in sets for two in sets if not one & two)


@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 25), st.integers(1, 3))
def test_that_routes_are_in_time_with_each_call_once(engine: Engine, seed: int, calls: int, shifts: int) -> None:
    problem = random_shifts(seed, calls, shifts)
    outcome = plan_shifts(problem, seed, SolveLimits(steps=60), SolveControl(), engine=engine)
    routes = outcome.best
    assert routes is not None
    assert outcome.bound is not None
    assert reward_of(problem, routes) <= outcome.bound
    assert len(routes) == shifts
    assert all(in_time(problem, route) for route in routes)
    assert len({node for route in routes for node in route}) == sum(map(len, routes))


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("shifts", [1, 2])
def test_that_small_problems_reach_the_optimum_found_by_trying_everything(engine: Engine, seed: int, shifts: int) -> None:
    problem = random_shifts(seed, 6, shifts)
    outcome = plan_shifts(problem, 1, SolveLimits(steps=600), SolveControl(), engine=engine)
    assert outcome.best is not None
    assert outcome.bound is not None
    assert reward_of(problem, outcome.best) == best_reward(problem) <= outcome.bound


@settings(deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 8))
def test_that_an_insertion_is_the_one_that_delays_least(seed: int, calls: int) -> None:
    problem = random_shifts(seed, calls, 1)
    go = minutes_and_ways(problem)
    order = [node for node in range(2, calls + 1) if in_time(problem, (node,))][:1]
    order += [node for node in range(2, calls + 1) if order and in_time(problem, (*order, node)) and node not in order][:1]
    route = Route(tuple(order), go, problem)
    found = route.insertion(1, go, problem.opens[1], problem.closes[1])
    delays = {}
    for position in range(len(order) + 1):
        tried = (*order[:position], 1, *order[position:])
        if in_time(problem, tried):
            delays[position] = Route(tried, go, problem).starts[position + 2] - route.starts[position + 1]
    assert (found is not None) == bool(delays)
    if found is not None:
        assert delays[found.position] == max(0, found.delay) == min(delays.values())


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 12))
def test_that_prices_of_all_calls_at_once_are_those_of_one_by_one(seed: int, calls: int) -> None:
    problem, go = random_shifts(seed, calls, 1), minutes_and_ways(random_shifts(seed, calls, 1))
    order: tuple[int, ...] = ()
    for node in random.Random(seed).sample(range(1, calls + 1), calls // 2):
        order = (*order, node) if in_time(problem, (*order, node)) else order
    plain, priced = Route(order, go, problem), Route(order, go, problem)
    PriceBook(problem).price(priced)
    outside = [node for node in range(1, calls + 1) if node not in order]
    found = [plain.insertion(node, go, problem.opens[node], problem.closes[node]) for node in outside]
    assert found == [priced.insertion(node, go, problem.opens[node], problem.closes[node]) for node in outside]
    assert [bool(fits) for fits in fitting([priced])[outside]] == [each is not None for each in found]


@pytest.mark.parametrize("engine", ENGINES)
def test_that_steps_make_the_answer_repeatable_whoever_does_the_work(engine: Engine) -> None:
    problem = random_shifts(5, 30, 2)
    limits, control = SolveLimits(steps=300), SolveControl()
    answers = {plan_shifts(problem, 7, limits, control, engine=engine).best for _ in range(2)}
    with ThreadPoolExecutor(2) as executor:
        answers.add(plan_shifts(problem, 7, limits, control, engine=engine, executor=executor).best)
        together = [plan_shifts(problem, 7, limits, control, engine=engine, executor=executor, workers=2) for _ in range(2)]
    assert len(answers) == 1
    assert together[0] == together[1]


@pytest.mark.parametrize("engine", ENGINES)
def test_that_a_stop_keeps_the_best_and_progress_never_falls(engine: Engine) -> None:
    problem = random_shifts(5, 30, 2)
    looks, told = iter([False] * 5), list[float]()
    control = SolveControl(report=lambda each: told.append(each.objective or 0.0), should_stop=lambda: next(looks, True))
    stopped = plan_shifts(problem, 7, SolveLimits(seconds=60), control, engine=engine)
    assert told == sorted(told)
    assert stopped.ending is Ending.STOPPED
    assert stopped.best is not None
    assert reward_of(problem, stopped.best) > 0


def test_that_a_plan_with_every_call_is_proven_and_ends_the_search() -> None:
    problem = random_shifts(3, 4, 4)
    outcome = plan_shifts(problem, 1, SolveLimits(seconds=600), SolveControl())
    assert outcome.best is not None
    assert outcome.bound == reward_of(problem, outcome.best)


def test_that_nothing_to_do_and_no_shift_are_answered() -> None:
    assert plan_shifts(random_shifts(1, 0, 2), 1, SolveLimits(seconds=600), SolveControl()).best == ((), ())
    assert plan_shifts(random_shifts(1, 5, 0), 1, SolveLimits(seconds=600), SolveControl()).best == ()


@given(st.integers(0, 10**6))
@settings(max_examples=20, deadline=None)
def test_that_recombining_finds_the_best_choice_of_routes_without_a_common_call(seed: int) -> None:
    problem, draw = random_shifts(seed, 12, 2), random.Random(seed)
    routes = {tuple(sorted(draw.sample(range(1, 13), draw.randint(1, 5)))) for _ in range(12)}
    pool = RoutePool(problem)
    pool.meet(sorted(routes))
    worth = {route: sum(problem.rewards[node] for node in route) for route in routes}
    best = max([*worth.values(), *(worth[a] + worth[b] for a in routes for b in routes if not set(a) & set(b))])
    chosen = pool.recombine(((), ()), None)
    assert len(chosen) == 2
    assert len({node for route in chosen for node in route}) == sum(map(len, chosen))
    assert sum(worth.get(route, 0) for route in chosen) == best
    assert pool.recombine(chosen, None) == chosen


def test_that_wrong_routes_have_no_reward() -> None:
    problem = random_shifts(5, 30, 2)
    with pytest.raises(ValueError, match="twice"):
        reward_of(problem, ((1,), (1,)))
    with pytest.raises(ValueError, match="not in time"):
        reward_of(problem, (tuple(range(1, 31)), ()))


@pytest.mark.skipif(not DATA.exists(), reason="the published instances are not here")
@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("name", "shifts", "known"), [("c101", 1, 320), ("r101", 1, 198), ("rc101", 1, 219)])
def test_that_proven_optima_of_published_instances_are_reached(engine: Engine, name: str, shifts: int, known: int) -> None:
    problem = read_instance(DATA / f"{name}.txt", shifts)
    routes = plan_shifts(problem, 1, SolveLimits(steps=2500), SolveControl(), engine=engine).best
    assert routes is not None
    assert reward_of(problem, routes) == known
