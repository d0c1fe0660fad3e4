"""Moves, swaps and recentring: the local search that every new answer goes through.

One round: 1. the price of every move of a unit to a slot it touches, as one array; 2. the best moves whose leaving is allowed
are made, until none pays; 3. a move that takes along what would fall off; 4. the best swap of two units; 5. free centres go to
the best unit inside. Rounds go on until nothing pays (variable neighbourhood descent, Hansen & Mladenović 1997, on the
neighbourhoods of Ríos-Mercado & Fernández 2009 for territory design: moves and swaps that keep territories in one piece).
"""

from collections.abc import Callable

import numpy as np

from planner.alignment.connectivity import in_one_piece, pieces
from planner.alignment.model import IntArray
from planner.alignment.problem import Contiguity, FloatArray
from planner.alignment.state import State, load_cost, may_leave, move, total_cost

GAIN = 1e-7
"""The smallest saving worth a move."""
SWAP_UNITS = 400
"""At most so many units are paired in one look for swaps."""

Stop = Callable[[], bool]


def touching(state: State) -> FloatArray:
    """How many neighbour links join each unit to each slot, shape (units, slots)."""
    found = np.zeros((state.model.units, state.model.slots))
    links = state.model.links
    np.add.at(found, (links[:, 0], state.slot_of[links[:, 1]]), links[:, 2])
    np.add.at(found, (links[:, 1], state.slot_of[links[:, 0]]), links[:, 2])
    return found


def move_prices(state: State, units: IntArray) -> FloatArray:
    """What the objective changes by when a unit goes to a slot, shape (len(units), slots); inf where it may not."""
    model, slots = state.model, np.arange(state.model.slots)
    own = state.slot_of[units]
    costs = model.cost[units][:, state.site_of]
    prices = costs - costs[np.arange(len(units)), own][:, None]
    if len(state.loads):
        now = load_cost(state, state.loads, slots)
        weights = model.weights[:, units]
        joined = load_cost(state, state.loads[:, None, :] + weights[:, :, model.slot_class], slots)
        own_weights = weights[:, np.arange(len(units)), model.slot_class[own]]
        left = load_cost(state, state.loads[:, own] - own_weights, own)
        prices += joined - now + (left - now[own])[:, None]
    if len(model.links) and (model.contiguity is not Contiguity.OFF or model.cut_cost):
        touch = touching(state)[units]
        prices += model.cut_cost * (touch[np.arange(len(units)), own][:, None] - touch)
        if model.contiguity is not Contiguity.OFF:
            prices[touch == 0] = np.inf
    prices[np.arange(len(units)), own] = np.inf
    return prices


def descend_by_moves(state: State, stop: Stop, most: int = 10_000) -> bool:
    """Makes the best allowed moves until none pays; whether any was made. Moves of one round share no slot, so that the price
    of each still holds when it is made."""
    units, made = np.arange(state.model.units), False
    for _ in range(most):
        prices = move_prices(state, units)
        order = np.argsort(prices, axis=None, kind="stable")[: 64 + 16 * state.model.slots]
        used: set[int] = set()
        for place in order[prices.ravel()[order] < -GAIN]:
            unit, slot = divmod(int(place), state.model.slots)
            old = int(state.slot_of[unit])
            if slot in used or old in used:
                continue
            if may_leave(state, unit) and _soft_shape_allows(state, unit, slot, float(prices[unit, slot])):
                move(state, unit, slot)
                used.update((old, slot))
        made = made or bool(used)
        if not used or stop():
            return made
    return made


def move_with_tail(state: State, tries: int = 60) -> bool:
    """The first of the most promising moves that pays when whatever would fall off goes along; whether there was one."""
    if state.model.contiguity is not Contiguity.HARD:
        return False
    prices = move_prices(state, np.arange(state.model.units))
    before = total_cost(state)
    for place in np.argsort(prices, axis=None, kind="stable")[:tries]:
        unit, slot = divmod(int(place), state.model.slots)
        old = int(state.slot_of[unit])
        centre = int(state.model.site_unit[state.site_of[old]])
        if not np.isfinite(prices[unit, slot]) or unit == centre:
            continue
        staying = pieces(set(state.members(old).tolist()) - {unit}, state.model.neighbours)
        if len(staying) < 2:
            continue
        main = next((piece for piece in staying if centre in piece), staying[0])
        trial = state.copy()
        for each in (unit, *(other for piece in staying if piece is not main for other in piece)):
            move(trial, each, slot)
        if total_cost(trial) < before - GAIN:
            state.slot_of, state.loads = trial.slot_of, trial.loads
            return True
    return False


def _moves_with_tails(state: State, stop: Stop, most: int = 20) -> bool:
    """Several such moves in a row; whether there was one."""
    made = 0
    while made < most and move_with_tail(state) and not stop():
        made += 1
    return made > 0


def _soft_shape_allows(state: State, unit: int, slot: int, price: float) -> bool:
    """With soft contiguity a move must pay for the fragments it makes as well."""
    if state.model.contiguity is not Contiguity.SOFT:
        return True
    trial = state.copy()
    move(trial, unit, slot)
    return total_cost(trial) < total_cost(state) - GAIN or price < -float(state.stern.min(initial=np.inf))


def _swappable(state: State) -> IntArray:
    """Units worth pairing: those beside another slot, the cheapest to move away first, without centres."""
    prices = move_prices(state, np.arange(state.model.units)).min(axis=1)
    prices[state.model.site_unit[state.site_of][state.model.site_unit[state.site_of] >= 0]] = np.inf
    order = np.argsort(prices, kind="stable")
    return np.asarray(order[np.isfinite(prices[order])][:SWAP_UNITS], dtype=np.int64)


def swap_prices(state: State, units: IntArray) -> FloatArray:
    """What exchanging the slots of two units changes by, shape (len(units), len(units)); inf within one slot."""
    model, own = state.model, state.slot_of[units]
    costs = model.cost[units][:, state.site_of[own]]
    home = costs.diagonal()
    prices = costs + costs.T - home[:, None] - home[None, :]
    if len(state.loads):
        now = load_cost(state, state.loads, np.arange(model.slots))[own]
        weights = model.weights[:, units][:, :, model.slot_class[own]]
        leaving = weights[:, np.arange(len(units)), np.arange(len(units))]
        change = load_cost(state, (state.loads[:, own] - leaving)[:, None, :] + weights, own) - now
        prices = prices + change + change.T
    prices[own[:, None] == own[None, :]] = np.inf
    return np.asarray(prices, dtype=np.float64)


def _swap_keeps_pieces(state: State, one: int, other: int) -> bool:
    if state.model.contiguity is not Contiguity.HARD:
        return True
    for leaving, coming in ((one, other), (other, one)):
        members = set(state.members(int(state.slot_of[leaving])).tolist())
        if not in_one_piece((members - {leaving}) | {coming}, state.model.neighbours):
            return False
    return True


def best_swap(state: State) -> bool:
    """Makes the best allowed swap that pays; whether there was one."""
    units = _swappable(state)
    if len(units) < 2:
        return False
    prices = np.triu(swap_prices(state, units))
    order = np.argsort(prices, axis=None, kind="stable")[:64]
    for place in order[prices.ravel()[order] < -GAIN]:
        one, other = (int(units[each]) for each in divmod(int(place), len(units)))
        if _swap_keeps_pieces(state, one, other):
            before, trial = total_cost(state), state.copy()
            slots = int(state.slot_of[one]), int(state.slot_of[other])
            move(trial, one, slots[1])
            move(trial, other, slots[0])
            if total_cost(trial) < before - GAIN:
                state.slot_of, state.loads = trial.slot_of, trial.loads
                return True
    return False


def recentre(state: State) -> bool:
    """Moves every free centre to the best unit of its territory that can carry its load; whether one moved."""
    model, moved = state.model, False
    if model.site_unit[0] < 0:
        return False
    for slot in range(model.slots):
        members = state.members(slot)
        sites = np.flatnonzero((model.site_class == model.slot_class[slot]) & np.isin(model.site_unit, members))
        prices = model.cost[np.ix_(members, sites)].sum(axis=0)
        prices += _carrying_prices(state, slot, sites)
        best = int(np.argmin(prices)) if len(sites) else 0
        current = np.flatnonzero(sites == state.site_of[slot])
        if len(sites) and (not len(current) or prices[best] < prices[current[0]] - GAIN):
            state.site_of[slot] = sites[best]
            moved = True
    return moved


def _carrying_prices(state: State, slot: int, sites: IntArray) -> FloatArray:
    """What the slot's load costs at each of the sites."""
    trial = State(state.model, state.slot_of, sites, state.loads, state.stern)
    column = np.repeat(state.loads[:, [slot]], len(sites), axis=1)
    return load_cost(trial, column, np.arange(len(sites)))


def improve(state: State, stop: Stop) -> None:
    """Descends to an answer that no single move, swap or recentring improves, or until told to stop."""
    while not stop():
        descend_by_moves(state, stop)
        if not (_moves_with_tails(state, stop) or best_swap(state) or recentre(state)):
            return
