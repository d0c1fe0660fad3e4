"""What a repair promises on any month."""

import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.domain.commitments import Appointment, AppointmentId
from planner.domain.people import CustomerId
from planner.domain.plan import MonthPlan
from planner.domain.units import HalfDay
from planner.month.explain import orders_of, unplanned_calls
from planner.month.problem import MonthProblem
from planner.month.repair.accepting import accept
from planner.month.repair.changes import (
    CallCancelled,
    CallMissed,
    Change,
    ChangeError,
    CustomerUnavailable,
    DayLost,
    NewAppointment,
)
from planner.month.repair.differences import DifferenceKind, spots_of
from planner.month.repair.replan import Replan, replan
from planner.month.rules import hard_violations
from planner.month.schedule import Timetable
from planner.month.solve import plan_month
from planner.solving import Ending, SolveControl, SolveLimits
from tests.planner.month.problems import PLAIN, Features, problems, random_problem

QUICK = SolveLimits(None, 15)
PROMISES = {"appointments_are_kept", "pins_are_honoured"}


def planned(problem: MonthProblem) -> MonthPlan:
    plan = plan_month(problem, 1, SolveLimits(None, 30), SolveControl()).best
    assert plan is not None
    return plan


def repaired(problem: MonthProblem, plan: MonthPlan, changes: list[Change], today: date, seed: int = 0) -> Replan:
    found = replan(problem, plan, changes, today, seed=seed, limits=QUICK).best
    assert found is not None
    return found


def random_changes(problem: MonthProblem, plan: MonthPlan, draw: random.Random) -> tuple[list[Change], date]:
    """A few changes of days and customers, and the day on which they become known."""
    days = [day.date for day in problem.days]
    today = draw.choice(days)
    ahead = [day for day in days if day >= today]
    customers = [need.customer for need in problem.needs]
    calls = [(call.customer, day.date) for day in plan.days for call in day.calls]
    made: list[Change] = []
    if draw.random() < 0.6:
        made.append(DayLost(draw.choice(ahead), draw.choice((None, None, *HalfDay))))
    if draw.random() < 0.5:
        made.append(CustomerUnavailable(draw.choice(customers), tuple(draw.sample(ahead, min(2, len(ahead))))))
    if calls and draw.random() < 0.5:
        customer, when = draw.choice(calls)
        made.append(CallCancelled(customer, when) if when >= today else CallMissed(customer, when))
    if draw.random() < 0.4:
        need = draw.choice(problem.needs)
        hospital = problem.sites[need.places[0].site].hospital
        agreed = Appointment(AppointmentId("new"), problem.rep, need.customer, hospital, (draw.choice(ahead),))
        made.append(NewAppointment(agreed))
    return made, today


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(problems(days=6, sites=4, needs=12), st.integers(0, 10**6))
def test_that_a_repair_breaks_no_hard_rule_and_leaves_the_past_and_promises_alone(problem: MonthProblem, seed: int) -> None:
    plan = planned(problem)
    changes, today = random_changes(problem, plan, random.Random(seed))
    outcome = replan(problem, plan, changes, today, seed=seed, limits=QUICK)
    found = outcome.best
    assert found is not None
    broken = {each.rule for each in hard_violations(found.problem, found.ahead)}
    assert broken <= PROMISES and (outcome.ending is Ending.IMPOSSIBLE) == bool(broken)
    assert [day for day in found.plan.days if day.date < today] == [day for day in plan.days if day.date < today]
    gone = {day.date for day in problem.days} - {day.date for day in found.problem.days}
    for pin in found.problem.pins:
        if pin.date >= today and pin.date not in gone and not broken:
            assert pin.date in {spot.date for spot in spots_of(found.plan.days)[pin.customer]}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(problems(days=6, sites=4, needs=12), st.integers(0, 10**6))
def test_that_accepting_all_gives_the_new_plan_and_none_the_old_and_any_part_is_checked(problem: MonthProblem, seed: int) -> None:
    plan, draw = planned(problem), random.Random(seed)
    changes, today = random_changes(problem, plan, draw)
    found = repaired(problem, plan, changes, today)
    numbers = [each.number for each in found.differences]
    assert accept(found, numbers).plan == found.plan
    assert accept(found, ()).plan == plan or not numbers
    part = [number for number in numbers if draw.random() < 0.5]
    taken = accept(found, part)
    assert (taken.plan is None) == bool(taken.refused)
    if taken.valid and taken.plan is not None:
        ahead = tuple(day for day in taken.plan.days if day.date >= today)
        orders = spots_of(ahead)
        for each in found.differences:
            if each.customer is not None and each.number in part and each.after is not None:
                assert each.after.date in {spot.date for spot in orders[each.customer]}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(problems(days=6, sites=4, needs=12), st.integers(0, 10**6))
def test_that_the_differences_lead_from_the_old_plan_to_the_new_and_each_has_a_cause(problem: MonthProblem, seed: int) -> None:
    plan = planned(problem)
    changes, today = random_changes(problem, plan, random.Random(seed))
    found = repaired(problem, plan, changes, today)
    calls = {(who, spot.date, spot.half, spot.hospital) for who, spots in spots_of(plan.days).items() for spot in spots}
    for each in found.differences:
        assert str(each.cause)
        if each.customer is not None and each.before is not None:
            calls.remove((each.customer, each.before.date, each.before.half, each.before.hospital))
    for each in found.differences:
        if each.customer is not None and each.after is not None:
            calls.add((each.customer, each.after.date, each.after.half, each.after.hospital))
    now = {(who, spot.date, spot.half, spot.hospital) for who, spots in spots_of(found.plan.days).items() for spot in spots}
    assert calls == now


@pytest.mark.parametrize("seed", range(4))
def test_that_without_changes_a_complete_plan_stays_as_it_is(seed: int) -> None:
    problem = random_problem(seed, PLAIN, days=6, sites=4, needs=8)
    plan = planned(problem)
    found = repaired(problem, plan, [], problem.days[0].date)
    if not plan.unplanned:
        assert not found.differences and found.plan.days == plan.days


@pytest.mark.parametrize("seed", range(3))
def test_that_equal_seed_and_steps_give_the_equal_repair(seed: int) -> None:
    problem = random_problem(seed, Features(), days=8, sites=6, needs=24)
    plan = planned(problem)
    changes: list[Change] = [DayLost(problem.days[3].date)]
    assert repaired(problem, plan, changes, problem.days[1].date, 5) == repaired(problem, plan, changes, problem.days[1].date, 5)


def test_that_a_lost_day_has_no_calls_and_its_calls_find_other_days_or_are_listed() -> None:
    problem = random_problem(4, PLAIN, days=8, sites=5, needs=14)
    plan = planned(problem)
    lost = problem.days[2].date
    found = repaired(problem, plan, [DayLost(lost)], problem.days[0].date)
    assert all(day.date != lost for day in found.plan.days)
    forced = [each for each in found.differences if each.forced]
    assert {each.customer for each in forced} == {call.customer for day in plan.days if day.date == lost for call in day.calls}
    assert all("lost" in str(each.cause) for each in forced)
    assert not hard_violations(found.whole, found.plan)


def test_that_a_missed_call_is_made_up_for_on_a_later_day() -> None:
    problem = random_problem(4, PLAIN, days=8, sites=5, needs=10)
    problem = replace(problem, max_calls=20)
    plan = planned(problem)
    once = {need.customer for need in problem.needs if need.owed == 1}
    customer, when = next((call.customer, day.date) for day in plan.days[:-2] for call in day.calls if call.customer in once)
    today = next(day.date for day in problem.days if day.date > when)
    found = repaired(problem, plan, [CallMissed(customer, when)], today)
    added = [each for each in found.differences if each.customer == customer]
    assert [each.kind for each in added] == [DifferenceKind.ADDED]
    assert "was not made" in str(added[0].cause)
    assert added[0].after is not None and added[0].after.date >= today


def test_that_a_change_of_somebody_unknown_is_refused_by_name() -> None:
    problem = random_problem(4, PLAIN)
    stranger = CustomerUnavailable(CustomerId("nobody"), (problem.days[0].date,))
    with pytest.raises(ChangeError, match="nobody"):
        repaired(problem, planned(problem), [stranger], problem.days[0].date)


def test_that_calls_left_out_after_a_repair_keep_their_tested_reasons() -> None:
    problem = random_problem(9, PLAIN, days=4, sites=4, needs=14)
    plan = planned(problem)
    found = repaired(problem, plan, [DayLost(problem.days[1].date)], problem.days[0].date)

    assert found.ahead.unplanned == unplanned_calls(Timetable(found.problem), orders_of(found.problem, found.ahead))
