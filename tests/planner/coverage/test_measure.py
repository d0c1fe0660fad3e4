"""Coverage and frequency against the requirement."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from planner.coverage.measure import Coverage, measure
from planner.coverage.share import SegmentCoverage, Share
from planner.domain.calls import Call, CallOutcome
from planner.domain.people import Customer, SegmentId
from planner.domain.products import Product, ProductId
from planner.domain.units import Month
from planner.policy.preset import preset
from tests.planner.district import PRODUCT, SEGMENTS, call, calls, customer, customers, rated

NOVEMBER = Month(2026, 11)
OTHER = Product(ProductId("P2"), "Rebeneng")


def measured(everybody: tuple[Customer, ...], recorded: tuple[Call, ...] = (), month: Month = NOVEMBER) -> Coverage:
    return measure(everybody, recorded, (PRODUCT, OTHER), month, preset())


def segment(found: Coverage, id: str) -> SegmentCoverage:
    one = found.segment(SegmentId(id))
    assert one is not None
    return one


def test_that_month_and_quarter_are_measured_against_the_requirement() -> None:
    recorded = (*calls(["C000", "C001", "C002"], date(2026, 11, 3)), *calls(["C002", "C003"], date(2026, 10, 9)))
    found = segment(measured(customers("C", 5), recorded), "C")
    assert (found.month.seen, found.month.reached, found.month.required, found.month.missing) == (3, 0.6, 0.6, 0)
    assert (found.quarter.seen, found.quarter.reached, found.quarter.required, found.quarter.met) == (4, 0.8, 0.8, True)
    assert found.met


def test_that_the_missing_customers_are_counted_whole() -> None:
    assert Share(11, 0, 0.9).missing == 10
    assert Share(10, 8, 0.9).missing == 1
    assert Share(0, 0, 0.9).met
    assert Share(0, 0, 0.9).reached is None


def test_that_calls_of_the_quarter_before_it_or_after_the_month_do_not_count() -> None:
    recorded = (call("C000", date(2026, 9, 30)), call("C001", date(2026, 12, 1)))
    found = segment(measured(customers("C", 2), recorded), "C")
    assert (found.month.seen, found.quarter.seen, found.calls) == (0, 0, 0)


def test_that_frequency_counts_visits_and_those_who_got_all_of_theirs() -> None:
    recorded = (
        *calls(["A000"], *(date(2026, 11, day) for day in (2, 9, 16, 23))),
        call("A001", date(2026, 11, 2)),
        call("A001", date(2026, 11, 3), CallOutcome.ATTEMPTED),
    )
    found = segment(measured(customers("A", 2), recorded), "A")
    assert (found.calls, found.calls_required, found.in_frequency, found.frequency) == (5, 8, 1, 2.5)


def test_that_hospitals_are_measured_by_their_own_customers() -> None:
    everybody = (customer("a", "A", hospital="H2"), customer("b", "A", hospital="H1"), customer("c", "D", hospital="H1"))
    found = measured(everybody, calls(["a"], date(2026, 11, 2)))
    assert [(hospital, [(each.segment, each.month.seen) for each in rows]) for hospital, rows in found.hospitals] == [
        ("H1", [("A", 0), ("D", 0)]),
        ("H2", [("A", 1)]),
    ]


def test_that_products_are_measured_by_their_own_tiers() -> None:
    doctor = replace(customer("a", "C"), ratings=(rated("C"), rated("A", OTHER)))
    found = measured((doctor, customer("n", "N1")))
    assert [(product, [each.segment for each in rows]) for product, rows in found.products] == [("P1", ["C"]), ("P2", ["A"])]
    assert [each.segment for each in found.segments] == ["A", "N1"]


def test_that_inactive_customers_are_left_out_and_unclassified_ones_told() -> None:
    unknown = replace(customer("u", "A"), ratings=())
    found = measured((customer("a", "A", active=False), unknown))
    assert (found.segments, found.unclassified) == ((), 1)


def test_that_an_empty_district_meets_everything() -> None:
    assert measured(()).met


@given(st.lists(st.sampled_from(SEGMENTS), max_size=20), st.lists(st.tuples(st.integers(0, 19), st.integers(1, 30)), max_size=30))
def test_that_what_hospitals_hold_adds_up_to_the_segments(kinds: list[str], days: list[tuple[int, int]]) -> None:
    everybody = tuple(customer(f"c{n}", kind, hospital=f"H{n % 3}") for n, kind in enumerate(kinds))
    recorded = tuple(call(f"c{n}", date(2026, 11, day)) for n, day in days)
    found = measured(everybody, recorded)
    for whole in found.segments:
        parts = [each for _, rows in found.hospitals for each in rows if each.segment == whole.segment]
        assert sum(each.month.customers for each in parts) == whole.month.customers
        assert sum(each.quarter.seen for each in parts) == whole.quarter.seen
        assert sum(each.calls for each in parts) == whole.calls
        assert whole.month.seen <= whole.quarter.seen <= whole.quarter.customers
