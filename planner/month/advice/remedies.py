"""The smallest single relaxations that admit a call: a longer day, a call given up, an agreed hour, a pin, a gap.

Each finder tries every field day and keeps its best; what it returns is a fix still to be verified by doing it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from itertools import product
from math import inf

from planner.domain.commitments import Appointment, AppointmentId, Pin
from planner.domain.messages import Message, message
from planner.domain.units import MinuteOfDay, TimeWindow, clock
from planner.month.advice.fixes import Fix, Visits, fixed_problem
from planner.month.explain import Obstacle, obstacle_on
from planner.month.objective import day_cost
from planner.month.problem import MonthProblem
from planner.month.repair.changes import Change, DayLonger, NeedChanged, NewAppointment
from planner.month.repair.repairing import calls_of
from planner.month.repair.values import Order, Values
from planner.month.schedule import Refusal, Timetable, Timing, day_target
from planner.month.spacing import committed_dates, keeps_gap, without_period

MOST_MINUTES = 180
"""A day is not extended by more."""
ANY_HOUR = TimeWindow(MinuteOfDay(0), MinuteOfDay(1440))
AGREED_SLACK = 15
"""An hour to agree on is given with this many minutes of freedom."""


class RemedyKind(StrEnum):
    LONGER_DAY = "longer_day"
    GIVE_UP_CALL = "give_up_call"
    OPEN_WINDOW = "open_window"
    MOVE_PIN = "move_pin"
    SHORTER_GAP = "shorter_gap"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A relaxation found: its size in its own unit (minutes, days, worth), what it asks for, how to do it."""

    kind: RemedyKind
    size: float
    text: Message
    fix: Fix


class Month:
    """A plan's orders with its values, as the finders look at it."""

    def __init__(self, problem: MonthProblem, orders: Sequence[Order]) -> None:
        self.problem = problem
        self.orders = [tuple(order) for order in orders]
        self.values = Values(problem, Timetable(problem))
        self.calls = calls_of(self.values, self.orders)
        self._unpinned: dict[Pin, Values] = {}
        self._obstacles: dict[tuple[int, int], Obstacle | None] = {}

    def obstacle(self, need: int, day: int) -> Obstacle | None:
        """What keeps a call from a day; None = its time only."""
        if (need, day) not in self._obstacles:
            self._obstacles[need, day] = obstacle_on(self.values.timetable, self.orders, need, day)
        return self._obstacles[need, day]

    def date(self, day: int) -> date:
        return self.problem.days[day].date

    def ways(self, day: int) -> float:
        """What ways and waiting of a day cost, and the call that it is short of, if any."""
        timing, weights = self.values.timetable.time_calls(day, self.orders[day]), self.problem.weights
        short = weights.call_short if len(self.orders[day]) < day_target(self.problem, self.problem.days[day]) else 0.0
        return short + (day_cost(timing, weights) if isinstance(timing, Timing) else 0.0)

    def visits(self, order: Order) -> Visits:
        """An order by the customers' ids."""
        return tuple((self.problem.needs[need].customer, place) for need, place in order)

    @cached_property
    def longer(self) -> Timetable:
        """Every day with `MOST_MINUTES` more."""
        changes = tuple(DayLonger(day.date, MOST_MINUTES) for day in self.problem.days)
        return Timetable(fixed_problem(self.problem, Fix((), changes)))

    def day_with(self, day: int, need: int, change: Change) -> tuple[Timetable, dict[int, int]]:
        """One day after a change, alone and with its own customers and one more only; and their indices there."""
        present = sorted({need, *(other for other, _ in self.orders[day])})
        needs = tuple(self.problem.needs[each] for each in present)
        alone = replace(self.problem, days=(self.problem.days[day],), needs=needs)
        return Timetable(fixed_problem(alone, Fix((), (change,)))), {each: n for n, each in enumerate(present)}

    def without_pin(self, pin: Pin) -> Values:
        """The values of the month without a pin."""
        if pin not in self._unpinned:
            problem = fixed_problem(self.problem, Fix((), unpinned=(pin,)))
            self._unpinned[pin] = Values(problem, Timetable(problem))
        return self._unpinned[pin]


Finder = Callable[[Month, int], Candidate | None]


def find_longer_day(month: Month, need: int) -> Candidate | None:
    """The fewest minutes by which one day must end later."""
    best: tuple[int, int, Order] | None = None
    for day in range(len(month.orders)):
        if month.problem.days[day].windows and month.obstacle(need, day) in {None, Obstacle.WORKING}:
            found = _least_minutes(month, need, day)
            if found is not None and (best is None or found[0] < best[0]):
                best = found[0], day, found[1]
    if best is None:
        return None
    minutes, day, order = best
    text = message("End {date} {minutes} minutes later.", date=month.date(day), minutes=minutes)
    fix = Fix(((month.date(day), month.visits(order)),), (DayLonger(month.date(day), minutes),))
    return Candidate(RemedyKind.LONGER_DAY, minutes, text, fix)


def _least_minutes(month: Month, need: int, day: int) -> tuple[int, Order] | None:
    """The order of a day with the call that runs over its end by the least: the earliest starts show by how much."""
    order, longer = month.orders[day], month.longer
    found = []
    for place, position in product(range(len(month.problem.needs[need].places)), range(len(order) + 1)):
        tried = (*order[:position], (need, place), *order[position:])
        timing = longer.time_calls(day, tried)
        if not isinstance(timing, Refusal):
            found.append((_overrun(month, day, tried, timing), tried))
    return min(found, default=None)


def _overrun(month: Month, day: int, order: Order, timing: Timing) -> int:
    """Minutes by which a day so timed ends, or its last working window is used, after the ordinary end."""
    field_day = month.problem.days[day]
    last = max(field_day.windows, key=lambda window: window.end)
    over = timing.home - field_day.hours.end
    for visit, start in zip(order, timing.starts, strict=True):
        if start >= last.start:
            over = max(over, start + month.longer.minutes(day, visit) - last.end)
    return max(1, over)


def find_call_to_give_up(month: Month, need: int) -> Candidate | None:
    """The call of least worth, below the worth of the one to be placed, whose place it could take."""
    problem = month.problem
    worth = problem.weights.missed_call * problem.needs[need].value
    best: tuple[float, int, int, Order] | None = None
    for day, order in enumerate(month.orders):
        if month.obstacle(need, day) not in {None, Obstacle.FULL}:
            continue
        for other, place in order:
            price = _price(month, other, day)
            if other == need or month.values.is_promised(other, (day, place)) or price >= min(worth, best[0] if best else inf):
                continue
            left = tuple(visit for visit in order if visit[0] != other)
            found = month.values.insertion_anywhere(need, day, left)
            if found is not None:
                best = price, day, other, found[1]
    if best is None:
        return None
    price, day, other, order = best
    customer, segment = problem.needs[other].customer, problem.needs[other].segment
    text = message(
        "Give up the call on {customer} ({segment}) on {date}.", customer=customer, segment=segment, date=month.date(day)
    )
    return Candidate(RemedyKind.GIVE_UP_CALL, price, text, Fix(((month.date(day), month.visits(order)),)))


def _price(month: Month, need: int, day: int) -> float:
    """What a call is worth to the plan: to the customer's account, without the way."""
    calls = month.calls[need]
    return month.values.customer(need, tuple(each for each in calls if each[0] != day)) - month.values.customer(need, calls)


def find_window_to_open(month: Month, need: int) -> Candidate | None:
    """The cheapest hour outside reception or availability at which the call would fit, were it agreed."""
    best: tuple[float, int, NewAppointment, Order] | None = None
    for day in range(len(month.orders)):
        if month.obstacle(need, day) in {Obstacle.RECEPTION, Obstacle.AVAILABILITY, None}:
            found = _agreed(month, need, day)
            if found is not None and (best is None or found[0] < best[0]):
                best = found[0], day, *found[1:]
    if best is None:
        return None
    cost, day, agreed, order = best
    start = agreed.appointment.start
    text = message(
        "Agree with {customer} on {date} at {start} in {hospital}, outside the usual hours.",
        customer=agreed.appointment.customer,
        date=month.date(day),
        start=clock(start.start) if start else "",
        hospital=agreed.appointment.hospital,
    )
    return Candidate(RemedyKind.OPEN_WINDOW, cost, text, Fix(((month.date(day), month.visits(order)),), (agreed,)))


def _agreed(month: Month, need: int, day: int) -> tuple[float, NewAppointment, Order] | None:
    """What a day costs more with the call at its best hour, the appointment that it takes, and the order."""
    best: tuple[float, NewAppointment, Order] | None = None
    order, places = month.orders[day], month.problem.needs[need].places
    paid = month.ways(day)
    for site in dict.fromkeys(place.site for place in places):
        hospital = month.problem.sites[site].hospital
        timetable, index = month.day_with(day, need, _appointment(month, need, day, hospital, ANY_HOUR))
        here = [n for n, place in enumerate(places) if place.site == site]
        for place, position in product(here, range(len(order) + 1)):
            tried = (*order[:position], (need, place), *order[position:])
            timing = timetable.time_calls(0, [(index[each], where) for each, where in tried])
            if isinstance(timing, Refusal):
                continue
            cost = day_cost(timing, month.problem.weights) - paid
            if best is None or cost < best[0]:
                start = timing.starts[position]
                hour = TimeWindow(MinuteOfDay(start), MinuteOfDay(min(1440, start + AGREED_SLACK)))
                best = cost, _appointment(month, need, day, hospital, hour), tried
    return best


def _appointment(month: Month, need: int, day: int, hospital: str, start: TimeWindow) -> NewAppointment:
    customer = month.problem.needs[need].customer
    site = next(each for each in month.problem.sites if each.hospital == hospital)
    name = AppointmentId(f"asked-{customer}-{month.date(day).isoformat()}")
    return NewAppointment(Appointment(name, month.problem.rep, customer, site.hospital, (month.date(day),), start))


def find_pin_to_move(month: Month, need: int) -> Candidate | None:
    """The pinned call that, set free, leaves the cheapest place for this one and finds another for itself."""
    best: tuple[float, Pin, tuple[tuple[date, Visits], ...]] | None = None
    for pin in month.problem.pins:
        for cost, days in _unpinned(month, need, pin):
            if best is None or cost < best[0]:
                best = cost, pin, days
    if best is None:
        return None
    cost, pin, days = best
    text = message("Set the call on {customer} pinned to {date} free.", customer=pin.customer, date=pin.date)
    return Candidate(RemedyKind.MOVE_PIN, cost, text, Fix(days, unpinned=(pin,)))


def _unpinned(month: Month, need: int, pin: Pin) -> Iterator[tuple[float, tuple[tuple[date, Visits], ...]]]:
    """Costs and days: the pinned call leaves its place, this one comes in, the pinned one goes where it then fits best."""
    problem, values = month.problem, month.without_pin(pin)
    at = next((n for n, day in enumerate(problem.days) if day.date == pin.date), None)
    pinned = next((n for n, each in enumerate(problem.needs) if each.customer == pin.customer), None)
    if at is None or pinned is None or all(other != pinned for other, _ in month.orders[at]):
        return
    left = tuple(visit for visit in month.orders[at] if visit[0] != pinned)
    rest = tuple(each for each in month.calls[pinned] if each[0] != at)
    paid = values.day(at, month.orders[at])
    if pinned == need or at not in values.allowed(need, month.calls[need]):
        return
    came = values.insertion_anywhere(need, at, left)
    if came is None:
        return
    for day in values.allowed(pinned, rest):
        base = came[1] if day == at else month.orders[day]
        went = values.insertion_anywhere(pinned, day, base)
        if went is not None and day == at:
            yield went[0] - paid, ((month.date(at), month.visits(went[1])),)
        elif went is not None:
            cost = came[0] - paid + went[0] - values.day(day, base)
            yield cost, ((month.date(at), month.visits(came[1])), (month.date(day), month.visits(went[1])))


def find_shorter_gap(month: Month, need: int) -> Candidate | None:
    """The fewest days by which the minimum gap must give way."""
    asked, values = month.problem.needs[need], month.values
    dates = [month.date(day) for day, _ in month.calls[need]]
    committed = committed_dates(month.problem, asked)
    for less in range(1, asked.minimum_gap_days):
        nearer = replace(asked, minimum_gap_days=asked.minimum_gap_days - less)
        change = NeedChanged(nearer)
        found = [
            (each[0] - values.day(day, month.orders[day]), day, each[1])
            for day in values.days_for[need]
            if keeps_gap(nearer, month.date(day), dates, committed)
            and not any(without_period(nearer, [*dates, month.date(day)]))
            and (each := values.insertion_anywhere(need, day, month.orders[day])) is not None
        ]
        if found:
            _, day, order = min(found)
            text = message(
                "Call on {customer} on {date}, {days} days nearer to the next call than the rule allows.",
                customer=asked.customer,
                date=month.date(day),
                days=less,
            )
            return Candidate(RemedyKind.SHORTER_GAP, less, text, Fix(((month.date(day), month.visits(order)),), (change,)))
    return None


FINDERS: tuple[Finder, ...] = (
    find_longer_day,
    find_call_to_give_up,
    find_window_to_open,
    find_pin_to_move,
    find_shorter_gap,
)
