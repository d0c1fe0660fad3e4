"""Can the month hold what it owes, and what to do when it cannot."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.calendar import FieldDay
from planner.domain.messages import message
from planner.domain.people import TeamId
from planner.domain.plan import Unplanned
from planner.domain.units import MinuteOfDay, Month, TimeWindow
from planner.frequency.allocation import allocate
from planner.frequency.capacity import Limit
from planner.frequency.certificate import Certificate, Verdict, certify
from planner.frequency.obligations import Obligation, obligations
from planner.frequency.remedies import WayOut, WayOutKind
from planner.policy.preset import preset
from tests.planner.district import PRODUCT, customers, obligation_lists

POLICY = preset()
GENERAL = POLICY.team(TeamId("GENERAL"))
WINDOWS = (TimeWindow(MinuteOfDay(480), MinuteOfDay(720)), TimeWindow(MinuteOfDay(780), MinuteOfDay(1050)))


def days(count: int, share: float = 1.0, windows: tuple[TimeWindow, ...] = WINDOWS) -> tuple[FieldDay, ...]:
    hours = TimeWindow(windows[0].start, windows[-1].end)
    return tuple(FieldDay(date(2026, 12, 1) + timedelta(days=n), hours, windows, share) for n in range(count))


def owed(**counts: int) -> tuple[Obligation, ...]:
    everybody = tuple(each for segment, count in counts.items() for each in customers(segment, count))
    return obligations(everybody, (), (PRODUCT,), Month(2026, 10), POLICY)


def way(certificate: Certificate, kind: WayOutKind) -> WayOut:
    return next(each for each in certificate.ways_out if each.kind is kind)


def test_that_twenty_one_days_of_twelve_calls_carry_forty_a_and_b_and_ninety_two_more() -> None:
    found = certify(owed(A=20, B=20), days(21), GENERAL, POLICY)
    assert (found.calls_owed, found.calls_available, found.field_days, found.slack_calls) == (160, 252, 21, 92)
    assert found.verdict is Verdict.ENOUGH
    assert found.ways_out == ()
    assert str(found.summary) == "Enough: 160 calls owed, 21 field days hold 252; 92 calls of slack."


def test_that_calls_and_minutes_are_told_by_segment() -> None:
    found = certify(owed(A=10, D=10, N2=2), days(21), GENERAL, POLICY)
    rows = {row.segment: (row.customers, row.calls, row.minutes, row.coverage_calls, row.optional) for row in found.segments}
    assert rows == {"A": (10, 40, 600, 9, 0), "D": (10, 2, 20, 2, 8), "N2": (2, 4, 40, 1, 0)}


def test_that_too_many_calls_name_the_call_target_as_the_limit() -> None:
    found = certify(owed(A=70), days(21), GENERAL, POLICY)
    assert (found.verdict, found.binding, found.missing_calls) == (Verdict.SHORT, Limit.CALLS, 28)
    assert str(found.summary) == "Short by 28 calls: 280 owed, 21 field days x 12 calls a day = 252."


def test_that_too_little_time_names_the_minutes_as_the_limit() -> None:
    found = certify(owed(A=60), days(21), GENERAL, POLICY, travel_minutes_per_day=300)
    assert (found.verdict, found.binding) == (Verdict.SHORT, Limit.MINUTES)
    assert found.minutes_owed > found.minutes_available
    assert not found.travel_estimated
    assert "minutes with travel" in str(found.summary)


def test_that_a_nearly_full_month_is_called_tight() -> None:
    assert certify(owed(A=58), days(21), GENERAL, POLICY).verdict is Verdict.TIGHT


def test_that_half_days_hold_half_the_calls() -> None:
    assert certify(owed(A=1), days(3, share=0.5, windows=WINDOWS[:1]), GENERAL, POLICY).calls_available == 18


def test_that_a_short_month_offers_three_priced_ways_out() -> None:
    found = certify(owed(A=50, C=60, D=40), days(20), GENERAL, POLICY)
    assert found.missing_calls == 28
    assert len(found.ways_out) >= 3
    assert all(each.price > 0 for each in found.ways_out)
    assert way(found, WayOutKind.MORE_CALLS_A_DAY).amount == 14
    assert way(found, WayOutKind.MORE_DAYS).amount == 3
    lower = way(found, WayOutKind.LOWER_FREQUENCY)
    assert (lower.calls, lower.amount) == (28, 24 + 4)  # of 60 C customers 36 are needed for coverage; then four A calls
    assert "C 24, A 4" in str(lower.sentence)
    hand_over = way(found, WayOutKind.HAND_OVER)
    assert (hand_over.amount, hand_over.calls) == (28, 28)
    assert {name[0] for name in hand_over.customers} == {"D", "C"}


def test_that_more_calls_a_day_are_not_offered_beyond_the_hard_maximum() -> None:
    found = certify(owed(A=100), days(20), GENERAL, POLICY)
    assert WayOutKind.MORE_CALLS_A_DAY not in {each.kind for each in found.ways_out}


def test_that_too_little_time_is_met_with_overtime() -> None:
    found = certify(owed(A=50), days(21), GENERAL, POLICY, travel_minutes_per_day=340)
    overtime = way(found, WayOutKind.OVERTIME)
    lacking = found.minutes_owed - found.minutes_available
    assert 0 <= overtime.amount * 21 - lacking <= 21
    assert overtime.price == overtime.amount * 21


def test_that_a_month_without_field_days_is_short_of_everything() -> None:
    found = certify(owed(A=2), (), GENERAL, POLICY)
    assert (found.verdict, found.calls_held, found.missing_calls) == (Verdict.SHORT, 0, 8)
    assert way(found, WayOutKind.MORE_DAYS).amount == 1
    assert way(found, WayOutKind.HAND_OVER).amount == 2

    assert str(found.summary) == "Short by 8 calls: the month has no field day."
    given_up = allocate(owed(A=2), found.calls_held, POLICY, any_days=False).given_up
    assert {str(each.reason) for each in given_up} == {"The month has no field days."}


def test_that_calls_nobody_can_make_stand_apart_with_their_reason() -> None:
    loads = owed(A=58)
    lost = tuple(Unplanned(each.customer, each.segment, each.owed, message("Nobody knows the way.")) for each in loads[:2])
    found = certify(loads, days(21), GENERAL, POLICY, unreachable=lost)
    assert (found.calls_owed, found.unreachable_calls) == (56 * 4, 8)
    assert found.segments[0].customers == 56
    assert str(found.summary).endswith("Besides, 8 calls owed to 2 customers cannot be made anywhere: Nobody knows the way.")


@given(st.integers(0, 8), st.integers(0, 400), st.integers(30, 80))
@settings(max_examples=30, deadline=None)
def test_that_calls_given_up_are_the_same_in_the_way_out_and_in_the_plan_s_allocation(count: int, travel: int, a: int) -> None:
    loads = owed(A=a, C=20, D=30)
    found = certify(loads, days(count), GENERAL, POLICY, travel_minutes_per_day=travel)
    if found.verdict is Verdict.SHORT:
        paying = allocate(loads, found.calls_held, POLICY)
        lower = way(found, WayOutKind.LOWER_FREQUENCY)
        assert lower.customers == tuple(each.customer for each in paying.given_up)
        assert lower.calls == found.missing_calls
        assert f"coverage loses {sum(each.coverage for each in paying.given_up)}." in str(lower.sentence)


def test_that_a_month_that_owes_nothing_is_enough() -> None:
    found = certify((), days(1), GENERAL, POLICY)
    assert (found.verdict, found.calls_owed, found.minutes_owed) == (Verdict.ENOUGH, 0, 0)
    assert certify((), (), GENERAL, POLICY).verdict is Verdict.ENOUGH


def test_that_a_month_of_provisional_holidays_says_so() -> None:
    assert certify((), (replace(days(1)[0], provisional=True),), GENERAL, POLICY).provisional


def test_that_one_day_more_never_makes_the_month_worse() -> None:
    loads = owed(A=40, C=50, D=60)
    held = [certify(loads, days(count), GENERAL, POLICY).calls_held for count in range(30)]
    assert all(fewer <= more for fewer, more in pairwise(held))


CASES = st.tuples(obligation_lists(), st.integers(0, 6), st.none() | st.floats(0, 400))


@given(CASES)
@settings(deadline=None)
def test_that_every_way_out_leads_out(case: tuple[tuple[Obligation, ...], int, float | None]) -> None:
    asked, count, travel = case
    found = certify(asked, days(count), GENERAL, POLICY, travel)
    assert (found.verdict is Verdict.SHORT) == (found.missing_calls > 0) == bool(found.ways_out)
    for each in found.ways_out:
        after = _taken(each, asked, count, travel)
        assert after.verdict is not Verdict.SHORT or (after.calls_owed == 0), each


def _taken(chosen: WayOut, asked: tuple[Obligation, ...], count: int, travel: float | None) -> Certificate:
    team, field = GENERAL, days(count)
    if chosen.kind is WayOutKind.MORE_CALLS_A_DAY:
        team = replace(team, calls_per_day=chosen.amount)
    elif chosen.kind is WayOutKind.MORE_DAYS:
        field = days(count + chosen.amount)
    elif chosen.kind is WayOutKind.OVERTIME:
        evening = TimeWindow(MinuteOfDay(0), MinuteOfDay(chosen.amount)) if chosen.amount <= 480 else None
        field = days(count, windows=(evening, *WINDOWS)) if evening else days(2 * count)
    elif chosen.kind is WayOutKind.HAND_OVER:
        asked = tuple(each for each in asked if each.customer not in chosen.customers)
    else:
        granted = dict(allocate(asked, sum(each.owed for each in asked) - chosen.calls, POLICY).granted)
        asked = tuple(replace(each, owed=granted[each.customer]) for each in asked)
    return certify(asked, field, team, POLICY, travel)


@pytest.mark.parametrize("travel", [None, 60.0])
def test_that_the_same_month_gives_the_same_certificate(travel: float | None) -> None:
    loads = owed(A=70, D=30)
    assert certify(loads, days(20), GENERAL, POLICY, travel) == certify(loads, days(20), GENERAL, POLICY, travel)
