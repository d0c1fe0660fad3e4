"""Every goal, measured on ANY assignment, a solver's or one drawn by hand: one named function each, with no memory.

Indices of units and territories are those of the problem.
"""

from dataclasses import dataclass

import numpy as np

from planner.alignment.connectivity import neighbour_lists, pieces
from planner.alignment.problem import AlignmentProblem, Assignment, Contiguity, FloatArray


@dataclass(frozen=True, slots=True)
class Measures:
    """All goals of one assignment, in their own units, and the weighted `objective` that a solve makes small.

    `imbalance` per activity: the largest deviation of a territory from its target, as a fraction of the target.
    """

    objective: float
    travel: float
    imbalance: tuple[float, ...]
    cut_links: int
    fragments: int
    moved_units: int
    moved_equity: float


def loads(problem: AlignmentProblem, assignment: Assignment, activity: int) -> FloatArray:
    """What every territory carries of an activity (by index), shape (territories,)."""
    return np.bincount(assignment.territory_of, problem.weights(activity), len(problem.territories)).astype(np.float64)


def travel(problem: AlignmentProblem, assignment: Assignment) -> float:
    """Visits x distance from the territory's home or centre, summed over all units."""
    who = np.array(assignment.territory_of)
    visits = np.array([unit.visits for unit in problem.units])
    if problem.homes is not None:
        away = problem.homes[who, np.arange(len(who))]
    else:
        assert problem.distances is not None
        away = problem.distances[np.array(assignment.centres)[who], np.arange(len(who))]
    return float(visits @ away)


def deviations(problem: AlignmentProblem, assignment: Assignment, activity: int) -> FloatArray:
    """Load over target - 1 for every territory."""
    return loads(problem, assignment, activity) / problem.targets(activity) - 1.0


def imbalance_cost(problem: AlignmentProblem, assignment: Assignment, activity: int) -> float:
    """What deviations beyond the tolerance cost, summed over territories."""
    rule = problem.activities[activity]
    if not rule.weight:
        return 0.0
    beyond = np.maximum(np.abs(deviations(problem, assignment, activity)) - rule.tolerance, 0.0)
    return float(rule.weight * beyond.sum())


def cut_links(problem: AlignmentProblem, assignment: Assignment) -> int:
    """Neighbour links whose ends lie in two territories: the fewer, the rounder the territories."""
    who = assignment.territory_of
    return sum(who[one] != who[other] for one, other in problem.neighbours)


def group_links(problem: AlignmentProblem) -> tuple[tuple[int, int], ...]:
    """Links between units of one keep-together group: they count as neighbours."""
    first: dict[str, int] = {}
    return tuple((first.setdefault(unit.group, i), i) for i, unit in enumerate(problem.units) if unit.group is not None)


def fragments(problem: AlignmentProblem, assignment: Assignment) -> int:
    """Pieces of territories on the neighbour graph beyond one each."""
    near = neighbour_lists(len(problem.units), (*problem.neighbours, *group_links(problem)))
    members: list[list[int]] = [[] for _ in problem.territories]
    for unit, territory in enumerate(assignment.territory_of):
        members[territory].append(unit)
    return sum(max(len(pieces(each, near)) - 1, 0) for each in members)


def moved_units(problem: AlignmentProblem, assignment: Assignment) -> tuple[int, ...]:
    """The units that leave the territory they are in today."""
    ids = [territory.id for territory in problem.territories]
    return tuple(
        i for i, unit in enumerate(problem.units) if unit.today is not None and unit.today != ids[assignment.territory_of[i]]
    )


def moved_equity(problem: AlignmentProblem, assignment: Assignment) -> float:
    """Relationship equity of the units that change hands."""
    return float(sum(problem.units[i].equity for i in moved_units(problem, assignment)))


def lost_equity(problem: AlignmentProblem, assignment: Assignment) -> tuple[float, ...]:
    """Relationship equity that each territory's rep loses."""
    lost = {territory.id: 0.0 for territory in problem.territories}
    for i in moved_units(problem, assignment):
        today = problem.units[i].today
        if today in lost:
            lost[today] += problem.units[i].equity
    return tuple(lost.values())


def lost_units(problem: AlignmentProblem, assignment: Assignment) -> tuple[int, ...]:
    """How many units each territory's rep loses."""
    gone = [problem.units[i].today for i in moved_units(problem, assignment)]
    return tuple(gone.count(territory.id) for territory in problem.territories)


def measure(problem: AlignmentProblem, assignment: Assignment) -> Measures:
    """All goals of an assignment, and their weighted sum."""
    goals = problem.goals
    away = travel(problem, assignment)
    cut = cut_links(problem, assignment) if problem.neighbours else 0
    broken = fragments(problem, assignment) if problem.contiguity is not Contiguity.OFF else 0
    moved, equity = len(moved_units(problem, assignment)), moved_equity(problem, assignment)
    kinds = range(len(problem.activities))
    objective = goals.travel * away + goals.compactness * cut + goals.moved * moved + goals.equity * equity
    objective += sum(imbalance_cost(problem, assignment, activity) for activity in kinds)
    if problem.contiguity is Contiguity.SOFT:
        objective += goals.fragment * broken
    worst = tuple(float(np.abs(deviations(problem, assignment, activity)).max()) for activity in kinds)
    return Measures(objective, away, worst, cut, broken, moved, equity)
