"""Whose visits still keep a month from missing its coverage."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from planner.domain.calls import Call
from planner.domain.people import Customer, CustomerId, SegmentId
from planner.domain.policy import Policy
from planner.domain.products import Product
from planner.domain.units import Month
from planner.frequency.obligations import obligations


@dataclass(frozen=True, slots=True)
class Rescue:
    """A customer without whose visit a coverage minimum is missed; `value` is the segment's."""

    customer: CustomerId
    segment: SegmentId
    value: float
    last_visit: date | None
    seen_in_quarter: bool


def rescues(
    customers: Sequence[Customer], calls: Iterable[Call], products: Sequence[Product], month: Month, policy: Policy
) -> tuple[Rescue, ...]:
    """Those of one rep's customers, neither seen nor among the (planned) calls, who are needed for month or quarter.

    First those of the greatest value, among them those not yet seen in the quarter, then the longest unvisited.
    """
    needed = [
        Rescue(each.customer, each.segment, policy.segment(each.segment).value, each.last_visit, each.seen_in_quarter)
        for each in obligations(customers, calls, products, month, policy)
        if each.coverage_owed
    ]
    needed.sort(key=lambda each: (-each.value, each.seen_in_quarter, each.last_visit or date.min, each.customer))
    return tuple(needed)
