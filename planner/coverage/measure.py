"""Coverage and frequency as they are: by segment, by hospital, by product."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from planner.coverage.share import SegmentCoverage, Share
from planner.domain.calls import Call
from planner.domain.people import Customer, CustomerId, SegmentId
from planner.domain.places import HospitalId
from planner.domain.policy import Policy, Segment
from planner.domain.products import Product, ProductId
from planner.domain.units import Month
from planner.frequency.visits import Visits, seen_in_quarter, visits, visits_in
from planner.segmentation.tiers import segment_of, tiers_of

Key = TypeVar("Key", bound=Hashable)
Segments = tuple[SegmentCoverage, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """The month's coverage. Everywhere the segments come in the policy's order and only those with customers.

    `segments` and `hospitals` count each customer once, by the segment that the plan uses, at the main hospital;
    `products` count each customer under every promoted product by the tier for that product. `unclassified` active customers
    are in no segment.
    """

    month: Month
    segments: Segments
    hospitals: tuple[tuple[HospitalId, Segments], ...]
    products: tuple[tuple[ProductId, Segments], ...]
    unclassified: int

    @property
    def met(self) -> bool:
        return all(segment.met for segment in self.segments)

    def segment(self, id: SegmentId) -> SegmentCoverage | None:
        return next((each for each in self.segments if each.segment == id), None)


def measure(
    customers: Iterable[Customer], calls: Iterable[Call], products: Sequence[Product], month: Month, policy: Policy
) -> Coverage:
    """Coverage of the active customers in a month and in its quarter so far.

    `calls` must reach back to the beginning of the quarter; later ones than the month are passed over. A customer's noted last
    visit counts as one.
    """
    active = [customer for customer in customers if customer.active]
    segments = {customer.id: segment_of(customer, products, policy) for customer in active}
    classified = [customer for customer in active if segments[customer.id] is not None]
    seen = visits(active, calls)
    main_hospital = {customer.id: customer.affiliations[0].hospital for customer in classified if customer.affiliations}

    def covered(members: Mapping[SegmentId, Sequence[CustomerId]]) -> Segments:
        return segment_coverages(members, seen, month, policy)

    pairs = [(customer.id, segment) for customer in classified if (segment := segments[customer.id]) is not None]
    by_hospital = _split(((main_hospital[id], id, segment) for id, segment in pairs if id in main_hospital), covered)
    by_product = _split(
        ((product, each.id, tier) for each in active for product, tier in tiers_of(each, products, policy)), covered
    )
    return Coverage(
        month=month,
        segments=covered(_grouped(pairs)),
        hospitals=tuple(sorted(by_hospital.items())),
        products=tuple((product.id, by_product[product.id]) for product in products if product.id in by_product),
        unclassified=len(active) - len(classified),
    )


def segment_coverages(members: Mapping[SegmentId, Sequence[CustomerId]], seen: Visits, month: Month, policy: Policy) -> Segments:
    """The coverage of groups of customers by segment, in the policy's order."""
    return tuple(
        _segment_coverage(segment, members[segment.id], seen, month) for segment in policy.segments if segment.id in members
    )


def _segment_coverage(segment: Segment, members: Sequence[CustomerId], seen: Visits, month: Month) -> SegmentCoverage:
    days = [seen.get(customer, frozenset()) for customer in members]
    made = [visits_in(each, month) for each in days]
    in_quarter = sum(seen_in_quarter(each, month) for each in days)
    return SegmentCoverage(
        segment=segment.id,
        month=Share(len(members), sum(count > 0 for count in made), segment.monthly_coverage),
        quarter=Share(len(members), in_quarter, segment.quarterly_coverage),
        calls_required=segment.calls_per_month * len(members),
        calls=sum(made),
        in_frequency=sum(count >= max(1, segment.calls_per_month) for count in made),
    )


def _grouped(pairs: Iterable[tuple[CustomerId, SegmentId]]) -> dict[SegmentId, list[CustomerId]]:
    groups: dict[SegmentId, list[CustomerId]] = defaultdict(list)
    for customer, segment in pairs:
        groups[segment].append(customer)
    return groups


def _split(
    members: Iterable[tuple[Key, CustomerId, SegmentId]],
    covered: Callable[[Mapping[SegmentId, Sequence[CustomerId]]], Segments],
) -> dict[Key, Segments]:
    """One coverage per key."""
    by_key: dict[Key, list[tuple[CustomerId, SegmentId]]] = defaultdict(list)
    for key, customer, segment in members:
        by_key[key].append((customer, segment))
    return {key: covered(_grouped(pairs)) for key, pairs in by_key.items()}
