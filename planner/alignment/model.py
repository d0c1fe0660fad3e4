"""The problem as arrays: pick one site per territory, give every unit to a picked site.

A *site* is a place that a territory may be centred at: its home, or, with free centres, any candidate unit. Sites come in
*classes*: with homes every territory is a class of its own; free centres of territories that differ in nothing form one
class from which all are picked, otherwise each territory has its own copy of every candidate. A *slot* is a territory.
Keep-together groups are merged into one unit, so that no move can part them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.alignment.connectivity import neighbour_lists
from planner.alignment.measures import group_links
from planner.alignment.problem import AlignmentProblem, Assignment, Contiguity, FloatArray

IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]
WHOLE = 1e-9
"""How near a figure must be to a whole number to count as one."""


@dataclass(frozen=True, slots=True, eq=False)
class Bands:
    """What a slot at a site may carry of each resource, shapes (resources, sites); load beyond the soft band costs
    `penalty` per unit of load, load beyond the hard band is not allowed."""

    least: FloatArray
    soft_least: FloatArray
    soft_most: FloatArray
    most: FloatArray
    penalty: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """Arrays over merged units (n), sites (s), resources (r), classes (g), slots (p).

    `cost` (n, s): of giving a unit to a site, inf where it may not go. `weights` (r, n, g). `site_unit` (s): the merged unit
    a site lies in, or -1 for a home. `origin` (units): the merged unit of every unit. `links`: pairs of merged units with the
    number of neighbour links between them.
    """

    cost: FloatArray
    site_unit: IntArray
    site_centre: IntArray
    site_class: IntArray
    slot_class: IntArray
    weights: FloatArray
    bands: Bands
    neighbours: tuple[tuple[int, ...], ...]
    links: IntArray
    origin: IntArray
    contiguity: Contiguity
    fragment_cost: float
    cut_cost: float

    @property
    def units(self) -> int:
        return int(self.cost.shape[0])

    @property
    def slots(self) -> int:
        return len(self.slot_class)

    def class_count(self) -> IntArray:
        """How many sites are picked from each class."""
        return np.bincount(self.slot_class)

    def expand(self, slot_of: IntArray, site_of: IntArray) -> Assignment:
        """The assignment of the problem that slots (of merged units) and sites (of slots) stand for."""
        centres = tuple(int(c) for c in self.site_centre[site_of]) if self.site_centre[0] >= 0 else ()
        return Assignment(tuple(int(k) for k in slot_of[self.origin]), centres)


def interchangeable(problem: AlignmentProblem) -> bool:
    """Whether the territories differ in nothing but their name, so that any permutation of an answer is as good."""
    alike = len({(t.share, t.qualifications, t.equity_cap, t.units_cap) for t in problem.territories}) <= 1
    first = problem.territories[0]
    qualified = first.qualifications
    capped = first.equity_cap is not None or first.units_cap is not None
    costs = problem.goals.moved or problem.goals.equity or capped
    tied = any(
        unit.locked_to is not None or not unit.needs <= qualified or (costs and unit.today is not None) for unit in problem.units
    )
    return problem.free_centres and alike and not tied


def merge_groups(problem: AlignmentProblem) -> IntArray:
    """The merged unit of every unit: groups share one, all others have their own, numbered in order of appearance."""
    numbers: dict[str, int] = {}
    keys = [f"unit {i}" if unit.group is None else f"group {unit.group}" for i, unit in enumerate(problem.units)]
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys], dtype=np.int64)


def _merge_sum(values: FloatArray, origin: IntArray) -> FloatArray:
    """Sums rows (units first) into merged units."""
    if origin[-1] == len(origin) - 1:
        return values
    merged = np.zeros((int(origin.max()) + 1, *values.shape[1:]))
    np.add.at(merged, origin, values)
    return merged


def may_serve(problem: AlignmentProblem, unit: int, territory: int) -> bool:
    """Whether locks and qualifications let a unit go to a territory."""
    who, where = problem.units[unit], problem.territories[territory]
    return who.needs <= where.qualifications and who.locked_to in (None, where.id)


def tie_costs(problem: AlignmentProblem) -> FloatArray:
    """What giving a unit to a territory costs besides travel: disruption; inf where it may not go. Shape (units, territories)."""
    ties = np.zeros((len(problem.units), len(problem.territories)))
    for i, unit in enumerate(problem.units):
        if unit.today is not None:
            stays = [territory.id == unit.today for territory in problem.territories]
            ties[i] = np.where(stays, 0.0, problem.goals.moved + problem.goals.equity * unit.equity)
        if unit.needs or unit.locked_to is not None:
            barred = [not may_serve(problem, i, k) for k in range(len(problem.territories))]
            ties[i][barred] = np.inf
    return ties


def _sites(problem: AlignmentProblem, classes: int) -> tuple[FloatArray, IntArray, IntArray]:
    """Cost of travel (units, sites), the unit of each site (-1 = home), the class of each site."""
    visits = problem.goals.travel * np.array([unit.visits for unit in problem.units])
    if problem.homes is not None:
        p = len(problem.territories)
        return visits[:, None] * problem.homes.T, np.full(p, -1), np.arange(p)
    assert problem.distances is not None
    candidates = np.arange(len(problem.units)) if problem.candidates is None else np.array(problem.candidates)
    away = visits[:, None] * problem.distances[candidates].T
    return np.tile(away, classes), np.tile(candidates, classes), np.repeat(np.arange(classes), len(candidates))


def _resources(problem: AlignmentProblem, classes: int) -> FloatArray:
    """Weights per unit and class, shape (resources, units, classes): the activities, then what is kept where that is capped."""
    shape = (len(problem.units), classes)
    rows = [np.broadcast_to(problem.weights(a)[:, None], shape) for a in range(len(problem.activities))]
    for worth, _ in _capped(problem):
        kept = np.zeros(shape)
        for i, unit in enumerate(problem.units):
            kept[i] = [worth[i] if unit.today == territory.id else 0.0 for territory in problem.territories]
        rows.append(kept)
    return np.array(rows).reshape(len(rows), *shape)


def _capped(problem: AlignmentProblem) -> list[tuple[list[float], list[float | None]]]:
    """What may be lost up to a cap: the worth of every unit, and the cap of every territory; equity, then units."""
    equity, units = [t.equity_cap for t in problem.territories], [t.units_cap for t in problem.territories]
    found: list[tuple[list[float], list[float | None]]] = []
    if any(cap is not None for cap in equity):
        found.append(([unit.equity for unit in problem.units], equity))
    if any(cap is not None for cap in units):
        found.append(([1.0] * len(problem.units), [None if cap is None else float(cap) for cap in units]))
    return found


def _band_of(problem: AlignmentProblem, activity: int, capacity: FloatArray, slot: IntArray) -> list[FloatArray]:
    """Least, soft least, soft most, most, penalty per site; `slot` is a territory of each site's class."""
    rule, weights = problem.activities[activity], problem.weights(activity)
    target = problem.targets(activity)[slot]
    total = float(weights.sum())
    most = np.minimum(np.full(len(slot), total if rule.capacity is None else min(rule.capacity, total)), capacity)
    least = np.zeros(len(slot))
    if rule.limit is not None:
        most = np.minimum(most, target * (1 + rule.limit))
        least = np.maximum(target * (1 - rule.limit), 0.0)
    if np.all(np.abs(weights - np.round(weights)) < WHOLE):
        least, most = np.ceil(least - WHOLE), np.floor(most + WHOLE)
    soft = rule.tolerance if rule.weight else np.inf
    soft_least, soft_most = (np.clip(target * (1 + sign * soft), least, most) for sign in (-1, 1))
    penalty = rule.weight / np.maximum(target, 1e-12)
    return [least, soft_least, soft_most, most, penalty]


def _kept_band(
    problem: AlignmentProblem, worth: Sequence[float], caps: Sequence[float | None], slot: IntArray
) -> list[FloatArray]:
    """The band of what is kept: at least all of today's less the cap."""
    least, most = np.zeros(len(problem.territories)), np.zeros(len(problem.territories))
    for k, (territory, cap) in enumerate(zip(problem.territories, caps, strict=True)):
        most[k] = sum(worth[i] for i, unit in enumerate(problem.units) if unit.today == territory.id)
        least[k] = 0.0 if cap is None else max(most[k] - cap, 0.0)
    return [least[slot], least[slot], most[slot], most[slot], np.zeros(len(slot))]


def _bands(problem: AlignmentProblem, site_unit: IntArray, site_class: IntArray, resources: int) -> Bands:
    unlimited = [np.inf if unit.capacity is None else unit.capacity for unit in problem.units]
    own = np.array([*unlimited, np.inf])[site_unit]
    free = np.full(len(site_unit), np.inf)
    rows = [_band_of(problem, a, own if a == 0 else free, site_class) for a in range(len(problem.activities))]
    rows.extend(_kept_band(problem, worth, caps, site_class) for worth, caps in _capped(problem))
    stacked = np.array(rows).reshape(resources, 5, len(site_unit))
    return Bands(*(stacked[:, part] for part in range(5)))


def _links(pairs: Sequence[tuple[int, int]], origin: IntArray) -> IntArray:
    """Rows of (merged unit, merged unit, number of links between them)."""
    if not pairs:
        return np.empty((0, 3), dtype=np.int64)
    ends = np.sort(origin[np.array(pairs)], axis=1)
    unique, counts = np.unique(ends[ends[:, 0] != ends[:, 1]], axis=0, return_counts=True)
    return np.column_stack([unique, counts]).astype(np.int64)


def build_model(problem: AlignmentProblem) -> Model:
    """Compiles a valid problem (see `validate`) into arrays."""
    alike = interchangeable(problem)
    classes = 1 if alike else len(problem.territories)
    origin = merge_groups(problem)
    away, centre, site_class = _sites(problem, classes)
    cost = away if alike else away + tie_costs(problem)[:, site_class]
    weights = np.moveaxis(_merge_sum(np.moveaxis(_resources(problem, classes), 0, 1), origin), 0, 1)
    links = _links((*problem.neighbours, *group_links(problem)), origin)
    return Model(
        cost=_merge_sum(cost, origin),
        site_unit=np.where(centre < 0, -1, origin[centre]),
        site_centre=centre,
        site_class=site_class,
        slot_class=np.zeros(len(problem.territories), dtype=np.int64) if alike else np.arange(len(problem.territories)),
        weights=weights,
        bands=_bands(problem, centre, site_class, len(weights)),
        neighbours=neighbour_lists(int(origin.max()) + 1, [(int(a), int(b)) for a, b, _ in links]),
        links=links,
        origin=origin,
        contiguity=problem.contiguity,
        fragment_cost=problem.goals.fragment,
        cut_cost=problem.goals.compactness,
    )
