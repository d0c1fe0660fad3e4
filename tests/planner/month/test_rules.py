"""The rules of a month plan: silent on plans built by the timetable, outspoken on every corruption."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.commitments import Appointment, AppointmentId, Pin, PinKind
from planner.domain.messages import message
from planner.domain.people import CustomerId, RepId, SegmentId
from planner.domain.places import DepartmentId, HospitalId
from planner.domain.plan import CallReason, DayPlan, HospitalStop, MonthPlan, PlannedCall, Unplanned
from planner.domain.units import HalfDay, MinuteOfDay, Minutes, Month, TimeWindow
from planner.domain.violations import Severity
from planner.month.problem import MonthProblem
from planner.month.rules import HARD_RULES, RULES, hard_violations, of_changed_data, violations
from tests.planner.month.problems import PLAIN, Features, plan_of, problems, random_plan, random_problem

PROMISES = {"appointments_are_kept", "pins_are_honoured"}


def hard_rules(problem: MonthProblem, plan: MonthPlan) -> set[str]:
    return {each.rule for each in hard_violations(problem, plan)}


@settings(max_examples=60, deadline=None)
@given(problems(), st.integers(0, 10**6))
def test_that_a_plan_built_by_the_timetable_breaks_no_hard_rule_but_missed_commitments(problem: MonthProblem, seed: int) -> None:
    assert hard_rules(problem, random_plan(problem, seed)) <= PROMISES


@settings(max_examples=30, deadline=None)
@given(problems(), st.integers(0, 10**6), st.booleans())
def test_that_goals_alone_are_soft(problem: MonthProblem, seed: int, own: bool) -> None:
    plan = random_plan(problem if own else random_problem(seed), seed)
    hard = tuple(each for each in violations(problem, plan) if each.severity is Severity.HARD)
    assert hard_violations(problem, plan) == hard
    assert all(each.rule in {rule.__name__ for rule in HARD_RULES} for each in hard)


def test_that_every_rule_has_its_own_name_and_purpose() -> None:
    assert len({rule.__name__ for rule in RULES}) == len(RULES)
    assert all(rule.__doc__ for rule in RULES)


# One plan with at least two stops on a day and two calls in a stop, and every way to spoil it.

PROBLEM = random_problem(3, replace(PLAIN, walking=True, arrival=True, reception=True, availability=True, bands=True), needs=14)
PLAN = random_plan(PROBLEM, 3)
FULL = max(range(len(PLAN.days)), key=lambda n: len(PLAN.days[n].calls))


def change_day(plan: MonthPlan, n: int, change: Callable[[DayPlan], DayPlan]) -> MonthPlan:
    return replace(plan, days=(*plan.days[:n], change(plan.days[n]), *plan.days[n + 1 :]))


def change_stop(plan: MonthPlan, change: Callable[[HospitalStop], HospitalStop]) -> MonthPlan:
    """Change the first stop of the fullest day."""
    return change_day(plan, FULL, lambda day: replace(day, stops=(change(day.stops[0]), *day.stops[1:])))


def change_call(plan: MonthPlan, change: Callable[[PlannedCall], PlannedCall]) -> MonthPlan:
    """Change the first call of the fullest day."""
    return change_stop(plan, lambda stop: replace(stop, calls=(change(stop.calls[0]), *stop.calls[1:])))


def later(minute: int, by: int = 1) -> MinuteOfDay:
    return MinuteOfDay(minute + by)


def shift_day(day: DayPlan, by: int) -> DayPlan:
    def call(each: PlannedCall) -> PlannedCall:
        return replace(each, arrival=later(each.arrival, by), start=later(each.start, by), end=later(each.end, by))

    def stop(each: HospitalStop) -> HospitalStop:
        arrival, ready, departure = later(each.arrival, by), later(each.ready, by), later(each.departure, by)
        return replace(each, calls=tuple(map(call, each.calls)), arrival=arrival, ready=ready, departure=departure)

    legs = tuple(replace(leg, departure=later(leg.departure, by), arrival=later(leg.arrival, by)) for leg in day.legs)
    return replace(day, stops=tuple(map(stop, day.stops)), legs=legs)


def swap_calls(day: DayPlan) -> DayPlan:
    """Swap who is met first and who last, leaving the times."""
    first, last = day.calls[0], day.calls[-1]
    names = {id(first): last, id(last): first}
    stops = tuple(
        replace(stop, calls=tuple(replace(c, customer=names[id(c)].customer) if id(c) in names else c for c in stop.calls))
        for stop in day.stops
    )
    return replace(day, stops=stops)


Spoil = Callable[[MonthPlan], MonthPlan]

SPOILS: dict[str, tuple[Spoil, str]] = {
    "a start one minute later": (
        lambda plan: change_call(plan, lambda call: replace(call, start=later(call.start))),
        "calls_follow_one_another",
    ),
    "a call one minute longer": (
        lambda plan: change_call(plan, lambda call: replace(call, end=later(call.end))),
        "calls_last_as_long_as_due",
    ),
    "a walk one minute shorter": (
        lambda plan: change_call(plan, lambda call: replace(call, walking=Minutes(call.walking - 1))),
        "walks_take_the_walk_table",
    ),
    "an arrival without its minutes": (
        lambda plan: change_stop(plan, lambda stop: replace(stop, ready=later(stop.ready))),
        "arrival_minutes_are_spent",
    ),
    "a stop that ends later than its leg leaves": (
        lambda plan: change_stop(plan, lambda stop: replace(stop, departure=later(stop.departure))),
        "legs_join_the_stops",
    ),
    "a dropped leg": (
        lambda plan: change_day(plan, FULL, lambda day: replace(day, legs=day.legs[1:])),
        "legs_join_the_stops",
    ),
    "a leg one minute faster": (
        lambda plan: change_day(
            plan,
            FULL,
            lambda day: replace(day, legs=(replace(day.legs[0], departure=later(day.legs[0].departure)), *day.legs[1:])),
        ),
        "legs_take_the_travel_table",
    ),
    "a day moved into the night": (
        lambda plan: change_day(plan, FULL, lambda day: shift_day(day, 600)),
        "day_keeps_its_hours",
    ),
    "a day moved out of the working windows": (
        lambda plan: change_day(plan, FULL, lambda day: shift_day(day, 600)),
        "calls_keep_working_windows",
    ),
    "a day on another date": (
        lambda plan: change_day(plan, FULL, lambda day: replace(day, date=date(2026, 12, 31))),
        "only_field_days",
    ),
    "a day twice": (
        lambda plan: replace(plan, days=(*plan.days, plan.days[FULL])),
        "only_field_days",
    ),
    "the same customers twice a day": (
        lambda plan: replace(plan, days=(*plan.days, plan.days[FULL])),
        "once_a_day",
    ),
    "an unknown hospital": (
        lambda plan: change_stop(plan, lambda stop: replace(stop, hospital=HospitalId("?"))),
        "hospitals_are_known",
    ),
    "an unknown customer": (
        lambda plan: change_call(plan, lambda call: replace(call, customer=CustomerId("?"))),
        "customers_are_known",
    ),
    "a customer in the wrong segment": (
        lambda plan: change_call(plan, lambda call: replace(call, segment=SegmentId("?"))),
        "customers_are_known",
    ),
    "a customer in the wrong department": (
        lambda plan: change_call(plan, lambda call: replace(call, department=DepartmentId("?"))),
        "customers_are_met_where_they_can_be",
    ),
    "two customers swapped": (
        lambda plan: change_day(plan, FULL, swap_calls),
        "customers_are_met_where_they_can_be",
    ),
    "a call forgotten": (
        lambda plan: change_day(plan, FULL, lambda day: replace(day, stops=(), legs=())),
        "every_owed_call_is_planned_or_listed",
    ),
    "a missing call too many": (
        lambda plan: replace(
            plan, unplanned=(*plan.unplanned, Unplanned(PROBLEM.needs[0].customer, SegmentId("A"), 1, message("tested")))
        ),
        "every_owed_call_is_planned_or_listed",
    ),
    "a call with another reason": (
        lambda plan: change_call(plan, lambda call: replace(call, reason=CallReason.APPOINTMENT)),
        "calls_state_their_reason",
    ),
    "another target": (
        lambda plan: change_day(plan, FULL, lambda day: replace(day, target=day.target + 1)),
        "days_state_their_target",
    ),
    "an embellished objective": (
        lambda plan: replace(plan, objective=replace(plan.objective, missed_calls=plan.objective.missed_calls - 1)),
        "objective_adds_up",
    ),
    "less travel than its days hold": (
        lambda plan: replace(plan, objective=replace(plan.objective, travel=plan.objective.travel - 1)),
        "minutes_add_up",
    ),
    "a bound above the plan": (
        lambda plan: replace(plan, lower_bound=plan.objective.total + 1),
        "objective_adds_up",
    ),
    "another month": (lambda plan: replace(plan, month=Month(2026, 11)), "plan_is_of_the_problem"),
    "another rep": (lambda plan: replace(plan, rep=RepId("R2")), "plan_is_of_the_problem"),
}


def test_that_the_plan_to_be_spoiled_is_valid_and_has_stops_and_calls_to_spoil() -> None:
    assert hard_rules(PROBLEM, PLAN) == set()
    assert len(PLAN.days[FULL].stops) > 1


@pytest.mark.parametrize("name", SPOILS)
def test_that_a_spoiled_plan_breaks_the_right_rule(name: str) -> None:
    spoil, rule = SPOILS[name]
    spoiled = spoil(PLAN)
    assert spoiled != PLAN
    assert rule in hard_rules(PROBLEM, spoiled)


@settings(max_examples=60, deadline=None)
@given(problems(), st.integers(0, 10**6), st.data())
def test_that_no_single_minute_can_be_changed_unnoticed(problem: MonthProblem, seed: int, data: st.DataObject) -> None:
    plan = random_plan(problem, seed)
    days = [n for n, day in enumerate(plan.days) if day.calls]
    if not days:
        return
    n = data.draw(st.sampled_from(days))
    s = data.draw(st.integers(0, len(plan.days[n].stops) - 1))
    c = data.draw(st.integers(0, len(plan.days[n].stops[s].calls) - 1))
    field = data.draw(st.sampled_from(["arrival", "start", "end", "walking", "waiting"]))
    by = data.draw(st.sampled_from([-1, 1]))

    def change(day: DayPlan) -> DayPlan:
        stop = day.stops[s]
        call = replace(stop.calls[c], **{field: getattr(stop.calls[c], field) + by})
        changed = replace(stop, calls=(*stop.calls[:c], call, *stop.calls[c + 1 :]))
        return replace(day, stops=(*day.stops[:s], changed, *day.stops[s + 1 :]))

    clock = {"calls_follow_one_another", "calls_last_as_long_as_due", "walks_take_the_walk_table"}
    assert hard_rules(problem, change_day(plan, n, change)) & clock


# Rules that need a plan of their own.

OPEN = random_problem(11, PLAIN, days=3, sites=2, needs=6)


def days_of(problem: MonthProblem, *days: tuple[int, ...]) -> MonthPlan:
    """A plan of needs at their first places."""
    return plan_of(problem, tuple(tuple((need, 0) for need in day) for day in days))


def with_need(problem: MonthProblem, n: int, **changes: object) -> MonthProblem:
    return replace(problem, needs=tuple(replace(each, **changes) if i == n else each for i, each in enumerate(problem.needs)))  # type: ignore[arg-type]


def test_that_calls_nearer_than_the_minimum_gap_are_named_with_both_dates() -> None:
    problem = with_need(OPEN, 0, owed=2, minimum_gap_days=3)
    broken = hard_violations(problem, days_of(problem, (0,), (), (0,)))
    assert [v.rule for v in broken] == ["calls_keep_the_minimum_gap"]
    assert "2026-12-01" in str(broken[0].message) and "2026-12-03" in str(broken[0].message)


def test_that_the_last_visit_of_the_month_before_counts_for_the_gap() -> None:
    problem = with_need(OPEN, 0, owed=1, minimum_gap_days=3, last_visit=date(2026, 11, 29))
    assert hard_rules(problem, days_of(problem, (0,), (), ())) == {"calls_keep_the_minimum_gap"}
    assert hard_rules(problem, days_of(problem, (), (0,), ())) == set()


def test_that_a_visit_made_the_same_day_is_a_call_of_that_day() -> None:
    problem = with_need(OPEN, 0, owed=1, last_visit=OPEN.days[0].date)
    assert "once_a_day" in hard_rules(problem, days_of(problem, (0,), (), ()))


def test_that_what_a_plan_states_of_data_that_changed_since_is_no_fault_but_its_days_are_held_to_every_rule() -> None:
    broken = {name: violations(PROBLEM, spoil(PLAN)) for name, (spoil, _) in SPOILS.items()}
    left = {
        name: {each.rule for each in of_changed_data(found, policy_changed=False) if each.severity is Severity.HARD}
        for name, found in broken.items()
    }
    assert {name for name, rules in left.items() if not rules} == {
        "an embellished objective",
        "a bound above the plan",
        "a missing call too many",
        "a call with another reason",
        "another target",
    }
    assert left["less travel than its days hold"] == {"minutes_add_up"}


def test_that_two_agreed_dates_may_be_nearer_than_the_gap() -> None:
    problem = with_need(OPEN, 0, owed=2, minimum_gap_days=3)
    pins = tuple(Pin(problem.rep, problem.needs[0].customer, day.date, PinKind.DAY) for day in problem.days[:2])
    assert "calls_keep_the_minimum_gap" in hard_rules(replace(problem, pins=pins[:1]), days_of(problem, (0,), (0,), ()))
    assert hard_rules(replace(problem, pins=pins), days_of(problem, (0,), (0,), ())) == set()


def test_that_calls_beyond_owed_and_optional_are_refused() -> None:
    problem = with_need(OPEN, 0, owed=1, optional=0, minimum_gap_days=1)
    assert "calls_stay_within_what_is_wanted" in hard_rules(problem, days_of(problem, (0,), (0,), ()))


def test_that_too_many_calls_a_day_are_refused() -> None:
    plan = days_of(replace(OPEN, max_calls=3), (0, 1, 2), (), ())
    assert "days_keep_the_maximum_of_calls" in hard_rules(replace(OPEN, max_calls=2), plan)


def test_that_each_call_needs_a_period_of_its_own() -> None:
    first, second, third = (day.date for day in OPEN.days)
    problem = with_need(OPEN, 0, owed=2, minimum_gap_days=1, periods=((first, second), (third, third)))
    assert hard_rules(problem, days_of(problem, (0,), (), (0,))) == set()
    assert hard_rules(problem, days_of(problem, (), (), (0,))) == set()
    assert hard_rules(problem, days_of(problem, (0,), (0,), ())) == {"each_call_keeps_its_period"}


def test_that_an_appointment_must_be_kept_on_its_day_and_in_its_window() -> None:
    customer, place = OPEN.needs[0].customer, OPEN.needs[0].places[0]
    hospital = OPEN.sites[place.site].hospital
    agreed = Appointment(
        AppointmentId("t"), OPEN.rep, customer, hospital, (OPEN.days[1].date,), TimeWindow(MinuteOfDay(800), MinuteOfDay(830))
    )
    problem = replace(with_need(OPEN, 0, owed=1), appointments=(agreed,))
    assert hard_rules(problem, days_of(problem, (), (0,), ())) == set()
    assert "appointments_are_kept" in hard_rules(problem, days_of(problem, (0,), (), ()))
    early = days_of(replace(problem, appointments=(replace(agreed, start=None),)), (), (0,), ())
    assert "appointments_are_kept" in hard_rules(problem, early)


@pytest.mark.parametrize(
    ("kind", "settings_of_pin"),
    [
        (PinKind.HALF_DAY, {"half": HalfDay.AFTERNOON}),
        (PinKind.TIME, {"start": MinuteOfDay(905)}),
        (PinKind.ORDER, {"position": 1}),
    ],
)
def test_that_a_pin_must_be_honoured(kind: PinKind, settings_of_pin: dict[str, object]) -> None:
    pin = Pin(OPEN.rep, OPEN.needs[0].customer, OPEN.days[0].date, kind, **settings_of_pin)  # type: ignore[arg-type]
    plan = days_of(with_need(OPEN, 0, owed=1), (0, 1), (), ())
    problem = replace(with_need(OPEN, 0, owed=1), pins=(pin,))
    assert hard_rules(problem, plan) == {"pins_are_honoured"}
    assert hard_rules(problem, days_of(problem, (1, 0), (), ())) == set()
    assert "pins_are_honoured" in hard_rules(problem, days_of(problem, (), (0, 1), ()))


def test_that_a_call_without_walk_or_time_rules_broken_can_still_be_outside_reception_or_availability() -> None:
    problem = random_problem(5, Features(appointments=False, pins=False, partial_days=False), needs=12)
    plan = random_plan(problem, 5)
    closed = replace(problem, sites=tuple(replace(site, reception=()) for site in problem.sites))
    assert hard_rules(closed, plan) == {"calls_keep_reception_hours"}
    needs = tuple(replace(n, places=tuple(replace(p, availability=()) for p in n.places)) for n in problem.needs)
    assert hard_rules(replace(problem, needs=needs), plan) == {"calls_keep_availability"}


def test_that_missed_goals_are_soft_and_named() -> None:
    problem = replace(with_need(OPEN, 0, owed=2, minimum_gap_days=1, ideal_gap_days=14.0), call_target=3)
    plan = days_of(problem, (0, 1), (0,), ())
    soft = {v.rule for v in violations(problem, plan) if v.severity is Severity.SOFT}
    assert {"owed_calls_are_planned", "days_reach_the_call_target"} <= soft
    spaced = with_need(problem, 0, ideal_gap_days=2.0, minimum_gap_days=1)
    assert "calls_are_evenly_spaced" not in {v.rule for v in violations(spaced, days_of(spaced, (0,), (0,), ()))}
    far = with_need(problem, 0, ideal_gap_days=2.0, minimum_gap_days=1, last_visit=problem.days[0].date - timedelta(days=20))
    assert "calls_are_evenly_spaced" in {v.rule for v in violations(far, days_of(far, (0,), (), ()))}


def test_that_entering_a_hospital_twice_a_day_is_a_missed_goal() -> None:
    here = [n for n, need in enumerate(OPEN.needs) if need.places[0].site == OPEN.needs[0].places[0].site]
    there = next(n for n in range(len(OPEN.needs)) if n not in here)
    plan = days_of(OPEN, (here[0], there, here[1]), (), ())
    assert "hospitals_are_entered_once_a_day" in {v.rule for v in violations(OPEN, plan)}
    assert "hospitals_are_entered_once_a_day" not in {
        v.rule for v in violations(OPEN, days_of(OPEN, (here[0], here[1], there), (), ()))
    }


def test_that_a_customer_needed_for_coverage_who_has_no_call_is_named() -> None:
    problem = with_need(OPEN, 0, owed=1, coverage=True)
    told = [v.customer for v in violations(problem, days_of(problem, (1,), (), ())) if v.rule == "coverage_calls_are_planned"]
    assert told == [problem.needs[0].customer]
    assert "coverage_calls_are_planned" not in {v.rule for v in violations(problem, days_of(problem, (0,), (), ()))}


@pytest.mark.parametrize(("arrival", "told"), [(11 * 60 + 50, False), (11 * 60 + 30, True)])
def test_that_lunch_at_a_door_is_no_waiting(arrival: int, told: bool) -> None:
    morning, afternoon = TimeWindow(MinuteOfDay(480), MinuteOfDay(720)), TimeWindow(MinuteOfDay(780), MinuteOfDay(1050))
    problem = replace(OPEN, days=tuple(replace(day, windows=(morning, afternoon)) for day in OPEN.days))

    def wait(day: DayPlan) -> DayPlan:
        stop = day.stops[0]
        call = replace(
            stop.calls[0],
            arrival=MinuteOfDay(arrival),
            start=afternoon.start,
            end=MinuteOfDay(795),
            waiting=Minutes(afternoon.start - arrival),
        )
        return replace(day, stops=(replace(stop, calls=(call,)),))

    plan = change_day(days_of(problem, (0,), (), ()), 0, wait)
    assert ("waiting_is_shorter_than_the_call" in {v.rule for v in violations(problem, plan)}) is told
