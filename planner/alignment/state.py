"""The answer while it is being worked on: who has what, with the loads, and what every single move would change."""

from dataclasses import dataclass, replace

import numpy as np

from planner.alignment.connectivity import can_leave, in_one_piece, pieces
from planner.alignment.model import Bands, IntArray, Model
from planner.alignment.problem import Contiguity, FloatArray

SLACK = 1e-7
"""Load beyond a hard band that counts as rounding."""


@dataclass(slots=True, eq=False)
class State:
    """`slot_of` (units), `site_of` (slots), `loads` (resources, slots). `stern` is the price of one unit of hard excess."""

    model: Model
    slot_of: IntArray
    site_of: IntArray
    loads: FloatArray
    stern: FloatArray

    def copy(self) -> "State":
        return State(self.model, self.slot_of.copy(), self.site_of.copy(), self.loads.copy(), self.stern)

    def members(self, slot: int) -> IntArray:
        return np.flatnonzero(self.slot_of == slot)


def hard_prices(model: Model) -> FloatArray:
    """A price per resource that makes hard excess dearer than any saving, shape (resources,)."""
    finite = model.cost[np.isfinite(model.cost)]
    spread = float(finite.max() - finite.min()) if finite.size else 1.0
    least = np.array([row[row > 0].min(initial=np.inf) for row in model.weights.reshape(len(model.weights), -1)])
    least = np.where(np.isfinite(least), least, 1.0)
    mean = np.array([row.sum() / max(np.count_nonzero(row), 1) for row in model.weights.reshape(len(model.weights), -1)])
    prices: FloatArray = 20.0 * (spread + 1.0 + float(model.bands.penalty.max(initial=0.0))) / np.maximum(least, 0.1 * mean)
    return prices


def make_state(model: Model, slot_of: IntArray, site_of: IntArray) -> State:
    """The state of given slots and sites, loads counted afresh."""
    state = State(model, slot_of.astype(np.int64), site_of.astype(np.int64), np.empty(0), hard_prices(model))
    state.loads = count_loads(model, state.slot_of)
    return state


def count_loads(model: Model, slot_of: IntArray) -> FloatArray:
    """Loads from scratch, shape (resources, slots)."""
    own = model.weights[:, np.arange(model.units), model.slot_class[slot_of]]
    rows = [np.bincount(slot_of, row, model.slots) for row in own]
    return np.array(rows, dtype=np.float64).reshape(len(model.weights), model.slots)


def excess(state: State, loads: FloatArray, slots: IntArray) -> FloatArray:
    """Load outside the hard band; `loads` (resources, ..., len(slots)) stand at the sites of `slots`."""
    bands, sites = state.model.bands, state.site_of[slots]
    shape = (len(loads), *([1] * (loads.ndim - 2)), len(slots))
    least, most = bands.least[:, sites].reshape(shape), bands.most[:, sites].reshape(shape)
    return np.maximum(np.maximum(loads - most, least - loads), 0.0)


def load_cost(state: State, loads: FloatArray, slots: IntArray) -> FloatArray:
    """What loads cost at the sites of `slots`: soft excess at its penalty, hard excess at the stern price; resources summed.

    Hard excess counts more the greater it is, so that load flows from the fullest slot through full ones to an empty one.
    """
    bands, sites = state.model.bands, state.site_of[slots]
    shape = (len(loads), *([1] * (loads.ndim - 2)), len(slots))
    low, high = bands.soft_least[:, sites].reshape(shape), bands.soft_most[:, sites].reshape(shape)
    price = bands.penalty[:, sites].reshape(shape)
    soft = price * (np.maximum(loads - high, 0.0) + np.maximum(low - loads, 0.0))
    stern = state.stern.reshape(len(loads), *([1] * (loads.ndim - 1)))
    beyond = excess(state, loads, slots)
    hard = stern * beyond * (1.0 + 10.0 * beyond / (1.0 + high))
    return np.asarray((soft + hard).sum(axis=0), dtype=np.float64)


def hard_excess(state: State) -> float:
    """How far all loads together lie outside their hard bands, rounding forgiven."""
    if not len(state.loads):
        return 0.0
    beyond = excess(state, state.loads, np.arange(state.model.slots))
    scale = 1.0 + np.abs(state.model.bands.most[:, state.site_of])
    return float(np.where(beyond > SLACK * scale, beyond, 0.0).sum())


def shape_cost(state: State) -> float:
    """What cut links and, when contiguity is soft, fragments cost."""
    model, total = state.model, 0.0
    if model.cut_cost and len(model.links):
        cut = state.slot_of[model.links[:, 0]] != state.slot_of[model.links[:, 1]]
        total += model.cut_cost * float(model.links[cut, 2].sum())
    if model.contiguity is Contiguity.SOFT and model.fragment_cost:
        total += model.fragment_cost * fragment_count(state)
    return total


def fragment_count(state: State) -> int:
    """Pieces beyond one per slot."""
    found = (pieces(state.members(k).tolist(), state.model.neighbours) for k in range(state.model.slots))
    return sum(max(len(each) - 1, 0) for each in found)


def total_cost(state: State) -> float:
    """The objective, with hard excess at its stern price: comparable between valid and invalid states."""
    away = float(state.model.cost[np.arange(state.model.units), state.site_of[state.slot_of]].sum())
    return away + float(load_cost(state, state.loads, np.arange(state.model.slots)).sum()) + shape_cost(state)


def centres_are_inside(state: State) -> bool:
    """Whether every free centre belongs to its own territory."""
    where = state.model.site_unit[state.site_of]
    free = where >= 0
    return bool(np.all(state.slot_of[where[free]] == np.flatnonzero(free)))


def all_in_one_piece(state: State) -> bool:
    """Whether every slot is connected."""
    return all(in_one_piece(state.members(k).tolist(), state.model.neighbours) for k in range(state.model.slots))


def is_valid(state: State) -> bool:
    """Whether no hard limit is broken: bands, locks and qualifications, centres inside, no empty slot, contiguity."""
    placed = np.isfinite(state.model.cost[np.arange(state.model.units), state.site_of[state.slot_of]]).all()
    filled = len(np.unique(state.slot_of)) == state.model.slots and len(np.unique(state.site_of)) == state.model.slots
    if not (placed and filled and centres_are_inside(state) and hard_excess(state) == 0.0):
        return False
    return state.model.contiguity is not Contiguity.HARD or all_in_one_piece(state)


def may_leave(state: State, unit: int) -> bool:
    """Whether a unit may leave its slot: it is not the centre, not the last, and no piece falls off (hard contiguity)."""
    slot = int(state.slot_of[unit])
    members = state.members(slot)
    if len(members) == 1 or state.model.site_unit[state.site_of[slot]] == unit:
        return False
    return state.model.contiguity is not Contiguity.HARD or can_leave(unit, members.tolist(), state.model.neighbours)


def move(state: State, unit: int, slot: int) -> None:
    """Gives a unit to another slot and keeps the loads."""
    old, classes = int(state.slot_of[unit]), state.model.slot_class
    state.loads[:, old] -= state.model.weights[:, unit, classes[old]]
    state.loads[:, slot] += state.model.weights[:, unit, classes[slot]]
    state.slot_of[unit] = slot


def elastic(state: State) -> Model:
    """The model with hard bands at a price, for an answer that does not keep them yet."""
    bands, total = state.model.bands, state.model.weights.sum(axis=1).max(axis=1)[:, None]
    none, most = np.zeros_like(bands.least), np.broadcast_to(total, bands.most.shape)
    return replace(state.model, bands=Bands(none, bands.soft_least, bands.soft_most, most, bands.penalty + state.stern[:, None]))


def closeness(state: State) -> FloatArray:
    """How much dearer the units of a slot are at another slot's site, on average over its dozen nearest; (slots, slots)."""
    extra = state.model.cost[:, state.site_of]
    extra = extra - extra[np.arange(len(extra)), state.slot_of][:, None]
    rows = []
    for slot in range(state.model.slots):
        own = np.sort(extra[state.slot_of == slot], axis=0)[:12]
        rows.append(np.where(np.isfinite(own), own, 1e12).mean(axis=0) if len(own) else np.full(state.model.slots, 1e12))
    return np.array(rows)
