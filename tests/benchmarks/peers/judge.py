"""One judge for all: the product's objective and rules, and the checker of the benchmark months where it is at hand."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from planner.domain.plan import DayPlan, MonthPlan, Provenance
from planner.month.explain import unplanned_calls
from planner.month.objective import days_objective
from planner.month.problem import MonthProblem
from planner.month.reasons import with_reasons
from planner.month.rules import hard_violations
from planner.month.schedule import Refusal, Timetable, Visit
from tests.benchmarks.month_instance import Instance, month_problem
from tests.benchmarks.peers.month import Days

CHECKER = Path(__file__).resolve().parents[4] / "shared" / "tools" / "check_month.py"


@dataclass(frozen=True, slots=True)
class Verdict:
    """`objective` and `travel` in minutes, of the calls that keep their day; `left_out` by tier; `taken_out` are calls that the
    clock refuses where they stand; `broken` hard rules of the product; `errors` of the checker, None where it is not at hand."""

    objective: float
    travel: int
    left_out: Mapping[str, int]
    short: int
    taken_out: int
    broken: int
    errors: int | None


def judge(instance: Instance, days: Days) -> Verdict:
    """What a plan is worth. Calls that the clock refuses are taken out one by one and count as left out."""
    problem = month_problem(instance)
    timetable = Timetable(problem)
    index = {int(need.customer): n for n, need in enumerate(problem.needs)}
    asked = [[(index[customer], 0) for customer, _ in calls] for calls in days]
    orders = [_kept(timetable, day, visits) for day, visits in enumerate(asked)]
    plan = _plan(problem, timetable, orders)
    tiers = Counter[str]()
    for each in plan.unplanned:
        tiers[each.segment] += each.count
    return Verdict(
        objective=plan.objective.total,
        travel=sum(day.travel_minutes + day.walking_minutes for day in plan.days),
        left_out=dict(sorted(tiers.items())),
        short=sum(day.calls_short for day in plan.days),
        taken_out=sum(map(len, asked)) - sum(map(len, orders)),
        broken=len(hard_violations(problem, plan)),
        errors=_checked(instance, days),
    )


def _kept(timetable: Timetable, day: int, visits: list[Visit]) -> tuple[Visit, ...]:
    left = list(visits)
    while isinstance(refusal := timetable.time_calls(day, left), Refusal):
        del left[refusal.position]
    return tuple(left)


def _plan(problem: MonthProblem, timetable: Timetable, orders: list[tuple[Visit, ...]]) -> MonthPlan:
    timed = [timetable.schedule_day(day, order) for day, order in enumerate(orders)]
    days = with_reasons(problem, (day for day in timed if isinstance(day, DayPlan)))
    return MonthPlan(
        rep=problem.rep,
        month=problem.month,
        days=days,
        unplanned=unplanned_calls(timetable, orders),
        objective=days_objective(problem, days),
        provenance=Provenance(0, "peer", 0, "", problem.travel.source, None, None),
    )


def _checked(instance: Instance, days: Days) -> int | None:
    """Errors that the checker counts in the plan as it was handed in."""
    if not CHECKER.exists():
        return None
    check = _checker()
    return int(check(instance, {"days": days})["error_count"])


def _checker() -> Callable[[Instance, Mapping[str, Any]], Mapping[str, Any]]:
    spec = spec_from_file_location("check_month", CHECKER)
    if spec is None or spec.loader is None:
        raise ImportError(f"{CHECKER} is no Python module")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    found: Callable[[Instance, Mapping[str, Any]], Mapping[str, Any]] = module.check
    return found
