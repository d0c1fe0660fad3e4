"""Half days longer than those looked at by themselves: only those that given prices can lift above a floor.

Every way has beginnings. A beginning that no continuation can lift above the floor, hospitals visited twice and clocks
forgotten, is no beginning of a day worth more; the others are grown hospital by hospital.
"""

from dataclasses import dataclass

import numpy as np

from planner.month.bound.halfroutes import NEVER, Single
from planner.month.bound.relaxation import DayKind, Numbers, Relaxation
from planner.month.bound.setpaths import SetPaths, Whole, collect, grow


@dataclass(frozen=True, slots=True)
class HalfFacts:
    """What half days are grown in: `legs[from, to]` in the direction of growth, least `service` minutes of each hospital,
    the minutes of the half, the briefest call, and what a travelled minute costs."""

    first: Numbers
    legs: Numbers
    service: Numbers
    room: float
    briefest: float
    travel_minute: float


def half_facts(relaxation: Relaxation, kind: DayKind, half: int) -> HalfFacts:
    """What half days are grown in. Afternoons are grown from home backwards."""
    sites, legs = len(relaxation.legs) - 1, relaxation.legs[1:, 1:]
    service, briefest = np.full(sites, np.inf), 1e6
    for offer in kind.offers[half]:
        service[offer.site] = min(service[offer.site], offer.minutes)
        briefest = max(1e-3, min(briefest, offer.minutes))
    service += np.array(relaxation.arrival, dtype=np.float64)
    first, legs = (relaxation.legs[0, 1:], legs) if half == 0 else (relaxation.legs[1:, 0], legs.T)
    return HalfFacts(first, legs, service, kind.room[half], briefest, relaxation.travel_minute)


def lengthened(
    paths: SetPaths, facts: HalfFacts, values: Single, prizes: Single, rough: Single, *, floor: float, most: int
) -> SetPaths | None:
    """The paths and all longer ones of days worth more than the floor; None where these are more than `most`.

    `values[row, calls]` of the sets, `prizes[hospital, calls]`, `rough[end, calls]` the most the rest of the day is worth.
    """
    sites, width = prizes.shape
    beyond = _beyond(rough, facts, prizes, width - 1 - paths.grown)
    either = np.maximum(beyond, rough[:sites])
    largest = np.nonzero(paths.sizes == paths.grown)[0]
    ways = _dense(paths, sites)
    masks, front, worth = paths.sets[largest], ways[largest], values[largest]
    levels, found, size = [(paths.sets[1:], ways[1:])], 0, paths.grown
    while len(masks) and size < width - 1:
        masks, front, worth = _alive(masks, _pruned(front, worth, beyond, facts, floor), worth)
        longer, further = grow(masks, front, facts.legs, facts.service, facts.room)
        worth = _values(longer, masks, worth, prizes)
        masks, front, worth = _alive(longer, _pruned(further, worth, either, facts, floor), worth)
        size += 1
        levels.append((masks, front))
        found += int(np.isfinite(front).sum())
        if found > most:
            return None
    return collect(levels, facts.legs, facts.service, complete=True)


def _dense(paths: SetPaths, sites: int) -> Numbers:
    ways = np.full((len(paths.sets), sites), np.inf)
    ways[paths.pair_rows, paths.pair_ends] = paths.minutes
    return ways


def _beyond(rough: Single, facts: HalfFacts, prizes: Single, steps: int) -> Single:
    """By end and calls, the most that one hospital more or several, and then the rest of the day, are worth."""
    sites, width = prizes.shape
    legs = (facts.legs * facts.travel_minute).astype(np.float32)
    rest = rough[:sites].astype(np.float32)
    best = np.full_like(rest, NEVER)
    for _ in range(steps):
        there = np.full_like(rest, NEVER)
        for calls in range(1, width):
            step = prizes[:, [calls]] + rest[:, calls:]
            there[:, : width - calls] = np.maximum(there[:, : width - calls], step)
        onward = there[None] - legs[:, :, None]
        onward[np.arange(sites), np.arange(sites)] = NEVER
        rest = onward.max(axis=1)
        np.maximum(best, rest, out=best)
    return best


def _pruned(ways: Numbers, worth: Single, beyond: Single, facts: HalfFacts, floor: float) -> Numbers:
    """The ways whose continuation may be worth more than the floor."""
    kept = np.full_like(ways, np.inf)
    for end in range(ways.shape[1]):
        rows = np.nonzero(np.isfinite(ways[:, end]))[0]
        score = np.max(worth[rows] + beyond[end][None], axis=1) - ways[rows, end] * facts.travel_minute
        rows = rows[score > floor]
        kept[rows, end] = ways[rows, end]
    return kept


def _alive(masks: Whole, ways: Numbers, worth: Single) -> tuple[Whole, Numbers, Single]:
    """The sets that still have a way."""
    alive = np.isfinite(ways).any(axis=1)
    return masks[alive], ways[alive], worth[alive]


def _values(longer: Whole, masks: Whole, worth: Single, prizes: Single) -> Single:
    """The best split of calls over sets with one hospital more."""
    width = prizes.shape[1]
    values = np.full((len(longer), width), NEVER, dtype=np.float32)
    if not len(longer):
        return values
    open_rows = np.ones(len(longer), dtype=bool)
    for hospital in range(len(prizes)):
        before = longer ^ (1 << hospital)
        place = np.minimum(np.searchsorted(masks, before), len(masks) - 1)
        rows: Whole = np.nonzero(open_rows & ((longer >> hospital) & 1 == 1) & (masks[place] == before))[0]
        for calls in range(1, width):
            step = worth[place[rows], : width - calls] + prizes[hospital, calls]
            values[rows, calls:] = np.maximum(values[rows, calls:], step)
        open_rows[rows] = False
    return values
