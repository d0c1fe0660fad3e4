"""The best half days under given prices: which hospitals, how many calls at each, on which way.

A half day's worth is the prizes of its calls minus its way. Hospitals' prizes depend on the number of calls alone, so the
best split of n calls over a set of hospitals is a knapsack over the set, shared by all sets with the same subset.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.month.bound.setpaths import SetPaths, Whole

Single = npt.NDArray[np.float32]
NEVER = np.float32(-1e9)
"""Worth of what cannot be."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Worths by (group, end, calls), and what they were chosen from: `worth[row]` of pairs `pairs` with sorted `keys`."""

    table: Single
    pairs: Whole
    worth: Single
    keys: Whole


@dataclass(frozen=True, slots=True)
class HalfRoute:
    """A set of hospitals, calls at each hospital with plain prizes, and the minutes of the way."""

    hospitals: int
    calls: tuple[tuple[int, int], ...]
    minutes: float


class HalfRoutes:
    """One half of a day. Pairs of set and end are kept sorted by group and end; a group is the part of the set that lies in
    the watched hospitals, so that two halves can be joined without visiting a watched hospital twice."""

    def __init__(self, paths: SetPaths, longest: int, room: float, briefest: float, travel_minute: float) -> None:
        self.paths, self.sites, self.width = paths, paths.sites, longest + 1
        sites = paths.sites
        self.watched: tuple[int, ...] = ()
        self._runs = _runs(paths.sets, sites)
        spare = room - paths.minutes - paths.least[paths.pair_rows]
        most = paths.sizes[paths.pair_rows] + np.floor(spare / briefest + 1e-9)
        cost = np.repeat((paths.minutes * travel_minute)[:, None], self.width, axis=1)
        cost[np.arange(self.width)[None, :] > most[:, None]] = -NEVER
        onward = paths.sizes[paths.pair_rows] + np.floor((spare - paths.onward) / briefest + 1e-9)
        self._most_before_more = np.append(np.where(spare >= paths.onward, onward, -1), -1)
        self._all_rows = np.append(paths.pair_rows, 0)
        self._all_ends = np.append(paths.pair_ends, sites)
        self._all_cost = np.concatenate([cost, np.zeros((1, self.width))]).astype(np.float32)
        self._minutes = np.append(paths.minutes, 0.0)
        self._active = np.arange(len(self._all_rows))
        self.watch(())

    @property
    def values(self) -> Single:
        """The best worth of calls by set and number, under the last prizes."""
        return self._values

    def look_at_all(self) -> None:
        """Look at every pair again."""
        self._active = np.arange(len(self._all_rows))
        self.watch(())

    def focus(self, rough: Single, floor: float, most: int | None) -> None:
        """Look only at pairs that `rough[end, calls]`, the most that the rest of the day is worth, can lift above the floor,
        and of these at the `most` promising ones."""
        score = np.max(self._values[self._all_rows] - self._all_cost + rough[self._all_ends], axis=1)
        active = np.nonzero(score > floor)[0]
        if most is not None and len(active) > most:
            active = np.sort(active[np.argpartition(-score[active], most)[:most]])
        self._active = np.union1d(active, [len(score) - 1])
        self.watch(self.watched)

    def watch(self, hospitals: tuple[int, ...]) -> None:
        """Group the pairs by membership in these hospitals."""
        self.watched = hospitals
        masks = self.paths.sets[self._all_rows[self._active]]
        groups = np.zeros(len(masks), dtype=np.int64)
        for bit, hospital in enumerate(hospitals):
            groups |= ((masks >> hospital) & 1) << bit
        keys = groups * (self.sites + 1) + self._all_ends[self._active]
        order = np.argsort(keys, kind="stable")
        self._keys, self._masks = keys[order], masks[order]
        self._order = self._active[order]
        self._rows = self._all_rows[self._order]
        self._cost = self._all_cost[self._order]
        self._worth: Single | None = None

    def value(self, prizes: Single) -> None:
        """Split calls over every set under `prizes[hospital, calls]`."""
        values = np.full((len(self.paths.sets), self.width), NEVER, dtype=np.float32)
        values[0, 0] = 0
        for hospital, first, last, before in self._runs:
            source, target = values[before], values[first:last]
            for calls in range(1, self.width):
                prize = prizes[hospital, calls]
                if prize > NEVER / 2:
                    np.maximum(target[:, calls:], source[:, : self.width - calls] + prize, out=target[:, calls:])
        self._values, self._prizes, self._worth = values, prizes, None

    def choose(self, doubles: tuple[int, ...]) -> Choice:
        """The best pair by group, end and calls among those that hold `doubles`, whose prizes and calls are left out."""
        if not doubles:
            pairs = np.arange(len(self._rows))
            if self._worth is None:
                self._worth = self._values[self._rows] - self._cost
            return self._choice(pairs, self._worth, self._keys)
        held = sum(1 << hospital for hospital in doubles)
        pairs = np.nonzero((self._masks & held) == held)[0]
        rows = np.searchsorted(self.paths.sets, self._masks[pairs] & ~held)
        worth = np.full((len(pairs), self.width), NEVER, dtype=np.float32)
        left = self.width - len(doubles)
        worth[:, :left] = self._values[rows, :left] - self._cost[pairs, len(doubles) :]
        out = sum(1 << bit for bit, hospital in enumerate(self.watched) if hospital in doubles)
        return self._choice(pairs, worth, self._keys[pairs] - out * (self.sites + 1))

    def _choice(self, pairs: Whole, worth: Single, keys: Whole) -> Choice:
        table = np.full((1 << len(self.watched), self.sites + 1, self.width), NEVER, dtype=np.float32)
        if len(keys):
            starts = np.nonzero(np.append(True, keys[1:] != keys[:-1]))[0]
            table.reshape(-1, self.width)[keys[starts]] = np.maximum.reduceat(worth, starts, axis=0)
        return Choice(table, pairs, worth, keys)

    def route(self, choice: Choice, group: int, end: int, calls: int, doubles: tuple[int, ...]) -> HalfRoute:
        """The half day behind an entry of a choice's table."""
        key = group * (self.sites + 1) + end
        first, last = np.searchsorted(choice.keys, [key, key + 1])
        pair = int(choice.pairs[first + int(np.argmax(choice.worth[first:last, calls]))])
        mask = int(self._masks[pair])
        plain = mask & ~sum(1 << hospital for hospital in doubles)
        return HalfRoute(mask, self._split(plain, calls), float(self._minutes[self._order[pair]]))

    def _split(self, mask: int, calls: int) -> tuple[tuple[int, int], ...]:
        """How the calls of a set are split over its hospitals."""
        split = []
        while mask:
            hospital = mask.bit_length() - 1
            mask ^= 1 << hospital
            before = self._values[int(np.searchsorted(self.paths.sets, mask))]
            here = max(range(1, calls + 1), key=lambda n: float(before[calls - n] + self._prizes[hospital, n]))
            split.append((hospital, here))
            calls -= here
        return tuple(split)

    def largest_prize(self) -> float:
        """The largest prize of calls at one hospital."""
        known = np.abs(self._prizes[self._prizes > NEVER / 2])
        return float(known.max(initial=0.0))

    def longest_worth(self) -> Single:
        """Worths of the largest sets grown, by group, end and calls: where the ways that were not grown begin."""
        largest = self.paths.sizes[self._rows] == self.paths.grown
        pairs = np.nonzero(largest)[0]
        worth = self._values[self._rows[pairs]] - self._cost[pairs]
        worth[np.arange(self.width)[None, :] > self._most_before_more[self._order[pairs]][:, None]] = NEVER
        return self._choice(pairs, worth, self._keys[pairs]).table


def _runs(sets: Whole, sites: int) -> list[tuple[int, int, int, Whole]]:
    """Sets by their highest hospital: its index, first and last row, and the rows of the sets without it."""
    runs = []
    for hospital in range(sites):
        first, last = (int(n) for n in np.searchsorted(sets, [1 << hospital, 1 << (hospital + 1)]))
        if last > first:
            runs.append((hospital, first, last, np.searchsorted(sets, sets[first:last] ^ (1 << hospital))))
    return runs
