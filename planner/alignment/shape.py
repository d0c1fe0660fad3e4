"""A sharper bound from given homes when every territory must be in one piece.

A set of units too light to be a territory is entered from its rim: one of its units is at a home only if a unit of the rim is
(the separators of Fischetti et al. 2017, without a root, as a home is no unit). The relaxation is solved again and again with
those that it breaks; the Lagrangian with the prices of the cuts as well is a bound for every answer, whatever the prices.
"""

import datetime
import time
from dataclasses import dataclass, field, replace

import numpy as np
from ortools.math_opt.python import mathopt

from planner.alignment.connectivity import pieces, rim
from planner.alignment.model import BoolArray, Model
from planner.alignment.problem import Contiguity, FloatArray
from planner.alignment.programme import Cut, Part, build_programme
from planner.alignment.relaxation import Prices, pair_values, prove, useful_model

LEVELS = (1e-6, 0.1, 0.3)
"""A relaxed unit counts as being at a home from so much on, one level after another."""
BROKEN = 0.02
"""How much a cut must be broken by to be added."""
IDLE = 4
"""Rounds that a cut may be without a price before it is dropped."""
PAIRS_PER_UNIT = 5
ROUNDS = 12
"""Rounds without a clock."""


@dataclass(slots=True)
class Shape:
    """The cuts in use, each with the rounds it has been idle, and the pairs of unit and home in the relaxation."""

    cuts: dict[Cut, int] = field(default_factory=dict)
    allowed: BoolArray | None = None


@dataclass(frozen=True, slots=True, eq=False)
class _Relaxed:
    """Values (units, sites), and the prices: of units, of load (resources, sites), of cuts."""

    value: FloatArray
    worth: FloatArray
    toll: FloatArray
    cut_prices: FloatArray


def is_suited(model: Model) -> bool:
    """Whether these cuts say anything: homes are given, pieces are not allowed, and no unit alone makes a territory."""
    heavy = bool(len(model.weights)) and bool((model.bands.least.max(axis=0) > 0).all())
    return bool(model.site_unit[0] < 0) and model.contiguity is Contiguity.HARD and heavy


def sharpen(model: Model, known: Prices, seconds: float | None, shape: Shape) -> Prices:
    """The best prices found within `seconds`, beginning with known ones; `shape` is kept between calls."""
    best, end = known, None if seconds is None else time.monotonic() + seconds
    if shape.allowed is None:
        reduced = pair_values(model, known.worth, known.toll, np.arange(model.slots))
        wanted = min(PAIRS_PER_UNIT * model.units, reduced.size) - 1
        shape.allowed = (reduced <= np.partition(reduced, wanted, axis=None)[wanted]) & np.isfinite(model.cost)
    for _ in range(ROUNDS if end is None else 1_000_000):
        left = None if end is None else end - time.monotonic()
        if left is not None and left <= 0:
            break
        cuts = tuple(shape.cuts)
        for cut in cuts:
            shape.allowed[list(cut.minus), cut.sites[0]] = True
        shape.allowed &= np.isfinite(model.cost)
        found = _relax(model, shape.allowed, cuts, left)
        if found is None:
            break
        proven = _proven(model, found, cuts)
        best = max(best, proven, key=lambda prices: prices.bound)
        for cut, worth in zip(cuts, found.cut_prices, strict=True):
            shape.cuts[cut] = 0 if worth > 0 else shape.cuts[cut] + 1
        shape.cuts = {cut: idle for cut, idle in shape.cuts.items() if idle <= IDLE}
        joined = pair_values(useful_model(model, proven), proven.worth, proven.toll, np.arange(model.slots)) < -1e-6
        fresh = [cut for cut in broken_cuts(model, found.value) if cut not in shape.cuts]
        if not fresh and not (joined & ~shape.allowed).any():
            break
        shape.allowed |= joined & np.isfinite(model.cost)
        shape.cuts.update(dict.fromkeys(fresh, 0))
    return best


def sharpen_on(model: Model, known: Prices, seconds: float | None, shape: Shape) -> tuple[Prices, Shape]:
    """`sharpen` for another process: the cuts come back with the prices."""
    return sharpen(model, known, seconds, shape), shape


def broken_cuts(model: Model, value: FloatArray) -> list[Cut]:
    """The cuts that a relaxed answer breaks; `value` (units, sites)."""
    found: dict[Cut, None] = {}
    weights = model.weights[:, :, model.slot_class]
    for site in range(model.slots):
        column = value[:, site]
        for level in LEVELS:
            for piece in pieces(np.flatnonzero(column > level).tolist(), model.neighbours):
                if not (weights[:, piece, site].sum(axis=1) < model.bands.least[:, site] - 1e-6).any():
                    continue
                edge = tuple(sorted(rim(piece, model.neighbours)))
                entered = float(column[list(edge)].sum())
                units = piece if len(piece) <= 3 else [max(piece, key=lambda unit: (column[unit], -unit))]
                found.update({Cut((site,), (u,), edge, 0.0): None for u in units if column[u] > entered + BROKEN})
    return list(found)


def _relax(model: Model, allowed: BoolArray, cuts: tuple[Cut, ...], seconds: float | None) -> _Relaxed | None:
    """The relaxation over the allowed pairs with cuts, or None when it is not solved in time."""
    part = Part(np.arange(model.units), np.arange(model.slots), allowed, model.class_count())
    programme = build_programme(model, part, whole=False, cuts=cuts)
    native = mathopt.Model.from_model_proto(programme.proto)
    limits = mathopt.SolveParameters(time_limit=None if seconds is None else datetime.timedelta(seconds=max(seconds, 0.01)))
    result = mathopt.solve(native, mathopt.SolverType.HIGHS, params=limits)
    if result.termination.reason is not mathopt.TerminationReason.OPTIMAL or not result.has_dual_feasible_solution():
        return None
    duals = np.array(result.dual_values(list(native.linear_constraints())))
    toll = np.zeros((len(model.weights), model.slots))
    for number, first in enumerate(programme.soft_rows):
        toll[number // 2] -= (1.0 if number % 2 == 0 else -1.0) * duals[first : first + model.slots]
    value = np.zeros(model.cost.shape)
    columns = list(native.variables())[model.slots : model.slots + len(programme.pair_unit)]
    value[programme.pair_unit, programme.pair_site] = result.variable_values(columns)
    return _Relaxed(value, duals[: model.units], toll, np.maximum(-duals[len(duals) - len(cuts) :], 0.0))


def _proven(model: Model, found: _Relaxed, cuts: tuple[Cut, ...]) -> Prices:
    """What the prices prove with the cuts priced into the pairs."""
    adjust = np.zeros(model.cost.shape)
    for cut, worth in zip(cuts, found.cut_prices, strict=True):
        adjust[list(cut.plus), cut.sites[0]] += worth
        adjust[list(cut.minus), cut.sites[0]] -= worth
    own = prove(replace(model, cost=model.cost + adjust), found.worth, (found.toll,))
    given = float(sum(cut.most * worth for cut, worth in zip(cuts, found.cut_prices, strict=True)))
    return replace(own, bound=own.bound - given, picked=np.ones(model.slots), adjust=adjust)
