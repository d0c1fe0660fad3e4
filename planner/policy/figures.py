"""The range of every single figure of a policy."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from planner.domain.messages import Message, message
from planner.domain.policy import Policy, Segment, SpacingRule, Team, Thresholds, TravelRegion


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure with the range it must lie in, both ends included."""

    place: str
    value: float | None
    low: float
    high: float


def figures_out_of_range(policy: Policy) -> Iterator[Message]:
    """One sentence for every figure outside its range. Absent optional figures are in range."""
    for figure in _figures(policy):
        if figure.value is not None and not _inside(figure):
            yield message(
                "{place} is {value}; it must lie between {low} and {high}.",
                place=figure.place,
                value=figure.value,
                low=figure.low,
                high=figure.high,
            )


def _inside(figure: _Figure) -> bool:
    assert figure.value is not None
    return math.isfinite(figure.value) and figure.low <= figure.value <= figure.high


def _figures(policy: Policy) -> Iterator[_Figure]:
    yield _Figure("version", policy.version, 1, 1_000_000_000)
    yield _Figure("stale_after_days", policy.stale_after_days, 1, 3650)
    yield from _each(_segment(segment) for segment in policy.segments)
    yield from _each(_team(team) for team in policy.teams)
    yield from _each(_thresholds(each) for each in policy.thresholds)
    yield from _each(_spacing(rule) for rule in policy.spacing)
    yield from (_Figure(f"working_day.weekdays[{n}]", day, 0, 6) for n, day in enumerate(policy.working_day.weekdays))
    yield from _arrival(policy)
    yield from _walking(policy)
    yield from _each(_region(region) for region in policy.travel)
    yield from _weights(policy)
    yield from _day_estimate(policy)
    yield from _territory(policy)


def _each(groups: Iterable[Iterable[_Figure]]) -> Iterator[_Figure]:
    for group in groups:
        yield from group


def _segment(segment: Segment) -> Iterator[_Figure]:
    place = f"segments[{segment.id}]"
    yield _Figure(f"{place}.calls_per_month", segment.calls_per_month, 0, 31)
    yield _Figure(f"{place}.optional_calls", segment.optional_calls, 0, 31)
    yield _Figure(f"{place}.monthly_coverage", segment.monthly_coverage, 0, 1)
    yield _Figure(f"{place}.quarterly_coverage", segment.quarterly_coverage, 0, 1)
    yield _Figure(f"{place}.visit_minutes", segment.visit_minutes, 1, 240)
    yield _Figure(f"{place}.value", segment.value, 0.001, 1000)
    yield _Figure(f"{place}.gives_way", segment.gives_way, 1, 1000)


def _team(team: Team) -> Iterator[_Figure]:
    yield _Figure(f"teams[{team.id}].calls_per_day", team.calls_per_day, 1, 100)
    yield _Figure(f"teams[{team.id}].max_calls_per_day", team.max_calls_per_day, 1, 100)


def _thresholds(thresholds: Thresholds) -> Iterator[_Figure]:
    place = f"thresholds[{thresholds.product or 'default'}]"
    yield _Figure(f"{place}.potential", thresholds.potential, 0, 1_000_000)
    yield _Figure(f"{place}.support", thresholds.support, 0, 1_000_000)
    yield _Figure(f"{place}.support_share", thresholds.support_share, 0, 1)
    yield _Figure(f"{place}.patients_per_week", thresholds.patients_per_week, 0, 1_000_000)


def _spacing(rule: SpacingRule) -> Iterator[_Figure]:
    yield _Figure(f"spacing[{rule.calls_per_month}].calls_per_month", rule.calls_per_month, 1, 31)
    yield _Figure(f"spacing[{rule.calls_per_month}].minimum_gap_days", rule.minimum_gap_days, 1, 92)


def _arrival(policy: Policy) -> Iterator[_Figure]:
    for arrival in policy.arrival_minutes:
        level = "unknown" if arrival.level is None else arrival.level
        yield _Figure(f"arrival_minutes[{level}].level", arrival.level, 1, 3)
        yield _Figure(f"arrival_minutes[{level}].minutes", arrival.minutes, 0, 240)


def _walking(policy: Policy) -> Iterator[_Figure]:
    walking = policy.walking
    yield _Figure("walking.same_department", walking.same_department, 0, 60)
    yield _Figure("walking.per_floor", walking.per_floor, 0, 60)
    yield _Figure("walking.lift_wait", walking.lift_wait, 0, 60)
    yield _Figure("walking.gate_to_building", walking.gate_to_building, 0, 60)
    yield _Figure("walking.between_buildings", walking.between_buildings, 0, 60)
    yield _Figure("walking.unknown", walking.unknown, 0, 60)


def _region(region: TravelRegion) -> Iterator[_Figure]:
    place = f"travel[{region.name}]"
    yield _Figure(f"{place}.scale", region.scale, 0.1, 60)
    yield _Figure(f"{place}.exponent", region.exponent, 0.1, 1)
    yield _Figure(f"{place}.access_minutes", region.access_minutes, 0, 120)
    for number, each in enumerate(region.factors):
        yield _Figure(f"{place}.factors[{number}].factor", each.factor, 0.1, 10)
    yield _Figure(f"{place}.south", region.south, -90, 90)
    yield _Figure(f"{place}.north", region.north, -90, 90)
    yield _Figure(f"{place}.west", region.west, -180, 180)
    yield _Figure(f"{place}.east", region.east, -180, 180)


def _weights(policy: Policy) -> Iterator[_Figure]:
    weights = policy.weights
    yield _Figure("weights.missed_call", weights.missed_call, 0, 1_000_000)
    yield _Figure("weights.optional_call", weights.optional_call, 0, 1_000_000)
    yield _Figure("weights.call_short", weights.call_short, 0, 1_000_000)
    yield _Figure("weights.uneven_day", weights.uneven_day, 0, 1_000_000)
    yield _Figure("weights.waiting_minute", weights.waiting_minute, 0, 1_000_000)
    yield _Figure("weights.travel_minute", weights.travel_minute, 0.001, 1_000_000)
    yield _Figure("weights.moved_call", weights.moved_call, 0, 1_000_000)
    yield _Figure("weights.coverage_call", weights.coverage_call, 1, 1_000)


def _day_estimate(policy: Policy) -> Iterator[_Figure]:
    estimate = policy.day_estimate
    yield _Figure("day_estimate.calls_per_stop", estimate.calls_per_stop, 1, 100)
    yield _Figure("day_estimate.kilometres_between_stops", estimate.kilometres_between_stops, 0, 1000)
    yield _Figure("day_estimate.kilometres_from_home", estimate.kilometres_from_home, 0, 1000)
    yield _Figure("day_estimate.tight_from", estimate.tight_from, 0.1, 1)


def _territory(policy: Policy) -> Iterator[_Figure]:
    figures = policy.territory
    yield _Figure("territory.half_life_days", figures.half_life_days, 1, 3650)
    yield _Figure("territory.calls_for_full", figures.calls_for_full, 1, 100)
    yield _Figure("territory.least", figures.least, 0, 1)
    yield _Figure("territory.never_seen", figures.never_seen, 0, 1)
    yield _Figure("territory.unrated_support", figures.unrated_support, 0, 1_000_000)
    yield _Figure("territory.open_stage", figures.open_stage, 0, 100)
    yield _Figure("territory.nearest_hospitals", figures.nearest_hospitals, 1, 100)
    yield _Figure("territory.introductions_a_day", figures.introductions_a_day, 1, 20)
    yield _Figure("territory.introduction_weeks", figures.introduction_weeks, 1, 26)
    yield _Figure("territory.introduction_equity", figures.introduction_equity, 0, 1_000_000)
