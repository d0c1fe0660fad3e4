"""The timing of a day: the one home of its arithmetic.

The rep leaves home not before the day's start and is home by its end. Arrival minutes are spent once per stop; then the
rep walks from door to door (door 0 is the gate), waits at the door where early, and each call starts as early as possible.
Leaving a hospital, the rep walks back to the gate and travels at once. The first departure is as late as it can be without
making anything later.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from planner.domain.calendar import FieldDay
from planner.domain.commitments import PinKind
from planner.domain.places import DepartmentId
from planner.domain.plan import CallReason, DayPlan, HospitalStop, Leg, PlannedCall
from planner.domain.units import MinuteOfDay, Minutes
from planner.month.moments import StartInterval, appointment_on, call_minutes, start_intervals
from planner.month.problem import MonthProblem, Site

Visit: TypeAlias = tuple[int, int]
"""A call to be made: index of the need, index of the place among `Need.places`."""


class RefusalCause(StrEnum):
    """Why a call does not fit where it stands."""

    CLOSED = "closed"  # no start is possible there on that day
    LATE = "late"  # reached after the last possible start
    HOME_LATE = "home_late"  # the way home ends after the day
    TOO_MANY = "too_many"  # above the day's maximum of calls
    TWICE = "twice"  # the customer is already met that day
    ORDER = "order"  # a pin holds another position


class Refusal(NamedTuple):
    """The first call that does not fit: its position in the order, and why."""

    position: int
    cause: RefusalCause


class Stay(NamedTuple):
    """One stop: the position of its first call, at the gate, at the gate again."""

    first: int
    arrival: int
    departure: int


class Timing(NamedTuple):
    """All times of one order of calls, in minutes of the day. Empty day: no stays, `departure` = `home`."""

    departure: int
    stays: tuple[Stay, ...]
    arrivals: tuple[int, ...]
    starts: tuple[int, ...]
    home: int
    travel: int
    walking: int
    waiting: int


def day_target(problem: MonthProblem, day: FieldDay) -> int:
    """The calls aimed at on a day: the target of a full day times its share, rounded up."""
    return _share_of(problem.call_target, day.share)


def day_maximum(problem: MonthProblem, day: FieldDay) -> int:
    """The most calls allowed on a day: the maximum of a full day times its share, rounded up."""
    return _share_of(problem.max_calls, day.share)


def _share_of(calls: int, share: float) -> int:
    return math.ceil(calls * share - 1e-9)


@dataclass(slots=True)
class _CompiledDay:
    starts: list[list[tuple[StartInterval, ...]]]
    minutes: list[list[int]]
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
        self._matrix_at = [travel.minutes[travel.band(minute)] for minute in range(1441)]
        self._days: dict[int, _CompiledDay] = {}

    def starts(self, day: int, visit: Visit) -> tuple[StartInterval, ...]:
        """The intervals in which a call may start on a day, earliest first."""
        return self._day(day).starts[visit[0]][visit[1]]

    def minutes(self, day: int, visit: Visit) -> int:
        """How long a call lasts on a day (an appointment may last longer than the ordinary call)."""
        return self._day(day).minutes[visit[0]][visit[1]]

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
            return Timing(compiled.begin, (), (), (), compiled.begin, 0, 0, 0)
        return self._time_in_order(compiled, visits)

    def schedule_day(self, day: int, visits: Sequence[Visit]) -> DayPlan | Refusal:
        """`time_calls` as a `DayPlan`. Calls that keep no appointment are `OWED`; see `planner.month.reasons`."""
        timing = self.time_calls(day, visits)
        if isinstance(timing, Refusal):
            return timing
        return self._day_plan(day, visits, timing)

    def _day(self, day: int) -> _CompiledDay:
        compiled = self._days.get(day)
        if compiled is None:
            compiled = self._days[day] = _compile_day(self.problem, self.problem.days[day])
        return compiled

    def _time_in_order(self, compiled: _CompiledDay, visits: Sequence[Visit]) -> Timing | Refusal:
        starts_of, minutes_of, sites, doors = compiled.starts, compiled.minutes, self.sites, self.doors
        site = door = -1
        gate = first = clock = travel = walking = waiting = 0
        walks: Sequence[Sequence[int]] = ()
        stays, arrivals, starts = [], [], []
        for position, (need, place) in enumerate(visits):
            if sites[need][place] != site:
                if site < 0:
                    clock = self._first_gate(compiled.begin, compiled.end, sites[need][place])
                else:
                    walking += walks[door][0]
                    clock += walks[door][0]
                    stays.append(Stay(first, gate, clock))
                    leg = self._matrix_at[min(clock, 1440)][site + 1][sites[need][place] + 1]
                    travel += leg
                    clock += leg
                site, gate, first, door = sites[need][place], clock, position, 0
                walks = self._walks[site]
                clock += self._arrival[site]
            walking += walks[door][doors[need][place]]
            clock += walks[door][doors[need][place]]
            door = doors[need][place]
            arrivals.append(clock)
            for low, high in starts_of[need][place]:
                if clock <= high:
                    clock = max(clock, low)
                    break
            else:
                return Refusal(position, RefusalCause.LATE if starts_of[need][place] else RefusalCause.CLOSED)
            starts.append(clock)
            waiting += clock - arrivals[-1]
            clock += minutes_of[need][place]
        walking += walks[door][0]
        clock += walks[door][0]
        stays.append(Stay(first, gate, clock))
        timing = Timing(0, tuple(stays), tuple(arrivals), tuple(starts), 0, travel, walking, waiting)
        return self._bring_home(compiled, visits, timing)

    def _first_gate(self, begin: int, end: int, site: int) -> int:
        """The earliest arrival at a site from home; leaving after a rush may arrive earlier than leaving in it."""
        departures = [begin, *(start for start, _, _ in self._bands if begin < start < end)]
        return min(departure + self.travel(0, site + 1, departure) for departure in departures)

    def _bring_home(self, compiled: _CompiledDay, visits: Sequence[Visit], timing: Timing) -> Timing | Refusal:
        """Add the way home and the late first departure."""
        last, (_, gate, left) = self.sites[visits[-1][0]][visits[-1][1]], timing.stays[-1]
        home = left + self.travel(last + 1, 0, left)
        if home > compiled.end:
            return Refusal(len(visits) - 1, RefusalCause.HOME_LATE)
        site, (_, gate, left) = self.sites[visits[0][0]][visits[0][1]], timing.stays[0]
        slack = timing.starts[0] - timing.arrivals[0]
        departure = self._last_departure(compiled.begin, site, gate + slack)
        leg = self.travel(0, site + 1, departure)
        later = departure + leg - gate
        return timing._replace(
            departure=departure,
            stays=(Stay(0, gate + later, left), *timing.stays[1:]),
            arrivals=(timing.arrivals[0] + later, *timing.arrivals[1:]),
            home=home,
            travel=timing.travel + leg + home - timing.stays[-1].departure,
            waiting=timing.waiting - later,
        )

    def _last_departure(self, begin: int, site: int, gate: int) -> int:
        """The latest departure from home that is at a site's gate by `gate`; one exists by construction."""
        latest = (
            min(gate - matrix[0][site + 1], until - 1)
            for start, until, matrix in self._bands
            if max(start, begin) <= min(gate - matrix[0][site + 1], until - 1)
        )
        return max(latest)

    def _day_plan(self, day: int, visits: Sequence[Visit], timing: Timing) -> DayPlan:
        field_day = self.problem.days[day]
        firsts = [*(stay.first for stay in timing.stays), len(visits)]
        stops = tuple(
            self._stop(day, visits, timing, stay, range(first, following))
            for stay, (first, following) in zip(timing.stays, pairwise(firsts), strict=True)
        )
        return DayPlan(field_day.date, stops, _legs(stops, timing), day_target(self.problem, field_day))

    def _stop(self, day: int, visits: Sequence[Visit], timing: Timing, stay: Stay, positions: range) -> HospitalStop:
        site = self.problem.sites[self.sites[visits[stay.first][0]][visits[stay.first][1]]]
        ready = MinuteOfDay(stay.arrival + site.arrival_minutes)
        before, calls = ready, []
        for position in positions:
            calls.append(self._planned_call(day, visits[position], before, timing.arrivals[position], timing.starts[position]))
            before = calls[-1].end
        return HospitalStop(site.hospital, MinuteOfDay(stay.arrival), ready, tuple(calls), MinuteOfDay(stay.departure))

    def _planned_call(self, day: int, visit: Visit, before: int, arrival: int, start: int) -> PlannedCall:
        need, place = self.problem.needs[visit[0]], self.problem.needs[visit[0]].places[visit[1]]
        site = self.problem.sites[place.site]
        agreed = appointment_on(self.problem, need.customer, site.hospital, self.problem.days[day].date)
        return PlannedCall(
            customer=need.customer,
            department=department_of(site, place.door),
            segment=need.segment,
            reason=CallReason.APPOINTMENT if agreed else CallReason.OWED,
            arrival=MinuteOfDay(arrival),
            start=MinuteOfDay(start),
            end=MinuteOfDay(start + self.minutes(day, visit)),
            walking=Minutes(arrival - before),
            waiting=Minutes(start - arrival),
        )


def department_of(site: Site, door: int) -> DepartmentId | None:
    """The department behind a door; none at the gate (door 0) or where it is not known."""
    return site.doors[door - 1] if door else None


def _legs(stops: Sequence[HospitalStop], timing: Timing) -> tuple[Leg, ...]:
    if not stops:
        return ()
    ends = [None, *(stop.hospital for stop in stops), None]
    leaves = [timing.departure, *(stay.departure for stay in timing.stays)]
    arrives = [*(stay.arrival for stay in timing.stays), timing.home]
    return tuple(
        Leg(origin, destination, MinuteOfDay(left), MinuteOfDay(reached))
        for (origin, destination), left, reached in zip(pairwise(ends), leaves, arrives, strict=True)
    )


def schedule_day(problem: MonthProblem, day_index: int, visits: Sequence[Visit]) -> DayPlan | Refusal:
    """One day timed, or the first call that does not fit. To time many days build one `Timetable`."""
    return Timetable(problem).schedule_day(day_index, visits)


def _compile_day(problem: MonthProblem, day: FieldDay) -> _CompiledDay:
    starts, minutes = [], []
    for need in problem.needs:
        starts.append([start_intervals(problem, need, place, day) for place in need.places])
        agreed = [appointment_on(problem, need.customer, problem.sites[place.site].hospital, day.date) for place in need.places]
        minutes.append([int(call_minutes(need, each)) for each in agreed])
    index = {need.customer: n for n, need in enumerate(problem.needs)}
    ordered = [pin for pin in problem.pins if pin.date == day.date and pin.kind is PinKind.ORDER and pin.customer in index]
    order_pins = {index[pin.customer]: pin.position for pin in ordered if pin.position is not None}
    return _CompiledDay(starts, minutes, order_pins, day_maximum(problem, day), day.hours.start, day.hours.end)


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
