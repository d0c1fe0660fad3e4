"""Shortest ways through every set of hospitals that fits into half a day, ending at each of its members.

The dynamic programme over sets of Held and Karp (1962), grown one hospital at a time and cut where the half day is over.
A hospital may be entered again on the way: with walks inside hospitals the triangle inequality need not hold.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.month.bound.relaxation import Numbers

Whole = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class SetPaths:
    """`sets` are bit masks in ascending order, the empty one first; all subsets of a set are there. Pairs of a set (by row)
    and an end with the `minutes` from outside through the set; `sizes` and `least` (minutes inside) by row.

    `onward` is the least way to, and time in, one
    hospital more, by pair. `grown` is the size up to which every set is there; larger ones fit no half day when `complete`.
    """

    sets: Whole
    pair_rows: Whole
    pair_ends: Whole
    minutes: Numbers
    onward: Numbers
    sizes: Whole
    least: Numbers
    sites: int
    grown: int
    complete: bool


def set_paths(first: Numbers, legs: Numbers, service: Numbers, room: float, most_pairs: int) -> SetPaths:
    """All sets that fit, size by size, while the pairs of set and end number at most `most_pairs`.

    `first[h]` minutes from outside to h, `legs[g, h]`, `service[h]` least minutes inside (infinite = nothing to do there).
    """
    sites = np.arange(len(first), dtype=np.int64)
    usable = sites[first + service <= room]
    masks = np.left_shift(np.int64(1), usable)
    ways = np.full((len(usable), len(sites)), np.inf)
    ways[np.arange(len(usable)), usable] = first[usable]
    levels, pairs, complete = [(masks, ways)], len(masks), False
    while len(masks):
        masks, ways = grow(masks, ways, legs, service, room)
        pairs += int(np.isfinite(ways).sum())
        complete = not len(masks)
        if pairs > most_pairs or complete:
            break
        levels.append((masks, ways))
    return collect(levels, legs, service, complete or not len(usable))


def grow(masks: Whole, ways: Numbers, legs: Numbers, service: Numbers, room: float) -> tuple[Whole, Numbers]:
    """The sets with one hospital more, by ways through sets of one size: `ways[set, end]`, infinite where there is none."""
    inside = _members(masks, len(service))
    spent = inside @ np.where(np.isfinite(service), service, 0.0)
    new_masks, new_ways, new_ends = [masks[:0]], [spent[:0]], [masks[:0]]
    for site in np.nonzero(np.isfinite(service))[0]:
        rows = np.nonzero(~inside[:, site])[0]
        way = (ways[rows] + legs[:, site]).min(axis=1)
        fits = way + spent[rows] + service[site] <= room
        new_masks.append(masks[rows[fits]] | (1 << site))
        new_ways.append(way[fits])
        new_ends.append(np.full(int(fits.sum()), site, dtype=np.int64))
    grown, where = np.unique(np.concatenate(new_masks), return_inverse=True)
    result = np.full((len(grown), len(service)), np.inf)
    result[where, np.concatenate(new_ends)] = np.concatenate(new_ways)
    members = _members(grown, len(service))
    _enter_again(result, members, legs)
    taken = members @ np.where(np.isfinite(service), service, 0.0)
    result[result + taken[:, None] > room] = np.inf
    return grown, result


def _enter_again(ways: Numbers, members: npt.NDArray[np.bool_], legs: Numbers) -> None:
    """Shorten ways to an end by passing it a second time."""
    changed = True
    while changed and len(ways):
        changed = False
        for site in range(ways.shape[1]):
            rows = members[:, site]
            way = (ways[rows] + legs[:, site]).min(axis=1, initial=np.inf)
            if (way < ways[rows, site]).any():
                ways[rows, site] = np.minimum(way, ways[rows, site])
                changed = True


def _members(masks: Whole, sites: int) -> npt.NDArray[np.bool_]:
    return ((masks[:, None] >> np.arange(sites, dtype=np.int64)) & 1).astype(bool)


def collect(levels: list[tuple[Whole, Numbers]], legs: Numbers, service: Numbers, complete: bool) -> SetPaths:
    """Sets and ways of all sizes as one value."""
    masks = np.concatenate([masks for masks, _ in levels])
    ways = np.concatenate([ways for _, ways in levels])
    missing = _missing_subsets(masks)
    masks = np.concatenate([masks, missing, np.zeros(1, dtype=np.int64)])
    ways = np.concatenate([ways, np.full((len(missing) + 1, ways.shape[1]), np.inf)])
    order = np.argsort(masks)
    masks, ways = masks[order], ways[order]
    ends, rows = np.nonzero(np.isfinite(ways).T)
    members = _members(masks, ways.shape[1])
    least = members.astype(np.float64) @ np.where(np.isfinite(service), service, 0.0)
    sizes: Whole = members.sum(axis=1).astype(np.int64)
    onward = np.where(members[rows], np.inf, legs[ends] + service).min(axis=1, initial=np.inf)
    return SetPaths(masks, rows, ends, ways[rows, ends], onward, sizes, least, ways.shape[1], len(levels), complete)


def _missing_subsets(masks: Whole) -> Whole:
    """Subsets of the sets that are not among them: too long by themselves where the triangle inequality fails."""
    known = set(masks.tolist())
    missing, open_sets = [], list(known)
    while open_sets:
        whole = left = open_sets.pop()
        while left:
            bit = left & -left
            left ^= bit
            smaller = whole ^ bit
            if smaller and smaller not in known:
                known.add(smaller)
                missing.append(smaller)
                open_sets.append(smaller)
    return np.array(missing, dtype=np.int64)
