"""Many units with given homes: balanced diagrams, annealing, and the bound that knows of pieces."""

from dataclasses import replace
from random import Random

import numpy as np
import pytest

from planner.alignment.annealing import Cooling, anneal, is_suited, make_tables
from planner.alignment.diagram import balanced_start, varied_start
from planner.alignment.model import build_model
from planner.alignment.problem import Activity, AlignmentProblem
from planner.alignment.relaxation import price, useful_part
from planner.alignment.shape import Shape, sharpen
from planner.alignment.solve import gap, solve
from planner.alignment.state import all_in_one_piece, count_loads, hard_excess, is_valid, total_cost
from planner.solving import SolveLimits
from tests.planner.alignment.problems import all_assignments, best_objective, grid_problem, is_allowed


def city() -> AlignmentProblem:
    """Homes crowded in one corner of a grid, so that bands send territories far away."""
    problem = grid_problem(24, 15, 15, 4, homes=True)
    assert problem.homes is not None
    return replace(problem, activities=(Activity("workload", tolerance=0.05, weight=30.0, limit=0.15),))


def crowded(seed: int) -> AlignmentProblem:
    """Three homes beside each other, far from most of the units."""
    problem = grid_problem(4, 2, 3, seed, homes=True)
    points = np.array([(column, row) for row in range(2) for column in range(4)], dtype=float)
    homes = np.array([(0.0, 0.1 * k) for k in range(3)])
    return replace(problem, homes=np.hypot(*(homes[:, None] - points[None]).transpose(2, 0, 1)) * (1 + np.arange(3))[:, None])


def test_that_many_units_are_aligned_within_every_limit_with_a_bound_and_the_same_way_every_time() -> None:
    problem = city()
    assert is_suited(build_model(problem))
    first, second = (solve(problem, 3, SolveLimits(seconds=None, steps=13)) for _ in range(2))
    assert first.best is not None
    assert is_allowed(problem, first.best.assignment)
    assert first == second
    found = gap(first)
    assert found is not None
    assert found < 0.1


def test_that_every_diagram_and_every_cooling_keeps_territories_in_one_piece_and_loads_true() -> None:
    model = build_model(city())
    tables, random = make_tables(model), Random(1)
    for number in range(6):
        start = varied_start(model, number, random)
        cooled = anneal(start, tables, random, Cooling(2.5, 20_000), lambda: False)
        assert all_in_one_piece(start)
        assert all_in_one_piece(cooled)
        assert cooled.loads == pytest.approx(count_loads(model, cooled.slot_of))


def test_that_a_longer_cooling_ends_inside_the_bands_and_cheaper_than_its_start() -> None:
    model = build_model(city())
    start = balanced_start(model, 1.3, 0.06)
    cooled = anneal(start, make_tables(model), Random(2), Cooling(2.5, 400_000), lambda: False)
    assert hard_excess(cooled) == 0.0
    assert is_valid(cooled)
    assert total_cost(cooled) < total_cost(start)


def test_that_a_stopped_cooling_leaves_whole_territories() -> None:
    model = build_model(city())
    cooled = anneal(balanced_start(model, 1.0, 0.1), make_tables(model), Random(2), Cooling(2.5, 10**9), lambda: True)
    assert all_in_one_piece(cooled)


@pytest.mark.parametrize("seed", range(3))
def test_that_the_bound_of_pieces_is_between_the_plain_bound_and_the_best_of_all_assignments(seed: int) -> None:
    model = build_model(crowded(seed))
    plain, best = price(model, None), best_objective(crowded(seed))
    sharp = sharpen(model, plain, None, Shape())
    assert best is not None
    assert plain.bound <= sharp.bound + 1e-9
    assert sharp.bound <= best * (1 + 1e-9)


def test_that_what_the_sharper_prices_rule_out_is_in_no_better_answer() -> None:
    problem = crowded(1)
    model = build_model(problem)
    sharp = sharpen(model, price(model, None), None, Shape())
    best = best_objective(problem)
    assert best is not None
    part = useful_part(model, sharp, best * 1.02)
    allowed = np.zeros(model.cost.shape, dtype=bool)
    allowed[:, part.sites] = part.allowed
    cost = model.cost
    for each in all_assignments(problem):
        who = np.array(each.territory_of)
        if cost[np.arange(len(who)), who].sum() <= best * 1.02 and is_allowed(problem, each):
            assert allowed[np.arange(len(who)), who].all()
