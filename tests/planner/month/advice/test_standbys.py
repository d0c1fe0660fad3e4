"""Somebody is not there: who can be met instead, and how the day goes on."""

import random
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.domain.people import CustomerId
from planner.domain.plan import DayPlan, MonthPlan
from planner.domain.units import MinuteOfDay
from planner.month.advice.dayrepair import repair_day
from planner.month.advice.standbys import StandByKind, stand_bys
from planner.month.advice.underway import RestOfDay, Whereabouts, time_rest
from planner.month.problem import MonthProblem
from planner.month.repair.differences import DifferenceKind
from planner.month.rules import hard_violations
from planner.month.schedule import Timetable, Timing
from planner.month.spacing import committed_dates, keeps_gap
from planner.solving import SolveLimits
from tests.planner.month.problems import PLAIN, plan_of, problems, random_days, random_problem

QUICK = SolveLimits(None, 5)
PROMISES = {"appointments_are_kept", "pins_are_honoured"}


@settings(max_examples=40, deadline=None)
@given(problems(), st.integers(0, 10**6))
def test_that_the_rest_of_a_day_is_timed_as_the_whole_day_is(problem: MonthProblem, seed: int) -> None:
    timetable = Timetable(problem)
    for day, order in enumerate(random_days(problem, seed)):
        timing = timetable.time_calls(day, order)
        assert isinstance(timing, Timing)
        for n in range(len(order) - 1):
            clock = timing.starts[n] + timetable.minutes(day, order[n])
            rest = time_rest(timetable, day, Whereabouts(*timetable.spot(order[n]), clock), order[n + 1 :])
            assert isinstance(rest, RestOfDay)
            assert rest == (timing.arrivals[n + 1 :], timing.starts[n + 1 :], timing.home)


def some_call(plan: MonthPlan, seed: int) -> tuple[DayPlan, str, CustomerId, MinuteOfDay] | None:
    """A planned call of the month: its day, hospital, customer, and a moment soon after it should have begun."""
    calls = [(day, stop.hospital, call) for day in plan.days for stop in day.stops for call in stop.calls]
    if not calls:
        return None
    day, hospital, call = random.Random(seed).choice(calls)
    return day, hospital, call.customer, MinuteOfDay(call.start + 5)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(problems(days=5, sites=3, needs=14), st.integers(0, 10**6))
def test_that_stand_bys_are_open_now_near_and_within_all_rules(problem: MonthProblem, seed: int) -> None:
    plan = plan_of(problem, random_days(problem, seed))
    moment = some_call(plan, seed)
    if moment is None:
        return
    day, hospital, missed, now = moment
    promised = {pin.customer for pin in problem.pins} | {each.customer for each in problem.appointments}
    for each in stand_bys(problem, plan, day.date, now, hospital, missed=missed):  # type: ignore[arg-type]
        need = next(need for need in problem.needs if need.customer == each.customer)
        dates = [other.date for other in plan.days for call in other.calls if call.customer == each.customer]
        assert each.customer not in {call.customer for call in day.calls}
        assert now <= each.start <= now + 20 and each.away <= 10
        if each.kind is StandByKind.EARLIER:
            assert each.instead_of in dates and each.instead_of is not None and each.instead_of > day.date
            dates.remove(each.instead_of)
        else:
            assert len(dates) < need.owed + need.optional or each.customer in promised  # promises make room of their own
        assert keeps_gap(need, day.date, [when for when in dates if when > day.date], committed_dates(problem, need))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(problems(days=5, sites=3, needs=14), st.integers(0, 10**6))
def test_that_the_repaired_day_keeps_what_is_behind_and_the_days_after_keep_every_rule(problem: MonthProblem, seed: int) -> None:
    problem = replace(problem, pins=(), appointments=())
    plan = plan_of(problem, random_days(problem, seed))
    moment = some_call(plan, seed)
    if moment is None:
        return
    day, hospital, missed, now = moment
    others = stand_bys(problem, plan, day.date, now, hospital, missed=missed)  # type: ignore[arg-type]
    stand_by = others[0] if others else None
    found = repair_day(problem, plan, day.date, now, hospital, missed=missed, stand_by=stand_by, limits=QUICK).best  # type: ignore[arg-type]
    assert found is not None
    run = next(each for each in found.plan.days if each.date == day.date)
    first = next(call.start for call in day.calls if call.customer == missed)
    behind = [(call.customer, call.start) for call in day.calls if call.start < first]
    assert [(call.customer, call.start) for call in run.calls][: len(behind)] == behind
    assert missed not in {call.customer for call in run.calls}
    assert stand_by is None or stand_by.customer in {call.customer for call in run.calls}
    assert all(call.start >= now for call in run.calls[len(behind) :])
    assert not {each.rule for each in hard_violations(found.problem, found.ahead)} - PROMISES


def test_that_the_missed_call_finds_another_day_with_its_reason() -> None:
    problem = replace(random_problem(4, PLAIN, days=8, sites=5, needs=8), max_calls=20)
    plan = plan_of(problem, random_days(problem, 2))
    once = {need.customer for need in problem.needs if need.owed == 1 and need.optional == 0}
    day, stop, call = next(
        (day, stop, call) for day in plan.days[:3] for stop in day.stops for call in stop.calls if call.customer in once
    )
    now = MinuteOfDay(call.start + 5)
    found = repair_day(problem, plan, day.date, now, stop.hospital, missed=call.customer, limits=QUICK).best
    assert found is not None
    again = [each for each in found.differences if each.customer == call.customer]
    assert [each.kind for each in again] == [DifferenceKind.ADDED]
    assert "was not made" in str(again[0].cause)


def test_that_the_one_missed_is_known_from_hour_and_hospital() -> None:
    problem = replace(random_problem(4, PLAIN, days=8, sites=5, needs=8), max_calls=20)
    plan = plan_of(problem, random_days(problem, 2))
    day = next(day for day in plan.days if day.calls)
    stop, call = day.stops[0], day.stops[0].calls[0]
    now = MinuteOfDay(call.start + 5)
    named = stand_bys(problem, plan, day.date, now, stop.hospital, missed=call.customer)
    assert stand_bys(problem, plan, day.date, now, stop.hospital) == named
