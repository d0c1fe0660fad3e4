"""The yardstick: the same model given to OR-Tools as it stands, without prices, cuts kept, or any heuristic of ours."""

import time

import numpy as np

from planner.alignment.exact import CutPool, ExactLimits, solve_part
from planner.alignment.model import build_model
from planner.alignment.problem import AlignmentProblem, Assignment
from planner.alignment.programme import Part


def solve_plain(problem: AlignmentProblem, seconds: float) -> tuple[Assignment | None, float | None]:
    """The whole model in SCIP with all pairs, contiguity by cuts one solve after another: the answer and the bound."""
    model, end = build_model(problem), time.monotonic() + seconds
    everything = Part(np.arange(model.units), np.arange(len(model.site_unit)), np.isfinite(model.cost), model.class_count())
    limits = ExactLimits(lambda: end - time.monotonic(), None, lambda: False)
    found = solve_part(model, everything, None, limits, CutPool())
    bound = found.bound if np.isfinite(found.bound) else None
    if found.site_of is None:
        return None, bound
    picked = np.unique(found.site_of)
    return model.expand(np.searchsorted(picked, found.site_of), picked), bound
