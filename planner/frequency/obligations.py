"""What every customer is owed this month: frequency of the segment, coverage of month and quarter."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from planner.domain.calls import Call
from planner.domain.people import Customer, CustomerId, SegmentId
from planner.domain.policy import Policy, Segment
from planner.domain.products import Product
from planner.domain.units import Minutes, Month
from planner.frequency.visits import Visits, customers_required, last_before, seen_earlier_in_quarter, visits, visits_in
from planner.segmentation.tiers import segment_of


@dataclass(frozen=True, slots=True)
class Obligation:
    """What one customer is owed in the month, net of the visits already made in it.

    `owed` calls must be planned; `coverage_owed`: the first of them is needed for the coverage minimum of month or quarter
    (a customer of a segment with a frequency may owe calls without it: the minimum is reached by others).
    `optional` more calls may be taken in slack. `frequency` is the segment's calls a month, `made` the visits of the month
    so far, `last_visit` the last one up to the end of the month. `minutes` is the length of one call.
    """

    customer: CustomerId
    segment: SegmentId
    owed: int
    coverage_owed: bool
    optional: int
    frequency: int
    made: int
    minutes: Minutes
    last_visit: date | None
    seen_in_quarter: bool


@dataclass(frozen=True, slots=True)
class _Standing:
    """A customer of one segment with what happened so far."""

    customer: CustomerId
    made: int
    earlier: bool  # seen in the quarter before this month
    last: date | None

    @property
    def in_quarter(self) -> bool:
        return self.earlier or self.made > 0


def obligations(
    customers: Sequence[Customer], calls: Iterable[Call], products: Sequence[Product], month: Month, policy: Policy
) -> tuple[Obligation, ...]:
    """The obligations of a month in the order of the customers; inactive and unclassified customers owe nothing.

    Coverage shares hold among the customers given, so pass those of one rep. `calls` must reach back to the beginning of
    the quarter; later ones than the month are passed over.
    """
    seen = visits(customers, calls)
    by_segment: dict[SegmentId, list[_Standing]] = defaultdict(list)
    for customer in customers:
        segment = segment_of(customer, products, policy) if customer.active else None
        if segment is not None:
            by_segment[segment].append(_standing(customer.id, seen, month))
    owed = {
        each.customer: each
        for segment, standings in by_segment.items()
        for each in _of_segment(policy.segment(segment), standings, month)
    }
    return tuple(owed[customer.id] for customer in customers if customer.id in owed)


def unclassified(customers: Iterable[Customer], products: Sequence[Product], policy: Policy) -> tuple[CustomerId, ...]:
    """Active customers that no segment is known for, and who therefore are in no plan."""
    return tuple(each.id for each in customers if each.active and segment_of(each, products, policy) is None)


def _standing(customer: CustomerId, seen: Visits, month: Month) -> _Standing:
    days = seen.get(customer, frozenset())
    return _Standing(customer, visits_in(days, month), seen_earlier_in_quarter(days, month), last_before(days, month.last))


def _of_segment(segment: Segment, standings: Sequence[_Standing], month: Month) -> Iterable[Obligation]:
    needed = customers_needed_for_coverage(segment, standings, month)
    for standing in standings:
        coverage = standing.customer in needed
        owed = max(0, segment.calls_per_month - standing.made, int(coverage))
        most = segment.calls_per_month + segment.optional_calls
        yield Obligation(
            customer=standing.customer,
            segment=segment.id,
            owed=owed,
            coverage_owed=coverage,
            optional=max(0, most - standing.made - owed),
            frequency=segment.calls_per_month,
            made=standing.made,
            minutes=segment.visit_minutes,
            last_visit=standing.last,
            seen_in_quarter=standing.in_quarter,
        )


def customers_needed_for_coverage(segment: Segment, standings: Sequence[_Standing], month: Month) -> frozenset[CustomerId]:
    """Whom to see for the first time this month so that month and quarter reach their shares.

    The quarter's missing customers are spread evenly over its remaining months, this one included. Customers not seen in
    the quarter come first, among them the longest unvisited (never visited first), then by id.
    """
    unseen = [standing for standing in standings if standing.made == 0]
    of_month = customers_required(segment.monthly_coverage, len(standings)) - (len(standings) - len(unseen))
    of_quarter = _due_this_month(segment, standings, month)
    ordered = sorted(unseen, key=lambda each: (each.in_quarter, each.last or date.min, each.customer))
    count = max(0, of_month, of_quarter)
    return frozenset(standing.customer for standing in ordered[:count])


def _due_this_month(segment: Segment, standings: Sequence[_Standing], month: Month) -> int:
    """How many more customers the month must reach that the quarter has not seen.

    What was missing when the month began, spread over the months left, less those already reached in this month.
    """
    missing = customers_required(segment.quarterly_coverage, len(standings)) - sum(each.earlier for each in standings)
    months_left = 3 - month.quarter.index(month)
    reached = sum(each.made > 0 and not each.earlier for each in standings)
    return -(-missing // months_left) - reached
