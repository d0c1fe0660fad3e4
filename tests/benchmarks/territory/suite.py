"""All published instances in a folder, one after another, as a table: `python -m tests.benchmarks.territory.suite FOLDER`.

With `--plain` each is also given to OR-Tools as it stands, for the same time, beside the published value.
"""

import argparse
import csv
import time
from pathlib import Path

from planner.alignment.problem import AlignmentProblem
from tests.benchmarks.territory.__main__ import run_instance
from tests.benchmarks.territory.check import faults, objective
from tests.benchmarks.territory.formats import gap, read_instance
from tests.benchmarks.territory.plain import solve_plain


def find_instances(folder: Path) -> list[tuple[str, float, AlignmentProblem]]:
    """Name, best known value and problem of every instance with a published value."""
    found = []
    for table in sorted(folder.glob("*/best_known.csv")):
        with table.open(encoding="utf-8") as rows:
            for row in csv.DictReader(rows):
                name, number = row["instance"], 1
                path = table.parent / f"{name}.dat"
                if not path.exists():
                    name, _, text = name.rpartition("-")
                    path, number = table.parent / f"{name}.txt", int(text)
                found.append((row["instance"], float(row["bks"]), read_instance(path, number)))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="part of the names to run")
    parser.add_argument("--plain", action="store_true")
    arguments = parser.parse_args()
    print("| instance | published | ours | gap to published % | bound | proven gap % | seconds | plain | plain proven gap % |")  # noqa: T201
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")  # noqa: T201
    for name, best, problem in find_instances(arguments.folder):
        if arguments.only in name:
            print(_row(name, best, problem, arguments), flush=True)  # noqa: T201


def _row(name: str, best: float, problem: AlignmentProblem, arguments: argparse.Namespace) -> str:
    start = time.monotonic()
    outcome = run_instance(problem, arguments.seconds, arguments.seed)
    spent = time.monotonic() - start
    if outcome.best is None:
        ours = ["none", "", "", "", f"{spent:.0f}"]
    else:
        who, centres = list(outcome.best.assignment.territory_of), list(outcome.best.assignment.centres)
        wrong = faults(problem, who, centres)
        value, bound = objective(problem, who, centres), outcome.bound or 0.0
        ours = [
            f"{value:.3f}" + (" INVALID" if wrong else ""),
            f"{gap(value, best):.3f}",
            f"{bound:.3f}",
            f"{100 * (1 - bound / value):.2f}",
            f"{spent:.0f}",
        ]
    plain = ["", ""]
    if arguments.plain:
        answer, low = solve_plain(problem, arguments.seconds)
        reached = None if answer is None else objective(problem, list(answer.territory_of), list(answer.centres))
        proven = f"{100 * (1 - low / reached):.2f}" if reached and low is not None else ""
        plain = [f"{reached:.3f}" if reached else "none", proven]
    return "| " + " | ".join([name, f"{best:g}", *ours, *plain]) + " |"


if __name__ == "__main__":
    main()
