from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.alignment.measures import lost_equity, measure
from planner.alignment.problem import Activity, AlignmentProblem, Contiguity, Goals, Territory
from planner.alignment.solve import Alignment, gap, solve
from planner.errors import AlignmentError
from planner.solving import Ending, Outcome, Progress, SolveControl, SolveLimits
from tests.planner.alignment.problems import best_objective, grid_problem, is_allowed, with_today

STEPS = SolveLimits(seconds=None, steps=12)


def solved(problem: AlignmentProblem, seed: int = 1) -> Outcome[Alignment]:
    return solve(problem, seed, STEPS)


def objective(outcome: Outcome[Alignment]) -> float:
    assert outcome.best is not None
    return outcome.best.measures.objective


def tiny_problems() -> dict[str, AlignmentProblem]:
    free, homes = grid_problem(4, 2, 2, 3), grid_problem(3, 3, 2, 5, homes=True)
    balance = (Activity("workload", tolerance=0.02, weight=9.0, limit=0.4),)
    return {
        "free centres": free,
        "three free centres": grid_problem(4, 2, 3, 8),
        "homes": homes,
        "no contiguity": replace(homes, contiguity=Contiguity.OFF),
        "soft contiguity": replace(homes, contiguity=Contiguity.SOFT, goals=Goals(fragment=0.7)),
        "soft balance": replace(homes, activities=balance),
        "soft balance, free centres": replace(free, activities=balance),
        "disruption": with_today(homes, 4, Goals(moved=0.5, equity=0.2)),
        "disruption, free centres": with_today(free, 4, Goals(moved=0.5, equity=0.2)),
        "compactness": replace(homes, goals=Goals(compactness=0.4)),
        "part-time": replace(homes, territories=(replace(homes.territories[0], share=0.5), homes.territories[1])),
    }


@pytest.mark.parametrize("name", tiny_problems())
def test_that_the_best_of_all_assignments_is_found_and_the_bound_never_exceeds_it(name: str) -> None:
    problem = tiny_problems()[name]
    best, outcome = best_objective(problem), solved(problem)
    assert best is not None
    assert outcome.bound is not None
    assert objective(outcome) == pytest.approx(best, rel=1e-6)
    assert outcome.bound <= best * (1 + 1e-6)


@pytest.mark.parametrize("name", ["free centres", "homes", "soft balance", "disruption, free centres"])
def test_that_a_small_problem_without_shape_goals_is_proven_optimal(name: str) -> None:
    outcome = solved(tiny_problems()[name])
    found = gap(outcome)
    assert found is not None
    assert found < 1e-5


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 10_000), homes=st.booleans(), territories=st.integers(2, 4))
def test_that_an_answer_keeps_every_limit_and_its_measures_are_true(seed: int, homes: bool, territories: int) -> None:
    problem = grid_problem(5, 4, territories, seed, homes=homes)
    outcome = solve(problem, seed, SolveLimits(seconds=None, steps=3))
    assert outcome.best is not None
    assert is_allowed(problem, outcome.best.assignment)
    assert outcome.best.measures == measure(problem, outcome.best.assignment)
    assert outcome.bound is not None
    assert outcome.bound <= outcome.best.measures.objective


def test_that_the_same_seed_and_steps_give_the_same_answer() -> None:
    problem = grid_problem(6, 4, 3, 11)
    first, second = solved(problem, 7), solved(problem, 7)
    assert first == second
    with ThreadPoolExecutor(1) as executor:
        assert solve(problem, 7, STEPS, executor=executor) == first


def test_that_a_second_worker_proves_beside_the_search() -> None:
    problem = grid_problem(5, 4, 3, 2)
    with ThreadPoolExecutor(1) as executor:
        outcome = solve(problem, 1, SolveLimits(seconds=4.0), executor=executor)
    assert gap(outcome) is not None


def test_that_locks_groups_and_qualifications_are_kept() -> None:
    problem = grid_problem(4, 3, 3, 6, homes=True)
    ids = [territory.id for territory in problem.territories]
    units = list(problem.units)
    units[0] = replace(units[0], locked_to=ids[2])
    units[4] = replace(units[4], group="campus")
    units[9] = replace(units[9], group="campus")
    units[11] = replace(units[11], needs=frozenset({"oncology"}))
    skilled = replace(problem.territories[1], qualifications=frozenset({"oncology"}))
    wanted = replace(
        problem, units=tuple(units), territories=(problem.territories[0], skilled, problem.territories[2]),
        activities=(Activity("workload", limit=0.6),),
    )  # fmt: skip
    outcome = solved(wanted)
    assert outcome.best is not None
    who = outcome.best.assignment.territory_of
    assert (who[0], who[11]) == (2, 1)
    assert who[4] == who[9]
    assert is_allowed(wanted, outcome.best.assignment)


def test_that_no_rep_loses_more_equity_than_the_cap() -> None:
    problem = with_today(grid_problem(4, 3, 2, 9, homes=True), 3, Goals())
    free = solved(replace(problem, contiguity=Contiguity.OFF))
    assert free.best is not None
    before = max(lost_equity(problem, free.best.assignment))
    cap = before / 2
    capped = replace(
        problem,
        contiguity=Contiguity.OFF,
        territories=tuple(replace(each, equity_cap=cap) for each in problem.territories),
        activities=(Activity("workload", limit=0.9),),
    )
    outcome = solved(capped)
    assert outcome.best is not None
    assert before > 0
    assert max(lost_equity(capped, outcome.best.assignment)) <= cap


def test_that_dearer_disruption_moves_fewer_units() -> None:
    problem = grid_problem(5, 4, 3, 6, homes=True)
    cheap, dear = (solved(with_today(problem, 5, Goals(moved=price))) for price in (0.0, 4.0))
    assert cheap.best is not None
    assert dear.best is not None
    assert dear.best.measures.moved_units < cheap.best.measures.moved_units


def test_that_stopping_keeps_the_best_answer_so_far() -> None:
    found: list[Progress] = []
    control = SolveControl(report=found.append, should_stop=lambda: bool(found))
    outcome = solve(grid_problem(8, 6, 4, 1), 1, SolveLimits(seconds=60.0), control)
    assert outcome.ending is Ending.STOPPED
    assert outcome.best is not None
    assert found[0].objective is not None
    assert outcome.best.measures.objective <= found[0].objective + 1e-9


def test_that_progress_only_gets_better() -> None:
    found: list[Progress] = []
    solve(grid_problem(8, 6, 4, 1), 1, STEPS, SolveControl(report=found.append))
    costs = [progress.objective for progress in found if progress.objective is not None]
    bounds = [progress.bound for progress in found if progress.bound is not None]
    assert costs == sorted(costs, reverse=True)
    assert bounds == sorted(bounds)
    assert costs
    assert bounds


def test_that_an_empty_problem_is_refused_with_a_way_out() -> None:
    problem = grid_problem(2, 2, 2, 1)
    with pytest.raises(AlignmentError, match="no hospital"):
        solve(replace(problem, units=(), distances=None), 1, STEPS)


def test_that_a_rep_without_a_distance_to_a_hospital_is_named() -> None:
    problem = grid_problem(2, 2, 2, 1, homes=True)
    assert problem.homes is not None
    homes = problem.homes.copy()
    homes[0, 3] = float("nan")
    with pytest.raises(AlignmentError, match="unit 3 has no distance"):
        solve(replace(problem, homes=homes), 1, STEPS)


def test_that_territories_may_not_outnumber_hospitals() -> None:
    problem = grid_problem(2, 1, 2, 1)
    more = (*problem.territories, Territory(problem.territories[0].id))
    with pytest.raises(AlignmentError, match="some would stay empty"):
        solve(replace(problem, territories=more), 1, STEPS)
