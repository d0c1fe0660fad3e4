"""The preset against the figures of the sales model."""

import pytest

from planner.domain.people import SegmentId, TeamId
from planner.domain.policy import SegmentKind
from planner.policy.lookup import segment_named, team_named
from planner.policy.preset import preset
from planner.policy.validate import problems


def test_that_the_preset_is_sound() -> None:
    assert problems(preset()) == ()


@pytest.mark.parametrize(
    ("segment", "calls", "monthly", "quarterly"),
    [
        ("A", 4, 0.9, 1.0),
        ("B", 4, 0.9, 1.0),
        ("C", 1, 0.6, 0.8),
        ("D", 0, 0.2, 0.6),
        ("N1", 1, 0.5, 0.8),
        ("N2", 2, 0.5, 0.8),
        ("N3", 0, 0, 0),
    ],
)
def test_that_every_segment_is_owed_what_the_model_says(segment: str, calls: int, monthly: float, quarterly: float) -> None:
    found = preset().segment(SegmentId(segment))
    assert (found.calls_per_month, found.monthly_coverage, found.quarterly_coverage) == (calls, monthly, quarterly)


def test_that_oncology_aims_at_ten_calls_a_day_and_others_at_twelve() -> None:
    assert [team.calls_per_day for team in preset().teams] == [10, 12]


def test_that_calls_are_given_up_in_the_order_d_c_b_with_a_last() -> None:
    ordered = sorted(preset().segments, key=lambda segment: segment.gives_way)
    tiers = [segment.id for segment in ordered if segment.kind is SegmentKind.TIER]
    assert tiers == ["D", "C", "B", "A"]
    assert [segment.id for segment in ordered] == ["D", "N3", "C", "N2", "N1", "B", "A"]


@pytest.mark.parametrize(
    ("name", "segment"),
    [
        ("院办领导", "N1"),
        ("药剂科主任", "N1"),
        ("非处方KOL", "N1"),
        ("库管", "N2"),
        ("采购", "N2"),
        ("门诊药房组长", "N2"),
        ("检验科", "N2"),
        ("护士长", "N2"),
        ("head nurse", "N2"),
        ("医务科", "N3"),
        ("Medical affairs", "N3"),
        (" b ", "B"),
        ("A类", "A"),
    ],
)
def test_that_segments_are_known_by_the_names_of_the_field(name: str, segment: str) -> None:
    assert segment_named(preset(), name) == segment


def test_that_unknown_names_lead_nowhere() -> None:
    assert segment_named(preset(), "E") is None
    assert segment_named(preset(), "A", SegmentKind.GROUP) is None
    assert team_named(preset(), "nobody") is None


def test_that_teams_are_known_by_the_names_of_the_field() -> None:
    assert team_named(preset(), "普药") == TeamId("GENERAL")
    assert team_named(preset(), "onc") == TeamId("ONC")


def test_that_a_missed_owed_call_of_any_segment_outweighs_half_a_day_of_travel() -> None:
    policy = preset()
    assert min(segment.value for segment in policy.segments) * policy.weights.missed_call >= 240 * policy.weights.travel_minute


def test_that_the_two_kinds_of_segment_are_never_mixed() -> None:
    policy = preset()
    assert {segment.id for segment in policy.segments if segment.kind is SegmentKind.TIER} == {"A", "B", "C", "D"}
