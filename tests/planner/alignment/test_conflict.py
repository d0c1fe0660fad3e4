from dataclasses import replace

from planner.alignment.conflict import LimitKind, conflicts, keep_only, limits_of
from planner.alignment.feasibility import is_impossible
from planner.alignment.problem import Activity, AlignmentProblem
from planner.alignment.solve import solve
from planner.solving import Ending, SolveLimits
from tests.planner.alignment.problems import grid_problem

STEPS = SolveLimits(seconds=None, steps=5)


def locked_apart() -> AlignmentProblem:
    """A row of six: the first and the fifth are locked to one rep, the third between them to the other."""
    problem = grid_problem(6, 1, 2, 4, homes=True)
    ids = [territory.id for territory in problem.territories]
    units = list(problem.units)
    for i, owner in ((0, ids[0]), (4, ids[0]), (2, ids[1])):
        units[i] = replace(units[i], locked_to=owner)
    return replace(problem, units=tuple(units), activities=(Activity("workload", limit=0.9),))


def test_that_locks_against_contiguity_are_proven_impossible_and_named() -> None:
    problem = locked_apart()
    assert solve(problem, 1, STEPS).ending is Ending.IMPOSSIBLE
    found = conflicts(problem, STEPS)
    assert {(limit.kind, limit.subject) for limit in found} == {
        (LimitKind.CONTIGUITY, ""),
        (LimitKind.LOCK, "unit 0"),
        (LimitKind.LOCK, "unit 2"),
        (LimitKind.LOCK, "unit 4"),
    }


def test_that_a_set_of_conflicts_is_minimal() -> None:
    problem = locked_apart()
    found = conflicts(problem, STEPS)
    assert is_impossible(keep_only(problem, found), lambda: None, 1000)
    for dropped in found:
        rest = tuple(limit for limit in found if limit != dropped)
        assert not is_impossible(keep_only(problem, rest), lambda: None, 1000)


def test_that_a_hospital_larger_than_the_band_collides_with_the_balance_limit_alone() -> None:
    problem = grid_problem(3, 2, 3, 4, homes=True)
    units = (replace(problem.units[0], weights=(500.0,)), *problem.units[1:])
    huge = replace(problem, units=units)
    assert solve(huge, 1, STEPS).ending is Ending.IMPOSSIBLE
    assert [limit.kind for limit in conflicts(huge, STEPS)] == [LimitKind.BALANCE]


def test_that_too_many_islands_collide_with_contiguity_alone() -> None:
    problem = replace(grid_problem(3, 2, 2, 4), neighbours=((0, 1), (2, 3)), activities=(Activity("workload"),))
    assert solve(problem, 1, STEPS).ending is Ending.IMPOSSIBLE
    assert [limit.kind for limit in conflicts(problem, STEPS)] == [LimitKind.CONTIGUITY]


def test_that_a_missing_qualification_is_named_with_its_hospital() -> None:
    problem = grid_problem(3, 2, 2, 4)
    units = (replace(problem.units[0], needs=frozenset({"oncology"})), *problem.units[1:])
    (limit,) = conflicts(replace(problem, units=units), STEPS)
    assert (limit.kind, limit.subject) == (LimitKind.QUALIFICATION, "unit 0")
    assert str(limit.message) == "unit 0 needs oncology"


def test_that_a_problem_with_an_answer_has_no_conflicts() -> None:
    problem = grid_problem(3, 2, 2, 4)
    assert limits_of(problem)
    assert conflicts(problem, STEPS) == ()
