"""Locks set by hand on planned calls: by day, half day, time or order."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from planner.domain.commitments import Pin, PinKind
from planner.domain.people import CustomerId, RepId
from planner.domain.plan import MonthPlan
from planner.domain.units import half_of
from planner.month.problem import MonthProblem, Need


@dataclass(frozen=True, slots=True, order=True)
class CallRef:
    """A planned call: a customer is met at most once a day."""

    customer: CustomerId
    date: date


def pin_of(rep: RepId, plan: MonthPlan, call: CallRef, kind: PinKind) -> Pin | None:
    """The lock of a kind that holds a planned call where it stands; None when there is no such call."""
    day = next((day for day in plan.days if day.date == call.date), None)
    calls = day.calls if day else ()
    for position, each in enumerate(calls):
        if each.customer == call.customer:
            return Pin(
                rep,
                call.customer,
                call.date,
                kind,
                half=half_of(each.start) if kind is PinKind.HALF_DAY else None,
                start=each.start if kind is PinKind.TIME else None,
                position=position if kind is PinKind.ORDER else None,
            )
    return None


def pinned(pins: Sequence[Pin], plan: MonthPlan, calls: Collection[CallRef], kind: PinKind) -> tuple[Pin, ...]:
    """The locks with these calls held where they stand, by this kind alone: a call has one lock."""
    kept = unpinned(pins, calls)
    new = (pin_of(plan.rep, plan, call, kind) for call in sorted(calls))
    return (*kept, *(pin for pin in new if pin is not None))


def unpinned(pins: Sequence[Pin], calls: Collection[CallRef]) -> tuple[Pin, ...]:
    """The locks without those of these calls."""
    return tuple(pin for pin in pins if CallRef(pin.customer, pin.date) not in calls)


def carried(pins: Sequence[Pin], moved: Mapping[CallRef, date], plan: MonthPlan) -> tuple[Pin, ...]:
    """The locks after calls were moved by hand: theirs hold them where they stand now. `plan` is the one after the move."""
    kept = []
    for pin in pins:
        target = moved.get(CallRef(pin.customer, pin.date))
        new = pin if target is None else pin_of(pin.rep, plan, CallRef(pin.customer, target), pin.kind)
        if new is not None:
            kept.append(new)
    return tuple(kept)


def problem_with_pins(problem: MonthProblem, pins: tuple[Pin, ...]) -> MonthProblem:
    """The month under these locks, with room for every pinned call among the optional ones."""
    if pins == problem.pins:
        return problem
    dates: dict[CustomerId, set[date]] = {}
    for pin in pins:
        dates.setdefault(pin.customer, set()).add(pin.date)
    needs = tuple(_with_room(need, len(dates.get(need.customer, ()))) for need in problem.needs)
    return replace(problem, pins=pins, needs=needs)


def _with_room(need: Need, pinned_calls: int) -> Need:
    return need if need.owed + need.optional >= pinned_calls else replace(need, optional=pinned_calls - need.owed)
