"""A whole city: every hospital a unit, every rep's home fixed; workload and potential balanced, travel kept small, in one piece.

`python -m tests.benchmarks.territory.city HOSPITALS CUSTOMERS --seconds S`: a hospital list with name, lon_wgs84 and lat_wgs84,
and a customer list with its `.reps.csv` beside it, both in WGS-84.
"""

import argparse
import csv
import resource
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np

from planner.alignment.connectivity import neighbour_lists, pieces
from planner.alignment.problem import Activity, AlignmentProblem, Contiguity, FloatArray, Territory, TerritoryId, Unit, UnitId
from planner.alignment.rules import violations
from planner.alignment.solve import gap, solve
from planner.solving import Progress, SolveControl, SolveLimits

NEAREST = 40
"""Neighbours among which links are looked for."""


def gabriel_links(points: FloatArray) -> tuple[tuple[int, int], ...]:
    """Pairs whose circle (the pair as its diameter) holds no other point, then the shortest links that join what is apart."""
    square = ((points[:, None] - points[None]) ** 2).sum(axis=2)
    nearest = np.argsort(square, axis=1, kind="stable")[:, 1 : NEAREST + 1]
    links: set[tuple[int, int]] = set()
    for i, near in enumerate(nearest):
        inside = square[i, near][None, :] + square[np.ix_(near, near)] < square[i, near][:, None]
        links.update((min(i, int(j)), max(i, int(j))) for j, crowded in zip(near, inside.any(axis=1), strict=True) if not crowded)
    while len(apart := pieces(range(len(points)), neighbour_lists(len(points), links))) > 1:
        smallest = np.array(apart[-1])
        others = np.setdiff1d(np.arange(len(points)), smallest)
        one, other = np.unravel_index(np.argmin(square[np.ix_(smallest, others)]), (len(smallest), len(others)))
        links.add((int(smallest[int(one)]), int(others[int(other)])))
    return tuple(sorted(links))


def read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as rows:
        return list(csv.DictReader(rows))


def kilometres(rows: list[dict[str, str]], longitude: str, latitude: str, middle: float) -> FloatArray:
    """Planar kilometres, good enough within a city."""
    degrees = np.array([(float(row[longitude]), float(row[latitude])) for row in rows])
    return np.asarray(degrees * np.array([111.32 * np.cos(np.radians(middle)), 110.57]))


def city_problem(hospitals: Path, customers: Path) -> AlignmentProblem:
    """Workload: minutes a month, 10 a hospital and 40 a customer. Potential: prescriptions of the market a month."""
    places, people = read_rows(hospitals), read_rows(customers)
    reps = read_rows(customers.with_suffix(".reps.csv"))
    middle = float(places[0]["lat_wgs84"])
    points = kilometres(places, "lon_wgs84", "lat_wgs84", middle)
    homes = kilometres(reps, "家庭经度", "家庭纬度", middle)
    where = {(row["name"].strip(), float(row["lon_wgs84"])): i for i, row in enumerate(places)}
    met: list[set[str]] = [set() for _ in places]
    market = np.ones(len(places))
    for row in people:
        i = where[row["医院"], float(row["经度"])]
        met[i].add(row["客户编号"])
        market[i] += float(row["市场处方量(月)"] or 0)
    units = tuple(
        Unit(UnitId(f"{i} {row['name']}"), (10.0 + 40.0 * len(met[i]), float(market[i])), visits=1.0 + len(met[i]))
        for i, row in enumerate(places)
    )
    return AlignmentProblem(
        units=units,
        territories=tuple(Territory(TerritoryId(row["代表"])) for row in reps),
        activities=(
            Activity("workload", tolerance=0.05, weight=300.0, limit=0.15),
            Activity("potential", tolerance=0.15, weight=100.0),
        ),
        homes=np.hypot(*(homes[:, None] - points[None]).transpose(2, 0, 1)),
        neighbours=gabriel_links(points),
        contiguity=Contiguity.HARD,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("hospitals", type=Path)
    parser.add_argument("customers", type=Path)
    parser.add_argument("--seconds", type=float, default=120.0)
    arguments = parser.parse_args()
    problem = city_problem(arguments.hospitals, arguments.customers)
    start, answers = time.monotonic(), list[tuple[float, Progress]]()
    control = SolveControl(report=lambda progress: answers.append((time.monotonic() - start, progress)))
    with ProcessPoolExecutor(1) as executor:
        outcome = solve(problem, 1, SolveLimits(seconds=arguments.seconds), control, executor)
    first = next((seconds for seconds, progress in answers if progress.objective is not None), None)
    memory = sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
    print(f"{len(problem.units)} hospitals, {len(problem.territories)} reps, {len(problem.neighbours)} links")  # noqa: T201
    for seconds, progress in answers[:3] + answers[-3:]:
        print(f"{seconds:7.1f} s: objective {progress.objective}, bound {progress.bound}")  # noqa: T201
    if outcome.best is None:
        raise SystemExit(f"no valid answer: {outcome.ending}")
    broken = violations(problem, outcome.best.assignment)
    print(f"first valid answer after {first:.1f} s, end after {time.monotonic() - start:.1f} s")  # noqa: T201
    print(f"{outcome.best.measures}\nproven gap {100 * (gap(outcome) or 1):.3f} %, {len(broken)} broken limits, {memory:.0f} MB")  # noqa: T201


if __name__ == "__main__":
    main()
