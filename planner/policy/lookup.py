"""Questions to a policy that need a rule to answer: which entry of a list applies."""

from planner.domain.people import SegmentId, TeamId
from planner.domain.places import Coordinate, Hospital
from planner.domain.policy import Policy, SegmentKind, Thresholds, TravelRegion
from planner.domain.products import ProductId
from planner.domain.units import Minutes
from planner.policy.travelling import region_of


def minimum_gap_days(policy: Policy, calls_per_month: int) -> int | None:
    """Calendar days between two calls on a customer who gets `calls_per_month` calls.

    The rule with the most calls not above `calls_per_month` applies, below all rules the first one; None without rules.
    """
    rules = sorted(policy.spacing, key=lambda rule: rule.calls_per_month)
    if not rules:
        return None
    fitting = [rule for rule in rules if rule.calls_per_month <= calls_per_month]
    return (fitting or rules[:1])[-1].minimum_gap_days


def arrival_minutes(policy: Policy, hospital: Hospital) -> Minutes:
    """Minutes per stop: the hospital's own, else those of its level, else those of hospitals of unknown level."""
    if hospital.arrival_minutes is not None:
        return hospital.arrival_minutes
    by_level = {arrival.level: arrival.minutes for arrival in policy.arrival_minutes}
    return by_level.get(hospital.level, by_level.get(None, Minutes(0)))


def thresholds_for(policy: Policy, product: ProductId) -> Thresholds:
    """The product's own thresholds, else the default. Raises KeyError when a policy has neither."""
    by_product = {thresholds.product: thresholds for thresholds in policy.thresholds}
    return by_product[product] if product in by_product else by_product[None]


def region_at(policy: Policy, coordinate: Coordinate) -> TravelRegion:
    """The region whose box holds the place, else the default. Raises KeyError when a policy has no default."""
    return region_of(policy.travel, coordinate) or default_region(policy)


def default_region(policy: Policy) -> TravelRegion:
    """The region without a box. Raises KeyError when a policy has none."""
    for region in policy.travel:
        if region.south is None:
            return region
    raise KeyError("default region")


def segment_named(policy: Policy, name: str, kind: SegmentKind | None = None) -> SegmentId | None:
    """The segment that a file calls `name`, by id or any of its names, case aside; None when there is none."""
    wanted = name.strip().casefold()
    for segment in policy.segments:
        names = {str(segment.id).casefold(), *(each.strip().casefold() for each in segment.names)}
        if wanted in names and kind in (None, segment.kind):
            return segment.id
    return None


def team_named(policy: Policy, name: str) -> TeamId | None:
    """The team that a file calls `name`, by id or any of its names, case aside; None when there is none."""
    wanted = name.strip().casefold()
    for team in policy.teams:
        if wanted in {str(team.id).casefold(), *(each.strip().casefold() for each in team.names)}:
            return team.id
    return None
