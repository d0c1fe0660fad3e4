"""What is found wrong with a policy."""

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

import pytest

from planner.domain.people import SegmentId
from planner.domain.policy import Policy, SpacingRule, Thresholds, TimeOfDayFactor, TravelRegion
from planner.domain.products import ProductId
from planner.domain.units import MinuteOfDay, Minutes, TimeWindow, Weekday
from planner.errors import PolicyError
from planner.policy.preset import preset
from planner.policy.validate import problems, validate


def with_segment(id: str, **changes: Any) -> Policy:
    policy = preset()
    return replace(policy, segments=tuple(replace(each, **changes) if each.id == id else each for each in policy.segments))


def with_day(**changes: Any) -> Policy:
    return replace(preset(), working_day=replace(preset().working_day, **changes))


def box(name: str, south: float, west: float, north: float, east: float) -> TravelRegion:
    return TravelRegion(name, 3.3, 0.6, 3, (), south=south, west=west, north=north, east=east)


def window(start: int, end: int) -> TimeWindow:
    return TimeWindow(MinuteOfDay(start), MinuteOfDay(end))


FAULTS: list[tuple[str, Callable[[], Policy], tuple[str, ...]]] = [
    ("share above one", lambda: with_segment("A", quarterly_coverage=1.2), ("segments[A].quarterly_coverage", "1.2")),
    ("not a number", lambda: with_segment("A", value=float("nan")), ("segments[A].value", "nan")),
    ("no visit time", lambda: with_segment("C", visit_minutes=Minutes(0)), ("segments[C].visit_minutes", "0")),
    ("month above quarter", lambda: with_segment("C", monthly_coverage=0.9), ("segments[C].monthly_coverage 0.9", "0.8")),
    ("gap too long", lambda: with_segment("A", calls_per_month=15), ("segments[A].calls_per_month 15", "2 days")),
    ("values against order", lambda: with_segment("D", value=9), ("segments[D] gives way before", "9")),
    ("tier missing", lambda: replace(preset(), segments=preset().segments[1:]), ("no tier A",)),
    ("tier twice", lambda: replace(preset(), segments=(*preset().segments, preset().segments[0])), ("segments holds A",)),
    ("name of two", lambda: with_segment("N3", names=("库管",)), ("库管", "more than one")),
    ("empty name", lambda: with_segment("N3", names=()), ("segments[N3]", "empty")),
    ("no team", lambda: replace(preset(), teams=()), ("teams is empty",)),
    (
        "target above maximum",
        lambda: replace(preset(), teams=(replace(preset().teams[0], max_calls_per_day=9),)),
        ("teams[ONC].calls_per_day 10", "9"),
    ),
    ("no default threshold", lambda: replace(preset(), thresholds=()), ("thresholds has no default",)),
    (
        "no support threshold",
        lambda: replace(preset(), thresholds=(*preset().thresholds, Thresholds(ProductId("P1"), 10, None, None, None))),
        ("thresholds[P1]", "support_share"),
    ),
    (
        "support above potential",
        lambda: replace(preset(), thresholds=(Thresholds(None, 10, 20, None, None),)),
        ("thresholds[default].support 20", "10"),
    ),
    ("no spacing", lambda: replace(preset(), spacing=()), ("spacing is empty",)),
    (
        "gap grows",
        lambda: replace(preset(), spacing=(SpacingRule(1, 3), SpacingRule(4, 5))),
        ("spacing[4].minimum_gap_days 5", "spacing[1]"),
    ),
    ("lunch outside", lambda: with_day(lunch=window(400, 500)), ("working_day.lunch 06:40-08:20", "08:00-17:30")),
    ("halves overlap", lambda: with_day(morning=window(480, 800)), ("working_day.morning", "afternoon")),
    ("no weekday", lambda: with_day(weekdays=()), ("working_day.weekdays is empty",)),
    ("weekday twice", lambda: with_day(weekdays=(Weekday(1), Weekday(1))), ("working_day.weekdays holds 1",)),
    ("eighth weekday", lambda: with_day(weekdays=(Weekday(7),)), ("working_day.weekdays[0] is 7",)),
    ("no default arrival", lambda: replace(preset(), arrival_minutes=()), ("arrival_minutes has no entry",)),
    ("no default region", lambda: replace(preset(), travel=preset().travel[:-1]), ("travel has no default region",)),
    (
        "two defaults",
        lambda: replace(preset(), travel=(replace(preset().travel[-1], name="other"), preset().travel[-1])),
        ("more than one default",),
    ),
    ("upside down", lambda: replace(preset(), travel=(box("x", 40, 1, 39, 2), preset().travel[-1])), ("travel[x]: south",)),
    (
        "overlapping boxes",
        lambda: replace(preset(), travel=(box("x", 1, 1, 3, 3), box("y", 2, 2, 4, 4), preset().travel[-1])),
        ("travel[x] and travel[y] overlap",),
    ),
    (
        "half a box",
        lambda: replace(preset(), travel=(replace(box("x", 1, 1, 3, 3), east=None), preset().travel[-1])),
        ("travel[x] has an incomplete box",),
    ),
    (
        "overlapping factors",
        lambda: replace(
            preset(),
            travel=(replace(preset().travel[-1], factors=(TimeOfDayFactor(window(1, 9), 1), TimeOfDayFactor(window(8, 10), 1))),),
        ),
        ("travel[Elsewhere].factors", "00:08-00:10"),
    ),
    ("free misses", lambda: replace(preset(), weights=replace(preset().weights, missed_call=1)), ("weights.missed_call 1", "3")),
    (
        "infinite weight",
        lambda: replace(preset(), weights=replace(preset().weights, moved_call=float("inf"))),
        ("weights.moved_call is inf",),
    ),
    ("nameless", lambda: replace(preset(), name=" "), ("name is empty",)),
]


@pytest.mark.parametrize(("make", "words"), [fault[1:] for fault in FAULTS], ids=[fault[0] for fault in FAULTS])
def test_that_a_fault_is_named_with_its_place_and_value(make: Callable[[], Policy], words: tuple[str, ...]) -> None:
    found = [str(problem) for problem in problems(make())]
    assert any(all(word in sentence for word in words) for sentence in found), found


def test_that_every_figure_of_a_segment_has_a_range() -> None:
    for field in fields(preset().segments[0]):
        if field.type in (int, float, Minutes) or field.type in ("int", "float", "Minutes"):
            found = [str(problem) for problem in problems(with_segment("B", **{field.name: -1}))]
            assert any(f"segments[B].{field.name}" in sentence for sentence in found), field.name


def test_that_every_weight_has_a_range() -> None:
    for field in fields(preset().weights):
        policy = replace(preset(), weights=replace(preset().weights, **{field.name: -0.5}))
        assert any(f"weights.{field.name}" in str(problem) for problem in problems(policy)), field.name


def test_that_boxes_which_only_touch_are_fine() -> None:
    policy = replace(preset(), travel=(box("x", 1, 1, 2, 2), box("y", 2, 1, 3, 2), preset().travel[-1]))
    assert problems(policy) == ()


def test_that_equal_places_in_the_declared_order_are_fine() -> None:
    assert problems(with_segment("N3", gives_way=1)) == ()


def test_that_a_sound_policy_passes_unchanged() -> None:
    policy = preset()
    assert validate(policy) is policy


def test_that_an_unsound_policy_is_refused_with_its_faults_counted() -> None:
    policy = with_segment("A", monthly_coverage=2.0, visit_minutes=Minutes(-5))
    with pytest.raises(PolicyError) as refused:
        validate(policy)
    assert "segments[A]" in str(refused.value.problem)
    assert "And 2 more" in str(refused.value.problem)


def test_that_a_group_named_by_id_counts_as_a_name() -> None:
    assert any("n1" in str(problem) for problem in problems(with_segment("N2", names=("n1", SegmentId("库管")))))
