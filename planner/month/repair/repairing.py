"""A month under repair: the orders of its days, who is called when, and moves that can be taken back.

Method: insertion by regret (Potvin and Rousseau 1993), then ruin and recreate (Schrimpf and others 2000) around what the
change displaced, both on days timed call by call, with a price for every call that leaves its half day.
"""

from collections.abc import Iterable, Sequence
from math import inf, log
from random import Random

from planner.month.budget import Budget
from planner.month.repair.values import Calls, Order, Values
from planner.solving import Ending, SolveControl

HOT, COLD = 6.0, 0.5
"""Temperatures at the start and the end, in minutes of travel."""
BLINK = 0.05
"""Share of insertions overlooked, so that equal steps differ."""
CALM = 2.0
"""A change that saves no more than this many times the price of a moved call is taken back at the end."""
HOT_SEEDS = 0.85
"""Share of steps that begin at a displaced or missing call."""


class Repair:
    """`orders` by day and `calls` by need are always in time and within all rules of the customers; `pool` counts, by need,
    the calls that wait for a place."""

    def __init__(self, values: Values, orders: Sequence[Order], pool: Sequence[int], seed: int) -> None:
        self.values = values
        self.orders = list(orders)
        self.calls = calls_of(values, orders)
        self.pool = list(pool)
        self._home = {(need, day): True for day, order in enumerate(orders) for need, _ in order}
        self._affected = self._days_of_interest()
        self._random = Random(seed)
        self._draw = self._random.random

    @property
    def total(self) -> float:
        """The objective of what stands, up to a constant."""
        days = sum(self.values.day(day, order) for day, order in enumerate(self.orders))
        return days + sum(self.values.customer(need, calls) for need, calls in enumerate(self.calls))

    def _days_of_interest(self) -> list[int]:
        """Days to which a waiting call could go; all days when none waits."""
        days = {day for need, count in enumerate(self.pool) if count for day in self.values.days_for[need]}
        return sorted(days) or list(range(len(self.orders)))

    def run(self, budget: Budget, control: SolveControl) -> Ending:
        """Place what waits, then improve until the budget is spent, nothing is displaced, or somebody asks to stop."""
        self.place(self._waiting(), everywhere=True)
        for need in self._waiting():
            if control.should_stop():
                return Ending.STOPPED
            if budget.late:
                break
            self._eject(need)
        self._best = self._kept()
        now = least = self.total
        while self._is_upset() and budget.more():
            if control.should_stop():
                self._restore(self._best)
                return Ending.STOPPED
            before = self._kept()
            self._ruin()
            self.place(self._waiting())
            total = self.total
            if total > now - budget.temperature(HOT, COLD) * log(self._draw() + 1e-12):
                self._restore(before)
                continue
            now = total
            if total < least - 1e-6:
                least, self._best = total, self._kept()
        self._restore(self._best)
        self._go_home()
        return Ending.FINISHED

    def _go_home(self) -> None:
        """Send every call back to the day it came from unless that costs much more: nobody is moved, or dropped, for a trifle."""
        for need in sorted({need for need, _ in self._home}):
            for day in [day for day, _ in self.calls[need] if not self._is_home(need, day)]:
                self._send_home(need, day)
            if self.pool[need]:
                self._send_home(need, None)

    def _send_home(self, need: int, day: int | None) -> None:
        """Put a call that stands elsewhere (`day`), or waits, to where it was."""
        now, before = self.total, self._kept()
        waiting = self.pool[need]
        if day is not None and not self.take(need, day):
            return
        for home in self.values.allowed(need, self.calls[need]):
            if self._is_home(need, home):
                found = self.values.insertion_anywhere(need, home, self.orders[home])
                if found is not None:
                    self.put(need, home, found[1])
                    break
        came = self.pool[need] < waiting if day is None else self.pool[need] == waiting
        if not came or self.total > now + CALM * self.values.problem.weights.moved_call + 1e-9:
            self._restore(before)

    def _kept(self) -> tuple[list[Order], list[Calls], list[int]]:
        return self.orders.copy(), self.calls.copy(), self.pool.copy()

    def _restore(self, kept: tuple[list[Order], list[Calls], list[int]]) -> None:
        self.orders, self.calls, self.pool = kept[0].copy(), kept[1].copy(), kept[2].copy()

    def _is_upset(self) -> bool:
        """Whether any call that could have a place waits, or one stands elsewhere than before."""
        if any(count and self.values.days_for[need] for need, count in enumerate(self.pool)):
            return True
        return any(not self._is_home(need, day) for day, order in enumerate(self.orders) for need, _ in order)

    def _is_home(self, need: int, day: int) -> bool:
        return (need, day) in self._home

    def _waiting(self) -> list[int]:
        return [need for need, count in enumerate(self.pool) for _ in range(count)]

    def place(self, waiting: list[int], *, everywhere: bool = False) -> None:
        """Put waiting calls in one by one, each time the one that would lose most by waiting; what does not pay waits on."""
        while waiting:
            options = [self._options(need, everywhere) for need in dict.fromkeys(waiting)]
            found = [each for each in options if each is not None]
            if not found:
                return
            _, _, need, day, order = max(found, key=lambda each: (each[0], -each[1], -each[2]))
            self.put(need, day, order)
            waiting.remove(need)

    def _options(self, need: int, everywhere: bool) -> tuple[float, float, int, int, Order] | None:
        """Regret, price, need, day and order of the cheapest place of a call that pays; None when there is none."""
        values, calls = self.values, self.calls[need]
        best, second, chosen = 0.0, 0.0, None
        standing = values.customer(need, calls)
        for day in values.allowed(need, calls):
            if not everywhere and self._draw() < BLINK:
                continue
            order = self.orders[day]
            found = values.insertion_anywhere(need, day, order) if everywhere else values.insertion(need, day, order)
            if found is None:
                continue
            place = next(place for other, place in found[1] if other == need)
            price = found[0] - values.day(day, order)
            price += values.customer(need, _with(calls, day, place)) - standing
            if price < best:
                best, second, chosen = price, best, (day, found[1])
            elif price < second:
                second = price
        return None if chosen is None else (second - best, best, need, *chosen)

    def put(self, need: int, day: int, order: Order) -> None:
        """Take an order of a day that holds one more call on a need."""
        place = next(place for other, place in order if other == need)
        self.orders[day] = order
        self.calls[need] = _with(self.calls[need], day, place)
        self.pool[need] = max(0, self.pool[need] - 1)

    def take(self, need: int, day: int) -> bool:
        """Take a call out of its day; it waits. False when it is promised or the day needs it to be in time."""
        call = next(each for each in self.calls[need] if each[0] == day)
        order = tuple(visit for visit in self.orders[day] if visit[0] != need)
        if self.values.is_promised(need, call) or self.values.day(day, order) == inf:
            return False
        self.orders[day] = order
        self.calls[need] = tuple(each for each in self.calls[need] if each != call)
        self.pool[need] += 1
        return True

    def _eject(self, need: int) -> None:
        """Give a waiting call the place of another one that finds a place elsewhere: the cheapest such pair, if it pays."""
        now, before = self.total, self._kept()
        least, best = now, before
        for day in self.values.allowed(need, self.calls[need]):
            for other, _ in before[0][day]:
                if self._exchange(other, need, day):
                    total = self.total
                    if total < least - 1e-9:
                        least, best = total, self._kept()
                self._restore(before)
        self._restore(best)

    def _exchange(self, leaving: int, coming: int, day: int) -> bool:
        """Whether one call could go to another place so that another one comes into its day."""
        if leaving == coming or not self.take(leaving, day):
            return False
        found = self.values.insertion(coming, day, self.orders[day])
        if found is None:
            return False
        self.put(coming, day, found[1])
        self.place([leaving])
        return self.pool[leaving] == 0

    def _ruin(self) -> None:
        """Take out calls around a displaced one, or around any call of a day that matters."""
        need, day = self._seed()
        days = {day}
        if need is not None:
            self.take(need, day) if self._stands(need, day) else None
            others = [each for each in self.values.days_for[need] if each in self._affected]
            days |= set(self._random.sample(others, min(len(others), 1 + self._below(2))))
        else:
            days |= set(self._random.sample(self._affected, min(len(self._affected), self._below(3))))
        for each in sorted(days):
            self._take_string(each)

    def _stands(self, need: int, day: int) -> bool:
        return any(other == day for other, _ in self.calls[need])

    def _seed(self) -> tuple[int | None, int]:
        upset = [(need, day) for day, order in enumerate(self.orders) for need, _ in order if not self._is_home(need, day)]
        upset += [(need, days[self._below(len(days))]) for need in self._waiting() if (days := self.values.days_for[need])]
        if upset and self._draw() < HOT_SEEDS:
            return upset[self._below(len(upset))]
        return None, self._affected[self._below(len(self._affected))]

    def _take_string(self, day: int) -> None:
        """Take up to four calls in a row out of a day."""
        order = self.orders[day]
        if order:
            first, length = self._below(len(order)), 1 + self._below(4)
            for need, _ in order[first : first + length]:
                self.take(need, day)

    def _below(self, limit: int) -> int:
        return int(self._draw() * limit)


def calls_of(values: Values, orders: Iterable[Order]) -> list[Calls]:
    """By need, the days and places of its calls."""
    calls: list[list[tuple[int, int]]] = [[] for _ in values.problem.needs]
    for day, order in enumerate(orders):
        for need, place in order:
            calls[need].append((day, place))
    return [tuple(each) for each in calls]


def _with(calls: Calls, day: int, place: int) -> Calls:
    return tuple(sorted((*calls, (day, place))))
