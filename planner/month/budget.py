"""How much of a search is spent: by steps, which repeat exactly, or by seconds."""

from time import monotonic

from planner.solving import SolveLimits

LOOK_EVERY = 8
"""Steps between two looks at the clock."""
REPORT_SECONDS = 0.2


class Budget:
    """Counts steps against the limits, less `reserved` seconds. `done` runs from 0 to 1."""

    def __init__(self, limits: SolveLimits, reserved: float = 0.0) -> None:
        self._steps = limits.steps
        self._seconds = limits.seconds - reserved if limits.seconds is not None else None
        self._started = self._reported = monotonic()
        self._taken = 0
        self.done = 0.0

    @property
    def taken(self) -> int:
        """Steps begun so far."""
        return self._taken

    @property
    def elapsed(self) -> float:
        """Seconds since the start."""
        return monotonic() - self._started

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

    def temperature(self, hot: float, cold: float) -> float:
        """Falls from hot to cold by a constant factor."""
        return hot * float((cold / hot) ** self.done)

    def due(self) -> bool:
        """Whether it is time to look at the world outside: every few steps."""
        return self._taken % LOOK_EVERY == 0

    def report_due(self) -> bool:
        """Whether a report is due; starts the next interval when it is."""
        now = monotonic()
        if now - self._reported < REPORT_SECONDS:
            return False
        self._reported = now
        return True
