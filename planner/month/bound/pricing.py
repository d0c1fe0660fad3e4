"""The best day under given prices of calls: exact, or within a little that is added to the answer."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from planner.month.bound.halfroutes import NEVER, Choice, HalfRoutes, Single
from planner.month.bound.joining import Joint, coarse, join, lengthen, rough_rest, seam
from planner.month.bound.joint import HospitalPrizes, Pick, add_worths, divide
from planner.month.bound.lengthening import HalfFacts, half_facts, lengthened
from planner.month.bound.relaxation import DayKind, Numbers, Relaxation
from planner.month.bound.setpaths import SetPaths, set_paths

MOST_PAIRS = 150_000
"""Pairs of set and end kept for each half of a kind of day."""
MOST_LONGER_PAIRS = 300_000
"""Longer pairs that a thorough search takes up for each half."""
MOST_QUICK_PAIRS = 10_000
"""Pairs looked at in a quick search."""
REFOCUS = 4
"""Rounds between two choices of these pairs."""
WATCHED = (9, 11)
"""How many hospitals are watched for visits in both halves, in a quick and in a thorough search."""
REGROUPINGS = (4, 16)
"""How often the watched hospitals change in one search."""
HOT = 5
"""Combinations of hospitals tried in both halves in every quick search; the others take turns."""
MOST_DOUBLES = 300
"""Combinations of hospitals visited in both halves that a thorough search looks into; the rest is bounded together."""
WORTHWHILE = 60.0
"""Days worse than the best by more than this are not made columns."""
ROUNDING = 64 * float(np.finfo(np.float32).eps)
"""Relative excess that covers the single precision of the tables."""


@dataclass(frozen=True, slots=True)
class Column:
    """A day: its cost without prices, its customers, and its hospitals of both halves as bit masks."""

    cost: float
    customers: tuple[int, ...]
    stops: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Priced:
    """`worth`: no day is worth more (prizes minus cost) if the search was thorough; `columns`: days found."""

    worth: float
    columns: tuple[Column, ...]


class DayPricer:
    """Prices the days of one kind. Remembers between calls which hospitals are worth watching."""

    def __init__(self, relaxation: Relaxation, kind: DayKind) -> None:
        sites = len(relaxation.legs) - 1
        self._kind, self._sites, self._width = kind, sites, kind.maximum + 1
        self._prizes = HospitalPrizes(kind, sites)
        self._facts = [half_facts(relaxation, kind, half) for half in (0, 1)]
        self._grown = [self._routes(facts) for facts in self._facts]
        self._halves = list(self._grown)
        places = [*range(1, sites + 1), 0]
        self._between = (relaxation.legs[np.ix_(places, places)] * relaxation.travel_minute).astype(np.float32)
        self._travel_minute = relaxation.travel_minute
        self._short = relaxation.call_short * np.maximum(0, kind.target - np.arange(self._width))
        self._watched: tuple[int, ...] = ()
        self._open = self._prizes.open_in_both()
        self._heat: dict[tuple[int, ...], float] = {(hospital,): 0.0 for hospital in self._open}
        self._turn = 0

    def _routes(self, facts: HalfFacts, paths: SetPaths | None = None) -> HalfRoutes:
        paths = paths or set_paths(facts.first, facts.legs, facts.service, facts.room, MOST_PAIRS)
        return HalfRoutes(paths, self._width - 1, facts.room, facts.briefest, facts.travel_minute)

    @property
    def complete(self) -> bool:
        """Whether every set of hospitals that fits half a day is looked at by itself."""
        return all(half.paths.complete for half in self._halves)

    def quick_bound(self, prices: Numbers) -> float:
        """No day is worth more, by a rough look."""
        self._set_prices(prices)
        for half in self._halves:
            half.look_at_all()
        return max(self._upper(()), self._long()) + ROUNDING * self._scale()

    def price(self, prices: Numbers, thorough: bool, halted: Callable[[], bool]) -> Priced:
        """The best day where `prices[customer]` is earned with a call.

        Once `halted`, a thorough search bounds what is left roughly.
        """
        self._set_prices(prices)
        self._halted = halted
        worth = self._search_quickly()
        if thorough:
            worth = self._search_thoroughly()
        return Priced(worth + ROUNDING * self._scale(), tuple(self._columns))

    def _search_quickly(self) -> float:
        """Find good days, mostly the best. Returns what seems the best day's worth."""
        if self._turn % REFOCUS == 0:
            self._focus(self._best, MOST_QUICK_PAIRS)
        self._turn += 1
        self._regroupings = REGROUPINGS[0]
        worth = max(float(self._best), plain := self._search((), thorough=False))
        for doubles in self._hot():
            found = self._search(doubles, thorough=False)
            self._heat[doubles] = 0.6 * self._heat[doubles] + 0.4 * (found - plain)
            worth = max(worth, found)
        return worth

    def _search_thoroughly(self) -> float:
        """No day is worth more. Builds on the best day of the quick search: pairs that cannot beat it are passed over."""
        self._lengthen()
        self._focus(self._best, None)
        self._turn = 0
        self._regroupings, self._combinations = REGROUPINGS[1], MOST_DOUBLES
        worth = max(float(self._best), self._search((), thorough=True))
        explored = [self._explore((hospital,)) for hospital in self._open]
        return max([worth, *explored, self._long()])

    def _lengthen(self) -> None:
        """Take up the half days, longer than those grown, of days that can be better than the best."""
        self._halves = list(self._grown)
        if self.complete:
            return
        for half, routes in enumerate(self._halves):
            routes.value(self._prizes.alone(half))
        for half in (0, 1, 0):
            if not self._halves[half].paths.complete:
                self._lengthen_half(half, self._roughs()[half])

    def _lengthen_half(self, half: int, rough: Single) -> None:
        routes, prizes = self._grown[half], self._prizes.alone(half)
        paths = lengthened(
            routes.paths, self._facts[half], routes.values, prizes, rough, floor=self._best, most=MOST_LONGER_PAIRS
        )
        if paths is not None:
            self._halves[half] = self._routes(self._facts[half], paths)
            self._halves[half].value(prizes)

    def _roughs(self) -> tuple[Single, Single]:
        """By end and calls of each half, the most that the rest of the day is worth, longer halves included."""
        for half in self._halves:
            half.look_at_all()
        tables = [half.choose(()).table for half in self._halves]
        wide = [np.maximum(table, self._longer(half)) for half, table in enumerate(tables)]
        rest = self._rest(())
        return rough_rest(wide[1], self._between, rest), rough_rest(wide[0], self._between.T, rest)

    def _focus(self, floor: float, most: int | None) -> None:
        for half, rough in zip(self._halves, self._roughs(), strict=True):
            half.focus(rough, floor, most)
            half.watch(self._watched)

    def _set_prices(self, prices: Numbers) -> None:
        self._prizes.set_prices(prices)
        for half, routes in enumerate(self._halves):
            routes.value(self._prizes.alone(half))
        self._best, self._columns = -float(self._short[0]), dict[Column, None]()

    def _scale(self) -> float:
        """The largest number in the tables' sums."""
        prizes = [half.largest_prize() for half in self._halves]
        return sum(prizes) * self._width + float(self._between.max()) * self._width + abs(float(self._best))

    def _hot(self) -> list[tuple[int, ...]]:
        order = sorted(self._heat, key=lambda doubles: -self._heat[doubles])
        return [*order[:HOT], order[HOT + self._turn % (len(order) - HOT)]] if len(order) > HOT else order

    def _explore(self, doubles: tuple[int, ...]) -> float:
        """A bound on days that visit these hospitals in both halves, and beside them only later ones."""
        upper = self._upper(doubles)
        if upper <= self._best or self._combinations <= 0 or self._halted():
            return upper
        self._combinations -= 1
        best = self._best
        worth = self._search(doubles, thorough=True)
        if self._best > best:
            self._heat[doubles] = max(0.0, *self._heat.values())
        later = self._open[self._open.index(doubles[-1]) + 1 :]
        return min(upper, max([worth, *(self._explore((*doubles, hospital)) for hospital in later)]))

    def _search(self, doubles: tuple[int, ...], thorough: bool) -> float:
        """A bound on days that visit just these hospitals in both halves; watches hospitals until none is visited twice."""
        bound = np.inf
        while True:
            choices = [half.choose(doubles) for half in self._halves]
            floor = self._best if thorough else self._best - WORTHWHILE
            joint = join(choices[0].table, choices[1].table, self._between, self._rest(doubles), floor)
            worths = self._worths(joint, doubles)
            worth = max(float(self._best), float(worths.max()))
            bound = min(bound, worth)
            twice = self._harvest(choices, joint, worths, doubles) if worth > self._best - WORTHWHILE else 0
            if not twice or self._regroupings <= 0 or bound <= self._best:
                return bound
            self._watch(twice, thorough)

    def _upper(self, doubles: tuple[int, ...]) -> float:
        """A quick bound on days that visit these hospitals, and any others, in both halves."""
        tables = [coarse(half.choose(doubles).table) for half in self._halves]
        joint = join(tables[0], tables[1], self._between, self._rest(doubles), float(NEVER))
        return float(self._worths(joint, doubles).max())

    def _long(self) -> float:
        """A bound on days with a half longer than those looked at by themselves."""
        if self.complete:
            return float(NEVER)
        for half in self._halves:
            half.look_at_all()
            half.watch(self._watched)
        tables = [coarse(half.choose(()).table) for half in self._halves]
        longer = [self._longer(half) for half in (0, 1)]
        wide = [np.maximum(table, long) for table, long in zip(tables, longer, strict=True)]
        rest, floor = self._rest(()), float(NEVER)
        joints = (join(longer[0], wide[1], self._between, rest, floor), join(wide[0], longer[1], self._between, rest, floor))
        return max(float(self._worths(joint, ()).max()) for joint in joints)

    def _longer(self, half: int) -> Single:
        routes = self._halves[half]
        table = routes.longest_worth()
        if routes.paths.complete:
            return coarse(np.full_like(table, NEVER))
        legs = self._between[:-1, :-1] if half == 0 else self._between[:-1, :-1].T
        steps = self._kind.maximum - routes.paths.grown
        return coarse(lengthen(table, legs.astype(np.float64), self._prizes.alone(half), routes.watched, steps))

    def _rest(self, doubles: tuple[int, ...]) -> Numbers:
        """By calls outside the doubles, the most that doubles and calls short add to a day."""
        shared = np.append(0.0, np.full(self._width - 1, float(NEVER)))
        for hospital in doubles:
            shared = add_worths(shared, self._prizes.both(hospital))
        return np.array([(shared[: self._width - calls] - self._short[calls:]).max() for calls in range(self._width)])

    def _worths(self, joint: Joint, doubles: tuple[int, ...]) -> Numbers:
        """By calls of the day, with the calls in doubles and the price of calls short."""
        worths: Numbers = joint.by_total()
        for hospital in doubles:
            worths = add_worths(worths, self._prizes.both(hospital))
        return worths - self._short

    def _watch(self, twice: int, thorough: bool) -> None:
        new = tuple(hospital for hospital in range(self._sites) if twice >> hospital & 1 and hospital not in self._watched)
        self._watched = (*self._watched, *new)[-WATCHED[thorough] :]
        self._regroupings -= 1
        for half in self._halves:
            half.watch(self._watched)

    def _harvest(self, choices: list[Choice], joint: Joint, worths: Numbers, doubles: tuple[int, ...]) -> int:
        """Make the best days columns. Returns the hospitals that the very best visits in both halves against the search."""
        first: int | None = None
        for calls in np.argsort(-worths)[:5]:
            if worths[calls] < max(float(NEVER) / 2, self._best - WORTHWHILE):
                break
            twice, column = self._column(choices, joint, int(calls), doubles)
            first = twice if first is None else first
            if column is not None:
                self._best = max(self._best, float(worths[calls]))
                self._columns[column] = None
        return first or 0

    def _column(self, choices: list[Choice], joint: Joint, calls: int, doubles: tuple[int, ...]) -> tuple[int, Column | None]:
        """The best day with so many calls, or the hospitals that it visits in both halves against the search."""
        plain, shared = divide(joint.by_total(), [self._prizes.both(hospital) for hospital in doubles], calls)
        joined = seam(joint, self._between, plain)
        routes = [
            half.route(choice, group, end, count, doubles)
            for half, choice, group, end, count in zip(
                self._halves, choices, joined.groups, joined.ends, joined.calls, strict=True
            )
        ]
        twice = routes[0].hospitals & routes[1].hospitals & ~sum(1 << hospital for hospital in doubles)
        if twice:
            return twice, None
        picks: list[Pick] = []
        for half, route in enumerate(routes):
            picks += [pick for site, count in route.calls for pick in self._prizes.picks(half, site, count)]
        for hospital, count in zip(doubles, shared, strict=True):
            picks += self._prizes.picks_in_both(hospital, count)
        way = sum(route.minutes for route in routes) * self._travel_minute + float(self._between[joined.ends])
        cost = way + float(self._short[calls]) - sum(gain for _, gain in picks)
        return 0, Column(cost, tuple(sorted(who for who, _ in picks)), (routes[0].hospitals, routes[1].hospitals))
