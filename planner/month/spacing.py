"""The distance between two calls on one customer."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from planner.month.problem import MonthProblem, Need


def committed_dates(problem: MonthProblem, need: Need) -> frozenset[date]:
    """Dates on which a call on the customer is agreed or pinned, the last visit included: nobody chooses them any more."""
    agreed = {day for each in problem.appointments if each.customer == need.customer for day in each.dates}
    pinned = {pin.date for pin in problem.pins if pin.customer == need.customer}
    return frozenset(agreed | pinned | ({need.last_visit} if need.last_visit else set()))


def too_close(need: Need, dates: Iterable[date], committed: frozenset[date]) -> Iterator[tuple[date, date]]:
    """Neighbouring calls, the last visit included, nearer than the minimum gap. Two committed dates may be nearer."""
    known = sorted(dates if need.last_visit is None else (need.last_visit, *dates))
    for earlier, later in pairwise(known):
        apart = (later - earlier).days
        if 0 < apart < need.minimum_gap_days and not {earlier, later} <= committed:
            yield earlier, later


def keeps_gap(need: Need, day: date, others: Iterable[date], committed: frozenset[date]) -> bool:
    """Whether a further call on `day` keeps the minimum gap to the other calls and is not a second one that day."""
    known = [*others] if need.last_visit is None else [need.last_visit, *others]
    return all(
        other != day and (abs((other - day).days) >= need.minimum_gap_days or {other, day} <= committed) for other in known
    )


def without_period(need: Need, dates: Iterable[date]) -> Iterator[date]:
    """The dates of calls that find no period of their own: in order of date, each call takes the first period left to it."""
    left = list(need.periods)
    for day in sorted(dates) if need.periods else ():
        while left and left[0][1] < day:
            left.pop(0)
        if left and left[0][0] <= day:
            left.pop(0)
        else:
            yield day
