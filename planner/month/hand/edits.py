"""Edits of a month by hand. Each gives problem and plan anew with every time recomputed and every rule asked.

Nothing is forbidden that can be written down: a plan that breaks a rule is given back with what the rule says. Locks go with
the calls that a person moves; those of other calls stay, and show when an edit breaks them.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from planner.domain.commitments import Pin
from planner.domain.messages import message
from planner.domain.people import CustomerId
from planner.domain.plan import DayPlan, MonthPlan, Unplanned
from planner.domain.units import MinuteOfDay
from planner.domain.violations import Violation
from planner.errors import PlanningError
from planner.month.hand.daylist import Entry, entries_of, field_day_of, insert, timed_day
from planner.month.hand.locks import CallRef, carried, problem_with_pins
from planner.month.missing import calls_still_left_out, missing_calls
from planner.month.moments import open_windows
from planner.month.objective import call_dates, days_objective
from planner.month.problem import MonthProblem, Need
from planner.month.reasons import with_reasons
from planner.month.reorder import reorder_day
from planner.month.rules import violations
from planner.month.schedule import Timetable
from planner.solving import SolveControl

BY_HAND = "+hand"
"""What the solver's name ends with when a person changed its plan."""


@dataclass(frozen=True, slots=True)
class Move:
    """A planned call, or with `call` None a new one on `customer`, to stand on `date` from `start` on. `start` None: right after
    the move before it, as the calls of one hospital moved together."""

    customer: CustomerId
    call: CallRef | None
    date: date
    start: MinuteOfDay | None


@dataclass(frozen=True, slots=True)
class Edited:
    """A month after an edit, and all that the rules say of it."""

    problem: MonthProblem
    plan: MonthPlan
    violations: tuple[Violation, ...]


def judged(problem: MonthProblem, plan: MonthPlan) -> Edited:
    """A plan as it stands."""
    return Edited(problem, plan, violations(problem, plan))


def move_calls(problem: MonthProblem, plan: MonthPlan, moves: Sequence[Move]) -> Edited:
    """The month with calls moved or added. Raises PlanningError for a call that is not there, a date that is no field day, or a
    customer who would be called on twice a day."""
    leaving = [each.call for each in moves if each.call is not None]
    for customer, when in {(each.customer, each.date) for each in moves}:
        _refuse_second_call(plan, customer, when, leaving, moves)
    free = problem_with_pins(problem, tuple(pin for pin in problem.pins if CallRef(pin.customer, pin.date) not in leaving))
    moved = {each.call: each.date for each in moves if each.call is not None}
    days = {day.date: day for day in plan.days}
    arriving = list(_groups(free, plan, moves))
    for when in sorted({each.date for each in leaving} | {each.date for each in moves}):
        entries = [each for each in _entries(free, days.get(when), leaving) if CallRef(each.customer, when) not in leaving]
        for target, start, group in arriving:
            if target == when:
                entries = insert(entries, group, start)
        days[when] = _timed(free, when, entries)
    made = _finished(free, plan, days)
    return judged_with_pins(problem, made, carried(problem.pins, moved, made))


def add_call(problem: MonthProblem, plan: MonthPlan, customer: CustomerId, when: date, start: MinuteOfDay) -> Edited:
    """The month with one more call. Raises PlanningError like `move_calls`, and for a customer the month does not know."""
    return move_calls(problem, plan, [Move(customer, None, when, start)])


def remove_calls(problem: MonthProblem, plan: MonthPlan, calls: Collection[CallRef]) -> Edited:
    """The month without these calls and their locks; those of them that are not there are passed over."""
    pins = tuple(pin for pin in problem.pins if CallRef(pin.customer, pin.date) not in calls)
    free, days = problem_with_pins(problem, pins), {day.date: day for day in plan.days}
    for when in sorted({each.date for each in calls} & days.keys()):
        kept = [each for each in _entries(free, days[when], calls) if CallRef(each.customer, when) not in calls]
        days[when] = _timed(free, when, kept)
    return judged_with_pins(problem, _finished(free, plan, days), pins)


def close_gaps(problem: MonthProblem, plan: MonthPlan, when: date) -> Edited:
    """The month with one day's calls in their order, each as early as it can be."""
    days = {day.date: day for day in plan.days}
    days[when] = _timed(problem, when, [replace(each, held=None) for each in entries_of(problem, days.get(when))])
    return judged(problem, _finished(problem, plan, days))


def best_order(problem: MonthProblem, plan: MonthPlan, when: date, control: SolveControl) -> Edited:
    """The month with one day's calls in the order that costs least, locks kept. Raises PlanningError when the day is not in time
    as it stands."""
    days = {day.date: day for day in plan.days}
    entries = entries_of(problem, days.get(when))
    wanted = {each.customer: (n, each) for n, each in enumerate(entries)}
    needs = tuple(need for need in problem.needs if need.customer in wanted)
    alone = Timetable(replace(problem, days=(field_day_of(problem, when),), needs=needs))
    index = {need.customer: n for n, need in enumerate(needs)}
    order = reorder_day(alone, 0, tuple((index[each.customer], each.place) for each in entries), control)
    turned = [replace(wanted[needs[need].customer][1], place=place, held=None) for need, place in order]
    days[when] = _timed(problem, when, turned)
    return judged(problem, _finished(problem, plan, days))


def reorder_days(
    problem: MonthProblem,
    plan: MonthPlan,
    orders: Iterable[tuple[date, Sequence[tuple[CustomerId, int]]]],
    moved: Mapping[CallRef, date] | None = None,
) -> Edited:
    """The month with days that run in other orders: customers with the index of their place. Locks go with the calls `moved`."""
    taken = moved or {}
    free = problem_with_pins(problem, tuple(pin for pin in problem.pins if CallRef(pin.customer, pin.date) not in taken))
    needs = {need.customer: need for need in problem.needs}
    days = {day.date: day for day in plan.days}
    for when, order in orders:
        none = MinuteOfDay(0)
        days[when] = _timed(free, when, [Entry(each, n, needs[each].places[n].site, none, none) for each, n in order])
    made = _finished(free, plan, days)
    return judged_with_pins(problem, made, carried(problem.pins, taken, made))


def judged_with_pins(problem: MonthProblem, plan: MonthPlan, pins: Sequence[Pin]) -> Edited:
    """A plan under other locks."""
    return judged(problem_with_pins(problem, tuple(pins)), plan)


def _refuse_second_call(
    plan: MonthPlan, customer: CustomerId, when: date, leaving: Collection[CallRef], moves: Sequence[Move]
) -> None:
    standing = any(call.customer == customer for day in plan.days if day.date == when for call in day.calls)
    twice = sum((each.customer, each.date) == (customer, when) for each in moves) > 1
    if twice or (standing and CallRef(customer, when) not in leaving):
        raise PlanningError(
            message("{customer} is already called on {date}.", customer=customer, date=when),
            message("Choose another day: a customer is met at most once a day."),
        )


def _entries(problem: MonthProblem, day: DayPlan | None, leaving: Collection[CallRef]) -> list[Entry]:
    """The calls of a day that stay or are known; one that leaves need not be known any more."""
    if day is None:
        return []
    known = {need.customer for need in problem.needs}
    gone = {call.customer for call in day.calls if CallRef(call.customer, day.date) in leaving}
    if gone == {call.customer for call in day.calls}:
        return []
    if gone <= known:
        return entries_of(problem, day)
    stops = (replace(s, calls=tuple(c for c in s.calls if c.customer in known or c.customer not in gone)) for s in day.stops)
    return entries_of(problem, replace(day, stops=tuple(stop for stop in stops if stop.calls)))


def _groups(problem: MonthProblem, plan: MonthPlan, moves: Sequence[Move]) -> Iterator[tuple[date, MinuteOfDay, list[Entry]]]:
    """Moves that belong together, with the day and the start of the first, in order of time."""
    number, numbered = 0, []
    for each in moves:
        number += each.start is not None
        numbered.append((number, each))
    found = []
    for _, members in groupby(numbered, key=lambda pair: pair[0]):
        group = [each for _, each in members]
        entries = [_entry(problem, plan, each) for each in group]
        found.append((group[0].date, group[0].start or entries[0].start, entries))
    yield from sorted(found, key=lambda each: each[:2])


def _entry(problem: MonthProblem, plan: MonthPlan, move: Move) -> Entry:
    """The call to put in: a planned one as it stands, a new one where the customer is best met."""
    if move.call is None:
        need = next((need for need in problem.needs if need.customer == move.customer), None)
        if need is None:
            raise PlanningError(
                message("{customer} is owed no call this month.", customer=move.customer),
                message("Check the customer's tier and rep, or choose another customer."),
            )
        place, start = _best_place(problem, plan, need, move.date), move.start or MinuteOfDay(0)
        return Entry(move.customer, place, need.places[place].site, start, MinuteOfDay(start + need.minutes))
    day = next((day for day in plan.days if day.date == move.call.date), None)
    found = next((each for each in entries_of(problem, day) if each.customer == move.customer), None)
    if found is None:
        raise PlanningError(
            message("No call on {customer} is planned on {date}.", customer=move.customer, date=move.call.date),
            message("Choose one of the dates on which the customer is called."),
        )
    return found


def _best_place(problem: MonthProblem, plan: MonthPlan, need: Need, when: date) -> int:
    """Where to meet a customer on a day: open before closed, where the rep goes anyway before elsewhere, main place first."""
    field_day = field_day_of(problem, when)
    visited = {stop.hospital for day in plan.days if day.date == when for stop in day.stops}

    def rank(place: int) -> tuple[bool, bool, int]:
        met = need.places[place]
        closed = not open_windows(problem, met, field_day)
        return closed, problem.sites[met.site].hospital not in visited, place

    return min(range(len(need.places)), key=rank)


def _timed(problem: MonthProblem, when: date, entries: Sequence[Entry]) -> DayPlan:
    """The day timed; a date that is no field day any more may only be emptied."""
    if not entries and all(day.date != when for day in problem.days):
        return DayPlan(when, (), (), 0)
    return timed_day(problem, when, entries)


def _finished(problem: MonthProblem, plan: MonthPlan, days: dict[date, DayPlan]) -> MonthPlan:
    """The plan of these days with its accounts: reasons, calls still unplanned, objective, and that a person had a hand in it."""
    known = {day.date for day in problem.days}
    kept = [days[when] for when in sorted(days) if days[when].stops or when in known]
    marked = with_reasons(problem, kept)
    solver = plan.provenance.solver
    source = replace(plan.provenance, solver=solver if solver.endswith(BY_HAND) else solver + BY_HAND, problem=None)
    made = replace(
        plan,
        days=marked,
        unplanned=tuple(_unplanned(problem, plan, marked)),
        objective=days_objective(problem, marked),
        provenance=source,
        lower_bound=None,
        proof=None,
    )
    return plan if made.days == plan.days else made


def _unplanned(problem: MonthProblem, plan: MonthPlan, days: Sequence[DayPlan]) -> Iterator[Unplanned]:
    """The owed calls without a place: with the reason tested for them before, where there is one."""
    dates, reasons = call_dates(days), {each.customer: each.reason for each in plan.unplanned}
    for index, count in missing_calls(problem, dates):
        need = problem.needs[index]
        reason = reasons.get(need.customer, message("The call was taken out by hand."))
        yield Unplanned(need.customer, need.segment, count, reason)
    yield from calls_still_left_out(problem, dates)
