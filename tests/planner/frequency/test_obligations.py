"""Who is owed what in a month."""

from dataclasses import replace
from datetime import date
from math import ceil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.calls import Call, CallOutcome
from planner.domain.people import Customer, RepId
from planner.domain.policy import Policy
from planner.domain.units import Month
from planner.frequency.obligations import Obligation, obligations, unclassified
from planner.policy.preset import preset
from tests.planner.district import PRODUCT, SEGMENTS, call, calls, customer, customers

OCTOBER, NOVEMBER, DECEMBER = Month(2026, 10), Month(2026, 11), Month(2026, 12)


def owed(
    everybody: tuple[Customer, ...], recorded: tuple[Call, ...] = (), month: Month = DECEMBER, policy: Policy | None = None
) -> dict[str, Obligation]:
    found = obligations(everybody, recorded, (PRODUCT,), month, policy or preset())
    return {each.customer: each for each in found}


def names(found: dict[str, Obligation]) -> set[str]:
    return {name for name, each in found.items() if each.coverage_owed}


@pytest.mark.parametrize(("segment", "frequency"), [("A", 4), ("B", 4), ("C", 1), ("N1", 1), ("N2", 2)])
def test_that_a_fresh_month_owes_the_frequency_of_the_segment(segment: str, frequency: int) -> None:
    only = owed((customer("x", segment),))["x"]
    assert (only.segment, only.owed, only.frequency, only.made) == (segment, frequency, frequency, 0)
    assert only.minutes == preset().segment(only.segment).visit_minutes


def test_that_calls_already_made_in_the_month_count() -> None:
    made = calls(["x"], date(2026, 12, 2), date(2026, 12, 9))
    only = owed((customer("x", "A"),), made)["x"]
    assert (only.owed, only.made, only.coverage_owed, only.last_visit) == (2, 2, False, date(2026, 12, 9))


def test_that_more_calls_than_owed_leave_nothing_owed() -> None:
    made = calls(["x"], *(date(2026, 12, day) for day in range(1, 8)))
    only = owed((customer("x", "A"),), made)["x"]
    assert (only.owed, only.optional, only.made) == (0, 0, 7)


def test_that_attempts_do_not_count_and_colleagues_calls_do() -> None:
    attempted = call("x", date(2026, 12, 2), CallOutcome.ATTEMPTED)
    colleague = call("x", date(2026, 12, 3), CallOutcome.PRODUCTIVE, RepId("R2"))
    assert owed((customer("x", "A"),), (attempted,))["x"].made == 0
    assert owed((customer("x", "A"),), (attempted, colleague))["x"].made == 1


def test_that_two_calls_in_one_day_are_one_visit() -> None:
    day = date(2026, 12, 2)
    twice = (call("x", day), call("x", day, CallOutcome.PRODUCTIVE))
    assert owed((customer("x", "A", last_visit=day),), twice)["x"].made == 1


def test_that_calls_after_the_month_are_passed_over() -> None:
    later = calls(["x"], date(2027, 1, 4))
    assert owed((customer("x", "A"),), later)["x"].last_visit is None


def test_that_a_noted_last_visit_is_remembered() -> None:
    noted = customer("x", "A", last_visit=date(2026, 11, 28))
    assert owed((noted,))["x"].last_visit == date(2026, 11, 28)
    assert owed((noted,), calls(["x"], date(2026, 12, 1)))["x"].last_visit == date(2026, 12, 1)
    assert owed((noted,))["x"].seen_in_quarter


def test_that_inactive_and_unclassified_customers_owe_nothing() -> None:
    nobody = replace(customer("u", "A"), ratings=())
    everybody = (customer("x", "A", active=False), nobody, customer("y", "C"))
    assert set(owed(everybody)) == {"y"}
    assert unclassified(everybody, (PRODUCT,), preset()) == ("u",)


def test_that_a_fifth_of_the_d_customers_is_owed_a_call_in_the_first_month() -> None:
    found = owed(customers("D", 10), month=OCTOBER)
    assert sum(each.owed for each in found.values()) == 2
    assert names(found) == {"D000", "D001"}


def test_that_the_longest_unvisited_come_first_and_the_never_visited_before_them() -> None:
    everybody = (
        customer("recent", "D", last_visit=date(2026, 9, 20)),
        customer("long", "D", last_visit=date(2026, 7, 1)),
        customer("never", "D"),
        customer("older", "D", last_visit=date(2026, 8, 1)),
        customer("newest", "D", last_visit=date(2026, 9, 25)),
    )
    assert names(owed(everybody, month=OCTOBER)) == {"never"}
    assert names(owed(everybody, calls(["never"], date(2026, 10, 5)), month=NOVEMBER)) == {"long"}


def test_that_what_the_quarter_lacks_is_spread_over_its_remaining_months() -> None:
    everybody = customers("D", 10)  # the quarter must reach 6 of 10
    assert len(names(owed(everybody, month=OCTOBER))) == 2
    assert len(names(owed(everybody, month=NOVEMBER))) == 3  # nobody seen in October: 6 over 2 months
    assert len(names(owed(everybody, month=DECEMBER))) == 6
    seen = calls(["D000", "D001"], date(2026, 10, 5))
    assert names(owed(everybody, seen, month=NOVEMBER)) == {"D002", "D003"}


def test_that_progress_inside_the_month_lowers_what_is_owed_one_for_one() -> None:
    everybody = customers("D", 30)  # 18 in the quarter, 6 of them in October
    for done in range(8):
        seen = calls([f"D{number:03d}" for number in range(done)], date(2026, 10, 5))
        assert len(names(owed(everybody, seen, month=OCTOBER))) == max(0, 6 - done)


def test_that_monthly_coverage_is_owed_though_the_quarter_is_reached() -> None:
    everybody = customers("D", 10)
    seen = calls([f"D{number:03d}" for number in range(8)], date(2026, 10, 5))
    found = owed(everybody, seen, month=NOVEMBER)
    assert names(found) == {"D008", "D009"}  # those the quarter has not seen


def test_that_coverage_alone_makes_nine_of_ten_a_customers_needed() -> None:
    found = owed(customers("A", 10), month=OCTOBER)
    assert len(names(found)) == 9
    assert all(each.owed == 4 for each in found.values())


def test_that_the_last_month_needs_every_a_customer_the_quarter_has_not_seen() -> None:
    everybody = customers("A", 10)
    seen = calls([f"A{number:03d}" for number in range(1, 10)], date(2026, 11, 5))
    assert "A000" in names(owed(everybody, seen, month=DECEMBER))


def test_that_offices_are_owed_nothing_and_may_be_seen_in_slack() -> None:
    only = owed((customer("x", "N3"),))["x"]
    assert (only.owed, only.coverage_owed, only.optional) == (0, False, 1)


def test_that_a_d_customer_seen_for_coverage_is_not_offered_again() -> None:
    found = owed(customers("D", 10), month=OCTOBER)
    assert (found["D000"].owed, found["D000"].optional) == (1, 0)
    assert (found["D009"].owed, found["D009"].optional) == (0, 1)


@st.composite
def histories(draw: st.DrawFn) -> tuple[tuple[Customer, ...], tuple[Call, ...]]:
    segments = draw(st.lists(st.sampled_from(SEGMENTS), max_size=20))
    everybody = tuple(customer(f"c{number:02d}", segment) for number, segment in enumerate(segments))
    pairs = st.tuples(st.integers(0, 19), st.dates(date(2026, 9, 1), date(2026, 12, 31)))
    recorded = draw(st.lists(pairs, max_size=30))
    return everybody, tuple(call(f"c{number:02d}", day) for number, day in recorded)


@given(histories(), st.sampled_from([OCTOBER, NOVEMBER, DECEMBER]))
@settings(deadline=None)
def test_that_keeping_the_coverage_owed_reaches_the_month_s_share_and_by_december_the_quarter_s(
    history: tuple[tuple[Customer, ...], tuple[Call, ...]], month: Month
) -> None:
    everybody, recorded = history
    found = owed(everybody, recorded, month)
    for segment in preset().segments:
        own = [each for each in found.values() if each.segment == segment.id]
        seen_month = sum(each.made > 0 or each.coverage_owed for each in own)
        seen_quarter = sum(each.seen_in_quarter or each.coverage_owed for each in own)
        assert seen_month >= ceil(segment.monthly_coverage * len(own) - 1e-9)
        if month == DECEMBER:
            assert seen_quarter >= ceil(segment.quarterly_coverage * len(own) - 1e-9)


@given(histories(), st.randoms(use_true_random=False))
@settings(deadline=None)
def test_that_the_order_of_customers_and_calls_changes_nothing(
    history: tuple[tuple[Customer, ...], tuple[Call, ...]], random: object
) -> None:
    everybody, recorded = list(history[0]), list(history[1])
    before = owed(tuple(everybody), tuple(recorded))
    random.shuffle(everybody)  # type: ignore[attr-defined]
    random.shuffle(recorded)  # type: ignore[attr-defined]
    assert owed(tuple(everybody), tuple(recorded)) == before


@given(histories())
@settings(deadline=None)
def test_that_nobody_is_asked_for_more_than_the_segment_allows(history: tuple[tuple[Customer, ...], tuple[Call, ...]]) -> None:
    for each in owed(*history).values():
        segment = preset().segment(each.segment)
        assert each.owed <= max(segment.calls_per_month, 1)
        assert each.coverage_owed <= (each.owed >= 1)
        assert each.owed == 0 or each.made < max(segment.calls_per_month, 1)
