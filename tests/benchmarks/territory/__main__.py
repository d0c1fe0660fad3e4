"""Solves one file of the published formats: `python -m tests.benchmarks.territory FILE [PROBLEM] --seconds S --out SOLUTION`."""

import argparse
import json
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from planner.alignment.problem import AlignmentProblem
from planner.alignment.solve import Alignment, solve
from planner.solving import Outcome, SolveLimits
from tests.benchmarks.territory.check import faults, objective
from tests.benchmarks.territory.formats import read_instance


def run_instance(problem: AlignmentProblem, seconds: float, seed: int) -> Outcome[Alignment]:
    """Two processes: the search, and the proof beside it."""
    with ProcessPoolExecutor(1) as executor:
        return solve(problem, seed, SolveLimits(seconds=seconds), executor=executor)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("problem", type=int, nargs="?", default=1, help="number of the problem in a file of several")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    problem = read_instance(arguments.file, arguments.problem)
    outcome = run_instance(problem, arguments.seconds, arguments.seed)
    if outcome.best is None:
        raise SystemExit(f"no valid answer: {outcome.ending}")
    assignment, centres = list(outcome.best.assignment.territory_of), list(outcome.best.assignment.centres)
    wrong = faults(problem, assignment, centres)
    value = objective(problem, assignment, centres)
    if wrong or abs(value - outcome.best.measures.objective) > 1e-6 * max(value, 1.0):
        raise SystemExit(f"the solution does not stand up to a second look: {wrong or value}")
    solution = {"objective": value, "bound": outcome.bound, "centres": centres, "assignment": assignment}
    arguments.out.write_text(json.dumps(solution) + "\n", encoding="utf-8")
    print(f"{arguments.file.name} {arguments.problem}: objective {value:.3f}, bound {outcome.bound}")  # noqa: T201


if __name__ == "__main__":
    main()
