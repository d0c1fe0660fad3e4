"""The memory of a long solve: `python -m tests.benchmarks.memory FILE [--seconds 600] [--every 10] [--engine auto]`.

FILE is a benchmark month (JSON), or with `--db DATABASE --month YYYY-MM` the name of a rep of a database. The month is planned
in a process of its own, whose resident memory is read from /proc; prints a line for every sample and a JSON line with the
curve's ends.
"""

import argparse
import json
import multiprocessing
import sys
import time
from datetime import UTC, datetime
from multiprocessing.process import BaseProcess
from pathlib import Path

from db.store import open_store
from desktop.usecases.plan_all import Order, load_problems
from planner.domain.units import Month
from planner.month.engine import Engine, prepare
from planner.month.problem import MonthProblem
from planner.month.solve import plan_month
from planner.solving import SolveControl, SolveLimits
from routing.tours.day import route_day
from tests.benchmarks.month_instance import month_problem

MEBIBYTE = 2**20
PAGE = 4096


def main() -> None:
    options = _options()
    problem = _problem(options)
    prepare(Engine(options.engine))
    context = multiprocessing.get_context("spawn")
    solving = context.Process(target=_solve, args=(problem, options.seconds, Engine(options.engine)))
    solving.start()
    samples = _watch(solving, options.every)
    sys.stdout.write(json.dumps(_summary(options, samples)) + "\n")


def _solve(problem: MonthProblem, seconds: float, engine: Engine) -> None:
    plan_month(problem, 1, SolveLimits(seconds), SolveControl(), route_day, engine=engine)


def _watch(process: BaseProcess, every: float) -> list[tuple[float, float]]:
    """Seconds and MiB, until the process has ended."""
    started, samples = time.monotonic(), []
    while process.is_alive():
        resident = _resident(process.pid or 0)
        if resident:
            samples.append((round(time.monotonic() - started, 1), round(resident, 1)))
            sys.stderr.write(f"{samples[-1][0]:7.1f} s {samples[-1][1]:8.1f} MiB\n")
        process.join(every)
    return samples


def _resident(process_id: int) -> float:
    """Resident MiB of a process; 0 when it is gone."""
    try:
        return int(Path(f"/proc/{process_id}/statm").read_text(encoding="ascii").split()[1]) * PAGE / MEBIBYTE
    except (OSError, IndexError):
        return 0.0


def _summary(options: argparse.Namespace, samples: list[tuple[float, float]]) -> dict[str, object]:
    """The curve by its ends: after a tenth of the time, in the middle, at the end, and its peak."""
    length = samples[-1][0]
    at = {part: min(samples, key=lambda each: abs(each[0] - part * length))[1] for part in (0.1, 0.5, 1.0)}
    return {
        "what": options.what,
        "engine": options.engine,
        "seconds": length,
        "mib_after_a_tenth": at[0.1],
        "mib_in_the_middle": at[0.5],
        "mib_at_the_end": at[1.0],
        "mib_peak": max(resident for _, resident in samples),
        "ended": datetime.now(UTC).isoformat(timespec="minutes"),
    }


def _problem(options: argparse.Namespace) -> MonthProblem:
    if options.db is None:
        return month_problem(json.loads(Path(options.what).read_text(encoding="utf-8")))
    order = Order(Month.parse(options.month), 1, SolveLimits(), reps=(options.what,))
    with open_store(options.db) as store:
        ((_, problem),) = load_problems(store, order).problems
    if isinstance(problem, Exception):
        raise problem
    return problem


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what")
    parser.add_argument("--db")
    parser.add_argument("--month", default="2026-12")
    parser.add_argument("--seconds", type=float, default=600.0)
    parser.add_argument("--every", type=float, default=10.0)
    parser.add_argument("--engine", choices=[each.value for each in Engine], default=Engine.AUTO.value)
    return parser.parse_args()


if __name__ == "__main__":
    main()
