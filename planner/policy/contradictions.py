"""Figures that are each in range and cannot hold together."""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from planner.domain.messages import Message, message
from planner.domain.policy import Policy, TravelRegion
from planner.domain.units import TimeWindow
from planner.policy.lookup import minimum_gap_days

SHORTEST_MONTH_DAYS = 28


def contradictions(policy: Policy) -> Iterator[Message]:
    """Every pair or group of figures of which one makes another impossible or meaningless."""
    yield from coverage_shrinks_over_the_quarter(policy)
    yield from calls_do_not_fit_their_gap(policy)
    yield from gaps_grow_with_frequency(policy)
    yield from target_above_maximum(policy)
    yield from declared_order_against_values(policy)
    yield from day_does_not_hold_together(policy)
    yield from thresholds_of_support_above_potential(policy)
    yield from regions_overlap(policy)
    yield from factors_overlap(policy)
    yield from missed_call_cheaper_than_optional(policy)


def coverage_shrinks_over_the_quarter(policy: Policy) -> Iterator[Message]:
    """Who is seen in a month is seen in its quarter: the quarter's share cannot be smaller."""
    for segment in policy.segments:
        if segment.monthly_coverage > segment.quarterly_coverage:
            yield message(
                "segments[{id}].monthly_coverage {monthly} is more than its quarterly_coverage {quarterly}.",
                id=segment.id,
                monthly=segment.monthly_coverage,
                quarterly=segment.quarterly_coverage,
            )


def calls_do_not_fit_their_gap(policy: Policy) -> Iterator[Message]:
    """`calls` calls need (calls - 1) gaps inside the shortest month."""
    for segment in policy.segments:
        calls = segment.calls_per_month
        gap = minimum_gap_days(policy, calls)
        if gap is not None and (calls - 1) * gap >= SHORTEST_MONTH_DAYS:
            yield message(
                "segments[{id}].calls_per_month {calls} does not fit a month with the spacing of {gap} days between calls.",
                id=segment.id,
                calls=calls,
                gap=gap,
            )


def gaps_grow_with_frequency(policy: Policy) -> Iterator[Message]:
    """More calls a month cannot ask for a longer gap."""
    rules = sorted(policy.spacing, key=lambda rule: rule.calls_per_month)
    for seldom, often in pairwise(rules):
        if often.minimum_gap_days > seldom.minimum_gap_days:
            yield message(
                "spacing[{often}].minimum_gap_days {gap} is more than that of spacing[{seldom}], {seldom_gap}.",
                often=often.calls_per_month,
                gap=often.minimum_gap_days,
                seldom=seldom.calls_per_month,
                seldom_gap=seldom.minimum_gap_days,
            )


def target_above_maximum(policy: Policy) -> Iterator[Message]:
    """The target of a day must be allowed."""
    for team in policy.teams:
        if team.calls_per_day > team.max_calls_per_day:
            yield message(
                "teams[{id}].calls_per_day {target} is more than its max_calls_per_day {maximum}.",
                id=team.id,
                target=team.calls_per_day,
                maximum=team.max_calls_per_day,
            )


def declared_order_against_values(policy: Policy) -> Iterator[Message]:
    """Who gives way first must not be worth more: allocation and planning would decide against each other."""
    ordered = sorted(policy.segments, key=lambda segment: (segment.gives_way, segment.value))
    for first, then in pairwise(ordered):
        if first.value > then.value:
            yield message(
                "segments[{first}] gives way before segments[{then}] but its value {value} is more than {other}.",
                first=first.id,
                then=then.id,
                value=first.value,
                other=then.value,
            )


def day_does_not_hold_together(policy: Policy) -> Iterator[Message]:
    """Lunch, morning and afternoon lie inside the hours; the morning ends before the afternoon begins."""
    day = policy.working_day
    for name, window in (("lunch", day.lunch), ("morning", day.morning), ("afternoon", day.afternoon)):
        if window.meet(day.hours) != window:
            yield message(
                "working_day.{name} {window} is not inside the hours {hours}.",
                name=name,
                window=str(window),
                hours=str(day.hours),
            )
    if day.morning.end > day.afternoon.start:
        yield message(
            "working_day.morning {morning} runs into the afternoon {afternoon}.",
            morning=str(day.morning),
            afternoon=str(day.afternoon),
        )
    if day.lunch.minutes >= day.hours.minutes:
        yield message("working_day.lunch {lunch} leaves no time for calls.", lunch=str(day.lunch))


def thresholds_of_support_above_potential(policy: Policy) -> Iterator[Message]:
    """A share of the market cannot be high only above the whole of it; nobody could reach tier C."""
    for each in policy.thresholds:
        if each.support is not None and each.support_share is None and each.support > each.potential > 0:
            yield message(
                "thresholds[{product}].support {support} is more than its potential {potential}: nobody could be tier C.",
                product=each.product or "default",
                support=each.support,
                potential=each.potential,
            )


def regions_overlap(policy: Policy) -> Iterator[Message]:
    """A place must have one travel law. Boxes that only touch share no place; an upside-down box holds none."""
    boxes = [(region, box) for region in policy.travel if (box := _box(region)) is not None]
    for region, (south, west, north, east) in boxes:
        if south >= north or west >= east:
            yield message("travel[{name}]: south must be below north, and west below east.", name=region.name)
    for (one, left), (other, right) in combinations(boxes, 2):
        if max(left[0], right[0]) < min(left[2], right[2]) and max(left[1], right[1]) < min(left[3], right[3]):
            yield message(
                "travel[{one}] and travel[{other}] overlap; a place must lie in one region.",
                one=one.name,
                other=other.name,
            )


def _box(region: TravelRegion) -> tuple[float, float, float, float] | None:
    if region.south is None or region.west is None or region.north is None or region.east is None:
        return None
    return region.south, region.west, region.north, region.east


def factors_overlap(policy: Policy) -> Iterator[Message]:
    """One departure time, one factor."""
    for region in policy.travel:
        for one, other in _overlapping([factor.window for factor in region.factors]):
            yield message("travel[{name}].factors: {one} and {other} overlap.", name=region.name, one=str(one), other=str(other))


def _overlapping(windows: Sequence[TimeWindow]) -> list[tuple[TimeWindow, TimeWindow]]:
    return [(one, other) for one, other in combinations(sorted(windows), 2) if one.meet(other) is not None]


def missed_call_cheaper_than_optional(policy: Policy) -> Iterator[Message]:
    """A plan must never leave out an owed call to take an optional one of the same segment."""
    weights = policy.weights
    if weights.missed_call <= weights.optional_call:
        yield message(
            "weights.missed_call {missed} must be more than weights.optional_call {optional}.",
            missed=weights.missed_call,
            optional=weights.optional_call,
        )
