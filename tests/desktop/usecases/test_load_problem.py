"""A rep's month read from the database: who is in it beside the rep's own customers, and how it comes back from a file."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from db.exchange.plan_file import write_plan
from db.store import Store, open_store
from desktop.usecases.check_plan import check_plan, check_plan_file
from desktop.usecases.plan_all import Order, load_problems, plan_all
from desktop.usecases.show_certificate import show_certificates, without_rep
from planner.domain.calls import Call, CallId, CallOutcome
from planner.domain.commitments import Appointment, AppointmentId
from planner.domain.people import UNCLASSIFIED, Customer, RepId, TeamId
from planner.domain.plan import CallReason, MonthPlan
from planner.domain.units import Month
from planner.errors import PlanningError
from planner.month.problem import MonthProblem
from planner.solving import SolveLimits
from tests.desktop.console import Console

DECEMBER = Month(2026, 12)
OWNER, GUIDE = RepId("R5"), RepId("R6")


@pytest.fixture
def store(console: Console) -> Any:
    with open_store(console.database) as opened:
        yield opened


def order() -> Order:
    return Order(DECEMBER, seed=1, limits=SolveLimits(seconds=None, steps=1), reps=(GUIDE,))


def agree_on_a_joint_visit(store: Store, *, rated: bool = True) -> Customer:
    """An appointment of the owner with the owner's customer, on any weekday of a week, to which the guide comes along."""
    with store.write() as books:
        customer = next(each for each in books.customers.all() if each.rep == OWNER and each.ratings and each.active)
        if not rated:
            customer = replace(customer, ratings=())
            books.customers.put([customer])
        week = tuple(day for day in DECEMBER.dates if day.isocalendar().week == 50)[:5]
        place = customer.affiliations[0].hospital
        books.appointments.put([Appointment(AppointmentId("joint"), OWNER, customer.id, place, week, with_rep=GUIDE)])
    return customer


def problem_of(store: Store) -> MonthProblem:
    ((_, problem),) = load_problems(store, order()).problems
    assert isinstance(problem, MonthProblem)
    return problem


def plan_of(store: Store) -> MonthPlan:
    wanted = order()
    with ThreadPoolExecutor(1) as executor:
        at = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)
        (planned,) = plan_all(store, wanted, load_problems(store, wanted), executor, at=at, finished=lambda _: None)
    assert planned.plan is not None
    return planned.plan


def test_that_a_joint_visit_is_asked_of_the_second_rep_too_with_the_customer_s_own_segment(store: Store) -> None:
    customer = agree_on_a_joint_visit(store)
    problem = problem_of(store)
    assert customer.id in {each.customer for each in problem.appointments}
    (need,) = (each for each in problem.needs if each.customer == customer.id)
    assert (need.owed, need.optional) == (1, 0)
    assert need.segment != UNCLASSIFIED


def test_that_a_plan_with_a_joint_visit_to_an_unrated_customer_is_proven_from_its_file(store: Store) -> None:
    customer = agree_on_a_joint_visit(store, rated=False)
    plan = plan_of(store)
    joint = [call for day in plan.days for call in day.calls if call.customer == customer.id]
    assert [(call.reason, call.segment) for call in joint] == [(CallReason.APPOINTMENT, UNCLASSIFIED)]
    assert check_plan_file(store, write_plan(plan).encode(), "CN").hard == ()


def test_that_customers_in_nobody_s_plan_are_counted(store: Store) -> None:
    with store.write() as books:
        own = [each for each in books.customers.all() if each.rep == GUIDE and each.ratings and each.active]
        books.customers.put([replace(own[0], rep=None), replace(own[1], ratings=())])
    district, (promise,) = show_certificates(store, DECEMBER, "CN", (GUIDE,))
    assert own[0].id in without_rep(district)
    assert own[1].id in promise.unclassified
    assert not {own[0].id, own[1].id} & {each.customer for each in promise.obligations}


def test_that_a_rep_of_a_team_that_the_policy_does_not_have_is_refused_by_name(store: Store) -> None:
    with store.write() as books:
        rep = books.reps.get(GUIDE)
        assert rep is not None
        books.reps.put([replace(rep, team=TeamId("GONE"))])
    with pytest.raises(PlanningError, match="team GONE"):
        show_certificates(store, DECEMBER, "CN", (GUIDE,))


def test_that_a_plan_stays_valid_while_it_is_carried_out_and_says_that_the_data_have_changed(store: Store) -> None:
    plan = plan_of(store)
    first = plan.days[0]
    assert first.calls
    with store.write() as books:
        books.calls.put(
            Call(CallId(f"made {call.customer}"), call.customer, GUIDE, stop.hospital, first.date, CallOutcome.SEEN)
            for stop in first.stops
            for call in stop.calls
        )
        made = {call.customer for call in first.calls}
        books.customers.put(replace(each, last_visit=first.date) for each in books.customers.all() if each.id in made)
    proof = check_plan_file(store, write_plan(plan).encode(), "CN")
    assert proof.hard == ()
    assert [str(note) for note in proof.notes] == ["The data have changed since the plan was made."]
    false_sum = replace(plan, objective=replace(plan.objective, travel=plan.objective.travel - 60))
    assert [each.rule for each in check_plan(store, false_sum, "CN").hard] == ["minutes_add_up"]
