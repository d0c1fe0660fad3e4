"""Handicaps of homes that balance their loads: the prices of a transport problem, by dual ascent."""

import numpy as np

from planner.alignment.model import Model
from planner.alignment.problem import FloatArray

ROUNDS = 600


def tightest_resource(model: Model) -> int | None:
    """The resource with the narrowest bands for its total, None when no band binds."""
    if not len(model.weights):
        return None
    total = np.maximum(model.weights.max(axis=2).sum(axis=1), 1e-9)
    width = ((model.bands.most - model.bands.least) / total[:, None]).mean(axis=1)
    tightest = int(np.argmin(width))
    return tightest if width[tightest] < 1.0 else None


def find_handicaps(pull: FloatArray, weight: FloatArray, least: FloatArray, most: FloatArray) -> FloatArray:
    """Handicaps (slots,) under which the nearest-home loads lie nearly within the bands: dual ascent with shrinking steps.

    `pull` (units, slots) in any one unit of distance, `weight` (units,).
    """
    handicap = np.zeros(pull.shape[1])
    mean = max(float(weight.sum()) / pull.shape[1], 1e-9)
    finite = pull[np.isfinite(pull)]
    spread = float(finite.max() - finite.min()) if finite.size else 1.0
    best, least_excess = handicap.copy(), np.inf
    for turn in range(ROUNDS):
        loads = np.bincount((pull + handicap).argmin(axis=1), weight, len(handicap))
        beyond = np.maximum(loads - most, 0.0) - np.maximum(least - loads, 0.0)
        excess = float(np.abs(beyond).sum())
        if excess < least_excess:
            best, least_excess = handicap.copy(), excess
        if excess == 0.0:
            break
        towards = np.where(handicap > 0, loads - most, np.where(handicap < 0, loads - least, beyond))
        handicap = handicap + 0.1 * spread * 0.001 ** (turn / ROUNDS) * np.clip(towards / mean, -1.0, 1.0)
    return best
