"""Customers whose next call is late."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from planner.domain.calls import Call
from planner.domain.people import Customer, CustomerId, SegmentId
from planner.domain.policy import Policy, Segment
from planner.domain.products import Product
from planner.frequency.visits import last_before, visits
from planner.segmentation.tiers import segment_of

DAYS_OF_A_MONTH = 365.25 / 12
DAYS_OF_A_QUARTER = 3 * DAYS_OF_A_MONTH


@dataclass(frozen=True, slots=True)
class Overdue:
    """A customer not seen within the interval of the segment. `days_late` None = never seen."""

    customer: CustomerId
    segment: SegmentId
    last_visit: date | None
    days_late: int | None


def overdue(
    customers: Iterable[Customer], calls: Iterable[Call], products: Sequence[Product], as_of: date, policy: Policy
) -> tuple[Overdue, ...]:
    """Active customers late on a day: first those of greater segment value, among them the latest (never seen first)."""
    active = [customer for customer in customers if customer.active]
    seen = visits(active, calls)
    late: list[tuple[Segment, Overdue]] = []
    for customer in active:
        id = segment_of(customer, products, policy)
        segment = None if id is None else policy.segment(id)
        interval = None if segment is None else interval_days(segment)
        if segment is None or interval is None:
            continue
        last = last_before(seen.get(customer.id, frozenset()), as_of)
        days_late = None if last is None else (as_of - last - timedelta(days=interval)).days
        if days_late is None or days_late > 0:
            late.append((segment, Overdue(customer.id, segment.id, last, days_late)))
    late.sort(key=lambda each: (-each[0].value, each[1].last_visit or date.min, each[1].customer))
    return tuple(each for _, each in late)


def interval_days(segment: Segment) -> int | None:
    """The longest time between two calls that keeps the requirement; None when nothing is required.

    A month by the frequency; for segments seen as needed a quarter by the share to be covered: with 60 % of the customers
    a quarter everybody has a turn every 152 days.
    """
    if segment.calls_per_month > 0:
        return round(DAYS_OF_A_MONTH / segment.calls_per_month)
    if segment.quarterly_coverage > 0:
        return round(DAYS_OF_A_QUARTER / segment.quarterly_coverage)
    return round(DAYS_OF_A_MONTH / segment.monthly_coverage) if segment.monthly_coverage > 0 else None
