"""Small alignment problems to try things on, and the best answer by looking at all of them."""

import itertools
from collections.abc import Iterator
from dataclasses import replace
from random import Random

import numpy as np

from planner.alignment.measures import measure
from planner.alignment.problem import (
    Activity,
    AlignmentProblem,
    Assignment,
    Contiguity,
    FloatArray,
    Goals,
    Territory,
    TerritoryId,
    Unit,
    UnitId,
)
from planner.alignment.rules import violations
from planner.domain.violations import Severity


def away(rows: FloatArray, columns: FloatArray) -> FloatArray:
    """Euclidean distances between two sets of planar points."""
    return np.asarray(np.hypot(*(rows[:, None] - columns[None]).transpose(2, 0, 1)))


def grid_links(width: int, height: int) -> tuple[tuple[int, int], ...]:
    """Neighbours on a grid, row by row."""
    across = [(r * width + c, r * width + c + 1) for r in range(height) for c in range(width - 1)]
    down = [(r * width + c, (r + 1) * width + c) for r in range(height - 1) for c in range(width)]
    return (*across, *down)


def grid_problem(width: int, height: int, territories: int, seed: int, *, homes: bool = False) -> AlignmentProblem:
    """Units on a jittered grid with weights by chance, workload within 40 % and every territory in one piece."""
    random = Random(seed)
    points = np.array([(c + random.random() * 0.4, r + random.random() * 0.4) for r in range(height) for c in range(width)])
    units = tuple(Unit(UnitId(f"unit {i}"), (float(random.randint(5, 15)),)) for i in range(len(points)))
    places = np.array([(random.random() * width, random.random() * height) for _ in range(territories)])
    return AlignmentProblem(
        units=units,
        territories=tuple(Territory(TerritoryId(f"rep {k}")) for k in range(territories)),
        activities=(Activity("workload", limit=0.4),),
        homes=away(places, points) if homes else None,
        distances=None if homes else away(points, points),
        neighbours=grid_links(width, height),
        contiguity=Contiguity.HARD,
    )


def with_today(problem: AlignmentProblem, seed: int, goals: Goals) -> AlignmentProblem:
    """The problem with an assignment in force, equity in every unit, and the given goals."""
    random = Random(seed)
    ids = [territory.id for territory in problem.territories]
    units = tuple(replace(unit, today=random.choice(ids), equity=float(random.randint(0, 9))) for unit in problem.units)
    return replace(problem, units=units, goals=goals)


def all_assignments(problem: AlignmentProblem) -> Iterator[Assignment]:
    """Every assignment of every unit, with free centres at the best unit inside by travel."""
    n, p = len(problem.units), len(problem.territories)
    for who in itertools.product(range(p), repeat=n):
        if len(set(who)) < p:
            continue
        if problem.homes is not None:
            yield Assignment(who)
            continue
        members = [[i for i in range(n) if who[i] == k] for k in range(p)]
        yield Assignment(who, tuple(_best_centre(problem, inside) for inside in members))


def _best_centre(problem: AlignmentProblem, members: list[int]) -> int:
    assert problem.distances is not None
    return members[int(np.argmin(problem.distances[np.ix_(members, members)].sum(axis=1)))]


def is_allowed(problem: AlignmentProblem, assignment: Assignment) -> bool:
    """Whether an assignment keeps every hard limit."""
    return all(found.severity is not Severity.HARD for found in violations(problem, assignment))


def best_objective(problem: AlignmentProblem) -> float | None:
    """The least objective of all allowed assignments, None when there is none."""
    allowed = (each for each in all_assignments(problem) if is_allowed(problem, each))
    return min((measure(problem, each).objective for each in allowed), default=None)
