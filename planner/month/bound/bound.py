"""A lower bound on the objective of any plan of a month, proven by prices of calls.

1. The month is loosened (`relaxation`), so that every plan stays a solution that costs no more.
2. Every customer's call has a price. A day earns the prices of its calls and pays its way; a customer pays them. For any
   prices at all, the cheapest days plus the cheapest choice of every customer are a lower bound (Lagrange; Held and Karp, 1970).
3. The cheapest day is found exactly (`pricing`): shortest ways through all sets of hospitals, a knapsack of calls over them,
   mornings and afternoons joined so that nobody is called on twice.
4. Good prices come from column generation (`master`): days found become columns, their best prices are asked next.
5. The prices that look best are priced thoroughly at last; that number is the bound. Nothing depends on columns having
   converged.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from time import monotonic

import numpy as np

from planner.domain.messages import Message
from planner.month.bound.master import Duals, Master
from planner.month.bound.pricing import DayPricer
from planner.month.bound.relaxation import Numbers, Relaxation, relax
from planner.month.problem import MonthProblem
from planner.solving import Ending, Progress, SolveControl, SolveLimits

CLOSE = 0.002
"""Columns count as converged when master and bound differ by less than this part."""
SMOOTHING = 0.7
"""How far the next prices lie from the centre towards the master's."""
REACH, LEAST_REACH, MOST_REACH = 8.0, 2.0, 40.0
"""Half the side of the box around the best prices, in minutes: at first, at least, at most."""
FEW_DAYS = 4
"""With fewer new days than this a round has found nothing: the search must be thorough."""
THOROUGH_SHARE = 0.45
"""The share of the time after which prices are first priced thoroughly, to learn how long that takes."""
RESERVE = 1.5
"""Time kept for the last thorough pricing, in times of the one before."""


@dataclass(frozen=True, slots=True)
class BoundCertificate:
    """What the proof rests on: prices by customer in the problem's order, rounds and days tried, kinds of days, the
    master's value (the bound's limit were all days known), and whether every half day was looked at by itself."""

    prices: tuple[float, ...]
    rounds: int
    columns: int
    day_kinds: int
    master: float
    complete: bool


@dataclass(frozen=True, slots=True)
class ProvenBound:
    """No plan of the month costs less than `bound`. `assumption` says what this rests on; None = on nothing. `seconds` were spent
    on it."""

    ending: Ending
    bound: float
    assumption: Message | None
    certificate: BoundCertificate
    seconds: float = field(default=0.0, compare=False)


def prove_bound(
    problem: MonthProblem, seed: int, limits: SolveLimits, control: SolveControl, best: float | None = None
) -> ProvenBound:
    """Prove a bound. `best` (a plan's objective) only helps to guess the first prices; a step is one round of prices.

    Without a limit the proof ends when the columns have converged. Nothing here is drawn by chance, so `seed` changes nothing.
    Stopped before anything is proven, the bound is minus infinity.
    """
    return _Proof(problem, limits, control, best).run()


class _StoppedError(Exception):
    """Somebody asked the proof to stop: what is proven by now is all."""


class _Proof:
    """One proof on its way."""

    def __init__(self, problem: MonthProblem, limits: SolveLimits, control: SolveControl, best: float | None) -> None:
        self._started = monotonic()
        self._limits, self._control, self._best_plan = limits, control, best
        self._relaxation = relax(problem)
        self._pricers: list[DayPricer] = []
        self._master = Master(self._relaxation)
        self._centre = _first_prices(self._relaxation, best)
        self._prices = self._centre
        self._estimate, self._bound, self._rounds = -np.inf, -np.inf, 0
        self._duals = Duals(np.inf, self._centre, 0)
        self._reach, self._thorough_seconds, self._proven = REACH, 0.0, self._centre

    def run(self) -> ProvenBound:
        with suppress(_StoppedError):
            self._search()
        return self._outcome()

    def _search(self) -> None:
        for kind in self._relaxation.kinds:
            self._stop_when_asked()
            self._pricers.append(DayPricer(self._relaxation, kind))
        self._prove(self._centre, quick=True)
        while not self._over():
            new = self._round()
            if self._learning():
                self._prove(self._centre)
            elif new < FEW_DAYS:
                found = self._prove(self._prices)
                if self._converged() and not found:
                    break
        self._prove(self._prices if self._proven is self._centre else self._centre)

    def _stop_when_asked(self) -> None:
        """Between the kinds of days, so that a wish to stop is heard within a second or two."""
        if self._control.should_stop():
            raise _StoppedError

    def _round(self) -> int:
        """Price the days and move on to better prices. Returns how many new days came to light."""
        self._rounds += 1
        worth, new = self._price(self._prices, thorough=False)
        self._move(worth, new)
        self._report()
        return new

    def _move(self, worth: float, new: int) -> None:
        """Move the centre to better prices, ask the master for the next."""
        gap = self._duals.value - self._estimate
        if np.isfinite(gap):
            self._resize(worth, gap, new)
        if worth > self._estimate:
            self._estimate, self._centre = worth, self._prices
        self._duals = self._master.solve(self._centre, self._reach)
        self._prices = (1 - SMOOTHING) * self._centre + SMOOTHING * self._duals.prices

    def _resize(self, worth: float, gap: float, new: int) -> None:
        """A wider box after success at its edge or for want of new days, a narrower one after a leap into worse prices."""
        if new < FEW_DAYS:
            self._reach = min(MOST_REACH, self._reach * 1.5)
        elif worth > self._estimate + 0.1 * gap and self._duals.on_edge:
            self._reach = min(MOST_REACH, self._reach * 1.3)
        elif worth < self._estimate - 0.5 * gap:
            self._reach = max(LEAST_REACH, self._reach * 0.8)

    def _converged(self) -> bool:
        return self._duals.value - self._estimate < CLOSE * abs(self._duals.value) and not self._duals.on_edge

    def _learning(self) -> bool:
        """Whether it is time to learn how long a thorough pricing takes."""
        seconds = None if self._limits.steps else self._limits.seconds
        return seconds is not None and not self._thorough_seconds and self._spent() > THOROUGH_SHARE * seconds

    def _prove(self, prices: Numbers, quick: bool = False) -> int:
        """A bound that holds, at these prices. Returns how many new days came to light."""
        started = monotonic()
        if quick:
            worth, new = self._value(prices, [self._quick_bound(pricer, prices) for pricer in self._pricers]), 0
        else:
            worth, new = self._price(prices, thorough=True)
            self._thorough_seconds = monotonic() - started
        if worth > self._bound:
            self._bound, self._proven = worth, prices
        if not quick:
            self._centre, self._estimate = self._proven, self._bound
            self._move(worth, new)
        self._report()
        return new

    def _quick_bound(self, pricer: DayPricer, prices: Numbers) -> float:
        self._stop_when_asked()
        return pricer.quick_bound(prices)

    def _price(self, prices: Numbers, thorough: bool) -> tuple[float, int]:
        """The value of the prices, and how many new days were found."""
        worths, new = [], 0
        for kind, pricer in enumerate(self._pricers):
            self._stop_when_asked()
            priced = pricer.price(prices, thorough, self._halted(thorough))
            worths.append(priced.worth)
            new += self._master.add(kind, priced.columns)
        return self._value(prices, worths), new

    def _value(self, prices: Numbers, worths: list[float]) -> float:
        relaxation = self._relaxation
        customers = sum(
            min(cost + calls * float(price) for calls, cost in enumerate(costs))
            for costs, price in zip(relaxation.costs, prices, strict=True)
        )
        days = sum(len(kind.days) * worth for kind, worth in zip(relaxation.kinds, worths, strict=True))
        return relaxation.constant + customers - days

    def _halted(self, thorough: bool) -> Callable[[], bool]:
        if not thorough:
            return self._control.should_stop
        return lambda: self._control.should_stop() or self._left() < 0

    def _spent(self) -> float:
        return monotonic() - self._started

    def _left(self) -> float:
        seconds = None if self._limits.steps else self._limits.seconds
        return np.inf if seconds is None else seconds - self._spent()

    def _over(self) -> bool:
        if self._control.should_stop():
            return True
        if self._limits.steps:
            return self._rounds >= self._limits.steps
        return self._left() < RESERVE * self._thorough_seconds

    def _report(self) -> None:
        limits = self._limits
        share = self._rounds / limits.steps if limits.steps else self._spent() / limits.seconds if limits.seconds else 0.0
        self._control.report(Progress(min(1.0, share), self._best_plan, self._bound))

    def _outcome(self) -> ProvenBound:
        certificate = BoundCertificate(
            prices=tuple(float(price) for price in self._proven),
            rounds=self._rounds,
            columns=self._master.columns,
            day_kinds=len(self._pricers),
            master=float(self._duals.value),
            complete=all(pricer.complete for pricer in self._pricers),
        )
        ending = Ending.STOPPED if self._control.should_stop() else Ending.FINISHED
        return ProvenBound(ending, float(self._bound), None, certificate, self._spent())


def _first_prices(relaxation: Relaxation, best: float | None) -> Numbers:
    """One price for all calls: the way of a plan, or of a guess at it, spread over the calls."""
    calls = sum(len(costs) - 1 for costs in relaxation.costs)
    days = sum(len(kind.days) for kind in relaxation.kinds)
    legs = relaxation.legs
    guess = 1.5 * days * float((legs[0] + legs[:, 0])[1:].mean()) * relaxation.travel_minute if len(legs) > 1 else 0.0
    return np.full(len(relaxation.costs), max(0.0, guess if best is None else best) / max(1, calls))
