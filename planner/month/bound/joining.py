"""Joining a morning and an afternoon into a day, so that no watched hospital is visited in both."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.month.bound.halfroutes import NEVER, Single
from planner.month.bound.relaxation import Numbers


@dataclass(frozen=True, slots=True)
class Joint:
    """Two joined tables. `worth[calls in the morning, in the afternoon]`; the rest is kept to find what is behind it:
    `reached` and `allowed` hold the `groups` of the morning alone that may matter."""

    worth: Numbers
    morning: Single
    afternoon: Single
    groups: npt.NDArray[np.int64]
    reached: Single
    allowed: Single

    def by_total(self) -> Numbers:
        """The best worth by calls of the day."""
        return best_by_total(self.worth)


@dataclass(frozen=True, slots=True)
class Seam:
    """The entries of both tables that make a day: groups, the morning's end, the afternoon's first, calls of both."""

    groups: tuple[int, int]
    ends: tuple[int, int]
    calls: tuple[int, int]


def coarse(table: Single) -> Single:
    """The table without groups: visits in both halves are not noticed."""
    widest: Single = table.max(axis=0, keepdims=True)
    return widest


def best_by_total(worth: Numbers) -> Numbers:
    """The best of a table of two counts by their sum."""
    flipped = worth[::-1]
    return np.array([flipped.diagonal(calls + 1 - len(worth)).max() for calls in range(len(worth))])


def join(morning: Single, afternoon: Single, between: Single, rest: Numbers, floor: float) -> Joint:
    """Join tables by (group, end, calls) with `between[end, first]` as the cost of the way from one half to the other.

    `rest[calls]` is what a day with so many calls in the tables is worth beside them. Days worth `floor` or less may be missing.
    """
    ends, width = morning.shape[1:]
    groups, alive = _promising(morning, rough_rest(afternoon, between, rest), floor)
    reached = np.full((len(groups), ends, width), NEVER, dtype=np.float32)
    for end in np.nonzero(alive.any(axis=0))[0]:
        rows = np.nonzero(alive[:, end])[0]
        step = morning[groups[rows], end, None, :] - between[end][None, :, None]
        reached[rows] = np.maximum(reached[rows], step)
    allowed = _within(afternoon)[len(morning) - 1 - groups]
    worth = np.full((width, width), float(NEVER))
    for calls in range(width if len(groups) else 0):
        start = reached[:, :, calls]
        rows = np.nonzero(start.max(axis=1) > NEVER / 2)[0]
        if len(rows):
            left = width - calls
            worth[calls, :left] = (start[rows, :, None] + allowed[rows, :, :left]).max(axis=(0, 1))
    return Joint(worth, morning, afternoon, groups, reached, allowed)


def rough_rest(afternoon: Single, between: Single, rest: Numbers) -> Single:
    """By the morning's end and its calls, the most that the rest of the day can be worth. (Or the other way round.)"""
    first = (coarse(afternoon)[0][None] - between[:, :, None]).max(axis=1)
    width = first.shape[1]
    sums = [(first[:, : width - calls] + rest[calls:].astype(np.float32)).max(axis=1) for calls in range(width)]
    rough: Single = np.stack(sums, axis=1)
    return rough


def _promising(morning: Single, rough: Single, floor: float) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    """Groups with a morning that a day above the floor can have, and by group and end whether there is one."""
    alive: npt.NDArray[np.bool_] = np.max(morning + rough[None], axis=2) > floor
    groups = np.nonzero(np.any(alive, axis=1))[0]
    return groups, alive[groups]


def _within(table: Single) -> Single:
    """By group, the best over all groups inside it."""
    best = table.copy()
    bits = (len(table) - 1).bit_length()
    for bit in range(bits):
        view = best.reshape(1 << (bits - 1 - bit), 2, 1 << bit, *table.shape[1:])
        np.maximum(view[:, 1], view[:, 0], out=view[:, 1])
    return best


def seam(joint: Joint, between: Single, calls: int) -> Seam:
    """Where a day with so many calls is joined."""
    early = max(range(calls + 1), key=lambda n: float(joint.worth[n, calls - n]))
    late = calls - early
    both = joint.reached[:, :, early] + joint.allowed[:, :, late]
    row, first = (int(n) for n in np.unravel_index(int(both.argmax()), both.shape))
    group = int(joint.groups[row])
    end = int((joint.morning[group, :, early] - between[:, first]).argmax())
    other = len(joint.morning) - 1 - group
    inside = [each for each in range(len(joint.morning)) if each & ~other == 0]
    other = max(inside, key=lambda each: float(joint.afternoon[each, first, late]))
    return Seam((group, other), (end, first), (early, late))


def lengthen(table: Single, legs: Numbers, prizes: Single, watched: tuple[int, ...], steps: int) -> Single:
    """Worths of ways that go on through up to `steps` more hospitals, one at least, as (group, end, calls).

    Only watched hospitals and the one just left are not entered again, and no clock runs: a valid excess over the ways that
    were not grown (the ng-routes of Baldacci, Mingozzi and Roberti, 2011). `legs[from, to]` is a cost in the direction of growth.
    """
    best = np.full_like(table, NEVER)
    bits = {hospital: 1 << bit for bit, hospital in enumerate(watched)}
    for _ in range(steps):
        further = np.full_like(table, NEVER)
        for hospital in np.nonzero(prizes.max(axis=1) > NEVER / 2)[0]:
            _extend(table, further, (int(hospital), bits.get(int(hospital), 0)), legs, prizes)
        table = further
        np.maximum(best, table, out=best)
    return best


def _extend(table: Single, further: Single, onto: tuple[int, int], legs: Numbers, prizes: Single) -> None:
    hospital, bit = onto
    groups = np.arange(len(table))
    rows = groups[(groups & bit) == 0]
    cost = legs[:, hospital].astype(np.float32).copy()
    cost[hospital] = -NEVER
    start = (table[rows, : len(cost)] - cost[None, :, None]).max(axis=1)
    width = table.shape[2]
    for calls in range(1, width):
        if prizes[hospital, calls] > NEVER / 2:
            target = further[rows | bit, hospital, calls:]
            further[rows | bit, hospital, calls:] = np.maximum(target, start[:, : width - calls] + prizes[hospital, calls])
