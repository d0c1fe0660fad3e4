"""A month changed by hand loses no call, is timed by the one arithmetic, and is judged by every rule."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from planner.domain.commitments import PinKind
from planner.domain.people import CustomerId
from planner.domain.plan import DayPlan, MonthPlan
from planner.domain.units import MinuteOfDay
from planner.errors import PlanningError
from planner.month.explain import orders_of
from planner.month.hand.daylist import entries_of
from planner.month.hand.edits import BY_HAND, Edited, Move, add_call, best_order, close_gaps, judged, move_calls, remove_calls
from planner.month.hand.locks import CallRef, pinned, problem_with_pins, unpinned
from planner.month.problem import MonthProblem
from planner.month.rules import violations
from planner.month.schedule import Refusal, Timetable
from planner.solving import SolveControl
from tests.planner.month.problems import random_plan, random_problem

TIMING = {
    "legs_join_the_stops",
    "legs_take_the_travel_table",
    "arrival_minutes_are_spent",
    "walks_take_the_walk_table",
    "calls_follow_one_another",
    "calls_last_as_long_as_due",
    "calls_state_their_reason",
    "every_owed_call_is_planned_or_listed",
    "minutes_add_up",
}


def months() -> st.SearchStrategy[tuple[MonthProblem, MonthPlan]]:
    """Random months with a plan each that holds a call at least."""

    def month(seed: int) -> tuple[MonthProblem, MonthPlan]:
        problem = random_problem(seed)
        return problem, random_plan(problem, seed)

    return st.integers(0, 10_000).map(month).filter(lambda pair: any(day.calls for day in pair[1].days))


def calls_of(plan: MonthPlan) -> list[CallRef]:
    return [CallRef(call.customer, day.date) for day in plan.days for call in day.calls]


def customers(plan: MonthPlan) -> Counter[CustomerId]:
    return Counter(call.customer for call in calls_of(plan))


def day_of(plan: MonthPlan, call: CallRef) -> DayPlan:
    return next(day for day in plan.days if day.date == call.date)


def moved(month: tuple[MonthProblem, MonthPlan], n: int, day: int, start: int) -> tuple[CallRef, Edited]:
    problem, plan = month
    call = calls_of(plan)[n % len(calls_of(plan))]
    target = problem.days[day % len(problem.days)].date
    other = CallRef(call.customer, target)
    assume(other == call or other not in calls_of(plan))
    return other, move_calls(problem, plan, [Move(call.customer, call, target, MinuteOfDay(start))])


@given(months(), st.integers(0, 50), st.integers(0, 9), st.integers(420, 1080))
def test_that_a_move_loses_no_call(month: tuple[MonthProblem, MonthPlan], n: int, day: int, start: int) -> None:
    try:
        there, edited = moved(month, n, day, start)
    except PlanningError:
        return  # the day would not end before midnight
    assert customers(edited.plan) == customers(month[1])
    assert there in calls_of(edited.plan)


@given(months(), st.integers(0, 50), st.integers(0, 9), st.integers(420, 1080))
def test_that_recomputed_times_are_those_the_rules_expect(
    month: tuple[MonthProblem, MonthPlan], n: int, day: int, start: int
) -> None:
    try:
        _, edited = moved(month, n, day, start)
    except PlanningError:
        return
    touched = {each.date for each in edited.plan.days} - {
        a.date for a, b in zip(month[1].days, edited.plan.days, strict=False) if a == b
    }
    broken = [each for each in edited.violations if each.rule in TIMING and (each.date is None or each.date in touched)]
    assert broken == [each for each in violations(*month) if each in broken]
    assert edited.violations == violations(edited.problem, edited.plan)


@given(months(), st.integers(0, 50))
def test_that_a_day_in_time_keeps_the_times_of_the_timetable(month: tuple[MonthProblem, MonthPlan], n: int) -> None:
    problem, plan = month
    call = calls_of(plan)[n % len(calls_of(plan))]
    edited = close_gaps(problem, plan, call.date)
    day = [each.date for each in problem.days].index(call.date)
    expected = Timetable(problem).schedule_day(day, orders_of(problem, plan)[day])
    assume(not isinstance(expected, Refusal))
    assert isinstance(expected, DayPlan)
    assert day_of(edited.plan, call).legs == expected.legs


@given(months(), st.integers(0, 50), st.integers(420, 1080))
def test_that_a_call_taken_out_and_put_back_is_planned_again(month: tuple[MonthProblem, MonthPlan], n: int, start: int) -> None:
    problem, plan = month
    call = calls_of(plan)[n % len(calls_of(plan))]
    without = remove_calls(problem, plan, [call])
    assert customers(without.plan) == customers(plan) - Counter([call.customer])
    try:
        again = add_call(without.problem, without.plan, call.customer, call.date, MinuteOfDay(start))
    except PlanningError:
        return
    assert customers(again.plan) == customers(plan)


@given(months(), st.integers(0, 50), st.integers(0, 9), st.integers(420, 1080), st.sampled_from(PinKind))
def test_that_a_lock_goes_with_its_call_and_holds_it_there(
    month: tuple[MonthProblem, MonthPlan], n: int, day: int, start: int, kind: PinKind
) -> None:
    problem, plan = month
    call = calls_of(plan)[n % len(calls_of(plan))]
    problem = problem_with_pins(problem, pinned(problem.pins, plan, [call], kind))
    try:
        there, edited = moved((problem, plan), n, day, start)
    except PlanningError:
        return
    locks = [pin for pin in edited.problem.pins if CallRef(pin.customer, pin.date) == there]
    assert kind in {lock.kind for lock in locks}
    if len(locks) > 1:  # the month had a lock of its own there, and both may not be possible
        return
    own = [
        each
        for each in edited.violations
        if each.rule == "pins_are_honoured" and (each.customer, each.date) == (there.customer, there.date)
    ]
    assert own == []
    assert unpinned(edited.problem.pins, [there]) == unpinned(problem.pins, [call, there])


@given(months(), st.integers(0, 50))
def test_that_what_stands_where_it_stands_is_not_changed(month: tuple[MonthProblem, MonthPlan], n: int) -> None:
    problem, plan = month
    call = calls_of(plan)[n % len(calls_of(plan))]
    first = close_gaps(problem, plan, call.date)
    assert close_gaps(first.problem, first.plan, call.date).plan is first.plan


def one_day() -> tuple[MonthProblem, MonthPlan, CallRef]:
    """A plan with a day whose first call could stand far later."""
    for seed in range(200):
        problem = replace(random_problem(seed), pins=(), appointments=())
        plan = random_plan(problem, seed)
        for day in plan.days:
            if len(day.calls) >= 3:
                return (
                    problem,
                    judged(problem, close_gaps(problem, plan, day.date).plan).plan,
                    CallRef(day.calls[0].customer, day.date),
                )
    raise AssertionError("no such plan among the random ones")


def test_that_a_call_dropped_later_is_held_there_until_gaps_are_closed() -> None:
    problem, plan, call = one_day()
    last = day_of(plan, call).calls[-1]
    wish = MinuteOfDay(last.end + 90)
    held = move_calls(problem, plan, [Move(call.customer, call, call.date, wish)]).plan
    standing = {each.customer: each.start for each in day_of(held, call).calls}
    assert standing[call.customer] >= wish
    entries = {each.customer: each.held for each in entries_of(problem, day_of(held, call))}
    others = [each for each in day_of(held, call).calls if each.customer != call.customer]
    again = remove_calls(problem, held, [CallRef(others[0].customer, call.date)]).plan
    assert {each.customer: each.start for each in day_of(again, call).calls}[call.customer] >= wish
    closed = close_gaps(problem, held, call.date).plan
    assert {each.customer: each.start for each in day_of(closed, call).calls}[call.customer] <= standing[call.customer]
    assert entries[others[0].customer] is None


def test_that_the_plan_says_that_a_person_had_a_hand_in_it() -> None:
    problem, plan, call = one_day()
    once = remove_calls(problem, plan, [call]).plan
    assert once.provenance.solver == plan.provenance.solver.removesuffix(BY_HAND) + BY_HAND
    assert remove_calls(problem, once, [calls_of(once)[0]]).plan.provenance.solver == once.provenance.solver


def test_that_a_customer_cannot_be_called_on_twice_a_day() -> None:
    problem, plan, call = one_day()
    with pytest.raises(PlanningError, match="already called on"):
        add_call(problem, plan, call.customer, call.date, MinuteOfDay(600))


def test_that_a_day_cannot_run_past_midnight() -> None:
    problem, plan, call = one_day()
    with pytest.raises(PlanningError, match="midnight"):
        move_calls(problem, plan, [Move(call.customer, call, call.date, MinuteOfDay(1435))])


def test_that_the_best_order_of_a_day_costs_no_more() -> None:
    problem, plan, call = one_day()
    better = best_order(problem, plan, call.date, SolveControl())
    assert better.plan.objective.total <= plan.objective.total + 1e-6
    assert customers(better.plan) == customers(plan)


def test_that_a_call_the_month_does_not_know_any_more_can_only_be_taken_out() -> None:
    problem, plan, call = one_day()
    less = replace(problem, needs=tuple(need for need in problem.needs if need.customer != call.customer))
    other = next(each for each in calls_of(plan) if each.date == call.date and each != call)
    with pytest.raises(PlanningError, match="any more"):
        move_calls(less, plan, [Move(other.customer, other, other.date, MinuteOfDay(600))])
    assert customers(remove_calls(less, plan, [call]).plan)[call.customer] == customers(plan)[call.customer] - 1
