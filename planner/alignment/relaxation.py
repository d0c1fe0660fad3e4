"""A proven lower bound for every answer, and what it rules out.

1. The linear relaxation over the cheapest pairs gives prices: `worth` of serving a unit, `toll` of a unit of load at a site.
2. For any prices whatever, the Lagrangian of the whole model is a lower bound, worked out here with arrays over all pairs;
the linear solver is not trusted, only its prices are used. 3. Pairs that would pay but were left out join, and again.
4. A site or pair whose use would lift the bound above a known answer is in no better answer (reduced-cost fixing).
Geoffrion (1974); for capacitated medians Ceselli & Righini (2005).
"""

import datetime
import time
from dataclasses import dataclass, replace

import numpy as np
from ortools.math_opt.python import mathopt

from planner.alignment.handicaps import find_handicaps, tightest_resource
from planner.alignment.model import BoolArray, IntArray, Model
from planner.alignment.problem import FloatArray
from planner.alignment.programme import Part, build_programme

ROUNDS = 4
CLOSE = 1e-4
"""Relative distance of the proven bound from the relaxation's value at which joining more pairs ends."""
CHUNK = 256
"""Sites looked at together, so that memory stays small."""


@dataclass(frozen=True, slots=True, eq=False)
class Prices:
    """`worth` (units) and `toll` (resources, sites), with the `bound` that they prove and the value of each site (sites).

    `picked` (sites): how much of each site the linear relaxation picks, None without one. `adjust` (units, sites): what the
    prices of cuts add to the cost of a pair.
    """

    worth: FloatArray
    toll: FloatArray
    bound: float
    site_value: FloatArray
    picked: FloatArray | None = None
    adjust: FloatArray | None = None


def useful_model(model: Model, prices: Prices) -> Model:
    """The model with what cuts add to the cost of every pair."""
    return model if prices.adjust is None else replace(model, cost=model.cost + prices.adjust)


def load_value(model: Model, toll: FloatArray) -> FloatArray:
    """The least of penalty(load) - toll x load over the loads that the bands allow, summed over resources, shape (sites,)."""
    bands = model.bands
    total = np.zeros(toll.shape[1])
    for r in range(len(toll)):
        edges = np.array([bands.least[r], bands.soft_least[r], bands.soft_most[r], bands.most[r]])
        beyond = np.maximum(edges - bands.soft_most[r], 0.0) + np.maximum(bands.soft_least[r] - edges, 0.0)
        total += (bands.penalty[r] * beyond - toll[r] * edges).min(axis=0)
    return total


def pair_values(model: Model, worth: FloatArray, toll: FloatArray, sites: IntArray) -> FloatArray:
    """Reduced costs of the pairs of all units with some sites, shape (units, len(sites))."""
    reduced = model.cost[:, sites] - worth[:, None]
    for r in range(len(toll)):
        if toll[r, sites].any():
            reduced += model.weights[r][:, model.site_class[sites]] * toll[r, sites]
    return reduced


def _own(model: Model, sites: IntArray) -> tuple[IntArray, IntArray]:
    """Which (unit, place) pairs join a free site to the unit it lies in."""
    inside = np.flatnonzero(model.site_unit[sites] >= 0)
    return model.site_unit[sites[inside]], inside


def _site_values(model: Model, worth: FloatArray, toll: FloatArray) -> FloatArray:
    """The least that a picked site can contribute under given prices, shape (sites,)."""
    values = load_value(model, toll)
    for first in range(0, len(values), CHUNK):
        sites = np.arange(first, min(first + CHUNK, len(values)))
        reduced = pair_values(model, worth, toll, sites)
        taken = np.minimum(reduced, 0.0)
        own = _own(model, sites)
        taken[own] = reduced[own]
        values[sites] += taken.sum(axis=0)
    return values


def prove(model: Model, worth: FloatArray, tolls: tuple[FloatArray, ...]) -> Prices:
    """The bound that prices prove, whatever they are. Every site takes the toll, of those offered, that proves most."""
    offers = np.array([_site_values(model, worth, toll) for toll in tolls])
    chosen = offers.argmax(axis=0)
    toll = np.array(tolls)[chosen, :, np.arange(len(chosen))].T
    values = offers.max(axis=0)
    bound = float(worth.sum())
    for kind, count in enumerate(model.class_count()):
        bound += float(np.sort(values[model.site_class == kind])[:count].sum())
    return Prices(worth, toll, bound, values)


def _cheapest_pairs(model: Model) -> BoolArray:
    """The pairs to begin with: for every unit the sites that cost least, twice a territory's worth of them."""
    fixed = model.site_unit[0] < 0
    dear = _handicapped(model) if fixed else model.cost
    wanted = min(8, model.slots) if fixed else min(max(12, 2 * model.units // model.slots), 40) * len(model.class_count())
    allowed = np.zeros(model.cost.shape, dtype=bool)
    wanted = min(wanted, model.cost.shape[1])
    nearest = np.argpartition(dear, wanted - 1, axis=1)[:, :wanted]
    np.put_along_axis(allowed, nearest, True, axis=1)
    allowed[_own(model, np.arange(model.cost.shape[1]))] = True
    return allowed & np.isfinite(model.cost)


def _handicapped(model: Model) -> FloatArray:
    """With given homes the costs per load with the handicaps that balance loads: a home that is overrun by its neighbourhood
    passes units on to homes far away, which are not among the nearest of those units."""
    tightest = tightest_resource(model)
    if tightest is None:
        return model.cost
    weight = model.weights[tightest][:, model.slot_class].max(axis=1)
    pull = model.cost / np.maximum(weight, 1e-3 * max(float(weight.mean()), 1e-12))[:, None]
    return np.asarray(pull + find_handicaps(pull, weight, model.bands.least[tightest], model.bands.most[tightest]))


@dataclass(frozen=True, slots=True, eq=False)
class _Relaxed:
    """A solved relaxation. Three tolls: as found, the mean of the picked sites (sites not picked may have any), none."""

    worth: FloatArray
    tolls: tuple[FloatArray, ...]
    picked: FloatArray
    value: float


def _relax(model: Model, allowed: BoolArray, seconds: float | None) -> _Relaxed | None:
    """The linear relaxation over the allowed pairs, or None when it is not solved in time."""
    part = Part(np.arange(model.units), np.arange(model.cost.shape[1]), allowed, model.class_count())
    programme = build_programme(model, part, whole=False)
    native = mathopt.Model.from_model_proto(programme.proto)
    limits = mathopt.SolveParameters(time_limit=None if seconds is None else datetime.timedelta(seconds=max(seconds, 0.01)))
    result = mathopt.solve(native, mathopt.SolverType.GLOP, params=limits)
    if result.termination.reason is not mathopt.TerminationReason.OPTIMAL or not result.has_dual_feasible_solution():
        return None
    duals = np.array(result.dual_values(list(native.linear_constraints())))
    toll = np.zeros((len(model.weights), len(part.sites)))
    for number, first in enumerate(programme.soft_rows):
        sign = 1.0 if number % 2 == 0 else -1.0
        toll[number // 2] -= sign * duals[first : first + len(part.sites)]
    picked = np.array(result.variable_values(list(native.variables())[: len(part.sites)]))
    usual = np.zeros_like(toll)
    for kind in range(int(model.site_class.max()) + 1):
        sites = np.flatnonzero(model.site_class == kind)
        share = picked[sites] / max(float(picked[sites].sum()), 1e-12)
        usual[:, sites] = (toll[:, sites] @ share)[:, None]
    return _Relaxed(duals[: model.units], (toll, usual, np.zeros_like(toll)), picked, float(result.objective_value()))


def price(model: Model, seconds: float | None) -> Prices:
    """The best prices found within `seconds` in all; without any, those under which every unit is worth its cheapest site."""
    cheapest = np.where(np.isfinite(model.cost), model.cost, np.inf).min(axis=1)
    best = prove(model, cheapest, (np.zeros((len(model.weights), model.cost.shape[1])),))
    allowed = _cheapest_pairs(model)
    end = None if seconds is None else time.monotonic() + seconds
    for _ in range(ROUNDS):
        found = _relax(model, allowed, None if end is None else end - time.monotonic())
        if found is None and best.picked is None and model.site_unit[0] < 0:
            allowed = np.isfinite(model.cost)
            found = _relax(model, allowed, None if end is None else end - time.monotonic())
        if found is None:
            return best
        proven = replace(prove(model, found.worth, found.tolls), picked=found.picked)
        best = max(best, proven, key=lambda prices: prices.bound)
        if found.value - proven.bound <= CLOSE * max(abs(found.value), 1.0):
            return best
        joined = allowed | (pair_values(model, found.worth, proven.toll, np.arange(model.cost.shape[1])) < -1e-7)
        if (joined == allowed).all():
            return best
        allowed = joined & np.isfinite(model.cost)
    return best


def useful_part(model: Model, prices: Prices, known: float) -> Part:
    """The sites and pairs that an answer cheaper than `known` may use; everything else is proven useless."""
    room, model = known - prices.bound, useful_model(model, prices)
    edge = np.empty(len(prices.site_value))
    for kind, count in enumerate(model.class_count()):
        own_kind = model.site_class == kind
        edge[own_kind] = np.sort(prices.site_value[own_kind])[count - 1]
    dearer = np.maximum(prices.site_value - edge, 0.0)
    sites = np.flatnonzero(dearer <= room)
    reduced = pair_values(model, prices.worth, prices.toll, sites)
    allowed = (dearer[sites] + np.maximum(reduced, 0.0) <= room) & np.isfinite(reduced)
    allowed[_own(model, sites)] = True
    return Part(np.arange(model.units), sites, allowed, model.class_count())


def tightened(model: Model, known: float) -> Model:
    """The model with hard bands as narrow as they are for any answer no dearer than `known`: what is left of it after every
    unit's cheapest place pays for no greater deviation."""
    room = max(known - float(model.cost.min(axis=1).sum()), 0.0) + 1e-6 * max(abs(known), 1.0)
    bands = model.bands
    reach = np.where(bands.penalty > 0, room / np.maximum(bands.penalty, 1e-12), np.inf)
    least, most = np.maximum(bands.least, bands.soft_least - reach), np.minimum(bands.most, bands.soft_most + reach)
    return replace(model, bands=replace(bands, least=least, most=most))
