"""How many calls and minutes a month of field days holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil, floor

from planner.domain.calendar import FieldDay
from planner.frequency.overhead import Overhead


class Limit(StrEnum):
    CALLS = "calls"  # field days x call target
    MINUTES = "minutes"  # minutes in the field against visits, walking, arriving and travel


@dataclass(frozen=True, slots=True)
class Capacity:
    """`days` with any field time, `shares` their sum as full field days, `minutes` all their call windows together."""

    days: int
    shares: float
    minutes: int
    target: int
    overhead: Overhead

    @property
    def calls(self) -> int:
        """Calls that the field days hold at the target."""
        return floor(self.shares * self.target + 1e-9)

    def calls_by_minutes(self, minutes_per_call: float) -> int:
        """Calls that fit the minutes when each takes `minutes_per_call` besides its overhead."""
        free = self.minutes - self.days * self.overhead.per_day
        return max(0, floor(free / (minutes_per_call + self.overhead.per_call) + 1e-9))

    def minutes_for(self, calls: int, visit_minutes: float) -> float:
        """Minutes that calls of `visit_minutes` in all need, with their overhead."""
        return visit_minutes + self.overhead.minutes(self.days, calls)

    def holds(self, calls: int, visit_minutes: float) -> bool:
        """Whether so many calls of `visit_minutes` in all fit both limits. No calls always fit."""
        return calls == 0 or (calls <= self.calls and self.minutes_for(calls, visit_minutes) <= self.minutes + 1e-9)

    def with_more_days(self, days: int, minutes_per_day: int) -> "Capacity":
        """The same month with full days added."""
        return Capacity(self.days + days, self.shares + days, self.minutes + days * minutes_per_day, self.target, self.overhead)

    def with_target(self, target: int) -> "Capacity":
        return Capacity(self.days, self.shares, self.minutes, target, self.overhead)

    def target_for(self, calls: int) -> int | None:
        """The calls a day that would hold so many calls; None without field days."""
        return ceil(calls / self.shares - 1e-9) if self.shares > 0 else None


def capacity(days: Sequence[FieldDay], target: int, overhead: Overhead) -> Capacity:
    """The capacity of field days at a target of calls a day."""
    minutes = sum(window.minutes for day in days for window in day.windows)
    return Capacity(len(days), round(sum(day.share for day in days), 6), minutes, target, overhead)
