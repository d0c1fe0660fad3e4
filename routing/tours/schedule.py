"""How a search over shifts divides its time: a few coolings, each in stretches."""

import time
from dataclasses import dataclass

from planner.solving import SolveLimits
from routing.tours.stretch import Portion

ORDINARY_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Cooling:
    """One fall of the temperature: until what share of the work, from where, to where, how many orders by reward alone.

    Temperatures are shares of the mean reward of a call. Orders by reward with chance keep the search wide;
    delay beside it fills shifts with narrow windows.
    """

    until: float
    warm: float
    cold: float
    reward_first: float


COOLINGS = (Cooling(0.65, 0.7, 0.12, 0.8), Cooling(1.0, 0.5, 0.12, 0.5))
STRETCHES = 60
"""Stretches of one solve."""
LONGEST_STRETCH = 1.0
SHORTEST_STRETCH = 100
"""Seconds and steps."""
LAST = 0.02
"""Share of the seconds kept for the last recombination, and the most that any may take."""


class Schedule:
    """How much of the limits is spent, and what the next stretch is given of them."""

    def __init__(self, limits: SolveLimits) -> None:
        self.seconds = ORDINARY_SECONDS if limits.seconds is None else limits.seconds
        self._began, self._steps, self._spent = time.monotonic(), limits.steps, 0

    @property
    def done(self) -> float:
        """From 0 to 1 or beyond."""
        if self._steps is not None:
            return self._spent / max(1, self._steps) if self._steps else 1.0
        return (time.monotonic() - self._began) / max(1e-9, self.seconds * (1 - LAST))

    @property
    def recombining_seconds(self) -> float | None:
        """The most time for one recombination; None where steps count."""
        return None if self._steps is not None else self.seconds * LAST

    @property
    def cooling(self) -> int:
        """Which fall of the temperature it is now."""
        return next((n for n, cooling in enumerate(COOLINGS) if self.done < cooling.until), len(COOLINGS) - 1)

    def take(self) -> Portion:
        """The next portion of work, which counts as done."""
        at, begin = self.cooling, self.done
        cooling, before = COOLINGS[at], COOLINGS[at - 1].until if at else 0.0
        if self._steps is None:
            share = min(LONGEST_STRETCH / max(1e-9, self.seconds), 1 / STRETCHES, cooling.until - begin)
            steps = None
        else:
            left = round(cooling.until * self._steps) - self._spent
            steps = max(1, min(max(SHORTEST_STRETCH, -(-self._steps // STRETCHES)), left))
            share = steps / max(1, self._steps)
            self._spent += steps
        fall = cooling.cold / cooling.warm
        warm, cold = (cooling.warm * fall ** ((each - before) / (cooling.until - before)) for each in (begin, begin + share))
        return Portion(warm, cold, cooling.reward_first, max(0.0, share) * self.seconds, steps)
