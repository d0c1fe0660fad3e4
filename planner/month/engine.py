"""Which search runs: the plain one always works; the compiled one, an optional extra, where its arrays are wide enough.

Both time days call by call where walking, travel by time of day or fine hours make the sums of half days an estimate.
"""

from enum import StrEnum
from importlib.util import find_spec

from planner.month.annealing import Annealing
from planner.month.budget import Budget
from planner.month.model import Model
from planner.solving import Ending, SolveControl, SolveLimits


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
        budget = Budget(limits, reserved)
        plain = Annealing(model, seed)
        plain.start(control)
        return plain.run(budget, control), plain.best
    from planner.month.fast.search import FastAnnealing  # noqa: PLC0415 (an optional extra)

    prepare(engine)
    budget = Budget(limits, reserved)
    fast = FastAnnealing(model, seed)
    fast.start()
    return fast.run(budget, control), fast.best


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
