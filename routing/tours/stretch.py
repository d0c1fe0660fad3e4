"""One stretch of annealing over shifts as a value that travels to a worker process and comes back."""

from dataclasses import dataclass
from typing import Protocol

from planner.month.engine import Engine
from routing.tours.route import Route, Routes, ShiftProblem, minutes_and_ways


@dataclass(frozen=True, slots=True)
class Portion:
    """How warm, how many orders by reward alone (a share), and how long: seconds, or steps before them.

    Temperatures are shares of the mean reward of a call and fall from warm to cold.
    """

    warm: float
    cold: float
    reward_first: float
    seconds: float
    steps: int | None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where to begin, and a portion of work to do from there."""

    problem: ShiftProblem
    seed: str
    current: Routes
    best: Routes
    portion: Portion
    engine: Engine = Engine.AUTO


@dataclass(frozen=True, slots=True)
class Stretched:
    """Where a stretch ended, the best plan it knows, and the routes of good plans that it met."""

    current: Routes
    best: Routes
    met: Routes


class ShiftSearch(Protocol):
    """A running search. One step takes calls out, puts others in, and decides."""

    def run(self, steps: int, temperature: float, reward_first: float) -> None:
        """So many steps at one temperature."""
        ...

    def result(self) -> Stretched:
        """Where it is now."""
        ...


def candidates_of(problem: ShiftProblem) -> tuple[int, ...]:
    """The calls that fit into an empty shift, if there is any, and are worth something."""
    if problem.shifts < 1:
        return ()
    go = minutes_and_ways(problem)
    nodes = range(1, len(problem.rewards))
    return tuple(node for node in nodes if problem.rewards[node] > 0 and Route((node,), go, problem).in_time)
