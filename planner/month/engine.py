"""Which search runs: the plain one always works; the compiled one, an optional extra, where its arrays are wide enough.

The compiled search adds up half days. Where walking, travel by time of day or fine hours make these sums an estimate, it only
finds a first month, which the plain search, timing every day call by call, goes on from.
"""

from dataclasses import replace
from enum import StrEnum
from importlib.util import find_spec

from planner.month.annealing import HOT, Annealing
from planner.month.budget import Budget
from planner.month.model import Model
from planner.solving import Ending, SolveControl, SolveLimits

SCOUTING = 0.3
"""Share of the limits for the compiled search where days are then timed call by call."""
WARM = 4.0
"""Temperature at which the plain search goes on from there, in minutes."""


class Engine(StrEnum):
    """AUTO takes the compiled search where it is installed and suits the month."""

    AUTO = "auto"
    PLAIN = "plain"
    FAST = "fast"


def find_placements(
    model: Model, seed: int, limits: SolveLimits, control: SolveControl, *, reserved: float, engine: Engine
) -> tuple[Ending, list[int]]:
    """Search within the limits less the reserved seconds: by visit the index of its placement, -1 for those left out."""
    if not _takes_fast(model, engine):
        return _plain(model, seed, Budget(limits, reserved), control, None)
    from planner.month.fast.search import FastAnnealing  # noqa: PLC0415 (an optional extra)

    prepare(engine)
    search = FastAnnealing(model, seed)
    search.start()
    if not _is_estimate(model):
        return search.run(Budget(limits, reserved), control), search.best
    ending = search.run(Budget(limits, reserved, 0.0, SCOUTING), _without_objective(control))
    if ending is Ending.STOPPED:
        return ending, search.best
    return _plain(model, seed, Budget(limits, reserved, SCOUTING, 1.0), control, search.best)


def _without_objective(control: SolveControl) -> SolveControl:
    """An estimate is not reported as the objective reached."""
    return SolveControl(lambda progress: control.report(replace(progress, objective=None)), control.should_stop)


def _plain(
    model: Model, seed: int, budget: Budget, control: SolveControl, placed: list[int] | None
) -> tuple[Ending, list[int]]:
    search = Annealing(model, seed)
    search.start(control, placed)
    return search.run(budget, control, HOT if placed is None else WARM), search.best


def prepare(engine: Engine) -> None:
    """Compile what the engine needs, so that no solve waits for it. Takes up to a minute once, then well under a second."""
    if engine is Engine.FAST or (engine is Engine.AUTO and find_spec("numba") is not None):
        from planner.month.fast.search import warm_up  # noqa: PLC0415 (compiles on import)

        warm_up()


def engine_name(model: Model, engine: Engine) -> str:
    """The engine that will run, for a plan's provenance."""
    return Engine.FAST if _takes_fast(model, engine) else Engine.PLAIN


def _takes_fast(model: Model, engine: Engine) -> bool:
    if engine is Engine.PLAIN or (engine is Engine.AUTO and find_spec("numba") is None):
        return False
    from planner.month.fast.tables import suits  # noqa: PLC0415 (numpy only where it is needed)

    return suits(model)


def _is_estimate(model: Model) -> bool:
    return model.exact or any(each.fine for placements in model.placements for each in placements)
