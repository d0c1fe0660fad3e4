"""The seam between the month's search and the day's router: one order of calls in, one at least as good out."""

from collections.abc import Sequence
from typing import Protocol

from planner.month.schedule import Timetable, Visit
from planner.solving import SolveControl, SolveLimits


class DayRouter(Protocol):
    """Orders the calls of one day. Every member passes the same contract test.

    The answer holds the same calls (a call may change between the places of its customer only if the member says so),
    `timetable` accepts it, and it costs no more than `start` by `planner.month.objective.day_cost`. When `start` itself is
    refused, it is returned unchanged. Under `limits.steps` the same call gives the same answer on any machine.
    """

    def __call__(
        self, timetable: Timetable, day: int, start: Sequence[Visit], limits: SolveLimits, control: SolveControl
    ) -> tuple[Visit, ...]:
        """An order of the calls of `start` that is at least as good."""
        ...


def keep_order(
    timetable: Timetable, day: int, start: Sequence[Visit], limits: SolveLimits, control: SolveControl
) -> tuple[Visit, ...]:
    """The router that leaves every day as it is."""
    return tuple(start)
