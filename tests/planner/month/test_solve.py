"""What `plan_month` promises on any month."""

from dataclasses import replace
from datetime import date
from itertools import permutations, product
from random import Random
from time import monotonic

import pytest
from hypothesis import HealthCheck, given, settings

from planner.domain.commitments import Appointment, AppointmentId, Pin, PinKind
from planner.domain.people import CustomerId
from planner.domain.plan import MonthPlan
from planner.domain.units import HalfDay, MinuteOfDay, TimeWindow, half_of
from planner.month.objective import day_cost, missed_cost, objective, optional_gain, uneven_days
from planner.month.problem import MonthProblem, PublishedCall
from planner.month.rules import hard_violations
from planner.month.schedule import Timetable, Timing, Visit, day_maximum, day_target
from planner.month.solve import plan_month
from planner.month.spacing import committed_dates, too_close
from planner.solving import Ending, Outcome, Progress, SolveControl, SolveLimits
from routing.tours.day import route_day
from tests.planner.month.problems import PLAIN, Features, problems, random_plan, random_problem, window

QUIET = SolveControl()


def solved(problem: MonthProblem, steps: int = 150, seed: int = 1) -> Outcome[MonthPlan]:
    return plan_month(problem, seed, SolveLimits(None, steps), QUIET)


def plan_of(outcome: Outcome[MonthPlan]) -> MonthPlan:
    assert outcome.best is not None
    return outcome.best


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(problems())
def test_that_no_random_month_breaks_a_hard_rule(problem: MonthProblem) -> None:
    outcome = solved(problem, steps=60)
    assert not hard_violations(problem, plan_of(outcome))
    assert outcome.ending is Ending.FINISHED


def test_that_a_promise_between_other_calls_is_kept_even_when_its_day_must_be_built_around_it() -> None:
    for seed in (76, 202, 237):
        problem = random_problem(seed, replace(Features(), walking=False), days=1, sites=3, needs=9)
        assert not hard_violations(problem, plan_of(solved(problem, steps=0)))


@pytest.mark.parametrize("steps", [0, 30])
@pytest.mark.parametrize("seed", [54, 90, 94, 97, 125, 128])
def test_that_appointments_flexible_in_several_days_are_all_kept_however_short_the_search(seed: int, steps: int) -> None:
    problem = with_flexible_appointments(random_problem(seed, Features(), days=6, sites=6, needs=20), seed)
    assert not hard_violations(problem, plan_of(solved(problem, steps=steps)))


@pytest.mark.parametrize("seed", range(4))
def test_that_a_larger_month_with_every_feature_breaks_no_hard_rule(seed: int) -> None:
    problem = random_problem(seed, days=12, sites=9, needs=45)
    assert not hard_violations(problem, plan_of(solved(problem, steps=100)))


@pytest.mark.parametrize("seed", range(12))
def test_that_tiny_months_are_solved_to_the_optimum(seed: int) -> None:
    features = (PLAIN, Features(), replace(Features(), pins=False, appointments=False))[seed % 3]
    problem = tiny(random_problem(seed, features, days=3, sites=3, needs=5))
    assert objective(problem, plan_of(solved(problem, steps=600))).total == pytest.approx(brute_force(problem))


@pytest.mark.parametrize("seed", range(3))
def test_that_equal_seed_and_steps_give_the_equal_plan(seed: int) -> None:
    problem = random_problem(seed, days=6, sites=6, needs=20)
    assert solved(problem, seed=7) == solved(problem, seed=7)


def test_that_the_day_router_never_makes_a_month_dearer_and_repeats_by_steps() -> None:
    problem = random_problem(5, days=4, sites=5, needs=14)
    routed = [plan_month(problem, 3, SolveLimits(None, 100), QUIET, route_day) for _ in range(2)]
    assert routed[0] == routed[1]
    assert plan_of(routed[0]).objective.total <= plan_of(solved(problem, steps=100, seed=3)).objective.total + 1e-9
    assert not hard_violations(problem, plan_of(routed[0]))


def test_that_a_month_without_field_days_has_an_empty_plan_and_lists_all_owed_calls() -> None:
    problem = replace(random_problem(3, PLAIN), days=())
    outcome = solved(problem)
    assert outcome.ending is Ending.FINISHED
    assert plan_of(outcome).days == ()
    assert sum(each.count for each in plan_of(outcome).unplanned) == sum(need.owed for need in problem.needs)


def test_that_a_month_without_customers_has_empty_days() -> None:
    problem = replace(random_problem(3, PLAIN), needs=(), sites=())
    problem = replace(problem, travel=replace(problem.travel, places=problem.travel.places[:1], minutes=(((0,),),)))  # type: ignore[arg-type]
    outcome = solved(problem)
    assert outcome.ending is Ending.FINISHED
    assert [day.calls for day in plan_of(outcome).days] == [()] * len(problem.days)


def test_that_one_customer_gets_all_calls_that_fit() -> None:
    problem = random_problem(5, PLAIN, days=4, sites=1, needs=1)
    need = replace(problem.needs[0], owed=3, optional=0, minimum_gap_days=1)
    plan = plan_of(solved(replace(problem, needs=(need,))))
    assert len([call for day in plan.days for call in day.calls]) == 3


def test_that_a_hospital_without_usable_hours_is_left_out_with_a_reason() -> None:
    problem = random_problem(8, PLAIN, days=3, sites=2, needs=6)
    problem = replace(problem, sites=(replace(problem.sites[0], reception=()), *problem.sites[1:]))
    plan = plan_of(solved(problem))
    shut = {need.customer for need in problem.needs if need.owed and all(place.site == 0 for place in need.places)}
    assert shut <= {each.customer for each in plan.unplanned}
    assert all(str(each.reason) for each in plan.unplanned)


def test_that_contradictory_pins_end_as_impossible_with_only_the_broken_promise_reported() -> None:
    problem = random_problem(2, PLAIN, days=3, sites=2, needs=6)
    need = replace(problem.needs[0], owed=1, optional=0)
    pins = tuple(Pin(problem.rep, need.customer, day.date, PinKind.DAY) for day in problem.days[:2])
    problem = replace(problem, needs=(need, *problem.needs[1:]), pins=pins)
    outcome = solved(problem)
    assert outcome.ending is Ending.IMPOSSIBLE
    assert {each.rule for each in hard_violations(problem, plan_of(outcome))} == {"pins_are_honoured"}


def test_that_an_appointment_outside_the_month_s_field_days_ends_as_impossible() -> None:
    problem = random_problem(2, PLAIN, days=3, sites=2, needs=6)
    need = problem.needs[0]
    hospital = problem.sites[need.places[0].site].hospital
    agreed = Appointment(AppointmentId("late"), problem.rep, need.customer, hospital, (date(2026, 12, 30),))
    outcome = solved(replace(problem, appointments=(agreed,)))
    assert outcome.ending is Ending.IMPOSSIBLE
    assert outcome.best is not None


def test_that_an_appointment_flexible_within_several_dates_is_kept_on_one_of_them() -> None:
    problem = random_problem(2, PLAIN, days=4, sites=3, needs=8)
    need = replace(problem.needs[0], owed=1, optional=0)
    site = problem.sites[need.places[0].site]
    dates = (problem.days[1].date, problem.days[2].date)
    agreed = Appointment(AppointmentId("week"), problem.rep, need.customer, site.hospital, dates, window("09:30", "10:00"))
    problem = replace(problem, needs=(need, *problem.needs[1:]), appointments=(agreed,))
    plan = plan_of(solved(problem))
    kept = [(day.date, call.start) for day in plan.days for call in day.calls if call.customer == need.customer]
    assert len(kept) == 1
    assert kept[0][0] in dates
    assert 570 <= kept[0][1] <= 600


def test_that_pins_by_half_day_time_and_position_are_honoured() -> None:
    problem = random_problem(11, PLAIN, days=3, sites=3, needs=9)
    customers = [need.customer for need in problem.needs]
    when = problem.days[0].date
    pins = (
        Pin(problem.rep, customers[0], when, PinKind.HALF_DAY, half=HalfDay.AFTERNOON),
        Pin(problem.rep, customers[1], when, PinKind.TIME, start=MinuteOfDay(900)),
        Pin(problem.rep, customers[2], when, PinKind.ORDER, position=0),
    )
    needs = tuple(replace(need, owed=max(1, need.owed)) for need in problem.needs)
    problem = replace(problem, needs=needs, pins=pins)
    outcome = solved(problem)
    assert outcome.ending is Ending.FINISHED
    first = plan_of(outcome).days[0].calls
    assert first[0].customer == customers[2]
    assert {call.start >= 720 for call in first if call.customer == customers[0]} == {True}
    assert {call.start for call in first if call.customer == customers[1]} == {900}


def test_that_a_plan_in_force_is_kept_when_nothing_changed() -> None:
    problem = random_problem(4, Features(published=False, pins=False, appointments=False), days=5, sites=5, needs=12)
    before = plan_of(solved(problem, steps=800))
    halves = {(call.customer, day.date, call.start < 720) for day in before.days for call in day.calls}
    in_force = tuple(
        PublishedCall(customer, when, HalfDay.MORNING if morning else HalfDay.AFTERNOON)
        for customer, when, morning in sorted(halves)
    )
    after = plan_of(solved(replace(problem, published=in_force), steps=400, seed=9))
    kept = {(call.customer, day.date, call.start < 720) for day in after.days for call in day.calls}
    assert len(halves - kept) <= 1


def test_that_two_thousand_calls_asked_for_stay_within_the_time() -> None:
    problem = random_problem(1, Features(bands=False), days=20, sites=30, needs=500)
    needs = tuple(replace(need, owed=4, optional=0) for need in problem.needs)
    started = monotonic()
    outcome = plan_month(replace(problem, needs=needs, max_calls=14), 1, SolveLimits(3.0), QUIET)
    assert monotonic() - started < 12
    assert sum(each.count for each in plan_of(outcome).unplanned) > 1500


def test_that_asking_to_stop_ends_soon_and_keeps_the_best() -> None:
    problem = random_problem(6, days=10, sites=8, needs=40)
    looks = iter(range(10**9))
    started = monotonic()
    outcome = plan_month(problem, 1, SolveLimits(60.0), SolveControl(should_stop=lambda: next(looks) > 60))
    assert outcome.ending is Ending.STOPPED
    assert {each.rule for each in hard_violations(problem, plan_of(outcome))} <= {"appointments_are_kept", "pins_are_honoured"}
    assert monotonic() - started < 20


def test_that_progress_is_reported_with_the_best_so_far() -> None:
    reports: list[Progress] = []
    problem = random_problem(6, days=6, sites=6, needs=20)
    plan_month(problem, 1, SolveLimits(1.0), SolveControl(report=reports.append))
    assert len(reports) >= 2
    assert [each.done for each in reports] == sorted(each.done for each in reports)
    totals = [each.objective for each in reports if each.objective is not None]
    assert totals == sorted(totals, reverse=True)


def with_flexible_appointments(problem: MonthProblem, seed: int) -> MonthProblem:
    """Up to eight appointments that can all be kept together: each on the day of a valid plan or on up to three others."""
    draw = Random(seed)
    problem = replace(problem, pins=(), appointments=())
    calls = [(day, stop.hospital, call) for day in random_plan(problem, seed).days for stop in day.stops for call in stop.calls]
    draw.shuffle(calls)
    agreed: dict[CustomerId, Appointment] = {}
    for day, hospital, call in calls[:8]:
        others = draw.sample([each.date for each in problem.days], draw.randint(0, 3))
        dates = tuple(sorted({day.date, *others}))
        start = TimeWindow(call.start, MinuteOfDay(call.start + 20))
        name = AppointmentId(call.customer)
        agreed.setdefault(call.customer, Appointment(name, problem.rep, call.customer, hospital, dates, start))
    return replace(problem, appointments=tuple(agreed.values()))


def tiny(problem: MonthProblem) -> MonthProblem:
    """At most six calls, so that every month can be tried."""
    needs, left = [], 6
    for need in problem.needs:
        owed = min(need.owed, 2, left)
        optional = min(need.optional, left - owed, 1)
        needs.append(replace(need, owed=owed, optional=optional))
        left -= owed + optional
    asked = {each.customer for each in problem.appointments} | {each.customer for each in problem.pins}
    return replace(problem, needs=tuple(replace(n, owed=max(1, n.owed)) if n.customer in asked else n for n in needs))


def brute_force(problem: MonthProblem) -> float:
    """The least objective over every choice of days and places for every customer, every day in its best order."""
    timetable, weights = Timetable(problem), problem.weights
    days: dict[tuple[int, frozenset[Visit]], float | None] = {}
    best = float("inf")
    for choice in product(*(_choices(problem, timetable, need) for need in range(len(problem.needs)))):
        calls = [each for chosen in choice for each in chosen]
        placed = [frozenset(visit for day, visit in calls if day == index) for index in range(len(problem.days))]
        cost = 0.0
        for index, visits in enumerate(placed):
            if (index, visits) not in days:
                days[index, visits] = _cheapest_day(problem, timetable, index, visits)
            known = days[index, visits]
            if known is None:
                break
            cost += known
        else:
            best = min(best, cost + _customers_cost(problem, choice) + weights.moved_call * len(problem.published))
    return best


def _choices(problem: MonthProblem, timetable: Timetable, index: int) -> list[tuple[tuple[int, Visit], ...]]:
    """Every set of calls on one customer that keeps the gap and the promises: (day, visit) each."""
    need = problem.needs[index]
    open_days = [
        [None, *((index, place) for place in range(len(need.places)) if timetable.starts(day, (index, place)))]
        for day in range(len(problem.days))
    ]
    committed = committed_dates(problem, need)
    found = []
    for row in product(*open_days):
        chosen = tuple((day, visit) for day, visit in enumerate(row) if visit is not None)
        dates = [problem.days[day].date for day, _ in chosen]
        if len(dates) > need.owed + need.optional or any(too_close(need, dates, committed)):
            continue
        if need.last_visit in dates:
            continue
        pinned = {pin.date for pin in problem.pins if pin.customer == need.customer}
        met = {(problem.days[day].date, problem.sites[need.places[visit[1]].site].hospital) for day, visit in chosen}
        kept = all(
            any((when, each.hospital) in met for when in each.dates)
            for each in problem.appointments
            if each.customer == need.customer
        )
        if pinned <= set(dates) and kept:
            found.append(chosen)
    return found


def _customers_cost(problem: MonthProblem, choice: tuple[tuple[tuple[int, Visit], ...], ...]) -> float:
    weights, cost = problem.weights, 0.0
    for need, chosen in zip(problem.needs, choice, strict=True):
        cost += missed_cost(need, len(chosen), weights) - optional_gain(need, len(chosen), weights)
        cost += weights.uneven_day * uneven_days(need, [problem.days[day].date for day, _ in chosen])
    return cost


def _cheapest_day(problem: MonthProblem, timetable: Timetable, day: int, visits: frozenset[Visit]) -> float | None:
    """The least cost of a day over all orders, kept published calls included."""
    field_day, weights = problem.days[day], problem.weights
    if len(visits) > day_maximum(problem, field_day):
        return None
    published = {(each.customer, each.half) for each in problem.published if each.date == field_day.date}
    best: float | None = None
    for order in permutations(sorted(visits)):
        timing = timetable.time_calls(day, order)
        if isinstance(timing, Timing):
            standing = {(problem.needs[v[0]].customer, half_of(start)) for v, start in zip(order, timing.starts, strict=True)}
            cost = day_cost(timing, weights) - weights.moved_call * len(published & standing)
            best = cost if best is None else min(best, cost)
    if best is None:
        return None
    return best + weights.call_short * max(0, day_target(problem, field_day) - len(visits))
