"""The jobs of aligning territories, as they run in a worker process."""

from desktop.jobs import channel
from planner.alignment.conflict import Limit, conflicts
from planner.alignment.problem import AlignmentProblem
from planner.alignment.scenario import Leaning, solve_leaning
from planner.alignment.solve import Alignment, solve
from planner.solving import Outcome, SolveLimits


def solve_answer(problem: AlignmentProblem, leaning: Leaning, seed: int, limits: SolveLimits) -> Outcome[Alignment]:
    """One answer. Progress goes out under the leaning's name."""
    return solve_leaning(problem, leaning, seed, limits, control=channel.control(leaning.value))


def solve_size(problem: AlignmentProblem, label: str, seed: int, limits: SolveLimits) -> Outcome[Alignment]:
    """One point of a sizing curve. Progress goes out under the label."""
    return solve(problem, seed, limits, channel.control(label))


def find_conflict(problem: AlignmentProblem, limits: SolveLimits) -> tuple[Limit, ...]:
    """A minimal set of limits that collide."""
    return conflicts(problem, limits)
