"""What a unit asks of whoever looks after it, in minutes a month: one named function per part."""

from collections.abc import Sequence

from planner.domain.people import Customer, CustomerKind, SegmentId
from planner.domain.places import Coordinate
from planner.domain.policy import Policy, Segment
from planner.domain.products import Product
from planner.domain.territory import Launch
from planner.frequency.overhead import mean_factor
from planner.policy.lookup import region_at
from planner.policy.travelling import ordinary_minutes
from planner.segmentation.tiers import segment_of


def calls_a_month(segment: Segment) -> float:
    """Calls on one customer in an ordinary month: the frequency, or the part of a call that coverage asks for on average."""
    return max(float(segment.calls_per_month), segment.monthly_coverage, segment.quarterly_coverage / 3)


def launch_calls(customer: Customer, segment: SegmentId, launch: Launch | None, *, anybody_rated: bool) -> float:
    """What a launched product asks for beside; when nobody is rated for it yet, of every prescriber of the segments."""
    if launch is None or segment not in launch.segments or customer.kind is not CustomerKind.PRESCRIBER:
        return 0.0
    rated = any(rating.product == launch.product for rating in customer.ratings)
    return launch.calls if rated or not anybody_rated else 0.0


def asked(
    customers: Sequence[Customer], products: Sequence[Product], policy: Policy, launch: Launch | None = None
) -> tuple[tuple[Segment, float] | None, ...]:
    """The segment and the calls a month of every customer; None for one who is inactive or of no known segment."""
    rated = launch is not None and any(rating.product == launch.product for each in customers for rating in each.ratings)
    return tuple(_asked_of(each, products, policy, launch, rated) for each in customers)


def _asked_of(
    customer: Customer, products: Sequence[Product], policy: Policy, launch: Launch | None, rated: bool
) -> tuple[Segment, float] | None:
    found = segment_of(customer, products, policy) if customer.active else None
    if found is None:
        return None
    segment = policy.segment(found)
    return segment, calls_a_month(segment) + launch_calls(customer, found, launch, anybody_rated=rated)


def hospital_days(calls: Sequence[float], policy: Policy) -> float:
    """Stays at a hospital in a month: as many calls a stay as the policy says, and at least as many as the most visited
    customer is called on, because nobody is visited twice a day."""
    return max(sum(calls) / policy.day_estimate.calls_per_stop, max(calls, default=0.0))


def walking_per_call(policy: Policy) -> float:
    """Minutes on foot with each call, the way back to the gate shared by the calls of a stay."""
    return policy.walking.unknown * (1 + 1 / policy.day_estimate.calls_per_stop)


def on_site_minutes(visits: Sequence[tuple[Segment, float]], arrival: float, policy: Policy) -> float:
    """Calls x (visit minutes + walking) + arrival x hospital days."""
    walking = walking_per_call(policy)
    calls = sum(count * (segment.visit_minutes + walking) for segment, count in visits)
    return calls + arrival * hospital_days([count for _, count in visits], policy)


def leg_share(where: Coordinate, kilometres: float, policy: Policy) -> float:
    """A unit's share of travel per stay: one leg from its near neighbours, `kilometres` away on the mean, at the mean factor of
    the working day."""
    region = region_at(policy, where)
    return ordinary_minutes(region, kilometres) * mean_factor(region, policy.working_day)
