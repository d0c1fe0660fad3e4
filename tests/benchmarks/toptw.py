"""Day routes with optional calls against published values.

    python -m tests.benchmarks.toptw FILE --shifts M --seconds S --workers 2 --seed N --out SOLUTION.json

FILE is a team orienteering instance with time windows (`k v N t`, `D Q`, `i x y d S f a list O C`); distances are rounded
down to one decimal, to two for the files named pr. The solution is `{"routes": [[ids]]}`. Prints one JSON line.
"""

import argparse
import json
import math
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from planner.solving import SolveControl, SolveLimits
from routing.tours.route import ShiftProblem
from routing.tours.shifts import Routes, plan_shifts, reward_of


def read_instance(path: Path, shifts: int) -> ShiftProblem:
    """A file as a problem in whole tenths (hundredths for pr) of its unit."""
    scale = 100 if path.name.startswith("pr") else 10
    rows = [[float(part) for part in line.split()] for line in path.read_text(encoding="utf-8").splitlines() if line.split()]
    nodes = rows[2:]
    spots = [(row[1], row[2]) for row in nodes]
    travel = tuple(tuple(math.floor(math.dist(a, b) * scale + 1e-9) for b in spots) for a in spots)
    return ShiftProblem(
        travel=travel,
        minutes=tuple(round(row[3] * scale) for row in nodes),
        opens=tuple(round(row[-2] * scale) for row in nodes),
        closes=tuple(round(row[-1] * scale) for row in nodes),
        rewards=tuple(round(row[4]) for row in nodes),
        shifts=shifts,
    )


def solve(path: Path, shifts: int, limits: SolveLimits, seed: int) -> Routes:
    """The best routes of one worker."""
    best = plan_shifts(read_instance(path, shifts), seed, limits, SolveControl()).best
    return best or ()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--shifts", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--steps", type=int)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    problem = read_instance(options.file, options.shifts)
    limits = SolveLimits(options.seconds, options.steps)
    with ProcessPoolExecutor(options.workers) as pool:
        seeds = range(options.seed, options.seed + options.workers)
        found = list(pool.map(solve, *zip(*((options.file, options.shifts, limits, seed) for seed in seeds), strict=True)))
    routes = max(found, key=lambda each: reward_of(problem, each))
    if options.out is not None:
        options.out.write_text(json.dumps({"routes": [list(route) for route in routes]}), encoding="utf-8")
    print(json.dumps({"instance": options.file.stem, "shifts": options.shifts, "reward": reward_of(problem, routes)}))  # noqa: T201


if __name__ == "__main__":
    main()
