"""Tours of a day, remembered: the best orders of a morning's and an afternoon's hospitals, joined over lunch.

Method: shortest paths over subsets (Held and Karp 1962), from home to every last hospital of the morning and from every
first hospital of the afternoon back home, joined over all pairs. Sets of hospitals are bitmasks of site indices. Sets of
more than `EXACT` hospitals are ordered by cheapest insertion and relocation instead.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

EXACT = 8
KEPT = 6
MEMORY = 300_000
"""Entries of remembered pairs before the book is emptied: about 200 MB at most."""

Row = list[float]
Rows = list[Row]
Clock = tuple[float, float, float]
"""Minutes until the morning's last hospital, until the afternoon's first, and of all legs after that."""


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


class Path(NamedTuple):
    """One half day's order: `end` is the hospital at lunch; `edge` the leg from or to home, `inner` the legs between."""

    end: int
    cost: float
    edge: float
    inner: float
    sites: tuple[int, ...]


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
        self._mornings: dict[int, tuple[Path, ...]] = {}
        self._afternoons: dict[int, tuple[Path, ...]] = {}
        self._pairs: dict[tuple[int, int], tuple[Option, ...]] = {(0, 0): (EMPTY_DAY,)}

    def options(self, morning: int, afternoon: int) -> tuple[Option, ...]:
        """The non-dominated orders of a day with these hospitals, cheapest first, at most `KEPT`."""
        known = self._pairs.get((morning, afternoon))
        if known is None:
            if len(self._pairs) > MEMORY:
                self._pairs = {(0, 0): (EMPTY_DAY,)}
            known = self._pairs[morning, afternoon] = self._join(morning, afternoon)
        return known

    def _join(self, morning: int, afternoon: int) -> tuple[Option, ...]:
        legs = self._legs
        if not afternoon:
            ends = sorted(self._morning_paths(morning), key=lambda path: path.cost + legs.last_cost[path.end])
            return tuple(
                Option(a.cost + legs.last_cost[a.end], a.edge, a.inner, legs.last_time[a.end], 0, 0, a.sites, ())
                for a in ends[:KEPT]
            )
        if not morning:
            starts = sorted(self._afternoon_paths(afternoon), key=lambda path: path.cost + legs.through_cost[path.end])
            return tuple(
                Option(legs.through_cost[p.end] + p.cost, 0, 0, legs.through_time[p.end], p.inner, p.edge, (), p.sites)
                for p in starts[:KEPT]
            )
        return self._join_over_lunch(self._morning_paths(morning), self._afternoon_paths(afternoon))

    def _join_over_lunch(self, before: tuple[Path, ...], after: tuple[Path, ...]) -> tuple[Option, ...]:
        costs, times = self._legs.link_cost, self._legs.link_time
        pairs: list[tuple[float, Clock, int, int]] = []
        for m, a in enumerate(before):
            cost_row, time_row, a_cost = costs[a.end], times[a.end], a.cost
            ready = a.edge + a.inner
            for n, p in enumerate(after):
                clock = (ready, ready + time_row[p.end], p.inner + p.edge)
                pairs.append((a_cost + cost_row[p.end] + p.cost, clock, m, n))
        found = []
        for m, n in _undominated(pairs):
            a, p = before[m], after[n]
            cost = a.cost + costs[a.end][p.end] + p.cost
            found.append(Option(cost, a.edge, a.inner, times[a.end][p.end], p.inner, p.edge, a.sites, p.sites))
        return tuple(found)

    def _morning_paths(self, mask: int) -> tuple[Path, ...]:
        known = self._mornings.get(mask)
        if known is None:
            if len(self._mornings) > MEMORY:
                self._mornings = {}
            known = self._mornings[mask] = self._find_mornings(mask)
        return known

    def _find_mornings(self, mask: int) -> tuple[Path, ...]:
        legs = self._legs
        sites = bits(mask)
        if len(sites) == 1:
            only = sites[0]
            return (Path(only, legs.first_cost[only], legs.first_time[only], 0, (only,)),)
        if len(sites) > EXACT:
            return (self._morning_path(_grow(sites, legs.first_cost, legs.morning_cost)),)
        paths = []
        for end in sites:
            before = self._morning_paths(mask ^ (1 << end))
            best = min(before, key=lambda path: path.cost + legs.morning_cost[path.end][end])
            cost = best.cost + legs.morning_cost[best.end][end]
            paths.append(Path(end, cost, best.edge, best.inner + legs.morning_time[best.end][end], (*best.sites, end)))
        return tuple(paths)

    def _afternoon_paths(self, mask: int) -> tuple[Path, ...]:
        known = self._afternoons.get(mask)
        if known is None:
            if len(self._afternoons) > MEMORY:
                self._afternoons = {}
            known = self._afternoons[mask] = self._find_afternoons(mask)
        return known

    def _find_afternoons(self, mask: int) -> tuple[Path, ...]:
        legs = self._legs
        sites = bits(mask)
        if len(sites) == 1:
            only = sites[0]
            return (Path(only, legs.last_cost[only], legs.last_time[only], 0, (only,)),)
        if len(sites) > EXACT:
            backwards = [list(row) for row in zip(*legs.afternoon_cost, strict=True)]
            return (self._afternoon_path(_grow(sites, legs.last_cost, backwards)),)
        paths = []
        for end in sites:
            after = self._afternoon_paths(mask ^ (1 << end))
            best = min(after, key=lambda path: path.cost + legs.afternoon_cost[end][path.end])
            cost = best.cost + legs.afternoon_cost[end][best.end]
            paths.append(Path(end, cost, best.edge, best.inner + legs.afternoon_time[end][best.end], (end, *best.sites)))
        return tuple(paths)

    def _morning_path(self, order: list[int]) -> Path:
        legs = self._legs
        pairs = list(pairwise(order))
        cost = legs.first_cost[order[0]] + sum(legs.morning_cost[a][b] for a, b in pairs)
        return Path(order[-1], cost, legs.first_time[order[0]], sum(legs.morning_time[a][b] for a, b in pairs), tuple(order))

    def _afternoon_path(self, backwards: list[int]) -> Path:
        legs = self._legs
        order = backwards[::-1]
        pairs = list(pairwise(order))
        cost = sum(legs.afternoon_cost[a][b] for a, b in pairs) + legs.last_cost[order[-1]]
        inner = sum(legs.afternoon_time[a][b] for a, b in pairs)
        return Path(order[0], cost, legs.last_time[order[-1]], inner, tuple(order))


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


def _undominated(pairs: list[tuple[float, Clock, int, int]]) -> list[tuple[int, int]]:
    """Keep a pair of paths only if none cheaper is as quick in the morning, at lunch and in the afternoon."""
    pairs.sort()
    kept: list[tuple[int, int]] = []
    clocks: list[Clock] = []
    for _, clock, morning, afternoon in pairs:
        until_lunch, reached, rest = clock
        for a, b, c in clocks:
            if until_lunch >= a and reached >= b and rest >= c:
                break
        else:
            clocks.append(clock)
            kept.append((morning, afternoon))
            if len(kept) == KEPT:
                break
    return kept
