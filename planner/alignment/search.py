"""The search for better answers: exact answers for neighbouring territories, over and over.

1. A random start, improved (`construction`). 2. Allocation to its centres as a programme, when bands are still broken.
3. A territory by chance with its nearest others is solved exactly with all centres inside free to move; better answers are
kept; a neighbourhood is not tried again until one of its territories changes. 4. When no neighbourhood of a size is left,
the size grows; when it may not grow any more, the answer is kept and the search goes on from a new start or from a shaken
one. This is the partial optimisation of Stefanello, de Araújo & Müller (2015) and POPMUSIC (Taillard & Voss 2002).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

import numpy as np

from planner.alignment.annealing import COOLINGS, STARTS, anneal, cooling, is_suited, make_tables
from planner.alignment.budget import Budget
from planner.alignment.construction import construct, follow_prices, grow
from planner.alignment.diagram import varied_start
from planner.alignment.exact import CutPool, ExactLimits, allocation_part, solve_part, with_part
from planner.alignment.improvement import descend_by_moves, improve
from planner.alignment.model import BoolArray, IntArray, Model
from planner.alignment.problem import FloatArray
from planner.alignment.programme import Part
from planner.alignment.relaxation import Prices, pair_values, useful_part
from planner.alignment.state import State, closeness, elastic, is_valid, total_cost
from planner.solving import SolveControl, SolveLimits

NODES = 300
"""Nodes of branch and bound for one neighbourhood."""
PAIRS = 8000
"""The most unit-site pairs of one neighbourhood."""
SECONDS = 2.0
"""The most seconds for one neighbourhood."""
SMALLEST, UNITS = 3, 80
"""Territories of the smallest neighbourhood, and about how many units it should have."""
NARROWED = 2_000_000
"""Pairs up to which useless ones are sorted out again for every new answer."""
TRIED = 12
"""Random starts of which the best is worked on."""


@dataclass(slots=True)
class Search:
    """One running search; `best` is the best valid answer so far, `watch` is told of each new one; `bound` was proven."""

    model: Model
    random: Random
    budget: Budget
    watch: Callable[[State, float], None] = lambda _state, _cost: None
    finished: Callable[[], bool] = lambda: False
    best: State | None = None
    best_cost: float = np.inf
    tried: set[tuple[int, ...]] = field(default_factory=set)
    pool: CutPool = field(default_factory=CutPool)
    prices: Prices | None = None
    useful: BoolArray | None = None
    bound: float = -np.inf
    coolings: int = 0

    def over(self) -> bool:
        return self.budget.is_over() or self.finished()

    def keep(self, state: State) -> None:
        """Remembers a state if it is valid and the best."""
        cost = total_cost(state)
        if cost < self.best_cost - 1e-9 and is_valid(state):
            self.best, self.best_cost = state.copy(), cost
            self.watch(state, cost)

    def limits(self, seconds: float = SECONDS) -> ExactLimits:
        own = Budget(SolveLimits(seconds=None if self.budget.repeats else seconds), SolveControl())

        def clock() -> float | None:
            left = [each for each in (self.budget.seconds_left(), own.seconds_left()) if each is not None]
            return min(left) if left else None

        return ExactLimits(clock, NODES, self.over)

    def narrow(self, state: State) -> None:
        """Works out which pairs an answer better than `state` may use."""
        self.useful = None
        if self.prices is not None and is_valid(state) and self.model.cost.size <= NARROWED:
            part = useful_part(self.model, self.prices, total_cost(state))
            self.useful = np.zeros(self.model.cost.shape, dtype=bool)
            self.useful[:, part.sites] = part.allowed
            self.useful[np.arange(self.model.units), state.site_of[state.slot_of]] = True


def run_search(search: Search, first: State | None = None) -> None:
    """Searches until the budget is spent or `finished` says so."""
    cool_down(search)
    state = first or (search.best.copy() if search.coolings and search.best else None)
    while not search.over():
        state = _begin(search) if state is None else state
        search.keep(state)
        state = _descend(search, state)
        search.keep(state)
        state = _next_start(search)


def cool_down(search: Search) -> None:
    """With many units and given homes: short coolings from different starts, then a long one from the best answer."""
    if not is_suited(search.model) or search.coolings == len(COOLINGS):
        return
    tables = make_tables(search.model)
    while search.coolings < len(COOLINGS) and not search.over():
        best = None if search.coolings < STARTS else search.best
        start = best or varied_start(search.model, search.coolings, search.random)
        plan = cooling(search.budget, search.coolings, search.model.units)
        state = anneal(start, tables, search.random, plan, search.budget.is_over)
        search.keep(state)
        improve(state, search.budget.is_over)
        search.keep(state)
        search.coolings += 1


def _begin(search: Search) -> State:
    """The best of several random starts, or with given homes and prices the answer that the prices lead to."""
    search.budget.steps += 1
    if search.prices is not None and search.model.site_unit[0] < 0:
        return _begin_from_prices(search, search.prices)
    picked = None if search.prices is None else search.prices.picked
    best = construct(search.model, search.random, search.over, picked)
    for _ in range(min(TRIED, 4000 // search.model.units)):
        if search.over():
            break
        other = construct(search.model, search.random, search.over, picked)
        search.keep(other)
        best = min(best, other, key=total_cost)
    return best if is_valid(best) else allocate(search, best)


def _begin_from_prices(search: Search, prices: Prices) -> State:
    """The first time as the prices say, then with prices shaken by up to a fifth."""
    shaken = [1.0 if search.best is None else search.random.uniform(0.8, 1.2) for _ in range(search.model.slots)]
    reduced = pair_values(search.model, prices.worth, prices.toll * np.array(shaken), np.arange(search.model.slots))
    starts = [follow_prices(search.model, reduced)]
    if not is_valid(starts[0]):
        starts.append(grow(search.model, np.arange(search.model.slots)))
    for start in starts:
        descend_by_moves(start, search.over)
        search.keep(start)
    state = min(starts, key=total_cost)
    improve(state, search.over)
    return state


def allocate(search: Search, state: State) -> State:
    """The exact allocation of all units to the centres of a state, if one is found in time; otherwise the state."""
    for nearest in (4, state.model.slots):
        part = allocation_part(state.model, state.site_of, nearest)
        found = solve_part(state.model, part, None, search.limits(2.0), search.pool)
        if found.site_of is not None:
            return with_part(state, part, np.arange(state.model.slots), found.site_of)
        if search.over():
            break
    return state


def _descend(search: Search, state: State) -> State:
    """Neighbourhood after neighbourhood until none of any size improves."""
    slots_of_units = round(UNITS * state.model.slots / state.model.units)
    size = min(max(SMALLEST, slots_of_units), max(SMALLEST, -(-3 * state.model.slots // 5)), state.model.slots)
    search.tried.clear()
    search.narrow(state)
    while not search.over():
        slots = _pick_neighbourhood(search, state, size)
        if slots is None:
            largest = state.model.slots - (state.model.site_unit[0] >= 0 and state.model.slots > SMALLEST)
            larger = min(size + max(1, size // 4), largest)
            if larger <= size or not _fits(search, state, larger):
                return state
            size = larger
            continue
        better = _solve_neighbourhood(search, state, slots)
        if better is None:
            search.tried.add(_signature(state, slots))
        else:
            state = better
            search.keep(state)
            search.narrow(state)
        search.budget.steps += 1
    return state


def _fits(search: Search, state: State, size: int) -> bool:
    """Whether a neighbourhood of so many slots stays solvable."""
    per_slot = state.model.units / state.model.slots
    pairs = (size * per_slot) * (size * per_slot if state.model.site_unit[0] >= 0 else size)
    if search.useful is not None:
        pairs *= min(1.0, 1.3 * float(search.useful.mean()) * state.model.slots / size)
    return pairs <= PAIRS


def _signature(state: State, slots: IntArray) -> tuple[int, ...]:
    return tuple(sorted(hash(state.members(int(k)).tobytes()) for k in slots))


def _pick_neighbourhood(search: Search, state: State, size: int) -> IntArray | None:
    """A set of close slots not tried since it last changed: nearest ones first, then with chance; None when none is found."""
    if size >= state.model.slots:
        everything = np.arange(state.model.slots)
        return None if _signature(state, everything) in search.tried else everything
    near = closeness(state)
    near = near + near.T
    starts = list(range(state.model.slots))
    search.random.shuffle(starts)
    for spread in (0, 2):
        for start in starts:
            others = [int(k) for k in np.argsort(near[start], kind="stable") if k != start][: size - 1 + spread]
            chosen = np.array(sorted([start, *search.random.sample(others, min(size - 1, len(others)))]))
            if _signature(state, chosen) not in search.tried:
                return chosen
    return None


def _solve_neighbourhood(search: Search, state: State, slots: IntArray) -> State | None:
    """The exact answer for some slots if it is better than what they have now."""
    part = neighbourhood_part(state, slots, search.useful)
    before = total_cost(state)
    start = np.searchsorted(part.sites, state.site_of[state.slot_of[part.units]]) if is_valid(state) else None
    limits = search.limits()
    found = solve_part(state.model if start is not None else elastic(state), part, start, limits, search.pool)
    if len(slots) == state.model.slots and start is not None and _has_all(search, part):
        search.bound = max(search.bound, min(found.bound, before))
    if found.site_of is None:
        return None
    changed = with_part(state, part, slots, found.site_of)
    improve(changed, search.over)
    return changed if total_cost(changed) < before - 1e-9 else None


def _has_all(search: Search, part: Part) -> bool:
    """Whether a part leaves out nothing that could be better: then its bound holds for every answer."""
    if search.model.site_unit[0] >= 0:
        return False
    wanted = np.isfinite(search.model.cost) if search.useful is None else search.useful & np.isfinite(search.model.cost)
    return bool((part.allowed >= wanted).all())


def neighbourhood_part(state: State, slots: IntArray, useful: BoolArray | None) -> Part:
    """Some slots with all their units; free centres may go to the units that serve a slot best."""
    model = state.model
    units = np.flatnonzero(np.isin(state.slot_of, slots))
    counts = np.bincount(model.slot_class[slots], minlength=int(model.slot_class.max()) + 1)
    sites = state.site_of[slots] if model.site_unit[0] < 0 else _promising_sites(state, slots, units, useful)
    cost = model.cost[np.ix_(units, sites)]
    allowed = np.isfinite(cost)
    if useful is not None:
        allowed &= useful[np.ix_(units, sites)] | (model.site_unit[sites] == units[:, None])
    if allowed.sum() > PAIRS:
        allowed &= _within_reach(state, units, sites, cost)
    return Part(units, sites, allowed, counts)


def _within_reach(state: State, units: IntArray, sites: IntArray, cost: FloatArray) -> BoolArray:
    """The pairs that cost least beyond what the unit pays now, as many as are solvable, with all pairs of today's answer."""
    extra = cost - state.model.cost[units, state.site_of[state.slot_of[units]]][:, None]
    own = state.model.site_unit[sites][None, :] == units[:, None]
    today = sites[None, :] == state.site_of[state.slot_of[units]][:, None]
    limit = np.partition(extra, PAIRS, axis=None)[PAIRS]
    return np.asarray((extra <= limit) | own | today)


def _promising_sites(state: State, slots: IntArray, units: IntArray, useful: BoolArray | None) -> IntArray:
    """For every slot the sites among its units with the least cost for them, so many that the neighbourhood stays solvable."""
    model = state.model
    density = 1.0 if useful is None else float(useful.mean()) * model.slots / len(slots)
    each = max(4, min(40, int(PAIRS / max(density, 0.1) / max(len(units), 1) / len(slots))))
    worth_a_look = np.ones(len(model.site_unit), dtype=bool) if useful is None else useful.any(axis=0)
    picked: list[int] = []
    for slot in slots:
        members = state.members(int(slot))
        inside = np.isin(model.site_unit, members) & worth_a_look
        for kind in np.unique(model.slot_class[slots]):
            sites = np.flatnonzero(inside & (model.site_class == kind))
            price = model.cost[np.ix_(members, sites)]
            price = np.where(np.isfinite(price), price, 1e9).sum(axis=0)
            picked.extend(sites[np.argsort(price, kind="stable")[:each]].tolist())
    return np.array(sorted({*picked, *state.site_of[slots].tolist()}))


def _next_start(search: Search) -> State | None:
    """A shaken best answer, or None for a fresh random start."""
    if search.best is None or search.random.random() < 0.3 or search.best.model.site_unit[0] < 0:
        return None
    best, model = search.best, search.model
    sites = best.site_of.copy()
    for slot in search.random.sample(range(model.slots), max(1, model.slots // 3)):
        kind = model.slot_class[slot]
        taken = set(model.site_unit[sites].tolist())
        options = [s for s in np.flatnonzero(model.site_class == kind) if int(model.site_unit[s]) not in taken]
        own = [s for s in options if best.slot_of[model.site_unit[s]] == slot]
        sites[slot] = int(search.random.choice(own or options or [sites[slot]]))
    state = grow(model, sites)
    improve(state, search.over)
    search.budget.steps += 1
    return state if is_valid(state) else allocate(search, state)
