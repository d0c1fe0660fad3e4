"""Jobs about a plan that exists, as they run in a worker process: why calls have no place, whether a fix holds, how far from
the best possible the plan is."""

from dataclasses import dataclass

from desktop.jobs import channel
from planner.domain.plan import MonthPlan
from planner.month.advice.fixes import Applied, Fix, apply_fix
from planner.month.advice.whynot import WhyNot, why_not
from planner.month.bound.bound import prove_bound
from planner.month.objective import days_objective
from planner.month.problem import MonthProblem
from planner.solving import SolveLimits


@dataclass(frozen=True, slots=True)
class ProvenGap:
    """No plan of the month costs less than `bound`; this one costs `objective`. Both in minutes of the objective."""

    objective: float
    bound: float

    @property
    def share(self) -> float:
        """How far from the best possible the plan is at most, as a share of its own cost."""
        return max(0.0, (self.objective - self.bound) / abs(self.objective)) if self.objective else 0.0


def explain_month(problem: MonthProblem, plan: MonthPlan) -> tuple[WhyNot, ...]:
    """Why owed calls have no place, the most valuable customers first."""
    return why_not(problem, plan, channel.control(problem.rep))


def try_fix(problem: MonthProblem, plan: MonthPlan, fix: Fix) -> Applied | None:
    """The month after a fix; calls still without a place keep the reasons they had."""
    return apply_fix(problem, plan, fix, reasons=False)


def prove_month(problem: MonthProblem, plan: MonthPlan, seconds: float) -> ProvenGap:
    """Prove how far from the best possible a plan of the problem is at most."""
    objective = days_objective(problem, plan.days).total
    proven = prove_bound(problem, 0, SolveLimits(seconds), channel.control(problem.rep), objective)
    return ProvenGap(objective, min(proven.bound, objective))
