"""The job of planning one rep's month, as it runs in a worker process."""

from desktop.jobs import channel
from planner.domain.plan import MonthPlan
from planner.month.problem import MonthProblem
from planner.month.solve import plan_month
from planner.solving import Outcome, SolveLimits
from routing.tours.day import route_day


def solve_month(problem: MonthProblem, seed: int, limits: SolveLimits) -> Outcome[MonthPlan]:
    """Plan a month; the order of every day's calls is built by OR-Tools. Progress goes out under the rep's id."""
    return plan_month(problem, seed, limits, channel.control(problem.rep), route_day)
