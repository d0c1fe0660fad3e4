"""A problem after a change: what a lost half day takes, and what it leaves."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.calendar.days import field_days
from planner.domain.calendar import CalendarEntry, DayKind, FieldDay, Holidays
from planner.domain.people import Rep, RepId, TeamId
from planner.domain.units import HalfDay, MinuteOfDay, Month, TimeWindow
from planner.month.repair.changes import DayLost
from planner.month.repair.changing import changed
from planner.month.repair.replan import replan
from planner.policy.preset import preset
from planner.solving import SolveLimits
from tests.planner.month.problems import AFTERNOON, MORNING, PLAIN, field_day, plan_of, random_days, random_problem, window

DAY = date(2026, 12, 1)


def after_losing(day: FieldDay, half: HalfDay) -> FieldDay | None:
    """A field day of a month, after losing a half of it."""
    problem = replace(random_problem(1, PLAIN, days=1), days=(day,))
    left = changed(problem, [DayLost(day.date, half)], day.date).days
    return left[0] if left else None


def test_that_a_lost_morning_takes_windows_and_hours_before_lunch() -> None:
    left = after_losing(field_day(1), HalfDay.MORNING)
    assert left == FieldDay(DAY, window("12:00", "18:30"), (AFTERNOON,), 0.5)


def test_that_a_lost_afternoon_sends_the_rep_home_over_lunch() -> None:
    left = after_losing(field_day(1), HalfDay.AFTERNOON)
    assert left == FieldDay(DAY, window("07:30", "13:00"), (MORNING,), 0.5)


def test_that_a_day_in_one_window_is_parted_at_noon() -> None:
    left = after_losing(field_day(1, window("09:00", "17:00")), HalfDay.MORNING)
    assert left is not None and (left.hours, left.windows) == (window("12:00", "18:30"), (window("12:00", "17:00"),))


def test_that_a_half_that_was_no_field_time_costs_nothing() -> None:
    half_day = field_day(1, MORNING, share=0.5)
    assert after_losing(half_day, HalfDay.AFTERNOON) == half_day
    assert after_losing(half_day, HalfDay.MORNING) is None


@pytest.mark.parametrize("half", HalfDay)
@pytest.mark.parametrize("lunch", [("12:00", "13:00"), ("11:30", "13:00"), ("12:30", "13:30"), ("11:00", "11:45")])
def test_that_the_day_left_is_the_one_that_the_calendar_leaves(half: HalfDay, lunch: tuple[str, str]) -> None:
    rep = Rep(id=RepId("R1"), name="Li", team=TeamId(preset().teams[0].id), home=None, lunch=window(*lunch))
    holidays = Holidays(country="CN", year=2026, days_off=(), shifted_workdays=(), provisional=False)
    month, entry = Month(2026, 12), CalendarEntry(rep.id, DAY, DayKind.LEAVE, half)
    (whole,) = (day for day in field_days(rep, month, (), holidays, preset()) if day.date == DAY)
    (left,) = (day for day in field_days(rep, month, (entry,), holidays, preset()) if day.date == DAY)
    assert after_losing(whole, half) == left


@given(st.integers(0, 10**6), st.sampled_from(HalfDay))
def test_that_a_repaired_half_day_has_no_way_in_the_lost_half(seed: int, half: HalfDay) -> None:
    problem = random_problem(seed, PLAIN, days=2)
    plan = plan_of(problem, random_days(problem, seed))
    repaired = replan(problem, plan, [DayLost(DAY, half)], DAY, limits=SolveLimits(None, 5)).best
    assert repaired is not None
    lost = TimeWindow(MinuteOfDay(0), MORNING.end) if half is HalfDay.MORNING else TimeWindow(AFTERNOON.start, MinuteOfDay(1440))
    for day in repaired.plan.days:
        if day.date == DAY and day.legs:
            assert day.legs[0].departure >= lost.end or day.legs[-1].arrival <= lost.start
