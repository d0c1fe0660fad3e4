"""A timed order of calls as the day plan that is shown, saved and checked."""

from collections.abc import Sequence
from itertools import pairwise

from planner.domain.places import DepartmentId
from planner.domain.plan import CallReason, DayPlan, HospitalStop, Leg, PlannedCall
from planner.domain.units import MinuteOfDay, Minutes
from planner.month.moments import appointment_on, call_minutes
from planner.month.problem import MonthProblem, Site
from planner.month.timing import Stay, Timing, Visit


def day_plan(problem: MonthProblem, day: int, visits: Sequence[Visit], timing: Timing, target: int) -> DayPlan:
    """The day plan of a timed order. Calls that keep no appointment are `OWED`; see `planner.month.reasons`."""
    firsts = [*(stay.first for stay in timing.stays), len(visits)]
    stops = tuple(
        _stop(problem, day, visits[first:following], stay, timing)
        for stay, (first, following) in zip(timing.stays, pairwise(firsts), strict=True)
    )
    return DayPlan(problem.days[day].date, stops, _legs(stops, timing), target)


def department_of(site: Site, door: int) -> DepartmentId | None:
    """The department behind a door; none at the gate (door 0) or where it is not known."""
    return site.doors[door - 1] if door else None


def _stop(problem: MonthProblem, day: int, visits: Sequence[Visit], stay: Stay, timing: Timing) -> HospitalStop:
    need, place = visits[0]
    site = problem.sites[problem.needs[need].places[place].site]
    ready = MinuteOfDay(stay.arrival + site.arrival_minutes)
    before, calls = ready, []
    for position, visit in enumerate(visits, start=stay.first):
        calls.append(_planned_call(problem, day, visit, before, (timing.arrivals[position], timing.starts[position])))
        before = calls[-1].end
    return HospitalStop(site.hospital, MinuteOfDay(stay.arrival), ready, tuple(calls), MinuteOfDay(stay.departure))


def _planned_call(problem: MonthProblem, day: int, visit: Visit, before: int, times: tuple[int, int]) -> PlannedCall:
    need, (arrival, start) = problem.needs[visit[0]], times
    place = need.places[visit[1]]
    site = problem.sites[place.site]
    agreed = appointment_on(problem, need.customer, site.hospital, problem.days[day].date)
    return PlannedCall(
        customer=need.customer,
        department=department_of(site, place.door),
        segment=need.segment,
        reason=CallReason.APPOINTMENT if agreed else CallReason.OWED,
        arrival=MinuteOfDay(arrival),
        start=MinuteOfDay(start),
        end=MinuteOfDay(start + call_minutes(need, agreed)),
        walking=Minutes(arrival - before),
        waiting=Minutes(start - arrival),
    )


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
