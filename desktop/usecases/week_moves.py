"""What a drag or a key on the week's board means for the calls chosen: which call goes to which day and time."""

from collections.abc import Collection
from datetime import date

from desktop.usecases.edit_week import Sheet
from planner.domain.plan import HospitalStop
from planner.domain.units import MinuteOfDay
from planner.month.hand.edits import Move
from planner.month.hand.locks import CallRef

SNAP = 15
"""Minutes to which a hand can point."""
LATEST = 1425


def snapped(minute: float) -> MinuteOfDay:
    """The nearest quarter of an hour within a day."""
    return MinuteOfDay(max(0, min(LATEST, round(minute / SNAP) * SNAP)))


def shifted(sheet: Sheet, calls: Collection[CallRef], days: int, minutes: int) -> list[Move]:
    """The moves that carry calls by a number of field days and of minutes. Calls that follow one another in a hospital stay
    together: the first gets the time, the others follow it. At the ends of the month a day is the last there is."""
    dates = sorted({day.date for day in sheet.problem.days} | {day.date for day in sheet.plan.days if day.stops})
    moves = []
    for day in sheet.plan.days:
        target = _shifted_date(dates, day.date, days)
        for stop in day.stops:
            moves += _moves_of(stop, day.date, target, calls, minutes)
    return moves


def _shifted_date(dates: list[date], when: date, days: int) -> date:
    if not days or when not in dates:
        return when
    return dates[max(0, min(len(dates) - 1, dates.index(when) + days))]


def _moves_of(stop: HospitalStop, when: date, target: date, calls: Collection[CallRef], minutes: int) -> list[Move]:
    moves: list[Move] = []
    together = False
    for call in stop.calls:
        ref = CallRef(call.customer, when)
        if ref in calls:
            start = None if together else MinuteOfDay(max(1, min(LATEST, call.start + minutes)))
            moves.append(Move(call.customer, ref, target, start))
        together = ref in calls
    return moves


def calls_of_stop(stop: HospitalStop, when: date) -> frozenset[CallRef]:
    """All calls of one stay."""
    return frozenset(CallRef(call.customer, when) for call in stop.calls)
