"""Losing one day of a benchmark month: `python -m tests.benchmarks.replan FILE... [--plan PLAN] [--days N,N] [--steps N]`.

Each instance is planned first (or its plan read: `{"days": [[[customer, k], ...], ...]}`), then every day is lost in turn and
the month repaired in pure Python on one processor. One JSON line per lost day: wall and processor seconds, lost calls, other
calls that change day, calls left without a place; a last line sums up.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from planner.domain.plan import MonthPlan
from planner.month.problem import MonthProblem
from planner.month.repair.changes import DayLost
from planner.month.repair.replan import replan
from planner.month.rules import hard_violations
from planner.month.schedule import Timetable
from planner.month.solve import plan_month
from planner.solving import SolveControl, SolveLimits
from tests.benchmarks.month_instance import Instance, month_problem
from tests.planner.month.problems import plan_of

MOVED_CALL = 15
"""Minutes of travel that a call changing its half day costs."""


def main() -> None:
    options = _options()
    answers = [answer for file in options.file for answer in _lose_days(file, options)]
    for answer in answers:
        sys.stdout.write(json.dumps(answer) + "\n")
    summary = {
        "lost_days": len(answers),
        "slowest_seconds": max(answer["seconds"] for answer in answers),
        "most_processor_seconds": max(answer["processor_seconds"] for answer in answers),
        "most_moved": max(answer["moved"] for answer in answers),
        "within_8_moves": sum(answer["moved"] <= 8 for answer in answers),
        "unplanned": sum(answer["unplanned"] for answer in answers),
    }
    sys.stdout.write(json.dumps(summary) + "\n")


def _lose_days(file: Path, options: argparse.Namespace) -> Iterator[dict[str, Any]]:
    instance = json.loads(file.read_text(encoding="utf-8"))
    problem = month_problem(instance)
    problem = replace(problem, weights=replace(problem.weights, moved_call=MOVED_CALL))
    plan = _read(problem, options.plan) if options.plan else _planned(problem, options)
    days = [int(day) for day in options.days.split(",")] if options.days else range(len(problem.days))
    for day in days:
        yield _lose(instance, problem, plan, day, SolveLimits(None, options.steps))


def _lose(instance: Instance, problem: MonthProblem, plan: MonthPlan, day: int, limits: SolveLimits) -> dict[str, Any]:
    lost, began, worked = problem.days[day].date, perf_counter(), process_time()
    found = replan(problem, plan, [DayLost(lost)], problem.days[0].date, limits=limits).best
    seconds, processor = perf_counter() - began, process_time() - worked
    if found is None or hard_violations(found.problem, found.ahead):
        raise RuntimeError(f"{instance['name']}, day {day}: no valid repair")
    return {
        "instance": instance["name"],
        "day": day,
        "seconds": round(seconds, 3),
        "processor_seconds": round(processor, 3),
        "lost": len(plan.days[day].calls),
        "moved": found.moved,
        "unplanned": sum(each.count for each in found.plan.unplanned),
        "travel_minutes": sum(each.travel_minutes + each.walking_minutes for each in found.plan.days),
    }


def _planned(problem: MonthProblem, options: argparse.Namespace) -> MonthPlan:
    plan = plan_month(problem, options.seed, SolveLimits(options.seconds), SolveControl()).best
    if plan is None:
        raise RuntimeError("no plan")
    return plan


def _read(problem: MonthProblem, file: Path) -> MonthPlan:
    """A plan file's orders, timed anew."""
    index = {need.customer: n for n, need in enumerate(problem.needs)}
    days = json.loads(file.read_text(encoding="utf-8"))["days"]
    orders = [tuple((index[_customer(problem, each)], 0) for each in day) for day in days]
    timetable = Timetable(problem)
    late = [day for day, order in enumerate(orders) if not hasattr(timetable.time_calls(day, order), "starts")]
    if late:
        raise RuntimeError(f"days not in time: {late}")
    return plan_of(problem, tuple(orders))


def _customer(problem: MonthProblem, visit: list[int]) -> Any:
    return next(need.customer for need in problem.needs if need.customer == str(visit[0]))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, nargs="+")
    parser.add_argument("--plan", type=Path, help="a plan of the (only) instance")
    parser.add_argument("--days", help="lose these days only, such as 2,7")
    parser.add_argument("--seconds", type=float, default=5.0, help="for the plan that loses its days")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--steps", type=int, default=120, help="of the repair")
    return parser.parse_args()


if __name__ == "__main__":
    main()
