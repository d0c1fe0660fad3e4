"""The timing of a day: the one home of its arithmetic.

The rep leaves home not before the day's start and is home by its end. Arrival minutes are spent once per stop; then the
rep walks from door to door (door 0 is the gate), waits at the door where early, and each call starts as early as possible.
Leaving a hospital, the rep walks back to the gate and travels at once. The first departure is as late as it can be without
making anything later.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from planner.domain.calendar import FieldDay
from planner.domain.commitments import PinKind
from planner.domain.plan import DayPlan
from planner.month.dayplan import day_plan
from planner.month.moments import StartInterval, appointment_on, call_minutes, start_intervals
from planner.month.problem import MonthProblem, Need
from planner.month.timing import Refusal, RefusalCause, Stay, Timing, Visit

__all__ = [
    "Refusal",
    "RefusalCause",
    "Stay",
    "Timetable",
    "Timing",
    "Visit",
    "day_maximum",
    "day_target",
    "pinned_positions",
    "schedule_day",
]


def day_target(problem: MonthProblem, day: FieldDay) -> int:
    """The calls aimed at on a day: the target of a full day times its share, rounded up."""
    return _share_of(problem.call_target, day.share)


def day_maximum(problem: MonthProblem, day: FieldDay) -> int:
    """The most calls allowed on a day: the maximum of a full day times its share, rounded up."""
    return _share_of(problem.max_calls, day.share)


def _share_of(calls: int, share: float) -> int:
    return math.ceil(calls * share - 1e-9)


class _Meeting(NamedTuple):
    """One need at one of its places on one day."""

    site: int
    door: int
    starts: tuple[StartInterval, ...]
    minutes: int


@dataclass(frozen=True, slots=True)
class _CompiledDay:
    """`meetings[need][place]`; `order_pins` need -> pinned position; the day's maximum of calls, its beginning and end."""

    meetings: list[list[_Meeting]]
    order_pins: dict[int, int]
    maximum: int
    begin: int
    end: int


class Timetable:
    """The compiled view of one problem in which days are timed; built once, asked often.

    `sites[need][place]` and `doors[need][place]` are site and door indices of every meeting place.
    """

    def __init__(self, problem: MonthProblem) -> None:
        self.problem = problem
        self.sites = [[place.site for place in need.places] for need in problem.needs]
        self.doors = [[place.door for place in need.places] for need in problem.needs]
        self._arrival = [site.arrival_minutes for site in problem.sites]
        self._walks = [site.walking.minutes for site in problem.sites]
        travel = problem.travel
        self._bands = list(zip(travel.band_starts, (*travel.band_starts[1:], 10**6), travel.minutes, strict=True))
        self._matrix_at = [minutes for start, until, minutes in self._bands for _ in range(start, min(until, 1441))]
        self._days: dict[int, _CompiledDay] = {}

    def starts(self, day: int, visit: Visit) -> tuple[StartInterval, ...]:
        """The intervals in which a call may start on a day, earliest first."""
        return self._day(day).meetings[visit[0]][visit[1]].starts

    def minutes(self, day: int, visit: Visit) -> int:
        """How long a call lasts on a day (an appointment may last longer than the ordinary call)."""
        return self._day(day).meetings[visit[0]][visit[1]].minutes

    def travel(self, origin: int, destination: int, departure: int) -> int:
        """Minutes between travel places (0 = home, site + 1) when leaving at a minute."""
        return self._matrix_at[min(departure, 1440)][origin][destination]

    def spot(self, visit: Visit) -> tuple[int, int]:
        """Site and door of a call."""
        return self.sites[visit[0]][visit[1]], self.doors[visit[0]][visit[1]]

    def walk(self, site: int, origin: int, destination: int) -> int:
        """Minutes on foot between two doors of a site; door 0 is the gate."""
        return self._walks[site][origin][destination]

    def arrival_minutes(self, site: int) -> int:
        """Minutes spent once per stop at a site."""
        return self._arrival[site]

    def pinned(self, day: int, visits: Sequence[Visit]) -> dict[int, int]:
        """Where pins hold calls of a day: index among `visits` -> position required among the day's calls."""
        needs = [need for need, _ in visits]
        required = pinned_positions(self._day(day).order_pins, needs)
        return {needs.index(need): position for need, position in required.items()}

    def time_calls(self, day: int, visits: Sequence[Visit]) -> Timing | Refusal:
        """Every time of the day for calls in this order, or the first call that does not fit."""
        compiled = self._day(day)
        refusal = _refuse_order(compiled, visits)
        if refusal is not None:
            return refusal
        if not visits:
            return self._empty(day)
        return self._time_in_order(compiled, visits)

    def time_anyway(self, day: int, visits: Sequence[Visit], not_before: Mapping[int, int]) -> Timing:
        """Every time of the day for calls in this order, whatever rules it breaks: orders made by hand are judged after.

        `not_before` holds starts back, by need. A call reached after its last possible start begins when it is reached (or when
        it was held back to), and the way home may end after the day.
        """
        if not visits:
            return self._empty(day)
        compiled = self._day(day)
        meetings = list(compiled.meetings)
        for need, _ in visits:
            held = not_before.get(need, 0)
            meetings[need] = [each._replace(starts=_from_then_on(each.starts, held)) for each in meetings[need]]
        free = replace(compiled, meetings=meetings, end=_FOREVER)
        timing = self._time_in_order(free, visits)
        if isinstance(timing, Refusal):
            raise AssertionError("a call without a last start was refused")
        return timing

    def _empty(self, day: int) -> Timing:
        begin = self._day(day).begin
        return Timing(begin, (), (), (), begin, 0, 0, 0)

    def schedule_day(self, day: int, visits: Sequence[Visit]) -> DayPlan | Refusal:
        """`time_calls` as a `DayPlan`. Calls that keep no appointment are `OWED`; see `planner.month.reasons`."""
        timing = self.time_calls(day, visits)
        if isinstance(timing, Refusal):
            return timing
        return day_plan(self.problem, day, visits, timing, day_target(self.problem, self.problem.days[day]))

    def _day(self, day: int) -> _CompiledDay:
        compiled = self._days.get(day)
        if compiled is None:
            compiled = self._days[day] = _compile_day(self.problem, self.problem.days[day])
        return compiled

    def _time_in_order(self, compiled: _CompiledDay, visits: Sequence[Visit]) -> Timing | Refusal:
        """The pass from gate to gate. Asked thousands of times a second, so one loop over plain numbers."""
        meetings, matrix_at = compiled.meetings, self._matrix_at
        here = door = -1
        gate = first = clock = travel = walking = 0
        walks: Sequence[Sequence[int]] = ()
        stays, arrivals, starts = [], [], []
        for position, (need, place) in enumerate(visits):
            site, to_door, intervals, minutes = meetings[need][place]
            if site != here:
                if here < 0:
                    clock = self._first_gate(compiled, site)
                else:
                    step = walks[door][0]
                    walking += step
                    clock += step
                    stays.append(Stay(first, gate, clock))
                    leg = matrix_at[clock if clock < 1440 else 1440][here + 1][site + 1]
                    travel += leg
                    clock += leg
                here, gate, first, door, walks = site, clock, position, 0, self._walks[site]
                clock += self._arrival[site]
            step = walks[door][to_door]
            walking += step
            clock += step
            door = to_door
            arrivals.append(clock)
            for low, high in intervals:
                if clock <= high:
                    clock = max(clock, low)
                    break
            else:
                return Refusal(position, RefusalCause.LATE if intervals else RefusalCause.CLOSED)
            starts.append(clock)
            clock += minutes
        step = walks[door][0]
        stays.append(Stay(first, gate, clock + step))
        home = clock + step + self.travel(here + 1, 0, clock + step)
        if home > compiled.end:
            return Refusal(len(visits) - 1, RefusalCause.HOME_LATE)
        travel += home - clock - step
        timing = Timing(0, tuple(stays), tuple(arrivals), tuple(starts), home, travel, walking + step, 0)
        return self._leave_late(compiled.begin, meetings[visits[0][0]][visits[0][1]].site, timing)

    def _first_gate(self, compiled: _CompiledDay, site: int) -> int:
        """The earliest arrival at a site from home; leaving after a rush may arrive earlier than leaving in it."""
        begin, end = compiled.begin, compiled.end
        gate = begin + self.travel(0, site + 1, begin)
        for start, _, matrix in self._bands:
            if begin < start < end:
                gate = min(gate, start + matrix[0][site + 1])
        return gate

    def _leave_late(self, begin: int, site: int, timing: Timing) -> Timing:
        """Leave home so late that the first call still starts when it did; only now is its waiting known."""
        _, stays, arrivals, starts, home, travel, walking, _ = timing
        gate = stays[0].arrival
        departure = self._last_departure(begin, site, gate + starts[0] - arrivals[0])
        leg = self.travel(0, site + 1, departure)
        later = departure + leg - gate
        stays = (Stay(0, gate + later, stays[0].departure), *stays[1:])
        arrivals = (arrivals[0] + later, *arrivals[1:])
        return Timing(departure, stays, arrivals, starts, home, travel + leg, walking, sum(starts) - sum(arrivals))

    def _last_departure(self, begin: int, site: int, gate: int) -> int:
        """The latest departure from home that is at a site's gate by `gate`; one exists by construction."""
        latest = (
            min(gate - matrix[0][site + 1], until - 1)
            for start, until, matrix in self._bands
            if max(start, begin) <= min(gate - matrix[0][site + 1], until - 1)
        )
        return max(latest)


def schedule_day(problem: MonthProblem, day_index: int, visits: Sequence[Visit]) -> DayPlan | Refusal:
    """One day timed, or the first call that does not fit. To time many days build one `Timetable`."""
    return Timetable(problem).schedule_day(day_index, visits)


def _compile_day(problem: MonthProblem, day: FieldDay) -> _CompiledDay:
    index = {need.customer: n for n, need in enumerate(problem.needs)}
    ordered = [pin for pin in problem.pins if pin.date == day.date and pin.kind is PinKind.ORDER and pin.customer in index]
    return _CompiledDay(
        meetings=[_meetings(problem, need, day) for need in problem.needs],
        order_pins={index[pin.customer]: pin.position for pin in ordered if pin.position is not None},
        maximum=day_maximum(problem, day),
        begin=day.hours.start,
        end=day.hours.end,
    )


def _meetings(problem: MonthProblem, need: Need, day: FieldDay) -> list[_Meeting]:
    meetings = []
    for place in need.places:
        agreed = appointment_on(problem, need.customer, problem.sites[place.site].hospital, day.date)
        starts = start_intervals(problem, need, place, day)
        meetings.append(_Meeting(place.site, place.door, starts, call_minutes(need, agreed)))
    return meetings


_FOREVER = 10**6


def _from_then_on(starts: tuple[StartInterval, ...], held: int) -> tuple[StartInterval, ...]:
    """The starts from a minute on, and after the last of them any minute."""
    kept = [(max(low, held), high) for low, high in starts if high >= held]
    return (*kept, (kept[-1][1] + 1 if kept else held, _FOREVER))


def _refuse_order(compiled: _CompiledDay, visits: Sequence[Visit]) -> Refusal | None:
    """What the order of calls breaks before any clock runs: the maximum, a customer twice, a pinned position."""
    if len(visits) > compiled.maximum:
        return Refusal(compiled.maximum, RefusalCause.TOO_MANY)
    if len({need for need, _ in visits}) < len(visits):
        needs = [need for need, _ in visits]
        return Refusal(next(n for n, need in enumerate(needs) if need in needs[:n]), RefusalCause.TWICE)
    if compiled.order_pins:
        return _refuse_pinned_order(compiled.order_pins, [need for need, _ in visits])
    return None


def pinned_positions(order_pins: Mapping[int, int], needs: Sequence[int]) -> dict[int, int]:
    """Where each pinned need of a day must stand; on a day with too few calls, the pinned ones close it in their order."""
    present = sorted((need for need in needs if need in order_pins), key=lambda need: (order_pins[need], need))
    last = len(needs) - len(present)
    return {need: min(order_pins[need], last + n) for n, need in enumerate(present)}


def _refuse_pinned_order(order_pins: Mapping[int, int], needs: Sequence[int]) -> Refusal | None:
    required = pinned_positions(order_pins, needs)
    for position, need in enumerate(needs):
        if required.get(need, position) != position:
            return Refusal(position, RefusalCause.ORDER)
    return None
