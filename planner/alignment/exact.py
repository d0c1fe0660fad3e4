"""Exact answers for a part of the model, or all of it, with contiguity by cuts.

1. Solve without contiguity. 2. For every piece that is cut off from its centre add the cut "a unit of the piece is here only
if a unit of its rim is" and solve again, until every territory is in one piece (Salazar-Aguilar, Ríos-Mercado & Cabrera
2011). Every bound on the way holds, because cuts only remove answers that are not allowed.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from planner.alignment.connectivity import pieces, rim
from planner.alignment.model import IntArray, Model
from planner.alignment.problem import Contiguity
from planner.alignment.programme import Cut, Part, Solution, build_programme, run_programme
from planner.alignment.state import State, make_state

CUT_ROUNDS = 30


@dataclass(frozen=True, slots=True)
class ExactLimits:
    """What one exact solve may spend: `clock` tells the seconds left (None = no clock), `nodes` per round of cuts."""

    clock: Callable[[], float | None]
    nodes: int | None
    should_stop: Callable[[], bool]

    def over(self) -> bool:
        left = self.clock()
        return self.should_stop() or (left is not None and left <= 0)


@dataclass(slots=True)
class CutPool:
    """Cuts found so far; they hold in every part of the model, so they are kept between solves."""

    cuts: dict[tuple[int, ...], Cut] = field(default_factory=dict)

    def add(self, cuts: list[Cut]) -> None:
        for cut in cuts:
            self.cuts.setdefault((*cut.plus, -1, *cut.minus, -1, *cut.sites[:1]), cut)

    def within(self, part: Part) -> tuple[Cut, ...]:
        """The cuts that speak of units of a part only."""
        inside = set(part.units.tolist())
        return tuple(cut for cut in self.cuts.values() if inside.issuperset(cut.plus))


def solve_part(model: Model, part: Part, start: IntArray | None, limits: ExactLimits, pool: CutPool) -> Solution:
    """The best answer for a part, in one piece per territory if contiguity is hard; `start` is a known answer."""
    bound = -np.inf
    for _ in range(CUT_ROUNDS):
        programme = build_programme(model, part, whole=True, cuts=pool.within(part))
        found = run_programme(programme, limits.clock(), limits.nodes, start)
        bound = max(bound, found.bound)
        fresh = [] if found.site_of is None else connection_cuts(model, part, found.site_of)
        if not fresh:
            return Solution(found.site_of, found.objective, bound, found.complete)
        pool.add(fresh)
        if limits.over():
            break
    return Solution(None, None, bound, complete=False)


def connection_cuts(model: Model, part: Part, site_of: IntArray) -> list[Cut]:
    """Cuts that every contiguous answer obeys and this one does not; none when it is contiguous or need not be."""
    cuts: list[Cut] = []
    if model.contiguity is not Contiguity.HARD:
        return cuts
    for place in np.unique(site_of):
        site = int(part.sites[place])
        found = pieces(part.units[site_of == place].tolist(), model.neighbours)
        centre = int(model.site_unit[site])
        if centre >= 0:
            for piece in (each for each in found if centre not in each):
                cuts.extend(_rooted_cuts(model, piece))
        else:
            for piece in found[1:]:
                cuts.extend(_pair_cuts(model, site, piece, found[0]))
    return cuts


def _separators(model: Model, piece: list[int]) -> list[tuple[set[int], tuple[int, ...]]]:
    """Every part of the graph beyond the rim of a piece, with the units of the rim that any way from there must pass."""
    edge = rim(piece, model.neighbours)
    beyond = set(range(model.units)) - edge - set(piece)
    parts = [set(each) for each in pieces(beyond, model.neighbours)]
    return [(each, tuple(sorted(rim(each, model.neighbours) & edge))) for each in parts]


def _rooted_cuts(model: Model, piece: list[int]) -> list[Cut]:
    """For every site beyond the rim: a unit of the piece is here only if one that separates it from the centre is."""
    cuts: list[Cut] = []
    for beyond, edge in _separators(model, piece):
        sites = tuple(np.flatnonzero(np.isin(model.site_unit, sorted(beyond))).tolist())
        picked = piece if len(piece) <= 3 else piece[:1]
        cuts.extend(Cut(sites, (unit,), edge, 0.0) for unit in picked)
    return cuts


def _pair_cuts(model: Model, site: int, piece: list[int], main: list[int]) -> list[Cut]:
    """Without a centre: a piece too light to be a territory is entered from its rim; of a heavier one a unit, and one of the
    main piece, are both here only if one that separates them is."""
    anchor = main[int(np.argmin(model.cost[main, site]))]
    sites = tuple(range(len(model.site_unit)))
    picked = piece if len(piece) <= 3 else piece[:1]
    light = np.flatnonzero((model.weights[:, piece].sum(axis=1)[:, model.site_class] < model.bands.least - 1e-6).any(axis=0))
    if site in light:
        edge = tuple(sorted(rim(piece, model.neighbours)))
        return [Cut(tuple(light.tolist()), (unit,), edge, 0.0) for unit in picked]
    separators = [edge for beyond, edge in _separators(model, piece) if anchor in beyond]
    return [Cut(sites, (unit, anchor), edge, 1.0) for edge in separators for unit in picked]


def with_part(state: State, part: Part, slots: IntArray, site_of: IntArray) -> State:
    """The state with a part's answer put in place of `slots`; slots of one class take its sites in order."""
    model, changed = state.model, state.copy()
    chosen = np.unique(site_of)
    for kind in np.unique(model.slot_class[slots]):
        here = [s for s in chosen if model.site_class[part.sites[s]] == kind]
        for slot, site in zip(slots[model.slot_class[slots] == kind], here, strict=True):
            changed.site_of[slot] = part.sites[site]
            changed.slot_of[part.units[site_of == site]] = slot
    return make_state(model, changed.slot_of, changed.site_of)


def allocation_part(model: Model, site_of: IntArray, nearest: int) -> Part:
    """All units with only the picked sites, and of those the `nearest` cheapest per unit: the allocation step."""
    cost = model.cost[:, site_of]
    rank = np.argsort(np.argsort(cost, axis=1, kind="stable"), axis=1, kind="stable")
    allowed = (rank < nearest) & np.isfinite(cost)
    own = model.site_unit[site_of]
    allowed[own[own >= 0], np.flatnonzero(own >= 0)] = True
    return Part(np.arange(model.units), site_of.copy(), allowed, model.class_count())
