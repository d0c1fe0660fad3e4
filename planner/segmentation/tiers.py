"""From potential and support to a tier per product, and from a customer's tiers to the one segment the plan uses."""

from collections.abc import Iterable

from planner.domain.people import Customer, CustomerKind, Rating, SegmentId
from planner.domain.policy import Policy, Segment, SegmentKind, Thresholds
from planner.domain.products import Product, ProductId
from planner.policy.lookup import thresholds_for

TIER_OF_STANDING = {
    (True, True): SegmentId("A"),
    (True, False): SegmentId("B"),
    (False, True): SegmentId("C"),
    (False, False): SegmentId("D"),
}
"""(high potential, high support) -> tier: defend, attack, maintain, observe."""


def tier_of(rating: Rating, policy: Policy) -> SegmentId | None:
    """The tier of one rating: the override where a person set one, else from the product's thresholds.

    None when neither prescriptions nor patients tell the potential. Unknown support counts as low: nothing is known to
    be prescribed.
    """
    if rating.override is not None:
        return rating.override.tier
    thresholds = thresholds_for(policy, rating.product)
    high_potential = potential_is_high(rating, thresholds)
    if high_potential is None:
        return None
    return TIER_OF_STANDING[high_potential, support_is_high(rating, thresholds)]


def potential_is_high(rating: Rating, thresholds: Thresholds) -> bool | None:
    """By prescriptions of the market a month; by patients a week where these are not known; None when neither is."""
    if rating.potential is not None:
        return rating.potential >= thresholds.potential
    if rating.patients_per_week is not None and thresholds.patients_per_week is not None:
        return rating.patients_per_week >= thresholds.patients_per_week
    return None


def support_is_high(rating: Rating, thresholds: Thresholds) -> bool:
    """By prescriptions of our product a month, or by their share of the market; either suffices."""
    if rating.support is None:
        return False
    if thresholds.support is not None and rating.support >= thresholds.support:
        return True
    if thresholds.support_share is None or not rating.potential:
        return False
    return rating.support >= thresholds.support_share * rating.potential


def tiers_of(customer: Customer, products: Iterable[Product], policy: Policy) -> tuple[tuple[ProductId, SegmentId], ...]:
    """The customer's tier for every promoted product where it is known, in the order of the products."""
    ratings = {rating.product: rating for rating in customer.ratings}
    found = ((product.id, tier_of(ratings[product.id], policy)) for product in products if product.id in ratings)
    return tuple((product, tier) for product, tier in found if tier is not None)


def segment_of(customer: Customer, products: Iterable[Product], policy: Policy) -> SegmentId | None:
    """The segment whose requirements the plan keeps for a customer.

    A non-prescriber's group; for a prescriber the best tier weighted by product priority: of all promoted products the
    tier with the greatest tier value x product priority, between equals the tier of greater value. With equal priorities
    this is simply the best tier; a product of priority 0.5 needs a tier worth twice as much to lead.

    None for a non-prescriber without a known group and for a prescriber without any known tier.
    """
    if customer.kind is CustomerKind.NON_PRESCRIBER:
        return _known_group(customer, policy)
    promoted = tuple(products)
    priority = {product.id: product.priority for product in promoted}
    tiers = {segment.id: segment for segment in policy.segments if segment.kind is SegmentKind.TIER}
    known = [(product, tiers[tier]) for product, tier in tiers_of(customer, promoted, policy) if tier in tiers]
    if not known:
        return None
    _, leading = max(known, key=lambda each: _weight(each[1], priority[each[0]]))
    return leading.id


def _weight(tier: Segment, priority: float) -> tuple[float, float, int]:
    return tier.value * priority, tier.value, tier.gives_way


def _known_group(customer: Customer, policy: Policy) -> SegmentId | None:
    groups = {segment.id for segment in policy.segments if segment.kind is SegmentKind.GROUP}
    return customer.group if customer.group in groups else None
