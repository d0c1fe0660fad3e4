"""What a solve has left: wall seconds, or steps, and whether somebody asked it to stop."""

import time
from dataclasses import dataclass, field

from planner.solving import SolveControl, SolveLimits


@dataclass(slots=True)
class Budget:
    """Counts steps and watches the clock; with steps set the clock is not looked at, so that a run repeats exactly."""

    limits: SolveLimits
    control: SolveControl
    steps: int = 0
    stopped: bool = False
    _start: float = field(default_factory=time.monotonic)

    @property
    def repeats(self) -> bool:
        """Whether the run is counted in steps."""
        return self.limits.steps is not None

    def seconds_left(self) -> float | None:
        """Seconds until the end, None when there is no clock."""
        if self.repeats or self.limits.seconds is None:
            return None
        return self.limits.seconds - (time.monotonic() - self._start)

    def done(self) -> float:
        """How much is spent, 0 to 1; 0 without any limit."""
        if self.limits.steps is not None:
            return min(self.steps / max(self.limits.steps, 1), 1.0)
        left = self.seconds_left()
        return 0.0 if left is None or not self.limits.seconds else min(max(1.0 - left / self.limits.seconds, 0.0), 1.0)

    def stop_asked(self) -> bool:
        self.stopped = self.stopped or self.control.should_stop()
        return self.stopped

    def is_over(self) -> bool:
        """Whether nothing more may be spent."""
        left = self.seconds_left()
        if self.stop_asked() or (left is not None and left <= 0):
            return True
        return self.limits.steps is not None and self.steps >= self.limits.steps
