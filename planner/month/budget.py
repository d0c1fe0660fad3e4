"""How much of a search is spent: by steps, which repeat exactly, or by seconds."""

from time import monotonic

from planner.solving import SolveLimits

LOOK_EVERY = 8
"""Steps between two looks at the clock."""
REPORT_SECONDS = 0.2
clock = monotonic
"""What seconds are counted by. Benchmarks count a processor's time on machines that they do not have to themselves."""


class Budget:
    """Counts steps against the limits, less `reserved` seconds, from one share of them to another.

    `done` runs from 0 to 1 inside the budget, `overall` from `begin` to `end`.
    """

    def __init__(self, limits: SolveLimits, reserved: float = 0.0, begin: float = 0.0, end: float = 1.0) -> None:
        self._begin, self._share = begin, end - begin
        share = self._share
        self._steps = None if limits.steps is None else round(share * limits.steps)
        self._seconds = None if limits.seconds is None else share * (limits.seconds - reserved)
        self._started = self._reported = clock()
        self._taken = 0
        self.done = 0.0

    @property
    def taken(self) -> int:
        """Steps begun so far."""
        return self._taken

    @property
    def overall(self) -> float:
        """How much of the whole limits is spent."""
        return self._begin + self._share * min(1.0, self.done)

    @property
    def elapsed(self) -> float:
        """Seconds since the start."""
        return clock() - self._started

    @property
    def late(self) -> bool:
        """Whether the seconds are over; never so where steps are counted."""
        return self._steps is None and self._seconds is not None and self.elapsed >= self._seconds

    def more(self) -> bool:
        """Whether another step may be taken; counts it."""
        if self._steps is not None:
            if self._taken >= self._steps:
                return False
            self.done = self._taken / self._steps
        elif self._taken % LOOK_EVERY == 0:
            self.done = self.elapsed / self._seconds if self._seconds else 1.0
            if self.done >= 1.0:
                return False
        self._taken += 1
        return True

    def stride(self, most: int) -> int:
        """How many steps may be taken at once, at most `most`; counts them. 0 = the budget is spent."""
        if self._steps is not None:
            steps = min(most, self._steps - self._taken)
            self.done = self._taken / self._steps if self._steps else 1.0
        else:
            self.done = self.elapsed / self._seconds if self._seconds else 1.0
            steps = most if self.done < 1.0 else 0
        self._taken += steps
        return steps

    def temperature(self, hot: float, cold: float) -> float:
        """Falls from hot to cold by a constant factor."""
        return hot * float((cold / hot) ** self.done)

    def due(self) -> bool:
        """Whether it is time to look at the world outside: every few steps."""
        return self._taken % LOOK_EVERY == 0

    def report_due(self) -> bool:
        """Whether a report is due; starts the next interval when it is."""
        now = clock()
        if now - self._reported < REPORT_SECONDS:
            return False
        self._reported = now
        return True
