"""Why a repaired plan differs: the change itself, or the rule or price met when the call is put back where it stood."""

from collections.abc import Iterable, Sequence
from datetime import date
from math import inf

from planner.domain.messages import Message, message
from planner.domain.people import CustomerId
from planner.domain.units import half_of
from planner.month.explain import Obstacle, explain
from planner.month.repair.changes import (
    CallCancelled,
    CallMissed,
    CallsRecorded,
    Change,
    CustomerLost,
    CustomerUnavailable,
    DayLost,
    NewAppointment,
)
from planner.month.repair.differences import Pair, Spot
from planner.month.repair.repairing import calls_of
from planner.month.repair.standing import Standing
from planner.month.repair.values import Order, Values
from planner.month.schedule import day_maximum


class Causes:
    """Finds the cause of every difference, on the repaired orders of a month."""

    def __init__(self, values: Values, orders: Sequence[Order], stands: Standing, changes: Sequence[Change]) -> None:
        self._values = values
        self._orders = tuple(orders)
        self._calls = calls_of(values, orders)
        self._stands = stands
        self._changes = changes
        self._needs = {need.customer: n for n, need in enumerate(values.problem.needs)}
        self._days = {day.date: n for n, day in enumerate(values.problem.days)}
        self._arrivals: dict[date, list[CustomerId]] = {}

    def note_arrivals(self, pairs: Iterable[Pair]) -> None:
        """Remember who comes to which day, so that others can be said to make room."""
        for customer, before, after in pairs:
            if after is not None and (before is None or before.date != after.date):
                self._arrivals.setdefault(after.date, []).append(customer)

    def of(self, pair: Pair) -> tuple[Message, bool]:
        """The cause, and whether the old place is gone."""
        customer, before, after = pair
        if before is not None:
            gone = self._gone(customer, before)
            if gone is not None:
                return gone, True
        agreed = self._agreed(customer, after)
        if agreed is not None:
            return agreed, False
        if before is None:
            return self._added(customer), False
        if after is None:
            return self._dropped(customer), False
        return self._moved(customer, before, after), False

    def _gone(self, customer: CustomerId, before: Spot) -> Message | None:
        """Which change took the old place away."""
        told = (_told(change, customer, before) for change in self._changes)
        found = next((each for each in told if each is not None), None)
        if found is None and customer not in self._needs:
            return message("The customer is not part of this month any more.")
        if found is None and before.date not in self._days:
            return message("{date} is no field day any more.", date=before.date)
        return found

    def _agreed(self, customer: CustomerId, after: Spot | None) -> Message | None:
        for change in self._changes:
            if isinstance(change, NewAppointment) and change.appointment.customer == customer:
                if after is not None and after.date in change.appointment.dates:
                    return message("Agreed with the customer for {date}.", date=after.date)
                return message("The customer has a new appointment.")
        return None

    def _added(self, customer: CustomerId) -> Message:
        missed = self._missed(customer)
        if missed is not None:
            return message("The call planned for {date} was not made.", date=missed)
        need = self._needs[customer]
        if len(self._calls[need]) <= self._values.problem.needs[need].owed:
            return message("The call is owed and fits here.")
        return message("There is room for it here.")

    def _missed(self, customer: CustomerId) -> date | None:
        """The date of a past planned call on the customer that did not take place."""
        said = next((each.date for each in self._changes if isinstance(each, CallMissed) and each.customer == customer), None)
        if said is not None:
            return said
        told = any(isinstance(change, CallsRecorded | DayLost) for change in self._changes)
        made = self._stands.made.get(customer, ())
        planned = (day.date for day in self._stands.past for call in day.calls if call.customer == customer)
        return next((day for day in planned if told and day not in made), None)

    def _dropped(self, customer: CustomerId) -> Message:
        need = self._needs[customer]
        asked, made = self._values.problem.needs[need], self._stands.made.get(customer, ())
        if made and len(self._calls[need]) >= asked.owed:
            return message("Enough calls are made already, the last on {date}.", date=made[-1])
        if len(self._calls[need]) >= asked.owed:
            return message("A call in slack, for which there is no slack left.")
        return explain(self._values.timetable, self._orders, need).reason

    def _moved(self, customer: CustomerId, before: Spot, after: Spot) -> Message:
        """What happens when the call is put back: a rule forbids it, or it costs more."""
        need, home, now = self._needs[customer], self._days[before.date], self._days[after.date]
        calls = tuple(each for each in self._calls[need] if each[0] != now)
        orders = [tuple(visit for visit in order if (day, visit[0]) != (now, need)) for day, order in enumerate(self._orders)]
        arrival = next((each for each in self._arrivals.get(before.date, ()) if each != customer), None)
        obstacle = self._obstacle(need, home, calls, orders[home], before)
        if obstacle is not None and arrival is not None and obstacle in {Obstacle.FULL, Obstacle.TIME}:
            return message(
                "Makes room on {date} for {customer}: {obstacle}.", date=before.date, customer=arrival, obstacle=obstacle.value
            )
        if obstacle is not None:
            return message("Cannot stay on {date}: {obstacle}.", date=before.date, obstacle=obstacle.value)
        return self._dearer(need, (home, now), orders, calls)

    def _obstacle(self, need: int, home: int, calls: tuple[tuple[int, int], ...], order: Order, before: Spot) -> Obstacle | None:
        """What forbids the call on its old half day."""
        problem = self._values.problem
        if not any(self._values.timetable.starts(home, (need, place)) for place in range(len(problem.needs[need].places))):
            return Obstacle.COMMITMENT
        if home not in self._values.allowed(need, calls):
            return Obstacle.SPACING
        if len(order) >= day_maximum(problem, problem.days[home]):
            return Obstacle.FULL
        for place in range(len(problem.needs[need].places)):
            for position in range(len(order) + 1):
                tried = (*order[:position], (need, place), *order[position:])
                starts = self._values.starts(home, tried)
                if starts and half_of(starts[position]) is before.half:
                    return None
        return Obstacle.TIME

    def _dearer(self, need: int, days: tuple[int, int], orders: Sequence[Order], calls: tuple[tuple[int, int], ...]) -> Message:
        """The call could stay; what that would cost more. A saving of the new day alone is said to be one."""
        home, now = days
        values, date = self._values, self._values.problem.days[home].date
        found = values.insertion_anywhere(need, home, orders[home])
        if found is None:
            return message("Cannot stay on {date}: {obstacle}.", date=date, obstacle=Obstacle.TIME.value)
        place = next(place for other, place in found[1] if other == need)
        stay = found[0] + values.customer(need, tuple(sorted((*calls, (home, place)))))
        go = values.day(now, self._orders[now]) + values.customer(need, self._calls[need])
        others = values.day(home, self._orders[home]) if home != now else 0.0
        alone = values.day(now, orders[now]) if home != now else 0.0
        more = (stay + alone) - (go + others)
        if more in {inf, -inf} or more <= 0.5:
            return message("Follows from the other changes of {date}.", date=date)
        return message("Saves {minutes} minutes against staying on {date}.", minutes=round(more), date=date)


def _told(change: Change, customer: CustomerId, before: Spot) -> Message | None:
    """What a change says about a call that stood there."""
    match change:
        case DayLost(day, half) if day == before.date and half in {None, before.half}:
            return message("{date} is lost for calls.", date=day)
        case CustomerUnavailable(who, dates, _) if who == customer and before.date in dates:
            return message("The customer is away on {date}.", date=before.date)
        case CallCancelled(who, day) if (who, day) == (customer, before.date):
            return message("The customer called off {date}.", date=day)
        case CustomerLost(who) if who == customer:
            return message("The customer is not visited any more.")
    return None
