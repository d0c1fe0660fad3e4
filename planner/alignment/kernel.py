"""The inner loop of the annealing on flat arrays: compiled where the optional compiler is installed, and the same moves without.

All figures are those of `annealing.Tables`; `seed` is one whole number that changes (Park & Miller 1988), so that compiled and
plain runs agree.
"""

from collections.abc import Callable
from importlib.util import find_spec
from math import exp
from typing import Any, TypeVar

Function = TypeVar("Function", bound=Callable[..., object])
Array = Any
"""A numpy array of any type: the compiler works types out by itself."""


def compiled(function: Function) -> Function:
    """The function in machine code, kept beside the source; the function itself where there is no compiler."""
    if find_spec("numba") is None:
        return function
    from numba import njit  # noqa: PLC0415 (an optional extra)

    made: Any = njit(cache=True, error_model="numpy")(function)
    return made  # type: ignore[no-any-return]


@compiled
def draw(seed: Array) -> float:
    """A number from 0 to 1."""
    seed[0] = seed[0] * 48271 % 2147483647
    return float(seed[0] / 2147483647.0)


@compiled
def price_of(loads: Array, slot: int, bands: Array, prices: Array) -> float:
    """What a slot's loads cost: outside the soft band (rows 1, 2) at the soft price, outside the hard one (0, 3) at the stern."""
    total = 0.0
    for r in range(loads.shape[0]):
        load = loads[r, slot]
        if load > bands[2, r, slot]:
            total += prices[0, r, slot] * (load - bands[2, r, slot])
        elif load < bands[1, r, slot]:
            total += prices[0, r, slot] * (bands[1, r, slot] - load)
        if load > bands[3, r, slot]:
            total += prices[1, r, slot] * (load - bands[3, r, slot])
        elif load < bands[0, r, slot]:
            total += prices[1, r, slot] * (bands[0, r, slot] - load)
    return total


@compiled
def leaves_one_piece(  # noqa: PLR0917 (compiled code takes arrays one by one)
    unit: int, slot_of: Array, first: Array, beside: Array, marks: Array, queue: Array
) -> bool:
    """Whether a unit's slot stays in one piece, and not empty, without it. `marks` ends with the number of the last look."""
    slot, start, left = slot_of[unit], -1, 0
    for place in range(first[unit], first[unit + 1]):
        if slot_of[beside[place]] == slot:
            start = beside[place]
            left += 1
    if left <= 1:
        return bool(left == 1)
    left -= 1
    marks[-1] += 1
    look = marks[-1]
    marks[unit] = look
    marks[start] = look
    queue[0] = start
    head, tail = 0, 1
    while head < tail:
        here = queue[head]
        head += 1
        for place in range(first[here], first[here + 1]):
            other = beside[place]
            if slot_of[other] == slot and marks[other] != look:
                marks[other] = look
                queue[tail] = other
                tail += 1
                for own in range(first[unit], first[unit + 1]):
                    if beside[own] == other:
                        left -= 1
                if left == 0:
                    return True
    return False


@compiled
def links_to(  # noqa: PLR0917
    unit: int, slot: int, slot_of: Array, first: Array, beside: Array, links: Array
) -> float:
    """How many links join a unit to a slot."""
    total = 0.0
    for place in range(first[unit], first[unit + 1]):
        if slot_of[beside[place]] == slot:
            total += links[place]
    return total


@compiled
def shift(loads: Array, weights: Array, unit: int, old: int, new: int) -> None:
    """Takes a unit's load from one slot to another."""
    for r in range(loads.shape[0]):
        loads[r, old] -= weights[r, unit, old]
        loads[r, new] += weights[r, unit, new]


@compiled
def anneal(  # noqa: PLR0917
    slot_of: Array, loads: Array, cost: Array, weights: Array, bands: Array, prices: Array, first: Array, beside: Array,
    links: Array, cut_cost: float, counts: Array, in_pieces: bool, marks: Array, queue: Array, seed: Array, heat: float,
    rounds: int,
) -> None:  # fmt: skip
    """`rounds` trials at one temperature, in place: a unit by chance goes to a neighbour's slot (with `in_pieces`, otherwise
    any slot) if that pays, or by chance the less it costs (Metropolis), and if its old slot stays in one piece."""
    units, slots = cost.shape
    for _ in range(rounds):
        unit = int(draw(seed) * units) % units
        old, degree = slot_of[unit], first[unit + 1] - first[unit]
        if in_pieces:
            if degree == 0:
                continue
            new = slot_of[beside[first[unit] + int(draw(seed) * degree) % degree]]
        else:
            new = int(draw(seed) * slots) % slots
        if new == old or cost[unit, new] > 1e300 or counts[old] == 1:
            continue
        change = cost[unit, new] - cost[unit, old] - price_of(loads, old, bands, prices) - price_of(loads, new, bands, prices)
        if cut_cost > 0.0:
            stays = links_to(unit, old, slot_of, first, beside, links)
            change += cut_cost * (stays - links_to(unit, new, slot_of, first, beside, links))
        shift(loads, weights, unit, old, new)
        change += price_of(loads, old, bands, prices) + price_of(loads, new, bands, prices)
        if (change <= 0.0 or draw(seed) < exp(-change / heat)) and (
            not in_pieces or leaves_one_piece(unit, slot_of, first, beside, marks, queue)
        ):
            slot_of[unit] = new
            counts[old] -= 1
            counts[new] += 1
        else:
            shift(loads, weights, unit, new, old)
