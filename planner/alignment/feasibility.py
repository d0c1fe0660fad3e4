"""Whether any answer exists at all, goals aside."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from planner.alignment.connectivity import pieces
from planner.alignment.exact import CutPool, ExactLimits, solve_part, with_part
from planner.alignment.model import Model, build_model
from planner.alignment.problem import AlignmentProblem, Contiguity
from planner.alignment.programme import Part
from planner.alignment.state import State, make_state


@dataclass(frozen=True, slots=True, eq=False)
class Feasibility:
    """`state`: an answer that keeps every limit, if one was found; `impossible`: proven that none exists."""

    state: State | None
    impossible: bool


def without_goals(model: Model) -> Model:
    """The same limits with nothing to gain or lose."""
    bands = replace(model.bands, penalty=np.zeros_like(model.bands.penalty))
    return replace(model, cost=np.where(np.isfinite(model.cost), 0.0, np.inf), bands=bands)


def any_answer(model: Model, clock: Callable[[], float | None], nodes: int | None, stop: Callable[[], bool]) -> Feasibility:
    """Looks for any valid answer with the exact model, and for a proof that there is none."""
    if (
        not np.isfinite(model.cost).any(axis=1).all()
        or _too_many_islands(model)
        or bool((model.bands.least > model.bands.most).any())
    ):
        return Feasibility(None, impossible=True)
    plain = without_goals(model)
    part = Part(np.arange(model.units), np.arange(len(model.site_unit)), np.isfinite(plain.cost), model.class_count())
    found = solve_part(plain, part, None, ExactLimits(clock, nodes, stop), CutPool())
    if found.site_of is None:
        return Feasibility(None, impossible=found.complete)
    base = make_state(model, np.zeros(model.units, dtype=np.int64), np.arange(model.slots))
    return Feasibility(with_part(base, part, np.arange(model.slots), found.site_of), impossible=False)


def _too_many_islands(model: Model) -> bool:
    """Whether the neighbour graph has more pieces than there are territories to be in one piece each."""
    return model.contiguity is Contiguity.HARD and len(pieces(range(model.units), model.neighbours)) > model.slots


def is_impossible(problem: AlignmentProblem, clock: Callable[[], float | None], nodes: int | None) -> bool:
    """Whether it is proven, within the limits, that a problem has no answer."""
    return any_answer(build_model(problem), clock, nodes, lambda: False).impossible
