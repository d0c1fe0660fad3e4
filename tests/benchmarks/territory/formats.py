"""The published formats, read into alignment problems."""

import math
from pathlib import Path

import numpy as np

from planner.alignment.problem import Activity, AlignmentProblem, Contiguity, FloatArray, Territory, TerritoryId, Unit, UnitId


def read_instance(path: Path, problem: int = 1) -> AlignmentProblem:
    """Any file of the three formats, told apart by its shape; `problem` counts from 1 in a file of several."""
    rows = [[float(cell) for cell in line.split()] for line in path.read_text().splitlines() if line.strip()]
    if len(rows[0]) == 2 and len(rows[1]) == 4:
        return _read_medians(rows)
    if len(rows[0]) == 1 and len(rows[1]) == 2:
        return _read_library(rows, problem)
    if len(rows[0]) == 1 and len(rows[1]) == 7:
        return _read_territories(rows)
    raise ValueError(f"{path}: not one of the known formats")


def euclidean(points: FloatArray) -> FloatArray:
    """Distances between planar points, shape (points, points)."""
    return np.asarray(np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1)))


def _territories(count: int) -> tuple[Territory, ...]:
    return tuple(Territory(TerritoryId(f"district {k + 1}")) for k in range(count))


def _medians(points: FloatArray, capacity: FloatArray, demand: FloatArray, count: int, distances: FloatArray) -> AlignmentProblem:
    assert len(points) == len(capacity) == len(demand)
    units = tuple(
        Unit(UnitId(str(i + 1)), (float(d),), capacity=float(c)) for i, (d, c) in enumerate(zip(demand, capacity, strict=True))
    )
    return AlignmentProblem(units, _territories(count), (Activity("demand"),), distances=distances)


def _read_medians(rows: list[list[float]]) -> AlignmentProblem:
    """`n p`, then `x y capacity demand`: real Euclidean distances."""
    n, p = (int(cell) for cell in rows[0])
    table = np.array(rows[1 : n + 1])
    return _medians(table[:, :2], table[:, 2], table[:, 3], p, euclidean(table[:, :2]))


def _read_library(rows: list[list[float]], wanted: int) -> AlignmentProblem:
    """Several problems: `number best`, `n p capacity`, then `id x y demand`: Euclidean distances cut to whole numbers."""
    line = 1
    for _ in range(int(rows[0][0])):
        number, (n, p, capacity) = int(rows[line][0]), rows[line + 1]
        table = np.array(rows[line + 2 : line + 2 + int(n)])
        line += 2 + int(n)
        if number == wanted:
            points = table[:, 1:3]
            return _medians(points, np.full(int(n), capacity), table[:, 3], int(p), np.floor(euclidean(points)))
    raise ValueError(f"no problem {wanted} in the file")


def _read_territories(rows: list[list[float]]) -> AlignmentProblem:
    """`n`; `id x y w1 w2 w3 0`; `m`; m edges; `p` and a tolerance per balance; rows of ones that say nothing."""
    n = int(rows[0][0])
    table = np.array(rows[1 : n + 1])
    links = int(rows[n + 1][0])
    place = {int(number): i for i, number in enumerate(table[:, 0])}
    edges = tuple((place[int(a)], place[int(b)]) for a, b in (row[:2] for row in rows[n + 2 : n + 2 + links]))
    p, *tolerances = rows[n + 2 + links]
    weights = table[:, 3:6]
    activities = tuple(Activity(f"activity {a + 1}", limit=tolerances[a]) for a in range(3) if weights[:, a].sum() > 0)
    used = [a for a in range(3) if weights[:, a].sum() > 0]
    units = tuple(Unit(UnitId(str(int(row[0]))), tuple(float(row[3 + a]) for a in used)) for row in table)
    return AlignmentProblem(
        units,
        _territories(int(p)),
        activities,
        distances=euclidean(table[:, 1:3]),
        neighbours=edges,
        contiguity=Contiguity.HARD,
    )


def gap(value: float, best: float) -> float:
    """How far a value lies above another, in per cent."""
    return 100.0 * (value - best) / best if best and math.isfinite(best) else math.nan
