"""Ten reps in one batch: `python -m tests.benchmarks.batch HOSPITALS.csv [--within 25] [--seconds 10] [--processor-time]`.

Customers of ten reps are invented for the hospitals (by `--tool`, which writes customers and reps) and imported into a database
of its own. Then all reps are planned by one call of the command line within the time given, and once more with `--seconds` for
each; prints wall seconds of the batch, and by how much its plans cost more than those that had longer. With `--processor-time`
the plans compared are made again here, their seconds counted by the processor: on a machine shared with others the same as on
an idle one.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from statistics import mean
from typing import Any

from db.store import open_store
from desktop.usecases.plan_all import Order, load_problems
from desktop.usecases.share_time import seconds_for_each
from planner.domain.units import Month
from planner.month import budget
from planner.month.problem import MonthProblem
from planner.month.solve import plan_month
from planner.solving import SolveControl, SolveLimits
from routing.tours.day import route_day

MONTH = "2026-12"
PROCESSES = 2


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "region.db"
        _make_region(options, Path(folder), database)
        _plan(database, "--steps", 1)  # compiles what is to be compiled
        load = os.getloadavg()[0]
        started = time.monotonic()
        batch = _plan(database, "--within", options.within)
        wall = time.monotonic() - started
        each = seconds_for_each(options.within, len(batch), PROCESSES)
        if options.processor_time:
            quick, long = (_solve_all(database, seconds) for seconds in (each, options.seconds))
        else:
            quick, long = batch, _plan(database, "--seconds", options.seconds)
    more = [100 * (quick[rep] - long[rep]) / abs(long[rep]) for rep in long]
    summary = {
        "reps": len(batch),
        "wall_seconds": round(wall, 1),
        "load_before": round(load, 1),
        "seconds_for_each": each,
        "compared_with_seconds": options.seconds,
        "counted_by": "processor" if options.processor_time else "clock",
        "mean_percent_more": round(mean(more), 2),
        "most_percent_more": round(max(more), 2),
    }
    sys.stderr.write("".join(f"{rep}: {quick[rep]:.1f}, with more time {long[rep]:.1f}\n" for rep in long))
    sys.stdout.write(json.dumps(summary) + "\n")


def _make_region(options: argparse.Namespace, folder: Path, database: Path) -> None:
    customers = folder / "customers.csv"
    size = ["--customers", str(options.customers), "--reps", str(options.reps)]
    subprocess.run([sys.executable, str(options.tool), str(options.hospitals), str(customers), *size], check=True)
    _roundwise(database, "import", "hospitals", options.hospitals, "--frame", "GCJ-02")
    _roundwise(database, "import", "reps", folder / "customers.reps.csv")
    _roundwise(database, "import", "customers", customers)


def _plan(database: Path, *limits: object) -> dict[str, float]:
    """What each rep's plan costs."""
    told = _roundwise(database, "plan", "month", "--month", MONTH, "--seed", 1, "--again", "--processes", PROCESSES, *limits)
    return {each["rep"]: each["objective"] for each in told["reps"]}


def _roundwise(database: Path, *arguments: object) -> Any:
    command = [sys.executable, "-m", "desktop", *map(str, arguments), "--json", "--db", str(database)]
    return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)


def _solve_all(database: Path, seconds: float) -> dict[str, float]:
    order = Order(Month.parse(MONTH), 1, SolveLimits(seconds))
    with open_store(str(database)) as store:
        loaded = load_problems(store, order)
    problems = [problem for _, problem in loaded.problems if isinstance(problem, MonthProblem)]
    with ProcessPoolExecutor(PROCESSES) as pool:
        return dict(pool.map(_solve, problems, [seconds] * len(problems)))


def _solve(problem: MonthProblem, seconds: float) -> tuple[str, float]:
    """One rep's plan, its seconds counted by the processor."""
    budget.clock = time.process_time
    plan = plan_month(problem, 1, SolveLimits(seconds), SolveControl(), route_day).best
    if plan is None:
        raise RuntimeError(f"no plan for {problem.rep}")
    return problem.rep, plan.objective.total


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("hospitals", type=Path)
    parser.add_argument("--tool", type=Path, default=Path("../shared/tools/make_customers.py"))
    parser.add_argument("--reps", type=int, default=10)
    parser.add_argument("--customers", type=int, default=1500)
    parser.add_argument("--within", type=float, default=25.0)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--processor-time", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
