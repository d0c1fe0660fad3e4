"""An independent second look at a solution: capacity, balance, contiguity and objective, from the file's own figures.

Shares no code with the solver but the reading of the file.
"""

import numpy as np

from planner.alignment.problem import AlignmentProblem, Contiguity


def objective(problem: AlignmentProblem, assignment: list[int], centres: list[int]) -> float:
    """Sum of the distances of all units to their centre."""
    assert problem.distances is not None
    return float(sum(problem.distances[centres[k]][i] for i, k in enumerate(assignment)))


def faults(problem: AlignmentProblem, assignment: list[int], centres: list[int]) -> list[str]:
    """What is wrong with a solution; empty when it is valid."""
    p, found = len(problem.territories), []
    if len(assignment) != len(problem.units) or sorted(set(assignment)) != list(range(p)):
        found.append("not every unit has a district, or a district is empty")
    if len(set(centres)) != p or any(assignment[centre] != k for k, centre in enumerate(centres)):
        found.append("centres are not distinct units of their own districts")
    for a, activity in enumerate(problem.activities):
        total = sum(unit.weights[a] for unit in problem.units)
        for k in range(p):
            load = sum(unit.weights[a] for i, unit in enumerate(problem.units) if assignment[i] == k)
            if activity.limit is not None and abs(load * p / total - 1.0) > activity.limit + 1e-9:
                found.append(f"district {k} carries {load} of {activity.name}, {load * p / total:.4f} of its target")
            capacity = problem.units[centres[k]].capacity
            if a == 0 and capacity is not None and load > capacity + 1e-9:
                found.append(f"district {k} carries {load}, its centre only {capacity}")
    if problem.contiguity is Contiguity.HARD:
        found.extend(f"district {k} is in pieces" for k in range(p) if not _connected(problem, assignment, k))
    return found


def _connected(problem: AlignmentProblem, assignment: list[int], district: int) -> bool:
    """Whether a district is connected: powers of its adjacency by repeated spreading."""
    inside = np.array([k == district for k in assignment])
    ends = np.array([pair for pair in problem.neighbours if inside[pair[0]] and inside[pair[1]]]).reshape(-1, 2)
    reached = np.zeros(len(inside), dtype=bool)
    reached[int(np.argmax(inside))] = True
    while True:
        touched = reached[ends].any(axis=1)
        fresh = np.unique(ends[touched])
        if reached[fresh].all():
            return bool((reached == inside).all())
        reached[fresh] = True
