"""Prove a bound for a benchmark month: `python -m tests.benchmarks.bound FILE --seconds 60 [--plan PLAN.json]`.

With a plan, as `tests.benchmarks.month --out` writes it, the gap between plan and bound is printed as well; the plan's travel
only helps to guess the first prices. `--steps N` in place of seconds repeats digit for digit. Prints one JSON line.
"""

import argparse
import json
import sys
from pathlib import Path
from time import monotonic, process_time
from typing import Any

from planner.month.bound.bound import ProvenBound, prove_bound
from planner.solving import Progress, SolveControl, SolveLimits
from tests.benchmarks.month_instance import Instance, month_problem


def main() -> None:
    options = _options()
    instance = json.loads(options.file.read_text(encoding="utf-8"))
    best = plan_cost(instance, json.loads(options.plan.read_text(encoding="utf-8"))) if options.plan else None
    limits = SolveLimits(None if options.steps else options.seconds, options.steps)
    started, worked = monotonic(), process_time()
    control = SolveControl(_show) if options.progress else SolveControl()
    proven = prove_bound(month_problem(instance), options.seed, limits, control, best)
    summary = _summary(instance, proven, best)
    summary |= {"seconds": round(monotonic() - started, 1), "processor_seconds": round(process_time() - worked, 1)}
    sys.stdout.write(json.dumps(summary) + "\n")


def plan_cost(instance: Instance, plan: dict[str, Any]) -> float:
    """What a plan in the checked format costs by the product's objective on this instance."""
    problem = month_problem(instance)
    places = {int(need.customer): need.places[0].site + 1 for need in problem.needs}
    travel, weights = instance["travel_minutes"], problem.weights
    total = 0.0
    for day in plan["days"]:
        here = 0
        for customer, _ in day:
            there = places[customer]
            total += instance["walk_minutes"] if here == there else travel[here][there]
            here = there
        total += travel[here][0] + weights.call_short * max(0, instance["min_calls"] - len(day))
    calls = {customer: sum(each == customer for day in plan["days"] for each, _ in day) for customer in places}
    missed = sum(need.value * (need.owed - calls[int(need.customer)]) for need in problem.needs)
    return float(total + weights.missed_call * missed)


def _summary(instance: Instance, proven: ProvenBound, best: float | None) -> dict[str, Any]:
    certificate = proven.certificate
    return {
        "instance": instance["name"],
        "bound": round(proven.bound, 1),
        "plan": best,
        "gap_percent": None if best is None else round(100 * (best - proven.bound) / best, 2),
        "master": round(certificate.master, 1),
        "rounds": certificate.rounds,
        "columns": certificate.columns,
        "all_half_days": certificate.complete,
    }


def _show(progress: Progress) -> None:
    sys.stderr.write(f"{progress.done:6.1%}  {progress.bound:.1f}\n")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--steps", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--plan", type=Path)
    parser.add_argument("--progress", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
