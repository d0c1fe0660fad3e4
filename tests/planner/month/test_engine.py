"""Both searches keep one contract; the compiled one is tested where its extra is installed."""

from dataclasses import replace
from importlib.util import find_spec
from math import inf
from random import Random

import pytest

from planner.month.annealing import Annealing
from planner.month.budget import Budget
from planner.month.compiling import compile_model
from planner.month.engine import Engine
from planner.month.model import Model
from planner.month.objective import day_cost
from planner.month.problem import MonthProblem
from planner.month.rules import hard_violations
from planner.month.solve import plan_month
from planner.month.state import State
from planner.month.timing import Refusal
from planner.solving import SolveControl, SolveLimits
from tests.planner.month.problems import PLAIN, Features, random_problem

ENGINES = [
    Engine.PLAIN,
    pytest.param(Engine.FAST, marks=pytest.mark.skipif(find_spec("numba") is None, reason="the extra `fast` is not installed")),
]
QUIET = SolveControl()
COARSE = Features(bands=False, walking=False, reception=False, availability=False, pins=False, appointments=False)


def behind_one_door(problem: MonthProblem) -> MonthProblem:
    """The month in which the sums of a half day are exact."""
    needs = (replace(need, places=tuple(replace(place, door=1) for place in need.places)) for need in problem.needs)
    return replace(problem, needs=tuple(needs))


def searched(model: Model, engine: Engine, steps: int, seed: int = 3) -> tuple[list[int], float]:
    """Placements and the total that the search states for them."""
    budget = Budget(SolveLimits(None, steps))
    if engine is Engine.PLAIN:
        plain = Annealing(model, seed)
        plain.start(QUIET)
        plain.run(budget, QUIET)
        return plain.best, plain.best_total
    from planner.month.fast.search import FastAnnealing  # noqa: PLC0415 (an optional extra)

    fast = FastAnnealing(model, seed)
    fast.start()
    fast.run(budget, QUIET)
    return fast.best, fast.best_total


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("seed", range(3))
def test_that_the_total_of_a_search_is_what_its_placements_cost(engine: Engine, seed: int) -> None:
    model = compile_model(behind_one_door(random_problem(seed, COARSE, days=6, sites=6, needs=20)))
    placed, total = searched(model, engine, 200)
    state = State(model)
    empty = sum(state.cost)
    calls = state.total - empty
    state.load(placed)
    left_out = sum(model.penalty[visit] for visit, index in enumerate(placed) if index < 0)
    kept = sum(model.placements[visit][index].gain for visit, index in enumerate(placed) if index >= 0)
    published = calls - sum(model.penalty)
    uneven = sum(_uneven(state, need) for need in range(len(model.problem.needs)))
    assert total == pytest.approx(sum(state.cost) + left_out + kept + published + uneven)


@pytest.mark.skipif(find_spec("numba") is None, reason="the extra `fast` is not installed")
@pytest.mark.parametrize("seed", range(6))
def test_that_the_compiled_search_times_a_day_as_the_timetable_does(seed: int) -> None:
    from planner.month.fast.search import FastAnnealing  # noqa: PLC0415 (an optional extra)
    from planner.month.fast.timing import time_order  # noqa: PLC0415

    problem = random_problem(seed, replace(Features(), pins=False), days=6, sites=6, needs=20)
    model = compile_model(problem)
    tables, work = FastAnnealing(model, seed).tables, FastAnnealing(model, seed).work
    looks = [(model.need[visit], each) for visit, placements in enumerate(model.placements) for each in placements]
    draw, checked = Random(seed), 0
    for _ in range(400):
        day = draw.randrange(model.days)
        chosen = sorted(draw.sample(range(len(looks)), 40), key=lambda look: looks[look][1].slot)
        calls = list({looks[look][0]: look for look in chosen if looks[look][1].slot // 2 == day}.values())
        calls = calls[: min(model.maximum[day], 1 + draw.randrange(4))]
        work.order[: len(calls)] = calls
        way = time_order(tables, work, day, len(calls))
        timing = model.timetable.time_calls(day, [(looks[look][0], looks[look][1].place) for look in calls])
        if isinstance(timing, Refusal):
            assert way == inf
        else:
            checked += len(calls) > 1
            assert way + problem.weights.waiting_minute * work.timed[1] == pytest.approx(day_cost(timing, problem.weights))
    assert checked > 5


def _uneven(state: State, need: int) -> float:
    days, price = 0, 0.0
    for day in range(state.model.days):
        if state.days_of[need] >> day & 1:
            price += state.spacing.added(need, days, day)
            days |= 1 << day
    return price


@pytest.mark.parametrize("engine", ENGINES)
def test_that_a_search_repeats_by_seed_and_steps(engine: Engine) -> None:
    model = compile_model(random_problem(7, PLAIN, days=6, sites=6, needs=20))
    assert searched(model, engine, 300) == searched(model, engine, 300)


@pytest.mark.parametrize("engine", ENGINES)
def test_that_a_search_improves_with_steps(engine: Engine) -> None:
    model = compile_model(random_problem(9, PLAIN, days=8, sites=8, needs=40))
    assert searched(model, engine, 600)[1] < searched(model, engine, 0)[1]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("seed", range(4))
def test_that_plans_of_either_engine_break_no_hard_rule(engine: Engine, seed: int) -> None:
    problem = random_problem(seed, days=8, sites=7, needs=30)
    outcome = plan_month(problem, seed, SolveLimits(None, 200), QUIET, engine=engine)
    assert outcome.best is not None
    assert not hard_violations(problem, outcome.best)
    assert outcome.best.provenance.solver.endswith(engine.value)
