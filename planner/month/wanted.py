"""Which calls are to be placed: commitments first, then owed calls, then optional ones."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from planner.domain.places import HospitalId
from planner.month.problem import MonthProblem, Need


class Wanted(NamedTuple):
    """One call to place. `dates` None = any field day; `hospital` None = wherever the customer can be met."""

    need: int
    committed: bool
    optional: bool
    dates: frozenset[date] | None = None
    hospital: HospitalId | None = None


def wanted_calls(problem: MonthProblem) -> list[Wanted]:
    """Every call worth a place, by customer. Commitments count as owed calls first, then as optional ones."""
    return [call for index, need in enumerate(problem.needs) for call in _calls_of(problem, index, need)]


def _calls_of(problem: MonthProblem, index: int, need: Need) -> list[Wanted]:
    # More promises than calls allowed contradict each other: the rules report those left out.
    promised = commitments(problem, index, need)[: need.owed + need.optional]
    free = _free_calls(problem, index, need)
    for commitment in promised:
        # The commitment takes the place of the free call whose period it falls into, else of the first one.
        matching = [call for call in free if call.dates is None or (commitment.dates or frozenset()) & call.dates]
        if matching or free:
            free.remove((matching or free)[0])
    return promised + free


def _free_calls(problem: MonthProblem, index: int, need: Need) -> list[Wanted]:
    if need.periods:
        days = [day.date for day in problem.days]
        inside = [frozenset(day for day in days if first <= day <= last) for first, last in need.periods[: need.owed]]
        return [Wanted(index, False, False, dates) for dates in inside]
    return [Wanted(index, False, n >= need.owed) for n in range(need.owed + need.optional)]


def commitments(problem: MonthProblem, index: int, need: Need) -> list[Wanted]:
    """What is agreed with a customer and pinned; a pinned day among an appointment's dates settles it."""
    pinned = sorted({pin.date for pin in problem.pins if pin.customer == need.customer})
    agreed = sorted((each for each in problem.appointments if each.customer == need.customer), key=lambda each: len(each.dates))
    found = []
    for appointment in agreed:
        dates = _pinned_among(pinned, appointment.dates)
        pinned = [day for day in pinned if dates != {day}]
        found.append(Wanted(index, True, False, dates, appointment.hospital))
    return found + [Wanted(index, True, False, frozenset({day})) for day in pinned]


def _pinned_among(pinned: Iterable[date], dates: Iterable[date]) -> frozenset[date]:
    """A pinned day among an appointment's dates settles it; otherwise all its dates stay open."""
    every = frozenset(dates)
    both = sorted(every & set(pinned))
    return frozenset(both[:1]) if both else every
