"""Why an owed call is not in the plan: every day and position tested, never a guess.

A call that fits is offered with its price. For one that does not, each field day is counted for the first obstacle met in
the order of `Obstacle`, and the most frequent one is named.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from planner.domain.messages import Message, message
from planner.domain.people import CustomerId
from planner.domain.places import HospitalId
from planner.domain.plan import MonthPlan, Unplanned
from planner.domain.units import MinuteOfDay, clock, meet_windows, windows_on
from planner.month.checks.view import view
from planner.month.missing import calls_still_left_out, missing_calls
from planner.month.moments import without_absences
from planner.month.objective import day_cost, uneven_days
from planner.month.problem import MonthProblem, Need
from planner.month.schedule import Refusal, Timetable, Timing, Visit, day_maximum, day_target
from planner.month.spacing import committed_dates, keeps_gap, without_period

Orders = Sequence[Sequence[Visit]]
"""The calls of every field day, in order."""
Planned = tuple[int, Sequence[Visit]]
"""Index of a day and its calls."""


class Obstacle(Enum):
    """What keeps a call from a day."""

    WORKING = message("the rep's working windows are too short")
    RECEPTION = message("the hospital does not receive long enough")
    AVAILABILITY = message("the customer is not available long enough")
    AWAY = message("the customer is away")
    COMMITMENT = message("an appointment or a pin leaves no other time")
    SPACING = message("another call on the customer is too near")
    FULL = message("the day has its maximum of calls")
    TIME = message("the day has no time left")


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a further call fits: `order` is the whole day with it, `start` its time, `cost` what it adds to the objective
    apart from what the call itself is worth."""

    day: int
    order: tuple[Visit, ...]
    hospital: HospitalId
    start: int
    cost: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """`slots` where the call fits, cheapest first; `obstacles` of the other days."""

    slots: tuple[Slot, ...]
    obstacles: tuple[tuple[Obstacle, int], ...]
    reason: Message


def unplanned_calls(timetable: Timetable, orders: Orders) -> tuple[Unplanned, ...]:
    """Every owed call that is missing from the month, each with its tested reason, and those the problem left out."""
    problem, dates = timetable.problem, _dates(timetable.problem, orders)
    missing = (
        Unplanned(problem.needs[index].customer, problem.needs[index].segment, count, explain(timetable, orders, index).reason)
        for index, count in missing_calls(problem, dates)
    )
    return (*missing, *calls_still_left_out(problem, dates))


def explain(timetable: Timetable, orders: Orders, need: int) -> Explanation:
    """Where one more call on a need's customer would fit, and what stands in the way elsewhere."""
    dates = _dates_of(timetable.problem, orders, need)
    slots, obstacles = [], Counter[Obstacle]()
    for day, order in enumerate(orders):
        obstacle = _obstacle(timetable, (day, order), need, dates)
        best = None if obstacle else _cheapest_slot(timetable, (day, order), need, dates)
        if best is not None:
            slots.append(best)
        else:
            obstacles[obstacle or Obstacle.TIME] += 1
    slots.sort(key=lambda slot: (slot.cost, slot.day))
    return Explanation(tuple(slots), tuple(obstacles.most_common()), _reason(timetable.problem, need, slots, obstacles))


def obstacle_on(timetable: Timetable, orders: Orders, need: int, day: int) -> Obstacle | None:
    """What keeps one more call on a need's customer from a day whatever the order of its calls; None = only its time can."""
    return _obstacle(timetable, (day, orders[day]), need, _dates_of(timetable.problem, orders, need))


def orders_of(problem: MonthProblem, plan: MonthPlan) -> tuple[tuple[Visit, ...], ...]:
    """The calls of a plan by field day; calls on customers or at places that the problem does not know are passed over."""
    looked_at, index = view(problem, plan), {need.customer: n for n, need in enumerate(problem.needs)}
    orders: dict[date, list[Visit]] = {day.date: [] for day in problem.days}
    for day, stop, call in looked_at.calls():
        places = looked_at.places(stop, call)
        if places and day.date in orders:
            need = index[call.customer]
            orders[day.date].append((need, problem.needs[need].places.index(places[0])))
    return tuple(map(tuple, orders.values()))


def _obstacle(timetable: Timetable, planned: Planned, need: int, dates: Sequence[date]) -> Obstacle | None:
    """What keeps the call from a day whatever the order of its calls; None = only the day's time can."""
    problem, value, (day, order) = timetable.problem, timetable.problem.needs[need], planned
    if not any(timetable.starts(day, (need, place)) for place in range(len(value.places))):
        return _why_closed(problem, value, day)
    here = problem.days[day].date
    if not keeps_gap(value, here, dates, committed_dates(problem, value)):
        return Obstacle.SPACING
    if [*without_period(value, [*dates, here])]:
        return Obstacle.SPACING
    return Obstacle.FULL if len(order) >= day_maximum(problem, problem.days[day]) else None


def _why_closed(problem: MonthProblem, need: Need, day: int) -> Obstacle:
    """Which hours leave no start: those that shorten the day below the call's length at every place, the rep's first."""
    field_day = problem.days[day]
    weekday, obstacles = field_day.date.weekday(), []
    for place in need.places:
        windows, obstacle = field_day.windows, Obstacle.WORKING
        for following, weekly in (
            (Obstacle.RECEPTION, problem.sites[place.site].reception),
            (Obstacle.AVAILABILITY, place.availability),
        ):
            if weekly is not None and any(window.minutes >= need.minutes for window in windows):
                windows, obstacle = meet_windows(windows, windows_on(weekly, weekday)), following
        if any(window.minutes >= need.minutes for window in windows):
            windows, obstacle = without_absences(need, field_day.date, windows), Obstacle.AWAY
        long_enough = any(window.minutes >= need.minutes for window in windows)
        obstacles.append(Obstacle.COMMITMENT if long_enough else obstacle)
    return obstacles[0]


def _cheapest_slot(timetable: Timetable, planned: Planned, need: int, dates: Sequence[date]) -> Slot | None:
    problem, value, (day, order) = timetable.problem, timetable.problem.needs[need], planned
    before, dated = timetable.time_calls(day, order), [*dates, problem.days[day].date]
    spacing = problem.weights.uneven_day * (uneven_days(value, dated) - uneven_days(value, dates))
    short = problem.weights.call_short if len(order) < day_target(problem, problem.days[day]) else 0.0
    paid = day_cost(before, problem.weights) if isinstance(before, Timing) else 0.0
    best: Slot | None = None
    for place, position in ((p, n) for p in range(len(value.places)) for n in range(len(order) + 1)):
        tried = (*order[:position], (need, place), *order[position:])
        timing = timetable.time_calls(day, tried)
        if not isinstance(timing, Refusal):
            cost = day_cost(timing, problem.weights) - paid + spacing - short
            if best is None or cost < best.cost:
                hospital = problem.sites[value.places[place].site].hospital
                best = Slot(day, tried, hospital, timing.starts[position], cost)
    return best


def _reason(problem: MonthProblem, need: int, slots: Sequence[Slot], obstacles: Counter[Obstacle]) -> Message:
    if slots:
        return _offer(problem, need, slots[0])
    if not problem.days:
        return message("The month has no field days.")
    main, count = obstacles.most_common(1)[0]
    return message(
        "It fits on none of {days} field days; most often, on {count}: {obstacle}.",
        days=len(problem.days),
        count=count,
        obstacle=main.value,
    )


def _offer(problem: MonthProblem, need: int, slot: Slot) -> Message:
    worth = problem.weights.missed_call * problem.needs[need].value
    day = problem.days[slot.day].date
    if slot.cost < worth:
        return message(
            "It fits on {date} at {start} in {hospital}: put it there or plan again with more time.",
            date=day,
            start=clock(MinuteOfDay(slot.start)),
            hospital=slot.hospital,
        )
    return message(
        "It fits on {date} at {start} in {hospital}, but costs {cost} minutes, more than the {worth} that it is worth.",
        date=day,
        start=clock(MinuteOfDay(slot.start)),
        hospital=slot.hospital,
        cost=round(slot.cost),
        worth=round(worth),
    )


def _dates_of(problem: MonthProblem, orders: Orders, need: int) -> list[date]:
    """The dates of the calls on one need's customer."""
    return [day.date for day, order in zip(problem.days, orders, strict=True) for other, _ in order if other == need]


def _dates(problem: MonthProblem, orders: Orders) -> dict[CustomerId, list[date]]:
    dates: dict[CustomerId, list[date]] = {}
    for day, order in zip(problem.days, orders, strict=True):
        for need, _ in order:
            dates.setdefault(problem.needs[need].customer, []).append(day.date)
    return dates
