"""Tours of a day, remembered: the best orders of a morning's and an afternoon's hospitals, joined over lunch.

Method: shortest paths over subsets (Held and Karp 1962), from home to every last hospital of the morning and from every
first hospital of the afternoon back home, joined over all pairs. Sets of hospitals are bitmasks of site indices. Sets of
more than `EXACT` hospitals are ordered by cheapest insertion and relocation instead.
"""

from dataclasses import dataclass
from itertools import pairwise
from math import inf
from typing import NamedTuple

EXACT = 8
KEPT = 6
MOST_PAIRS, MOST_PATHS = 100_000, 60_000
"""Pairs of masks and masks of a half day remembered before the book is emptied: some 300 MB at most."""

Row = list[float]
Rows = list[Row]


@dataclass(frozen=True, slots=True)
class Legs:
    """Costs and minutes between sites by part of the day; minutes include arrival and the walk to the first door.

    `*_cost` in the plan's objective, `*_time` in minutes. `first` from home, `last` to home, by site; the matrices by
    origin and destination. The diagonal of `link` is staying in the same hospital over lunch.
    """

    first_cost: Row
    first_time: Row
    morning_cost: Rows
    morning_time: Rows
    link_cost: Rows
    link_time: Rows
    afternoon_cost: Rows
    afternoon_time: Rows
    last_cost: Row
    last_time: Row
    through_cost: Row
    through_time: Row


Path = tuple[int, float, float, float, tuple[int, ...]]
"""One half day's order: the hospital at lunch, cost, minutes of the leg from or to home, of the legs between, the sites."""


class Option(NamedTuple):
    """One way to run a day. Minutes: `first` leg, `morning` legs, `link` over lunch, `afternoon` legs, `last` leg.

    Without a morning `link` is the leg from home; without an afternoon it is the leg to home.
    """

    cost: float
    first: float
    morning: float
    link: float
    afternoon: float
    last: float
    morning_sites: tuple[int, ...]
    afternoon_sites: tuple[int, ...]


EMPTY_DAY = Option(0.0, 0, 0, 0, 0, 0, (), ())


def bits(mask: int) -> list[int]:
    """The indices of the set bits, ascending."""
    found = []
    while mask:
        low = mask & -mask
        found.append(low.bit_length() - 1)
        mask ^= low
    return found


class TourBook:
    """Remembers, for pairs of masks, the few orders worth trying, cheapest first. Same masks, same answer."""

    def __init__(self, legs: Legs) -> None:
        self._legs = legs
        self._morning_into = _turned(legs.morning_cost)
        self._afternoon_into = _turned(legs.afternoon_cost)
        self._mornings: dict[int, tuple[Path, ...]] = {}
        self._afternoons: dict[int, tuple[Path, ...]] = {}
        self.known: dict[tuple[int, int], tuple[Option, ...]] = {(0, 0): (EMPTY_DAY,)}

    def options(self, morning: int, afternoon: int) -> tuple[Option, ...]:
        """The non-dominated orders of a day with these hospitals, cheapest first, at most `KEPT`."""
        known = self.known.get((morning, afternoon))
        if known is None:
            if len(self.known) > MOST_PAIRS:
                self.known = {(0, 0): (EMPTY_DAY,)}
            known = self.known[morning, afternoon] = self._join(morning, afternoon)
        return known

    def _join(self, morning: int, afternoon: int) -> tuple[Option, ...]:
        legs = self._legs
        if not afternoon:
            found = [
                Option(cost + legs.last_cost[end], edge, inner, legs.last_time[end], 0, 0, sites, ())
                for end, cost, edge, inner, sites in self._morning_paths(morning)
            ]
        elif not morning:
            found = [
                Option(legs.through_cost[end] + cost, 0, 0, legs.through_time[end], inner, edge, (), sites)
                for end, cost, edge, inner, sites in self._afternoon_paths(afternoon)
            ]
        else:
            return self._join_over_lunch(self._morning_paths(morning), self._afternoon_paths(afternoon))
        return tuple(sorted(found)[:KEPT])

    def _join_over_lunch(self, before: tuple[Path, ...], after: tuple[Path, ...]) -> tuple[Option, ...]:
        """Pairs of paths, cheapest first; kept if none cheaper is as quick in the morning, at lunch and in the afternoon."""
        costs, times = self._legs.link_cost, self._legs.link_time
        pairs: list[tuple[float, int, int]] = []
        for m, (end, cost, _, _, _) in enumerate(before):
            row = costs[end]
            for n, path in enumerate(after):
                pairs.append((cost + row[path[0]] + path[1], m, n))
        pairs.sort()
        found: list[Option] = []
        clocks: list[tuple[float, float, float]] = []
        for total, m, n in pairs:
            end, _, first, inner, mornings = before[m]
            start, _, last, later, afternoons = after[n]
            link = times[end][start]
            ready, reached, rest = first + inner, first + inner + link, later + last
            for a, b, c in clocks:
                if ready >= a and reached >= b and rest >= c:
                    break
            else:
                clocks.append((ready, reached, rest))
                found.append(Option(total, first, inner, link, later, last, mornings, afternoons))
                if len(found) == KEPT:
                    break
        return tuple(found)

    def _morning_paths(self, mask: int) -> tuple[Path, ...]:
        known = self._mornings.get(mask)
        if known is None:
            if len(self._mornings) > MOST_PATHS:
                self._mornings = {}
            known = self._mornings[mask] = self._find_mornings(mask)
        return known

    def _find_mornings(self, mask: int) -> tuple[Path, ...]:
        legs = self._legs
        sites = bits(mask)
        if len(sites) == 1:
            only = sites[0]
            return ((only, legs.first_cost[only], legs.first_time[only], 0.0, (only,)),)
        if len(sites) > EXACT:
            return (self._morning_path(_grow(sites, legs.first_cost, legs.morning_cost)),)
        paths: list[Path] = []
        for end in sites:
            cost, chosen = inf, None
            into = self._morning_into[end]
            for path in self._mornings.get(mask ^ (1 << end)) or self._morning_paths(mask ^ (1 << end)):
                tried = path[1] + into[path[0]]
                if tried < cost:
                    cost, chosen = tried, path
            if chosen is not None:
                inner = chosen[3] + legs.morning_time[chosen[0]][end]
                paths.append((end, cost, chosen[2], inner, (*chosen[4], end)))
        return tuple(paths)

    def _afternoon_paths(self, mask: int) -> tuple[Path, ...]:
        known = self._afternoons.get(mask)
        if known is None:
            if len(self._afternoons) > MOST_PATHS:
                self._afternoons = {}
            known = self._afternoons[mask] = self._find_afternoons(mask)
        return known

    def _find_afternoons(self, mask: int) -> tuple[Path, ...]:
        legs = self._legs
        sites = bits(mask)
        if len(sites) == 1:
            only = sites[0]
            return ((only, legs.last_cost[only], legs.last_time[only], 0.0, (only,)),)
        if len(sites) > EXACT:
            return (self._afternoon_path(_grow(sites, legs.last_cost, self._afternoon_into)),)
        paths: list[Path] = []
        for start in sites:
            cost, chosen = inf, None
            row = legs.afternoon_cost[start]
            for path in self._afternoons.get(mask ^ (1 << start)) or self._afternoon_paths(mask ^ (1 << start)):
                tried = path[1] + row[path[0]]
                if tried < cost:
                    cost, chosen = tried, path
            if chosen is not None:
                inner = chosen[3] + legs.afternoon_time[start][chosen[0]]
                paths.append((start, cost, chosen[2], inner, (start, *chosen[4])))
        return tuple(paths)

    def _morning_path(self, order: list[int]) -> Path:
        legs = self._legs
        pairs = list(pairwise(order))
        cost = legs.first_cost[order[0]] + sum(legs.morning_cost[a][b] for a, b in pairs)
        return order[-1], cost, legs.first_time[order[0]], sum(legs.morning_time[a][b] for a, b in pairs), tuple(order)

    def _afternoon_path(self, backwards: list[int]) -> Path:
        legs = self._legs
        order = backwards[::-1]
        pairs = list(pairwise(order))
        cost = sum(legs.afternoon_cost[a][b] for a, b in pairs) + legs.last_cost[order[-1]]
        inner = sum(legs.afternoon_time[a][b] for a, b in pairs)
        return order[0], cost, legs.last_time[order[-1]], inner, tuple(order)


def _grow(sites: list[int], edge: Row, matrix: Rows) -> list[int]:
    """An open path from home through many sites: cheapest insertion, then relocation of single sites until none gains."""
    order: list[int] = []
    for site in sorted(sites, key=lambda each: -edge[each]):
        order = _placed(order, site, edge, matrix)
    improved = True
    while improved:
        improved = False
        for site in list(order):
            moved = _placed([each for each in order if each != site], site, edge, matrix)
            if _length(moved, edge, matrix) < _length(order, edge, matrix) - 1e-9:
                order, improved = moved, True
    return order


def _placed(order: list[int], site: int, edge: Row, matrix: Rows) -> list[int]:
    tries = [[*order[:n], site, *order[n:]] for n in range(len(order) + 1)]
    return min(tries, key=lambda order: _length(order, edge, matrix))


def _length(order: list[int], edge: Row, matrix: Rows) -> float:
    return edge[order[0]] + sum(matrix[a][b] for a, b in pairwise(order))


def _turned(matrix: Rows) -> Rows:
    """By destination, then origin."""
    return [list(column) for column in zip(*matrix, strict=True)]
