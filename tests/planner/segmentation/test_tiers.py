"""Potential x support, and one segment out of several tiers."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.people import Customer, CustomerId, CustomerKind, Rating, SegmentId, TierOverride
from planner.domain.policy import Policy, Thresholds
from planner.domain.products import Product, ProductId
from planner.policy.preset import preset
from planner.segmentation.tiers import segment_of, tier_of, tiers_of
from tests.planner.district import PRODUCT, customer, rated

OTHER = Product(ProductId("P2"), "Rebeneng")
THIRD = Product(ProductId("P3"), "Third")


def with_thresholds(*thresholds: Thresholds) -> Policy:
    return replace(preset(), thresholds=thresholds)


def both(first: str, second: str) -> Customer:
    return replace(customer("c", "A"), ratings=(rated(first), rated(second, OTHER)))


@pytest.mark.parametrize(
    ("potential", "support", "tier"),
    [
        (160, 48, "A"),
        (160, 47.9, "B"),
        (159.9, 48, "C"),
        (159.9, 0, "D"),
        (500, None, "B"),
        (0, None, "D"),
        (None, 100, None),
        (None, None, None),
    ],
)
def test_that_the_tier_follows_from_potential_and_support(
    potential: float | None, support: float | None, tier: str | None
) -> None:
    assert tier_of(Rating(PRODUCT.id, potential, support), preset()) == tier


@pytest.mark.parametrize(("patients", "tier"), [(80, "A"), (79, "C"), (None, None)])
def test_that_patients_a_week_stand_in_for_unknown_prescriptions(patients: float | None, tier: str | None) -> None:
    assert tier_of(Rating(PRODUCT.id, None, 60, patients), preset()) == tier


def test_that_known_prescriptions_beat_patients() -> None:
    assert tier_of(Rating(PRODUCT.id, 10, 60, patients_per_week=400), preset()) == "C"


def test_that_a_product_s_own_thresholds_come_before_the_default() -> None:
    policy = with_thresholds(Thresholds(None, 80, 24, None, None), Thresholds(PRODUCT.id, 10, 2, None, None))
    assert tier_of(Rating(PRODUCT.id, 12, 3), policy) == "A"
    assert tier_of(Rating(OTHER.id, 12, 3), policy) == "D"


def test_that_support_may_be_judged_as_a_share_of_the_market() -> None:
    policy = with_thresholds(Thresholds(None, 80, None, 0.3, None))
    assert tier_of(Rating(PRODUCT.id, 100, 30), policy) == "A"
    assert tier_of(Rating(PRODUCT.id, 100, 29), policy) == "B"
    assert tier_of(Rating(PRODUCT.id, 0, 0), policy) == "D"


def test_that_either_support_threshold_suffices_where_both_are_set() -> None:
    policy = with_thresholds(Thresholds(None, 80, 50, 0.3, None))
    assert tier_of(Rating(PRODUCT.id, 100, 30), policy) == "A"
    assert tier_of(Rating(PRODUCT.id, 1000, 50), policy) == "A"
    assert tier_of(Rating(PRODUCT.id, 1000, 49), policy) == "B"


def test_that_an_override_beats_the_thresholds() -> None:
    rating = replace(rated("D"), override=TierOverride(SegmentId("A"), "New head of department"))
    assert tier_of(rating, preset()) == "A"


def test_that_all_known_tiers_are_shown_in_the_order_of_the_products() -> None:
    doctor = replace(both("C", "B"), ratings=(*both("C", "B").ratings, Rating(THIRD.id, None, None)))
    assert tiers_of(doctor, (OTHER, THIRD, PRODUCT), preset()) == ((OTHER.id, "B"), (PRODUCT.id, "C"))


def test_that_the_best_tier_leads_when_products_weigh_the_same() -> None:
    assert segment_of(both("C", "B"), (PRODUCT, OTHER), preset()) == "B"
    assert segment_of(both("D", "A"), (PRODUCT, OTHER), preset()) == "A"


def test_that_a_product_of_less_priority_needs_a_tier_worth_more() -> None:
    half = replace(OTHER, priority=0.5)
    assert segment_of(both("C", "B"), (PRODUCT, half), preset()) == "B"  # 8 x 0.5 equals 4 x 1: the better tier
    assert segment_of(both("C", "B"), (PRODUCT, replace(OTHER, priority=0.4)), preset()) == "C"


def test_that_products_not_promoted_do_not_count() -> None:
    assert segment_of(both("C", "A"), (PRODUCT,), preset()) == "C"
    assert segment_of(both("C", "A"), (), preset()) is None


def test_that_a_prescriber_without_known_potential_has_no_segment() -> None:
    unknown = replace(customer("c", "A"), ratings=(Rating(PRODUCT.id, None, 30),))
    assert segment_of(unknown, (PRODUCT,), preset()) is None


def test_that_a_non_prescriber_belongs_to_the_group_whatever_the_ratings() -> None:
    assert segment_of(customer("n", "N2"), (PRODUCT,), preset()) == "N2"
    assert segment_of(replace(customer("n", "N2"), group=SegmentId("A")), (PRODUCT,), preset()) is None
    nobody = Customer(CustomerId("x"), "x", CustomerKind.NON_PRESCRIBER, ())
    assert segment_of(nobody, (PRODUCT,), preset()) is None


@given(st.floats(0, 500), st.floats(0, 500), st.floats(0, 100), st.floats(0, 100))
def test_that_more_potential_and_support_never_lower_the_tier(
    potential: float, more: float, support: float, further: float
) -> None:
    value = {segment.id: segment.value for segment in preset().segments}
    low = tier_of(Rating(PRODUCT.id, potential, support), preset())
    high_support = tier_of(Rating(PRODUCT.id, potential, support + further), preset())
    both_high = tier_of(Rating(PRODUCT.id, potential + more, support + further), preset())
    assert low is not None
    assert high_support is not None
    assert both_high is not None
    assert value[low] <= value[high_support] <= value[both_high]
