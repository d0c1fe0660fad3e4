"""The job of planning one rep's month, as it runs in a worker process."""

from dataclasses import dataclass
from datetime import date

from desktop.jobs import channel
from planner.domain.plan import MonthPlan
from planner.month.problem import MonthProblem
from planner.month.repair.changes import Change
from planner.month.repair.replan import Replan, replan, replanned
from planner.month.repair.standing import standing
from planner.month.router import DayRouter
from planner.month.rules import hard_violations
from planner.month.solve import plan_month
from planner.solving import Outcome, SolveLimits


def _route_day() -> DayRouter:
    """OR-Tools is imported where it solves: the window only names these jobs."""
    from routing.tours.day import route_day  # noqa: PLC0415

    return route_day


def solve_month(problem: MonthProblem, seed: int, limits: SolveLimits) -> Outcome[MonthPlan]:
    """Plan a month; the order of every day's calls is built by OR-Tools. Progress goes out under the rep's id."""
    return plan_month(problem, seed, limits, channel.control(problem.rep), _route_day())


@dataclass(frozen=True, slots=True)
class InForce:
    """A month with its plan, what happened since, and the first day that may still change."""

    problem: MonthProblem
    plan: MonthPlan
    changes: tuple[Change, ...]
    today: date


def reoptimise_rest(month: InForce, seed: int, limits: SolveLimits) -> Replan:
    """The days from today on made better, locks and appointments kept: repaired, or solved anew where that is cheaper although
    every call that leaves its half day has its price."""
    problem, plan, changes, today = month.problem, month.plan, month.changes, month.today
    found = [replan(problem, plan, changes, today, seed=seed, route_day=_route_day()).best]
    rest = standing(problem, plan, changes, today).rest
    solved = plan_month(rest, seed, limits, channel.control(problem.rep), _route_day()).best
    if solved is not None:
        found.append(replanned(problem, plan, changes, today, solved))
    made = [each for each in found if each is not None]
    valid = [each for each in made if not hard_violations(each.problem, each.ahead)]
    return min(valid or made, key=lambda each: each.ahead.objective.total)
