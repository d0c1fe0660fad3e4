"""A balanced first answer from given homes: every unit goes to the home that is nearest after a handicap, in distance, of each
home, with handicaps that bring the loads into their bands (Aurenhammer, Hoffmann & Aronov 1998). Distances are taken to a power:
with 1 borders are hyperbolas around homes, with 2 straight lines, and the answers differ in which territory passes between which.

Such a diagram has territories in one piece in the plane; what the neighbour graph still parts is joined afterwards.
"""

from random import Random

import numpy as np

from planner.alignment.construction import follow_prices
from planner.alignment.handicaps import find_handicaps, tightest_resource
from planner.alignment.model import Model
from planner.alignment.state import State

CURVES = (1.3, 1.6, 1.0, 2.0)
"""The powers to begin with; then any between the least and the greatest."""
INSIDE = (0.03, 0.3)
"""How far inside the bands the diagram aims, as a fraction of the band: from, to."""


def varied_start(model: Model, number: int, random: Random) -> State:
    """One start after another: the usual curves first."""
    curve = CURVES[number] if number < len(CURVES) else random.uniform(min(CURVES), max(CURVES))
    inside = 0.06 if number == 0 else random.uniform(*INSIDE)
    return balanced_start(model, curve, inside)


def balanced_start(model: Model, curve: float, inside: float) -> State:
    """The state that the handicaps lead to; loads are nearly in the bands, and every territory is in one piece if need be."""
    finite = np.where(np.isfinite(model.cost), model.cost, 0.0)
    reach = np.maximum(finite.max(axis=1) - model.cost.min(axis=1), 1e-9)
    pull = np.maximum(model.cost / reach[:, None], 0.0) ** curve
    tightest = tightest_resource(model)
    if tightest is None:
        return follow_prices(model, model.cost)
    weight = model.weights[tightest][:, model.slot_class].max(axis=1)
    least, most = model.bands.least[tightest], model.bands.most[tightest]
    room = inside * (most - least)
    handicap = find_handicaps(pull, weight, least + room, most - room)
    return follow_prices(model, (pull + handicap) * reach[:, None])
