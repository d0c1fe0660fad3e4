"""One stretch of annealing over shifts as a value that travels to a worker process and comes back."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Protocol

from planner.month.engine import Engine
from routing.tours.route import Route, Routes, ShiftProblem, minutes_and_ways

CHECK_EVERY = 32
"""Steps between two looks at the clock and at the control."""


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


def anneal(stretch: Stretch, should_stop: Callable[[], bool] | None = None) -> Stretched:
    """Run a stretch; without candidates there is nothing to do."""
    candidates = candidates_of(stretch.problem)
    if not candidates:
        return Stretched(stretch.current, stretch.best, ())
    search = _search(stretch, candidates)
    portion = stretch.portion
    fall = portion.cold / portion.warm
    began, taken, done = time.monotonic(), 0, 0.0
    while done < 1 and not (should_stop and should_stop()):
        count = CHECK_EVERY if portion.steps is None else min(CHECK_EVERY, portion.steps - taken)
        search.run(count, portion.warm * fall**done, portion.reward_first)
        taken += count
        spent = time.monotonic() - began
        done = spent / max(1e-9, portion.seconds) if portion.steps is None else taken / max(1, portion.steps)
    return search.result()


def candidates_of(problem: ShiftProblem) -> tuple[int, ...]:
    """The calls that fit into an empty shift, if there is any, and are worth something."""
    if problem.shifts < 1:
        return ()
    go = minutes_and_ways(problem)
    nodes = range(1, len(problem.rewards))
    return tuple(node for node in nodes if problem.rewards[node] > 0 and Route((node,), go, problem).in_time)


def takes_fast(engine: Engine) -> bool:
    """Whether the compiled search runs: when asked for, or by itself where it is installed."""
    return engine is Engine.FAST or (engine is Engine.AUTO and find_spec("numba") is not None)


def _search(stretch: Stretch, candidates: tuple[int, ...]) -> ShiftSearch:
    if not takes_fast(stretch.engine):
        from routing.tours.plain import PlainSearch  # noqa: PLC0415 (only one of the two is wanted)

        return PlainSearch(stretch, candidates)
    from routing.tours.fast.search import FastSearch  # noqa: PLC0415 (an optional extra)

    return FastSearch(stretch, candidates)
