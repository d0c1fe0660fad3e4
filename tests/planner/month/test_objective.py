"""What a plan costs, part by part, and what each call is for."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.commitments import Appointment, AppointmentId
from planner.domain.plan import CallReason
from planner.domain.units import HalfDay
from planner.month.objective import day_cost, days_objective, objective, uneven_days
from planner.month.problem import MonthProblem, PublishedCall
from planner.month.schedule import Refusal, Timetable, day_maximum, day_target
from planner.month.spacing import keeps_gap, too_close, without_period
from tests.planner.month.problems import PLAIN, WEIGHTS, field_day, plan_of, problems, random_days, random_problem

OPEN = random_problem(11, PLAIN, days=3, sites=2, needs=6)
NOVEMBER = date(2026, 11, 30)


def changed(n: int, **changes: object) -> MonthProblem:
    needs = tuple(replace(each, **changes) if i == n else each for i, each in enumerate(OPEN.needs))  # type: ignore[arg-type]
    return replace(OPEN, needs=needs)


@settings(max_examples=40, deadline=None)
@given(problems(), st.integers(0, 10**6))
def test_that_travel_and_waiting_are_the_days_own_costs(problem: MonthProblem, seed: int) -> None:
    days, timetable = random_days(problem, seed), Timetable(problem)
    timings = [timetable.time_calls(n, visits) for n, visits in enumerate(days)]
    cost = sum(day_cost(timing, problem.weights) for timing in timings if not isinstance(timing, Refusal))
    parts = objective(problem, plan_of(problem, days))
    assert parts.travel + parts.waiting == pytest.approx(cost)


def test_that_missed_and_optional_calls_weigh_by_value() -> None:
    needs = tuple(replace(need, owed=0, optional=0) for need in OPEN.needs)
    alone = replace(changed(0, owed=2, optional=1, value=4.0, minimum_gap_days=1))
    alone = replace(OPEN, needs=(alone.needs[0], *needs[1:]))
    parts = [objective(alone, plan_of(alone, tuple(((0, 0),) if n < calls else () for n in range(3)))) for calls in range(4)]
    assert [part.missed_calls for part in parts] == [2 * 4 * 240, 4 * 240, 0, 0]
    assert [part.optional_calls for part in parts] == [0, 0, 0, -4 * 12]


def test_that_each_call_below_a_days_target_is_charged_also_on_days_the_plan_forgets() -> None:
    problem = replace(OPEN, call_target=3, days=(*OPEN.days[:2], replace(OPEN.days[2], share=0.5)))
    assert [day_target(problem, day) for day in problem.days] == [3, 3, 2]
    assert days_objective(problem, ()).calls_short == 8 * WEIGHTS.call_short
    assert objective(problem, plan_of(problem, (((0, 0),), (), ()))).calls_short == 7 * WEIGHTS.call_short


def test_that_shares_are_rounded_up_without_falling_for_binary_fractions() -> None:
    problem = replace(OPEN, call_target=10, max_calls=7)
    shares = {0.3: (3, 3), 0.5: (5, 4), 0.1: (1, 1), 0.7: (7, 5), 1.0: (10, 7)}
    for share, expected in shares.items():
        day = field_day(1, share=share)
        assert (day_target(problem, day), day_maximum(problem, day)) == expected


def test_that_spacing_is_measured_from_the_last_visit_to_the_even_distance() -> None:
    need = replace(OPEN.needs[0], ideal_gap_days=7.0, last_visit=NOVEMBER)
    assert uneven_days(need, [date(2026, 12, 7), date(2026, 12, 14)]) == 0
    assert uneven_days(need, [date(2026, 12, 17), date(2026, 12, 5)]) == 2 + 5
    assert uneven_days(replace(need, last_visit=None), [date(2026, 12, 17)]) == 0


def test_that_a_published_call_is_moved_unless_it_keeps_date_and_half_day() -> None:
    customer, day = OPEN.needs[0].customer, OPEN.days[0].date
    plan = plan_of(OPEN, (((0, 0),), (), ()))

    def moved(*published: PublishedCall) -> float:
        return objective(replace(OPEN, published=published), plan).moved

    assert moved(PublishedCall(customer, day, HalfDay.MORNING)) == 0
    assert moved(PublishedCall(customer, day, HalfDay.AFTERNOON)) == WEIGHTS.moved_call
    elsewhere = PublishedCall(customer, OPEN.days[1].date, HalfDay.MORNING)
    assert moved(elsewhere, PublishedCall(OPEN.needs[1].customer, day, HalfDay.MORNING)) == 2 * WEIGHTS.moved_call


@settings(max_examples=30, deadline=None)
@given(problems(), st.integers(0, 10**6))
def test_that_the_total_is_the_sum_of_the_parts(problem: MonthProblem, seed: int) -> None:
    parts = objective(problem, plan_of(problem, random_days(problem, seed)))
    listed = [
        parts.missed_calls,
        parts.optional_calls,
        parts.calls_short,
        parts.travel,
        parts.waiting,
        parts.spacing,
        parts.moved,
    ]
    assert parts.total == pytest.approx(sum(listed))


def test_that_reasons_follow_from_what_is_agreed_and_owed() -> None:
    need = OPEN.needs[0]
    hospital = OPEN.sites[need.places[0].site].hospital
    agreed = Appointment(AppointmentId("t"), OPEN.rep, need.customer, hospital, (OPEN.days[2].date,))
    problem = replace(changed(0, owed=2, optional=1, minimum_gap_days=1), appointments=(agreed,))
    calls = plan_of(problem, (((0, 0),), ((0, 0),), ((0, 0),))).days
    assert [day.calls[0].reason for day in calls] == [CallReason.OWED, CallReason.OPTIONAL, CallReason.APPOINTMENT]


DATES = st.dates(date(2026, 12, 1), date(2026, 12, 20))


@settings(deadline=None)
@given(st.lists(DATES, max_size=5, unique=True), DATES, st.integers(1, 6), st.sets(DATES))
def test_that_a_call_keeps_the_gap_exactly_when_the_rule_finds_nothing_new(
    others: list[date], day: date, gap: int, committed: set[date]
) -> None:
    need = replace(OPEN.needs[0], minimum_gap_days=gap, last_visit=NOVEMBER)
    fixed = frozenset(committed | {NOVEMBER})
    if day not in others and keeps_gap(need, day, others, fixed):
        before = set(too_close(need, others, fixed))
        assert all(day not in pair for pair in set(too_close(need, [*others, day], fixed)) - before)


def test_that_periods_are_taken_in_order_of_time_one_call_each() -> None:
    week = [(date(2026, 12, first), date(2026, 12, first + 4)) for first in (7, 14, 21)]
    need = replace(OPEN.needs[0], owed=3, periods=tuple(week))
    day = [date(2026, 12, n) for n in range(1, 32)]
    assert [*without_period(need, [day[8], day[15], day[22]])] == []
    assert [*without_period(need, [day[8], day[9]])] == [day[9]]
    assert [*without_period(need, [day[29], day[15]])] == [day[29]]
    assert [*without_period(replace(need, periods=()), day)] == []
