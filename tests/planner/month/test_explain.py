"""Why an owed call is not planned: tested, and true."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.commitments import Pin, PinKind
from planner.domain.messages import message
from planner.domain.people import CustomerId, SegmentId
from planner.domain.plan import DayPlan, Unplanned
from planner.domain.units import MinuteOfDay
from planner.month.explain import Obstacle, explain, orders_of, unplanned_calls
from planner.month.objective import days_objective
from planner.month.problem import MonthProblem
from planner.month.rules import hard_violations
from planner.month.schedule import Timetable, Visit
from tests.planner.month.problems import PLAIN, plan_of, problems, random_days, random_plan, random_problem, window

OPEN = random_problem(11, PLAIN, days=3, sites=2, needs=6)
PROMISES = {"appointments_are_kept", "pins_are_honoured"}


def changed(n: int, **changes: object) -> MonthProblem:
    needs = tuple(replace(each, **changes) if i == n else each for i, each in enumerate(OPEN.needs))  # type: ignore[arg-type]
    return replace(OPEN, needs=needs)


def with_call(days: tuple[tuple[Visit, ...], ...], day: int, order: tuple[Visit, ...]) -> tuple[tuple[Visit, ...], ...]:
    return (*days[:day], order, *days[day + 1 :])


@settings(max_examples=40, deadline=None)
@given(problems(), st.integers(0, 10**6))
def test_that_an_offered_slot_is_valid_and_costs_what_is_said(problem: MonthProblem, seed: int) -> None:
    timetable, days = Timetable(problem), random_days(problem, seed)
    plan = plan_of(problem, days)
    for n, need in enumerate(problem.needs):
        if sum(visit[0] == n for day in days for visit in day) >= need.owed:
            continue
        for slot in explain(timetable, days, n).slots:
            taken = plan_of(problem, with_call(days, slot.day, slot.order))
            assert {each.rule for each in hard_violations(problem, taken)} <= PROMISES
            before, after = days_objective(problem, plan.days), days_objective(problem, taken.days)
            added = after.total - before.total - (after.missed_calls - before.missed_calls) - (after.moved - before.moved)
            assert abs(added - slot.cost) < 1e-6


@settings(max_examples=40, deadline=None)
@given(problems(days=3, needs=6), st.integers(0, 10**6))
def test_that_a_call_said_to_fit_nowhere_fits_nowhere(problem: MonthProblem, seed: int) -> None:
    """Every place, day and position is put to the rules, which know nothing of the explanation."""
    timetable, days = Timetable(problem), random_days(problem, seed)
    for n, need in enumerate(problem.needs):
        if sum(visit[0] == n for day in days for visit in day) >= need.owed or explain(timetable, days, n).slots:
            continue
        for day, order in enumerate(days):
            for place in range(len(need.places)):
                for position in range(len(order) + 1):
                    tried = (*order[:position], (n, place), *order[position:])
                    if isinstance(timetable.schedule_day(day, tried), DayPlan):
                        rules = {v.rule for v in hard_violations(problem, plan_of(problem, with_call(days, day, tried)))}
                        assert rules & {"calls_keep_the_minimum_gap", "once_a_day"}


@settings(max_examples=30, deadline=None)
@given(problems(), st.integers(0, 10**6))
def test_that_the_listed_calls_satisfy_the_rule_on_unplanned_calls(problem: MonthProblem, seed: int) -> None:
    days = random_days(problem, seed)
    plan = replace(plan_of(problem, days), unplanned=unplanned_calls(Timetable(problem), days))
    assert {each.rule for each in hard_violations(problem, plan)} <= PROMISES
    assert all(str(each.reason) for each in plan.unplanned)


@settings(max_examples=20, deadline=None)
@given(problems(), st.integers(0, 10**6))
def test_that_the_orders_of_a_plan_are_those_it_was_built_from(problem: MonthProblem, seed: int) -> None:
    assert orders_of(problem, random_plan(problem, seed)) == random_days(problem, seed)


def obstacles(problem: MonthProblem, *days: tuple[int, ...]) -> dict[Obstacle, int]:
    orders = tuple(tuple((need, 0) for need in day) for day in days)
    explanation = explain(Timetable(problem), orders, 0)
    assert not explanation.slots
    return dict(explanation.obstacles)


def test_that_each_obstacle_is_told_from_the_others() -> None:
    place = OPEN.needs[0].places[0]
    never = changed(0, owed=1, places=(replace(place, availability=()),))
    assert obstacles(never, (), (), ()) == {Obstacle.AVAILABILITY: 3}
    closed = replace(changed(0, owed=1), sites=tuple(replace(site, reception=()) for site in OPEN.sites))
    assert obstacles(closed, (), (), ()) == {Obstacle.RECEPTION: 3}
    brief = tuple(replace(day, windows=(window("09:00", "09:05"),)) for day in OPEN.days)
    assert obstacles(replace(changed(0, owed=1), days=brief), (), (), ()) == {Obstacle.WORKING: 3}
    near = changed(0, owed=2, minimum_gap_days=9)
    assert obstacles(near, (0,), (), ()) == {Obstacle.SPACING: 3}
    full = replace(changed(0, owed=1), max_calls=1)
    assert obstacles(full, (1,), (1,), (2,)) == {Obstacle.FULL: 3}
    hurried = tuple(replace(day, hours=window("09:00", "09:10")) for day in OPEN.days)
    assert obstacles(replace(changed(0, owed=1), days=hurried), (), (), ()) == {Obstacle.TIME: 3}
    pins = tuple(Pin(OPEN.rep, OPEN.needs[0].customer, day.date, PinKind.TIME, start=MinuteOfDay(300)) for day in OPEN.days)
    assert obstacles(replace(changed(0, owed=1), pins=pins), (), (), ()) == {Obstacle.COMMITMENT: 3}


def test_that_the_reason_names_the_main_obstacle_and_its_days() -> None:
    explanation = explain(Timetable(changed(0, owed=2, minimum_gap_days=9)), (((0, 0),), (), ()), 0)
    assert str(explanation.reason) == (
        "It fits on none of 3 field days; most often, on 3: another call on the customer is too near."
    )


def test_that_a_call_that_fits_is_offered_with_day_time_and_price() -> None:
    problem = changed(0, owed=1)
    explanation = explain(Timetable(problem), ((), (), ()), 0)
    assert len(explanation.slots) == 3
    assert "It fits on 2026-12-0" in str(explanation.reason)
    cheap = replace(problem, weights=replace(problem.weights, missed_call=0.0, call_short=0.0))
    assert "more than the 0 that it is worth" in str(explain(Timetable(cheap), ((), (), ()), 0).reason)


def test_that_a_month_without_field_days_says_so() -> None:
    problem = replace(changed(0, owed=1), days=())
    (first, *_) = unplanned_calls(Timetable(problem), ())
    assert str(first.reason) == "The month has no field days."


def test_that_calls_left_out_of_the_problem_are_listed_unless_taken_in_slack() -> None:
    left_out = Unplanned(OPEN.needs[0].customer, OPEN.needs[0].segment, 1, message("tested"))
    stranger = Unplanned(CustomerId("far"), SegmentId("A"), 2, message("tested"))
    needs = tuple(replace(each, owed=0, optional=1, minimum_gap_days=1) for each in OPEN.needs)
    problem = replace(OPEN, needs=needs, left_out=(left_out, stranger))
    assert unplanned_calls(Timetable(problem), ((), (), ())) == (left_out, stranger)
    assert unplanned_calls(Timetable(problem), (((0, 0),), (), ())) == (stranger,)
    listed = replace(plan_of(problem, (((0, 0),), (), ())), unplanned=(stranger,))
    assert hard_violations(problem, listed) == ()
    forgotten = replace(listed, unplanned=())
    assert [each.rule for each in hard_violations(problem, forgotten)] == ["every_owed_call_is_planned_or_listed"]


def test_that_dates_in_reasons_are_dates_so_that_each_language_writes_its_own() -> None:
    reason = explain(Timetable(changed(0, owed=1)), ((), (), ()), 0).reason
    assert isinstance(dict(reason.values)["date"], date)
