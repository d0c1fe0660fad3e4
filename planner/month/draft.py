"""A month as ordered calls by day, between the search and the finished plan; every change is timed call by call."""

from collections.abc import Iterator
from datetime import date

from planner.month.dayorder import day_order
from planner.month.objective import day_cost
from planner.month.problem import MonthProblem
from planner.month.schedule import Refusal, Timetable, Timing, Visit
from planner.month.spacing import committed_dates, keeps_gap, without_period
from planner.month.state import State


class Draft:
    """`orders[day]` are the calls of each field day in order, always in time."""

    def __init__(self, problem: MonthProblem, timetable: Timetable) -> None:
        self.problem = problem
        self.timetable = timetable
        self.orders: list[tuple[Visit, ...]] = [() for _ in problem.days]
        self._promised = _promises(problem)

    def take(self, state: State) -> None:
        """Take over what the search found; calls that the exact times refuse are left out, the least valuable first."""
        for day, option in enumerate(state.option):
            visits = day_order(state, day, option) if option else _any_order(state, day)
            self.orders[day] = self.fitted(day, visits)

    def fitted(self, day: int, visits: list[Visit]) -> tuple[Visit, ...]:
        """As many of the calls as are in time in this order. Promised calls go last."""
        left = list(visits)
        while left:
            refusal = self.timetable.time_calls(day, left)
            if not isinstance(refusal, Refusal):
                break
            left.remove(min(left, key=lambda visit: self._worth(day, left, visit)))
        return tuple(left)

    def _worth(self, day: int, visits: list[Visit], visit: Visit) -> tuple[bool, bool, float]:
        """How little one wants to give a call up: promised, useless to give up, value."""
        without = [each for each in visits if each != visit]
        helps = not isinstance(self.timetable.time_calls(day, without), Refusal)
        return self.is_promised(day, visit), not helps, self.problem.needs[visit[0]].value

    def is_promised(self, day: int, visit: Visit) -> bool:
        """Whether an appointment or a pin asks for this customer on this day."""
        return (visit[0], self.problem.days[day].date) in self._promised

    def dates(self, need: int) -> list[date]:
        """The dates on which a customer is called."""
        return [self.problem.days[day].date for day, order in enumerate(self.orders) if any(visit[0] == need for visit in order)]

    def allowed_days(self, need: int) -> Iterator[int]:
        """Field days on which one more call on the customer keeps gap and periods, with room for a call."""
        asked, dates = self.problem.needs[need], self.dates(need)
        committed = committed_dates(self.problem, asked)
        for day, field_day in enumerate(self.problem.days):
            periods_kept = not any(without_period(asked, [*dates, field_day.date]))
            if periods_kept and keeps_gap(asked, field_day.date, dates, committed):
                yield day

    def cheapest_insertion(self, need: int, day: int) -> tuple[float, tuple[Visit, ...]] | None:
        """The order of a day with one more call that costs the least more, or None when it fits nowhere."""
        order = self.orders[day]
        before = self._cost(day, order)
        best: tuple[float, tuple[Visit, ...]] | None = None
        for place in range(len(self.problem.needs[need].places)):
            if not self.timetable.starts(day, (need, place)):
                continue
            for position in range(len(order) + 1):
                tried = (*order[:position], (need, place), *order[position:])
                timing = self.timetable.time_calls(day, tried)
                if isinstance(timing, Timing):
                    more = day_cost(timing, self.problem.weights) - before
                    if best is None or more < best[0]:
                        best = more, tried
        return best

    def _cost(self, day: int, order: tuple[Visit, ...]) -> float:
        timing = self.timetable.time_calls(day, order)
        return day_cost(timing, self.problem.weights) if isinstance(timing, Timing) else 0.0


def _any_order(state: State, day: int) -> list[Visit]:
    """A day of which the search knew no order in time: its cheapest order all the same."""
    options = state.book.options(state.mask[2 * day], state.mask[2 * day + 1])
    return day_order(state, day, options[0])


def _promises(problem: MonthProblem) -> set[tuple[int, date]]:
    index = {need.customer: n for n, need in enumerate(problem.needs)}
    agreed = {(index[each.customer], day) for each in problem.appointments if each.customer in index for day in each.dates}
    return agreed | {(index[pin.customer], pin.date) for pin in problem.pins if pin.customer in index}
