"""What days and customers of a month under repair cost, remembered: together they are the plan's objective.

Days count the way, waiting, calls short and what keeping published calls saves; customers count calls missed or taken in
slack, spacing, and promises not kept.
"""

from collections.abc import Callable, Sequence
from math import inf
from typing import TypeVar

from planner.domain.units import half_of
from planner.month.model import COMMITTED
from planner.month.objective import day_cost, missed_cost, optional_gain, uneven_days
from planner.month.problem import MonthProblem
from planner.month.schedule import Refusal, Timetable, Visit, day_target
from planner.month.spacing import committed_dates, keeps_gap, without_period
from planner.month.wanted import commitments

Key = TypeVar("Key")
Value = TypeVar("Value")
Order = tuple[Visit, ...]
Calls = tuple[tuple[int, int], ...]
"""The calls on one customer: day and place, by day."""
Priced = tuple[float, tuple[int, ...]]
"""What a day costs, and when its calls start."""
Insertion = tuple[float, Order]
"""What the day costs with one more call, and its order."""
Promise = tuple[frozenset[int], str | None]
"""Days on which a promised call may stand, and its hospital (None = any)."""
Positions = Callable[[Sequence[int], int], list[int]]
"""From the sites of a day's calls and a site, the positions worth a try."""
MEMORY = 200_000
"""Entries of each memory before it is emptied."""


class Values:
    """Prices of one problem. `days_for[need]` are the days on which a call on it can start at all."""

    def __init__(self, problem: MonthProblem, timetable: Timetable) -> None:
        self.problem = problem
        self.timetable = timetable
        self._weights = problem.weights
        self._targets = [day_target(problem, day) for day in problem.days]
        self._published = {(each.customer, each.date, each.half) for each in problem.published}
        self._promises = _promises(problem)
        self._committed = [committed_dates(problem, need) for need in problem.needs]
        self.days_for = [self._possible_days(need) for need in range(len(problem.needs))]
        self._bounds = [self._starts_between(day) for day in range(len(problem.days))]
        self._day: dict[tuple[int, Order], Priced] = {}
        self._allowed: dict[tuple[int, Calls], tuple[int, ...]] = {}
        self._customer: dict[tuple[int, Calls], float] = {}
        self._insertion: dict[tuple[int, Order, int], Insertion | None] = {}

    def _possible_days(self, need: int) -> tuple[int, ...]:
        places = range(len(self.problem.needs[need].places))
        return tuple(
            day for day in range(len(self.problem.days)) if any(self.timetable.starts(day, (need, place)) for place in places)
        )

    def _starts_between(self, day: int) -> list[tuple[int, int] | None]:
        """By need, the earliest and the latest start of a call on a day at any place; None where it cannot be called on."""
        found: list[tuple[int, int] | None] = []
        for need, value in enumerate(self.problem.needs):
            starts = [each for place in range(len(value.places)) for each in self.timetable.starts(day, (need, place))]
            found.append((min(low for low, _ in starts), max(high for _, high in starts)) if starts else None)
        return found

    def day(self, day: int, order: Order) -> float:
        """What a day costs in this order; infinite when it is not in time."""
        return self._priced(day, order)[0]

    def starts(self, day: int, order: Order) -> tuple[int, ...]:
        """When the calls of a day start in this order; none when it is not in time."""
        return self._priced(day, order)[1]

    def _priced(self, day: int, order: Order) -> Priced:
        known = self._day.get((day, order))
        if known is None:
            _make_room(self._day)
            known = self._day[day, order] = self._measure(day, order)
        return known

    def _measure(self, day: int, order: Order) -> Priced:
        timing = self.timetable.time_calls(day, order)
        if isinstance(timing, Refusal):
            return inf, ()
        weights, here, needs = self._weights, self.problem.days[day].date, self.problem.needs
        short = weights.call_short * max(0, self._targets[day] - len(order))
        kept = sum(
            (needs[need].customer, here, half_of(start)) in self._published
            for (need, _), start in zip(order, timing.starts, strict=True)
        )
        return day_cost(timing, weights) + short - weights.moved_call * kept, timing.starts

    def customer(self, need: int, calls: Calls) -> float:
        """What a customer costs who is called on these days at these places."""
        known = self._customer.get((need, calls))
        if known is None:
            asked, dates = self.problem.needs[need], [self.problem.days[day].date for day, _ in calls]
            known = missed_cost(asked, len(calls), self._weights) - optional_gain(asked, len(calls), self._weights)
            known += self._weights.uneven_day * uneven_days(asked, dates) + COMMITTED * len(self.unkept(need, calls))
            _make_room(self._customer)
            self._customer[need, calls] = known
        return known

    def unkept(self, need: int, calls: Calls) -> list[Promise]:
        """The promises to a customer that none of the calls keeps."""
        return [each for each in self._promises[need] if not any(self._keeps(need, each, call) for call in calls)]

    def is_promised(self, need: int, call: tuple[int, int]) -> bool:
        """Whether a call keeps an appointment or stands where it is pinned."""
        return any(self._keeps(need, each, call) for each in self._promises[need])

    def _keeps(self, need: int, promise: Promise, call: tuple[int, int]) -> bool:
        days, hospital = promise
        site = self.problem.needs[need].places[call[1]].site
        return call[0] in days and hospital in {None, self.problem.sites[site].hospital}

    def allowed(self, need: int, calls: Calls) -> tuple[int, ...]:
        """The days on which one more call keeps gaps and periods and stays within what is wanted."""
        known = self._allowed.get((need, calls))
        if known is None:
            _make_room(self._allowed)
            known = tuple(day for day in self.days_for[need] if self._allows(need, calls, day))
            self._allowed[need, calls] = known
        return known

    def _allows(self, need: int, calls: Calls, day: int) -> bool:
        asked, when = self.problem.needs[need], self.problem.days[day].date
        dates = [self.problem.days[other].date for other, _ in calls]
        if len(calls) >= asked.owed + asked.optional or not keeps_gap(asked, when, dates, self._committed[need]):
            return False
        return not asked.periods or not any(without_period(asked, [*dates, when]))

    def insertion(self, need: int, day: int, order: Order) -> Insertion | None:
        """The cheapest order of a day with one more call: beside its hospital where that is visited, else between hospitals."""
        key = (day, order, need)
        if key not in self._insertion:
            _make_room(self._insertion)
            self._insertion[key] = self._cheapest(need, day, order, _likely_positions)
        return self._insertion[key]

    def insertion_anywhere(self, need: int, day: int, order: Order) -> Insertion | None:
        """The cheapest order of a day with one more call, every position tried."""
        return self._cheapest(need, day, order, _every_position)

    def _cheapest(self, need: int, day: int, order: Order, positions: Positions) -> Insertion | None:
        timetable, sites = self.timetable, self.timetable.sites
        here = [sites[other][place] for other, place in order]
        best: Insertion | None = None
        for place, site in enumerate(sites[need]):
            if not timetable.starts(day, (need, place)):
                continue
            for position in self._open_positions(day, order, need, positions(here, site)):
                tried = (*order[:position], (need, place), *order[position:])
                cost = self.day(day, tried)
                if cost < inf and (best is None or cost < best[0]):
                    best = cost, tried
        return best

    def _open_positions(self, day: int, order: Order, need: int, positions: list[int]) -> list[int]:
        """Less the positions that no clock allows: behind calls too late for this one, before one that must be earlier."""
        bounds = self._bounds[day]
        own, starts = bounds[need], self._priced(day, order)[1]
        if own is None or len(starts) < len(order):
            return positions
        earliest, latest = own
        ready = earliest + min(self.timetable.minutes(day, (need, place)) for place in range(len(self.timetable.sites[need])))
        last = [bound[1] if bound else 0 for bound in (bounds[other] for other, _ in order)]
        return [n for n in positions if (n == 0 or starts[n - 1] < latest) and (n == len(order) or last[n] >= ready)]


def _likely_positions(here: Sequence[int], site: int) -> list[int]:
    """Inside and around the stops at a site; where it has none, between the stops."""
    if site in here:
        around = {n for n, each in enumerate(here) if each == site}
        return sorted(around | {n + 1 for n in around})
    return [n for n in range(len(here) + 1) if n in {0, len(here)} or here[n - 1] != here[n]]


def _every_position(here: Sequence[int], _: int) -> list[int]:
    return list(range(len(here) + 1))


def _promises(problem: MonthProblem) -> list[list[Promise]]:
    """By need, what is agreed and pinned; a pinned day among an appointment's dates settles it."""
    index = {day.date: n for n, day in enumerate(problem.days)}
    return [
        [
            (frozenset(index[day] for day in call.dates or () if day in index), call.hospital)
            for call in commitments(problem, n, need)
        ]
        for n, need in enumerate(problem.needs)
    ]


def _make_room(memory: dict[Key, Value]) -> None:
    if len(memory) >= MEMORY:
        memory.clear()
