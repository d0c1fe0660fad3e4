"""Run a stretch of annealing over shifts, by the compiled search where it is installed."""

import time
from collections.abc import Callable
from importlib.util import find_spec

from planner.month.engine import Engine
from routing.tours.stretch import ShiftSearch, Stretch, Stretched, candidates_of

CHECK_EVERY = 32
"""Steps between two looks at the clock and at the control."""


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


def takes_fast(engine: Engine) -> bool:
    """Whether the compiled search runs: when asked for, or by itself where it is installed."""
    return engine is Engine.FAST or (engine is Engine.AUTO and find_spec("numba") is not None)


def _search(stretch: Stretch, candidates: tuple[int, ...]) -> ShiftSearch:
    if not takes_fast(stretch.engine):
        from routing.tours.plain import PlainSearch  # noqa: PLC0415 (only one of the two is wanted)

        return PlainSearch(stretch, candidates)
    from routing.tours.fast.search import FastSearch  # noqa: PLC0415 (an optional extra)

    return FastSearch(stretch, candidates)
