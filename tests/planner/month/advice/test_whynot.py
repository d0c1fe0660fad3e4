"""Why not, why here, where best: every answer is true."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.domain.commitments import Pin, PinKind
from planner.domain.plan import MonthPlan
from planner.errors import PlanningError
from planner.month.advice.fixes import apply_fix
from planner.month.advice.offers import best_slots, why_here
from planner.month.advice.remedies import RemedyKind
from planner.month.advice.whynot import Remedy, WhyNot, slot_fix, why_not
from planner.month.explain import Obstacle, orders_of
from planner.month.objective import days_objective
from planner.month.problem import MonthProblem, Need
from planner.month.repair.changes import DayLonger
from planner.month.repair.changing import changed
from planner.month.rules import hard_violations
from planner.month.schedule import Refusal, Timetable, Visit
from planner.month.spacing import committed_dates, keeps_gap
from tests.planner.month.problems import PLAIN, plan_of, problems, random_days, random_problem

PROMISES = {"appointments_are_kept", "pins_are_honoured"}
Days = tuple[tuple[Visit, ...], ...]


def fits_anywhere(problem: MonthProblem, days: Days, need: int, gap: int | None = None) -> bool:
    """Every place, day and position put to the clock and to the spacing rule, with nothing remembered from the answer."""
    value: Need = problem.needs[need] if gap is None else replace(problem.needs[need], minimum_gap_days=gap)
    timetable = Timetable(problem)
    dates = [problem.days[day].date for day, order in enumerate(days) for visit in order if visit[0] == need]
    committed = committed_dates(problem, value)
    return any(
        keeps_gap(value, problem.days[day].date, dates, committed)
        and not isinstance(timetable.time_calls(day, (*order[:at], (need, place), *order[at:])), Refusal)
        for day, order in enumerate(days)
        for place, at in product(range(len(value.places)), range(len(order) + 1))
    )


def crowded(seed: int) -> MonthProblem:
    """A tiny month with more owed than fits."""
    problem = random_problem(seed, replace(PLAIN, pins=seed % 2 == 0), days=3, sites=2, needs=9)
    return replace(problem, max_calls=3 + seed % 3, needs=tuple(replace(need, owed=1 + need.owed) for need in problem.needs))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(problems(days=3, sites=3, needs=8), st.integers(0, 10**6))
def test_that_every_fix_does_what_it_says_and_breaks_no_rule(problem: MonthProblem, seed: int) -> None:
    plan = plan_of(problem, random_days(problem, seed))
    before = {(each.rule, each.date, each.customer) for each in hard_violations(problem, plan)}
    for answer in why_not(problem, plan):
        assert str(answer.reason)
        fixes = [slot_fix(problem, plan, slot) for slot in answer.slots[:1]] + [remedy.fix for remedy in answer.remedies]
        for fix in fixes:
            applied = apply_fix(problem, plan, fix)
            assert applied is not None
            after = {(each.rule, each.date, each.customer) for each in hard_violations(applied.problem, applied.plan)}
            assert after <= before
            assert calls_on(applied.plan, answer) == calls_on(plan, answer) + 1


def calls_on(plan: MonthPlan, answer: WhyNot) -> int:
    return sum(call.customer == answer.customer for day in plan.days for call in day.calls)


@pytest.mark.parametrize("seed", range(8))
def test_that_a_call_fits_exactly_when_trying_everything_finds_a_place(seed: int) -> None:
    problem = crowded(seed)
    days = random_days(problem, seed)
    for answer in why_not(problem, plan_of(problem, days)):
        need = next(n for n, each in enumerate(problem.needs) if each.customer == answer.customer)
        assert bool(answer.slots) == fits_anywhere(problem, days, need)
        assert (answer.fix is None) == (not answer.slots and not answer.remedies)


@pytest.mark.parametrize("seed", range(8))
def test_that_no_smaller_change_of_the_same_kind_would_do(seed: int) -> None:
    problem = crowded(seed)
    days = random_days(problem, seed)
    for answer in why_not(problem, plan_of(problem, days)):
        need = next(n for n, each in enumerate(problem.needs) if each.customer == answer.customer)
        remedies = {} if answer.slots else {remedy.kind: remedy for remedy in answer.remedies}
        if not answer.slots:
            minutes = _size(remedies.get(RemedyKind.LONGER_DAY))
            assert _fits_when_longer(problem, days, need, minutes or 180) == (minutes is not None)
            assert not _fits_when_longer(problem, days, need, (minutes or 2) - 1)
            assert _least_gap(problem, days, need) == _size(remedies.get(RemedyKind.SHORTER_GAP))
            assert _can_give_up(problem, days, need) == (RemedyKind.GIVE_UP_CALL in remedies)


def _size(remedy: Remedy | None) -> int | None:
    return None if remedy is None else round(remedy.size)


def _fits_when_longer(problem: MonthProblem, days: Days, need: int, minutes: int) -> bool:
    """Whether any single day so much longer holds the call."""
    longer = (changed(problem, [DayLonger(day.date, minutes)], problem.month.first) for day in problem.days)
    return any(fits_anywhere(each, days, need) for each in longer)


def _least_gap(problem: MonthProblem, days: Days, need: int) -> int | None:
    gap = problem.needs[need].minimum_gap_days
    return next((less for less in range(1, gap) if fits_anywhere(problem, days, need, gap - less)), None)


def _can_give_up(problem: MonthProblem, days: Days, need: int) -> bool:
    """Every single call of less worth taken out in turn; promised ones stay."""
    promised = {(pin.customer, pin.date) for pin in problem.pins}
    for day, order in enumerate(days):
        for other, _ in order:
            key = (problem.needs[other].customer, problem.days[day].date)
            left = (*days[:day], tuple(visit for visit in order if visit[0] != other), *days[day + 1 :])
            if other != need and key not in promised and _loss(problem, days, left) < _worth(problem, need):
                only = tuple(each if n == day else () for n, each in enumerate(left))
                if _fits_on(problem, left, need, day) and only:
                    return True
    return False


def _fits_on(problem: MonthProblem, days: Days, need: int, day: int) -> bool:
    """Whether the call fits on one day."""
    timetable, value = Timetable(problem), problem.needs[need]
    dates = [problem.days[n].date for n, order in enumerate(days) for visit in order if visit[0] == need]
    order = days[day]
    return keeps_gap(value, problem.days[day].date, dates, committed_dates(problem, value)) and any(
        not isinstance(timetable.time_calls(day, (*order[:at], (need, place), *order[at:])), Refusal)
        for place, at in product(range(len(value.places)), range(len(order) + 1))
    )


def _loss(problem: MonthProblem, days: Days, left: Days) -> float:
    """What giving the call up costs by worth and spacing."""
    one, other = (days_objective(problem, plan_of(problem, each).days) for each in (days, left))
    parts = ("missed_calls", "optional_calls", "spacing")
    return float(sum(getattr(other, part) - getattr(one, part) for part in parts))


def _worth(problem: MonthProblem, need: int) -> float:
    return problem.weights.missed_call * problem.needs[need].value


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(problems(days=4, needs=8), st.integers(0, 10**6))
def test_that_why_here_prices_every_other_slot_truly(problem: MonthProblem, seed: int) -> None:
    plan = plan_of(problem, random_days(problem, seed))
    for day in plan.days[:2]:
        for call in day.calls[:2]:
            told = why_here(problem, plan, call.customer, day.date)
            assert {told.here.date, *(each.date for each in told.others), *(when for when, _ in told.forbidden)} == {
                each.date for each in problem.days
            }
            for other in told.others[:1]:
                fix = slot_fix(problem, plan, other, (call.customer, day.date))
                moved = apply_fix(problem, plan, fix)
                home = apply_fix(problem, plan, slot_fix(problem, plan, told.here, (call.customer, day.date)))
                assert moved is not None and home is not None
                assert {each.rule for each in moved.broken} <= PROMISES
                there, here = (_without_moved(each.plan) for each in (moved, home))
                assert there - here == pytest.approx(other.cost - told.here.cost)


def test_that_a_call_that_holds_another_at_its_pinned_position_is_offered_no_other_day() -> None:
    problem = replace(random_problem(3, PLAIN, days=2, sites=1, needs=3), call_target=2, max_calls=4)
    first, second, third = (need.customer for need in problem.needs)
    pin = Pin(problem.rep, second, problem.days[0].date, PinKind.ORDER, position=1)
    problem = replace(problem, pins=(pin,))
    plan = plan_of(problem, (((0, 0), (1, 0), (2, 0)), ()))
    told = why_here(problem, plan, first, problem.days[0].date)
    assert told.others == () and dict(told.forbidden)[problem.days[1].date] is Obstacle.COMMITMENT
    assert best_slots(problem, plan, first, problem.days[0].date) == (told.here,)
    assert why_here(problem, plan, third, problem.days[0].date).others


def _without_moved(plan: MonthPlan) -> float:
    return plan.objective.total - plan.objective.moved


def test_that_the_best_slots_stand_in_order_of_their_cost() -> None:
    problem = random_problem(3, PLAIN, days=4, sites=3, needs=6)
    plan = plan_of(problem, random_days(problem, 1))
    costs = [slot.cost for need in problem.needs[:1] for slot in best_slots(problem, plan, need.customer)]
    assert costs == sorted(costs) and orders_of(problem, plan)


def test_that_asking_for_a_call_that_is_not_there_says_so() -> None:
    problem = random_problem(3, PLAIN, days=4, sites=3, needs=6)
    empty = plan_of(problem, ((),) * 4)
    with pytest.raises(PlanningError, match="is planned on"):
        why_here(problem, empty, problem.needs[0].customer, problem.days[0].date)
