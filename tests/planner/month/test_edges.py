"""Months at their edges: either search ends soon, with a plan that is valid and says what it leaves out."""

from dataclasses import replace
from datetime import date
from importlib.util import find_spec

import pytest

from planner.domain.commitments import Appointment, AppointmentId, Pin, PinKind
from planner.domain.plan import MonthPlan
from planner.month.engine import Engine
from planner.month.finishing import PROMISES
from planner.month.problem import MonthProblem
from planner.month.rules import hard_violations
from planner.month.solve import plan_month
from planner.solving import Ending, Outcome, SolveControl, SolveLimits
from tests.planner.month.edges import PinTold, all_shut, crowded, never_met, pinned, random_promises, without_sites
from tests.planner.month.problems import PLAIN, Features, random_problem, window

ENGINES = [
    Engine.PLAIN,
    pytest.param(Engine.FAST, marks=pytest.mark.skipif(find_spec("numba") is None, reason="the extra `fast` is not installed")),
]
both_engines = pytest.mark.parametrize("engine", ENGINES)


def solved(problem: MonthProblem, engine: Engine, steps: int = 60) -> Outcome[MonthPlan]:
    return plan_month(problem, 1, SolveLimits(None, steps), SolveControl(), engine=engine)


def valid_plan(problem: MonthProblem, engine: Engine, steps: int = 60) -> MonthPlan:
    """The plan of a month in which nothing contradicts."""
    outcome = solved(problem, engine, steps)
    assert outcome.ending is Ending.FINISHED
    assert outcome.best is not None
    assert not hard_violations(problem, outcome.best)
    return outcome.best


def owed(problem: MonthProblem) -> int:
    return sum(need.owed for need in problem.needs)


def calls(plan: MonthPlan) -> int:
    return sum(len(day.calls) for day in plan.days)


def missing(plan: MonthPlan) -> int:
    return sum(each.count for each in plan.unplanned)


@both_engines
@pytest.mark.parametrize("steps", [0, 60])
def test_that_a_month_without_customers_and_hospitals_has_empty_days(engine: Engine, steps: int) -> None:
    problem = without_sites(random_problem(3, PLAIN))
    plan = valid_plan(problem, engine, steps)
    assert calls(plan) == missing(plan) == 0
    assert plan.objective.total == plan.objective.calls_short


@both_engines
@pytest.mark.parametrize("features", [PLAIN, replace(Features(), appointments=False, pins=False)])
def test_that_a_month_without_field_days_lists_every_owed_call_with_its_reason(engine: Engine, features: Features) -> None:
    problem = replace(random_problem(3, features), days=())
    plan = valid_plan(problem, engine)
    assert plan.days == ()
    assert missing(plan) == owed(problem) > 0
    assert all(str(each.reason) for each in plan.unplanned)


@both_engines
def test_that_pins_of_a_month_without_field_days_are_reported_as_promises_that_cannot_be_kept(engine: Engine) -> None:
    problem = random_problem(3, PLAIN)
    pin = Pin(problem.rep, problem.needs[0].customer, problem.days[0].date, PinKind.DAY)
    broken_promises(replace(problem, days=(), pins=(pin,)), engine)


@both_engines
def test_that_a_month_without_field_days_and_customers_is_an_empty_plan(engine: Engine) -> None:
    plan = valid_plan(replace(without_sites(random_problem(3, PLAIN)), days=()), engine)
    assert not plan.days
    assert not plan.unplanned
    assert plan.objective.total == 0


@both_engines
def test_that_field_days_without_any_hours_for_calls_stay_empty(engine: Engine) -> None:
    problem = random_problem(3, PLAIN)
    problem = replace(problem, days=tuple(replace(day, windows=()) for day in problem.days))
    plan = valid_plan(problem, engine)
    assert calls(plan) == 0
    assert missing(plan) == owed(problem)


@both_engines
@pytest.mark.parametrize("wanted", [0, 1, 3, 9])
def test_that_one_customer_gets_every_call_that_the_days_allow(engine: Engine, wanted: int) -> None:
    problem = random_problem(5, PLAIN, days=4, sites=1, needs=1)
    problem = replace(problem, needs=(replace(problem.needs[0], owed=wanted, optional=0, minimum_gap_days=1),))
    plan = valid_plan(problem, engine)
    assert calls(plan) == min(wanted, len(problem.days))
    assert missing(plan) == max(0, wanted - len(problem.days))


@both_engines
def test_that_one_customer_who_is_never_available_is_left_out_with_a_reason(engine: Engine) -> None:
    plan = valid_plan(never_met(), engine)
    assert calls(plan) == 0
    assert missing(plan) == 2
    assert all(str(each.reason) for each in plan.unplanned)


@both_engines
def test_that_hospitals_without_reception_hours_are_left_out_and_the_others_planned(engine: Engine) -> None:
    problem = random_problem(8, PLAIN, days=3, sites=2, needs=6)
    problem = replace(problem, sites=(replace(problem.sites[0], reception=()), problem.sites[1]))
    shut = {need.customer for need in problem.needs if need.owed and all(place.site == 0 for place in need.places)}
    plan = valid_plan(problem, engine)
    met = {call.customer for day in plan.days for call in day.calls}
    assert shut
    assert shut <= {each.customer for each in plan.unplanned}
    assert met
    assert not met & shut


@both_engines
def test_that_a_month_of_hospitals_without_reception_hours_is_empty(engine: Engine) -> None:
    problem = all_shut()
    plan = valid_plan(problem, engine)
    assert calls(plan) == 0
    assert missing(plan) == owed(problem)


@both_engines
def test_that_two_thousand_visits_end_with_full_days_and_the_rest_listed(engine: Engine) -> None:
    problem = crowded()
    plan = valid_plan(problem, engine, steps=30)
    assert owed(problem) == 2000
    assert calls(plan) + missing(plan) == 2000
    assert calls(plan) > 100


def broken_promises(problem: MonthProblem, engine: Engine) -> MonthPlan:
    """The plan of a month whose promises contradict: it says so, and breaks no other hard rule."""
    outcome = solved(problem, engine)
    assert outcome.ending is Ending.IMPOSSIBLE
    assert outcome.best is not None
    assert {each.rule for each in hard_violations(problem, outcome.best)} - PROMISES == set()
    assert hard_violations(problem, outcome.best)
    return outcome.best


@both_engines
@pytest.mark.parametrize(
    "pins",
    [
        ((0, 0, PinKind.HALF_DAY, 0), (0, 0, PinKind.HALF_DAY, 1)),
        ((0, 0, PinKind.TIME, 600), (0, 0, PinKind.TIME, 900)),
        ((0, 0, PinKind.TIME, 600), (1, 0, PinKind.TIME, 600)),
        ((0, 0, PinKind.TIME, 745),),
        ((0, 0, PinKind.TIME, 0),),
        ((0, 0, PinKind.HALF_DAY, 0), (0, 0, PinKind.TIME, 900)),
    ],
    ids=["two half days", "two times", "two customers at one time", "over lunch", "at midnight", "half day and time"],
)
def test_that_contradictory_pins_end_as_impossible_with_only_promises_broken(engine: Engine, pins: tuple[PinTold, ...]) -> None:
    broken_promises(pinned(*pins), engine)


@both_engines
def test_that_more_pins_than_calls_fit_a_day_break_only_those_pins(engine: Engine) -> None:
    problem = replace(pinned(*((n, 0, PinKind.DAY, 0) for n in range(9))), max_calls=4, call_target=2)
    plan = broken_promises(problem, engine)
    assert len(plan.days[0].calls) <= 4


@both_engines
def test_that_a_pin_against_an_appointment_in_another_hospital_s_hours_is_told(engine: Engine) -> None:
    problem = pinned((0, 0, PinKind.HALF_DAY, 1))
    need = problem.needs[0]
    hospital = problem.sites[need.places[0].site].hospital
    agreed = Appointment(
        AppointmentId("early"), problem.rep, need.customer, hospital, (problem.days[0].date,), window("09:00", "09:30")
    )
    broken_promises(replace(problem, appointments=(agreed,)), engine)


@both_engines
def test_that_a_pin_on_a_date_without_field_work_is_told(engine: Engine) -> None:
    problem = pinned((0, 0, PinKind.DAY, 0))
    broken_promises(replace(problem, pins=(replace(problem.pins[0], date=date(2026, 12, 27)),)), engine)


@both_engines
def test_that_two_customers_pinned_to_one_position_end_with_a_clear_outcome(engine: Engine) -> None:
    problem = pinned((0, 0, PinKind.ORDER, 0), (1, 0, PinKind.ORDER, 0))
    outcome = solved(problem, engine)
    assert outcome.best is not None
    broken = {each.rule for each in hard_violations(problem, outcome.best)}
    assert broken <= PROMISES
    assert (outcome.ending is Ending.IMPOSSIBLE) == bool(broken)


@both_engines
def test_that_promises_drawn_blindly_are_kept_or_told_and_nothing_else_is_ever_broken(engine: Engine) -> None:
    endings = set()
    for seed in range(60):
        problem = random_promises(seed)
        outcome = solved(problem, engine, steps=40)
        assert outcome.best is not None
        broken = {each.rule for each in hard_violations(problem, outcome.best)}
        assert broken <= PROMISES, seed
        assert (outcome.ending is Ending.IMPOSSIBLE) == bool(broken), seed
        endings.add(outcome.ending)
    assert endings == {Ending.FINISHED, Ending.IMPOSSIBLE}
