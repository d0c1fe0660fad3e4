"""Accepting or rejecting the differences of a repair one by one: the rest is timed again and checked again."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from planner.domain.messages import Message, message
from planner.domain.people import CustomerId
from planner.domain.plan import DayPlan, MonthPlan
from planner.domain.units import HalfDay, half_of
from planner.domain.violations import Violation
from planner.month.explain import unplanned_calls
from planner.month.objective import days_objective
from planner.month.reasons import with_reasons
from planner.month.repair.beginning import orders_on
from planner.month.repair.differences import Difference, DifferenceKind
from planner.month.repair.replan import Replan
from planner.month.repair.values import Order
from planner.month.rules import hard_violations
from planner.month.schedule import Refusal, Timetable, Visit

Wanted = dict[CustomerId, HalfDay]
"""Who is called on a day, and in which half."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """The plan with the differences accepted, and the hard rules that it breaks (none = it may be saved).

    `plan` is None when a day cannot be timed with this choice; `refused` then says which day and who is on it."""

    plan: MonthPlan | None
    broken: tuple[Violation, ...] = ()
    refused: tuple[Message, ...] = ()

    @property
    def valid(self) -> bool:
        return self.plan is not None and not self.broken


def accept(replan: Replan, numbers: Collection[int]) -> Accepted:
    """The plan in which only the differences with these numbers take effect; other numbers are passed over.

    All of them give `replan.plan` itself, none of them `replan.before`.
    """
    chosen = {each.number for each in replan.differences} & set(numbers)
    if len(chosen) == len(replan.differences):
        return Accepted(replan.plan, hard_violations(replan.problem, replan.ahead))
    timetable = Timetable(replan.problem)
    days, refused = _days(replan, chosen, timetable)
    if refused:
        return Accepted(None, (), refused)
    marked = with_reasons(replan.problem, days) if chosen else tuple(days)
    ahead = replace(replan.ahead, days=marked, objective=days_objective(replan.problem, marked))
    if chosen or any(_is_unknown(replan, day.date) for day in marked):
        orders = orders_on(replan.problem, marked)
        ahead = replace(ahead, unplanned=unplanned_calls(timetable, orders))
    broken = hard_violations(replan.problem, ahead)
    if not chosen:
        return Accepted(replan.before, broken)
    whole = (*(day for day in replan.plan.days if day.date < replan.today), *marked)
    return Accepted(replace(ahead, days=whole, objective=days_objective(replan.whole, whole)), broken)


def _is_unknown(replan: Replan, day: date) -> bool:
    return all(each.date != day for each in replan.problem.days)


def _days(replan: Replan, chosen: set[int], timetable: Timetable) -> tuple[list[DayPlan], tuple[Message, ...]]:
    """Every day ahead: as before, as repaired, or composed of both; and what cannot be timed."""
    old = {day.date: day for day in replan.before.days if day.date >= replan.today}
    new = {day.date: day for day in replan.ahead.days}
    days, refused = [], []
    for when in sorted(old.keys() | new.keys()):
        touching = [each for each in replan.differences if when in each.dates]
        taken = [each for each in touching if each.number in chosen]
        if len(taken) == len(touching):
            day = new.get(when)
        elif not taken:
            day = old.get(when)
        else:
            day = _composed(replan, when, (old.get(when), new.get(when)), taken, timetable)
            if day is None:
                refused.append(_told(replan, when, touching))
        if day is not None:
            days.append(day)
    return days, tuple(refused)


def _told(replan: Replan, when: date, touching: Iterable[Difference]) -> Message:
    return message(
        "The calls of {date} do not fit together with this choice; accept or reject these together: {numbers}.",
        date=when,
        numbers=", ".join(str(each.number) for each in touching),
    )


def _composed(
    replan: Replan, when: date, both: tuple[DayPlan | None, DayPlan | None], taken: Sequence[Difference], timetable: Timetable
) -> DayPlan | None:
    """A day with some of its differences; None when its calls are not in time."""
    old, new = both
    wanted = {call.customer: half_of(call.start) for call in old.calls} if old else {}
    for each in taken:
        _take_over(wanted, each, when)
    index = next((n for n, day in enumerate(replan.problem.days) if day.date == when), None)
    if index is None:
        return _thinned(old, wanted)
    order = _ordered(replan, index, [day for day in (new, old) if day], wanted, timetable)
    day = None if order is None else timetable.schedule_day(index, order)
    return None if isinstance(day, Refusal) else day


def _take_over(wanted: Wanted, difference: Difference, when: date) -> None:
    customer, before, after = difference.customer, difference.before, difference.after
    if difference.kind is DifferenceKind.REORDERED or customer is None:
        return
    if before is not None and before.date == when:
        wanted.pop(customer, None)
    if after is not None and after.date == when:
        wanted[customer] = after.half


def _thinned(old: DayPlan | None, wanted: Wanted) -> DayPlan | None:
    """A day that is no field day any more, with the calls that stay on it for want of acceptance: shown, and not valid."""
    if old is None:
        return None
    stops = []
    for stop in old.stops:
        calls = tuple(call for call in stop.calls if call.customer in wanted)
        if calls:
            stops.append(replace(stop, calls=calls))
    return replace(old, stops=tuple(stops), legs=old.legs if len(stops) == len(old.stops) else ())


def _ordered(replan: Replan, day: int, sources: Sequence[DayPlan], wanted: Wanted, timetable: Timetable) -> Order | None:
    """The wanted calls in the order of the new day, the others put in where they cost least and keep their half day."""
    needs = replan.problem.needs
    visits: dict[CustomerId, Visit] = {}
    orders = [orders_on(replan.problem, [source])[day] for source in sources]
    for need, place in (visit for order in orders for visit in order):
        visits.setdefault(needs[need].customer, (need, place))
    order: Order = tuple(visit for visit in orders[0] if needs[visit[0]].customer in wanted)
    for customer, half in wanted.items():
        if customer not in visits:
            return None
        if visits[customer] not in order:
            tried = _inserted(timetable, day, order, visits[customer], half)
            if tried is None:
                return None
            order = tried
    return order


def _inserted(timetable: Timetable, day: int, order: Order, visit: Visit, half: HalfDay) -> Order | None:
    """The cheapest order with one more call in its half day; in the other half where only that is in time."""
    best: tuple[bool, int, Order] | None = None
    for position in range(len(order) + 1):
        tried = (*order[:position], visit, *order[position:])
        timing = timetable.time_calls(day, tried)
        if not isinstance(timing, Refusal):
            found = (half_of(timing.starts[position]) is not half, timing.travel + timing.walking, tried)
            best = found if best is None else min(best, found)
    return None if best is None else best[2]
