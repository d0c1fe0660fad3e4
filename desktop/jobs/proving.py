"""The job of proving how far a rep's plan is from the best possible, as it runs in a worker process."""

from desktop.jobs import channel
from planner.month.bound.bound import ProvenBound, prove_bound
from planner.month.problem import MonthProblem
from planner.solving import SolveLimits


def prove_month(problem: MonthProblem, seed: int, limits: SolveLimits, best: float) -> ProvenBound:
    """Prove a bound on every plan of the month; `best` is what the plan at hand costs. Progress goes out under the rep's id."""
    return prove_bound(problem, seed, limits, channel.control(problem.rep), best)
