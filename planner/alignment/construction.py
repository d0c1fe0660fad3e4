"""First answers: centres spread out by chance, territories grown around them, then brought into their bands.

1. Free centres: the first by chance, every further one by chance in proportion to the squared cost of the units to the
nearest centre so far (k-means++, Arthur & Vassilvitskii 2007); homes are given. 2. Territories grow from their centres along
the neighbour graph, always the one with the most room taking its cheapest unit beside it. 3. Local search with a price on
loads outside their bands.
"""

from random import Random

import numpy as np

from planner.alignment.connectivity import pieces, rim
from planner.alignment.improvement import Stop, improve
from planner.alignment.model import BoolArray, IntArray, Model
from planner.alignment.problem import Contiguity, FloatArray
from planner.alignment.state import State, make_state


def pick_sites(model: Model, random: Random) -> IntArray:
    """A site for every slot, no two in one unit, shape (slots,)."""
    if model.site_unit[0] < 0:
        return np.arange(model.slots)
    picked = np.full(model.slots, -1)
    nearest: FloatArray = np.ones(model.units)
    taken = np.zeros(len(model.site_unit), dtype=bool)
    for slot in range(model.slots):
        open_sites = np.flatnonzero((model.site_class == model.slot_class[slot]) & ~taken & _own_cost_is_finite(model))
        chances = np.where(np.isfinite(nearest), nearest, 0.0)[model.site_unit[open_sites]] ** 2 + 1e-12
        site = random.choices(open_sites.tolist(), chances.tolist())[0]
        picked[slot] = site
        taken |= model.site_unit == model.site_unit[site]
        reach = model.cost[:, site]
        nearest = reach.copy() if slot == 0 else np.minimum(nearest, reach)
    return picked


def pick_by_relaxation(model: Model, picked: FloatArray, random: Random) -> IntArray:
    """A site for every slot by chance in proportion to the linear relaxation, each taking up the nearest mass of one."""
    left, sites = picked + 1e-6, np.full(model.slots, -1)
    for slot in range(model.slots):
        options = np.flatnonzero(
            (model.site_class == model.slot_class[slot]) & ~np.isin(model.site_unit, model.site_unit[sites[:slot]])
        )
        site = int(random.choices(options.tolist(), (left[options] + 1e-12).tolist())[0])
        sites[slot] = site
        mass, order = 1.0, options[np.argsort(model.cost[model.site_unit[options], site], kind="stable")]
        for near in order:
            taken = min(mass, left[near])
            left[near] -= taken
            mass -= taken
            if mass <= 0:
                break
    return sites


def _own_cost_is_finite(model: Model) -> BoolArray:
    return np.isfinite(model.cost[model.site_unit, np.arange(len(model.site_unit))])


def grow(model: Model, site_of: IntArray) -> State:
    """Territories grown from their sites; units out of reach go to the cheapest site."""
    cost = model.cost[:, site_of]
    slot_of = np.full(model.units, -1)
    room = _targets(model, site_of)
    carried = np.zeros(model.slots)
    beside: list[set[int]] = [set() for _ in range(model.slots)]
    for slot, seed in enumerate(_seeds(model, site_of, cost)):
        _take(model, slot_of, beside, slot, seed)
        carried[slot] += _bulk(model)[seed]
    bulk = _bulk(model)
    while True:
        slots = [k for k in np.argsort(carried / room, kind="stable") if any(np.isfinite(cost[u, k]) for u in beside[k])]
        if not slots:
            break
        slot = int(slots[0])
        unit = min(beside[slot], key=lambda u: (cost[u, slot] - _second(cost, u, slot), u))
        _take(model, slot_of, beside, slot, unit)
        carried[slot] += bulk[unit]
    left = np.flatnonzero(slot_of < 0)
    slot_of[left] = np.argmin(cost[left], axis=1)
    return make_state(model, slot_of, site_of)


def _second(cost: FloatArray, unit: int, slot: int) -> float:
    """The cheapest other slot of a unit, for regret."""
    row = cost[unit]
    best = float(np.delete(row, slot).min(initial=np.inf))
    return best if np.isfinite(best) else 1e12


def _bulk(model: Model) -> FloatArray:
    """How big a unit is: its share of each resource, averaged."""
    if not len(model.weights):
        return np.ones(model.units)
    flat = model.weights[:, :, 0]
    return np.asarray((flat / np.maximum(flat.sum(axis=1, keepdims=True), 1e-12)).mean(axis=0) + 1e-9, np.float64)


def _targets(model: Model, site_of: IntArray) -> FloatArray:
    """How big each slot should become, in shares."""
    if not len(model.weights):
        return np.ones(model.slots)
    middle = (model.bands.soft_least[0] + model.bands.soft_most[0])[site_of]
    return np.asarray(np.maximum(middle / max(float(middle.sum()), 1e-12), 1e-9), np.float64)


def _seeds(model: Model, site_of: IntArray, cost: FloatArray) -> list[int]:
    """The unit every slot starts from: its centre, or the cheapest unit nobody started from."""
    seeds: list[int] = []
    for slot in range(model.slots):
        unit = int(model.site_unit[site_of[slot]])
        if unit < 0:
            price = cost[:, slot].copy()
            price[seeds] = np.inf
            unit = int(np.argmin(price))
        seeds.append(unit)
    return seeds


def _take(model: Model, slot_of: IntArray, beside: list[set[int]], slot: int, unit: int) -> None:
    slot_of[unit] = slot
    for each in beside:
        each.discard(unit)
    near = model.neighbours[unit] if model.contiguity is not Contiguity.OFF else range(model.units)
    beside[slot].update(other for other in near if slot_of[other] < 0)


def follow_prices(model: Model, reduced: FloatArray) -> State:
    """With given homes: every unit where its reduced cost (units, slots) is least, then pieces that lie apart go to the
    neighbour that they cost least at. The Lagrangian answer is nearly balanced and nearly in one piece."""
    reach = np.where(np.isfinite(reduced), reduced, np.inf)
    state = make_state(model, np.argmin(reach, axis=1), np.arange(model.slots))
    if model.contiguity is Contiguity.OFF:
        return state
    for _ in range(model.units):
        if not _join_pieces(state, reach):
            break
    return make_state(model, state.slot_of, state.site_of)


def _join_pieces(state: State, reach: FloatArray) -> bool:
    """Gives every piece apart from its territory's main piece to a slot beside it; whether there was one."""
    changed = False
    for slot in range(state.model.slots):
        for piece in pieces(state.members(slot).tolist(), state.model.neighbours)[1:]:
            beside = np.unique(state.slot_of[sorted(rim(piece, state.model.neighbours))])
            price = reach[np.ix_(np.array(piece), beside)].sum(axis=0)
            if len(price) and np.isfinite(price).any():
                state.slot_of[piece] = beside[int(np.argmin(price))]
                changed = True
    return changed


def construct(model: Model, random: Random, stop: Stop, picked: FloatArray | None = None) -> State:
    """A first answer from a random start, improved; it may still break bands when they are tight.

    `picked`: how much the linear relaxation makes of each site, if known: then centres follow it.
    """
    given = None if model.site_unit[0] < 0 else picked
    state = grow(model, pick_sites(model, random) if given is None else pick_by_relaxation(model, given, random))
    improve(state, stop)
    return state
