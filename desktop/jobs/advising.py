"""Jobs about a plan that exists, as they run in a worker process: why calls have no place, whether a fix holds."""

from desktop.jobs import channel
from planner.domain.plan import MonthPlan
from planner.month.advice.fixes import Applied, Fix, apply_fix
from planner.month.advice.whynot import WhyNot, why_not
from planner.month.problem import MonthProblem


def explain_month(problem: MonthProblem, plan: MonthPlan) -> tuple[WhyNot, ...]:
    """Why owed calls have no place, the most valuable customers first."""
    return why_not(problem, plan, channel.control(problem.rep))


def try_fix(problem: MonthProblem, plan: MonthPlan, fix: Fix) -> Applied | None:
    """The month after a fix; calls still without a place keep the reasons they had."""
    return apply_fix(problem, plan, fix, reasons=False)
