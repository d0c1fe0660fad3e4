"""A balanced first answer from given homes: every unit goes to the home that is nearest after a handicap, in distance, of each
home, with handicaps that bring the loads into their bands (Aurenhammer, Hoffmann & Aronov 1998).

Such a diagram has territories in one piece in the plane; what the neighbour graph still parts is joined afterwards.
"""

import numpy as np

from planner.alignment.construction import follow_prices
from planner.alignment.handicaps import find_handicaps, tightest_resource
from planner.alignment.model import Model
from planner.alignment.state import State

INSIDE = 0.06
"""How far inside the bands the diagram aims, as a fraction of the band."""


def balanced_start(model: Model) -> State:
    """The state that the handicaps lead to; loads are nearly in the bands, and every territory is in one piece if need be."""
    finite = np.where(np.isfinite(model.cost), model.cost, 0.0)
    reach = np.maximum(finite.max(axis=1) - model.cost.min(axis=1), 1e-9)
    pull = model.cost / reach[:, None]
    tightest = tightest_resource(model)
    if tightest is None:
        return follow_prices(model, model.cost)
    weight = model.weights[tightest][:, model.slot_class].max(axis=1)
    least, most = model.bands.least[tightest], model.bands.most[tightest]
    room = INSIDE * (most - least)
    handicap = find_handicaps(pull, weight, least + room, most - room)
    return follow_prices(model, (pull + handicap) * reach[:, None])
