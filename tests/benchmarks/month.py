"""Plan a benchmark month: `python -m tests.benchmarks.month FILE --seconds 10 --workers 2 --seed 1 --out PLAN.json`.

Every worker is a process that plans the month with a seed of its own; the best plan is kept. With `--steps` instead of
`--seconds` the answer repeats byte for byte. With `--processor-time` a worker's seconds are those that its processor spent on it:
on a machine shared with others the same as on an idle one. The plan file is what `check_month.py` reads. Prints one JSON line.
"""

import argparse
import json
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from time import monotonic, process_time
from typing import Any

from planner.domain.plan import MonthPlan
from planner.month import budget
from planner.month.engine import Engine, prepare
from planner.month.solve import plan_month
from planner.solving import SolveControl, SolveLimits
from tests.benchmarks.month_instance import Instance, instance_plan, month_problem

FINISHING = 0.3
"""Seconds kept for starting the workers, the last check and the file."""


def main() -> None:
    options = _options()
    prepare(Engine(options.engine))
    started = monotonic()
    instance = json.loads(options.file.read_text(encoding="utf-8"))
    seconds = None if options.steps else max(0.1, options.seconds - FINISHING - (monotonic() - started))
    limits = SolveLimits(seconds, options.steps)
    clock = process_time if options.processor_time else monotonic
    plan = best_plan(instance, options.workers, options.seed, limits, Engine(options.engine), clock=clock)
    options.out.write_text(json.dumps(instance_plan(instance, plan)), encoding="utf-8")
    sys.stdout.write(json.dumps(_summary(instance, plan, monotonic() - started)) + "\n")


def best_plan(
    instance: Instance, workers: int, seed: int, limits: SolveLimits, engine: Engine, *, clock: Callable[[], float] = monotonic
) -> MonthPlan:
    """The cheapest plan of all workers; of equals the one with the least seed."""
    seeds = [1000 * seed + n for n in range(workers)]
    if workers == 1:
        plans = [solve(instance, seeds[0], limits, engine, clock)]
    else:
        with ProcessPoolExecutor(workers) as pool:
            plans = list(pool.map(solve, *zip(*((instance, each, limits, engine, clock) for each in seeds), strict=True)))
    return min(plans, key=lambda plan: (plan.objective.total, plan.provenance.seed))


def solve(instance: Instance, seed: int, limits: SolveLimits, engine: Engine, clock: Callable[[], float]) -> MonthPlan:
    """One worker's plan, its seconds counted by the clock given."""
    budget.clock = clock
    plan = plan_month(month_problem(instance), seed, limits, SolveControl(), engine=engine).best
    if plan is None:
        raise RuntimeError("no plan")
    return plan


def _summary(instance: Instance, plan: MonthPlan, seconds: float) -> dict[str, Any]:
    return {
        "instance": instance["name"],
        "travel_minutes": sum(day.travel_minutes + day.walking_minutes for day in plan.days),
        "calls_short": sum(day.calls_short for day in plan.days),
        "unplanned": sum(each.count for each in plan.unplanned),
        "seconds": round(seconds, 2),
    }


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--steps", type=int)
    parser.add_argument("--processor-time", action="store_true")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engine", choices=[each.value for each in Engine], default=Engine.AUTO.value)
    parser.add_argument("--out", type=Path, required=True)
    return parser.parse_args()


if __name__ == "__main__":
    main()
