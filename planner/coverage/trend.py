"""How a quarter's coverage grew, day by day."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from planner.domain.calls import Call
from planner.domain.people import Customer, SegmentId
from planner.domain.policy import Policy
from planner.domain.products import Product
from planner.domain.units import Month
from planner.frequency.visits import visits
from planner.segmentation.tiers import segment_of


@dataclass(frozen=True, slots=True)
class SegmentTrend:
    """`seen` are the customers of a segment seen in the quarter up to each of the dates asked for; `required` is a share 0..1."""

    segment: SegmentId
    customers: int
    seen: tuple[int, ...]
    required: float

    @property
    def shares(self) -> tuple[float, ...]:
        """Seen per customer on each date, 0..1."""
        return tuple(count / self.customers for count in self.seen)


def quarter_dates(month: Month) -> tuple[date, ...]:
    """Every date of the quarter a month lies in."""
    return tuple(day for each in month.quarter for day in each.dates)


def trend(
    customers: Iterable[Customer], calls: Iterable[Call], products: Sequence[Product], month: Month, policy: Policy
) -> tuple[SegmentTrend, ...]:
    """One line per segment with customers, in the policy's order, over `quarter_dates`.

    The last date of the month has the quarterly coverage that `measure` tells of the same calls.
    """
    active = [customer for customer in customers if customer.active]
    seen = visits(active, calls)
    dates = quarter_dates(month)
    first_seen: dict[SegmentId, list[date]] = defaultdict(list)
    members: dict[SegmentId, int] = defaultdict(int)
    for customer in active:
        segment = segment_of(customer, products, policy)
        if segment is None:
            continue
        members[segment] += 1
        inside = [day for day in seen.get(customer.id, frozenset()) if dates[0] <= day <= dates[-1]]
        if inside:
            first_seen[segment].append(min(inside))
    return tuple(
        _segment_trend(each.id, members[each.id], sorted(first_seen[each.id]), dates, each.quarterly_coverage)
        for each in policy.segments
        if each.id in members
    )


def _segment_trend(
    segment: SegmentId, customers: int, first_seen: Sequence[date], dates: Sequence[date], required: float
) -> SegmentTrend:
    return SegmentTrend(segment, customers, tuple(bisect_right(first_seen, day) for day in dates), required)
