"""Policies as files."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.exchange.policy_file import policy_of, policy_text, read_policy, write_policy
from planner.domain.people import SegmentId
from planner.domain.policy import Policy, Segment, Thresholds
from planner.domain.products import ProductId
from planner.domain.units import MinuteOfDay, Minutes, TimeWindow
from planner.errors import PolicyError
from planner.policy.preset import preset
from planner.policy.validate import problems


def content() -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(policy_text(preset()))
    return plain


def read(plain: object) -> Policy:
    return policy_of(json.dumps(plain).encode(), "policy.json")


def refusal(plain: object) -> str:
    with pytest.raises(PolicyError) as refused:
        read(plain)
    return str(refused.value.problem)


def test_that_the_preset_comes_back_from_its_file_unchanged(tmp_path: Path) -> None:
    file = tmp_path / "policy.json"
    write_policy(preset(), file)
    assert read_policy(file) == preset()


def test_that_the_file_reads_like_the_policy() -> None:
    plain = content()
    assert plain["format"] == 1
    assert plain["policy"]["working_day"]["hours"] == "08:00-17:30"
    assert plain["policy"]["segments"][4]["names"][4] == "院办领导"
    assert "院办领导" in policy_text(preset())


def _segment(segment: Segment) -> st.SearchStrategy[Segment]:
    return st.builds(
        lambda minutes, monthly, more: replace(
            segment,
            visit_minutes=Minutes(minutes),
            monthly_coverage=monthly,
            quarterly_coverage=min(1.0, monthly + more),
            names=segment.names,
        ),
        st.integers(1, 240),
        st.floats(0, 1),
        st.floats(0, 1),
    )


WINDOWS = st.integers(481, 1048).map(lambda start: TimeWindow(MinuteOfDay(start), MinuteOfDay(1049)))
POLICIES = st.builds(
    lambda name, segments, lunch, missed, potential: replace(
        preset(),
        name=name,
        segments=segments,
        working_day=replace(preset().working_day, lunch=lunch),
        weights=replace(preset().weights, missed_call=missed),
        thresholds=(*preset().thresholds, Thresholds(ProductId(name), potential, None, 0.3, None)),
    ),
    st.text(st.characters(codec="utf-8"), min_size=1).filter(lambda text: text.strip() not in ("", "default")),
    st.tuples(*(_segment(segment) for segment in preset().segments)),
    WINDOWS,
    st.floats(4, 1e6),
    st.floats(0, 1e6),
)


@given(POLICIES)
@settings(deadline=None, max_examples=40)
def test_that_any_sound_policy_comes_back_unchanged(policy: Policy) -> None:
    assert problems(policy) == ()
    assert policy_of(policy_text(policy).encode(), "policy.json") == policy


def changed(change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    plain = content()
    change(plain["policy"])
    return plain


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda p: p["segments"][1].update(calls_per_month="4"), ("policy.segments[1].calls_per_month", '"4"', "a whole number")),
        (lambda p: p["segments"][1].update(value=True), ("policy.segments[1].value", "true", "a number")),
        (lambda p: p["segments"][0].update(kind="grade"), ("policy.segments[0].kind", '"grade"', "words allowed")),
        (lambda p: p["segments"][0].update(colour="red"), ("policy.segments[0].colour", "not a field")),
        (lambda p: p["teams"][0].pop("calls_per_day"), ("policy.teams[0].calls_per_day is missing",)),
        (lambda p: p["working_day"].update(lunch="noon"), ("policy.working_day.lunch", '"noon"', "08:00-17:30")),
        (lambda p: p["working_day"].update(lunch="13:00-12:00"), ("policy.working_day.lunch", '"13:00-12:00"', "08:00-17:30")),
        (lambda p: p["travel"][0]["factors"][1].update(window=5), ("policy.travel[0].factors[1].window", "5", "08:00-17:30")),
        (lambda p: p.update(teams={}), ("policy.teams", "a list")),
        (lambda p: p.update(weights=3), ("policy.weights", "3", "an object")),
        (lambda p: p["segments"][2].update(monthly_coverage=0.95), ("segments[C].monthly_coverage 0.95", "0.8")),
        (lambda p: p["weights"].update(moved_call=float("inf")), ("weights.moved_call is inf",)),
    ],
)
def test_that_a_wrong_field_is_named_by_its_path_and_value(
    change: Callable[[dict[str, Any]], object], words: tuple[str, ...]
) -> None:
    sentence = refusal(changed(change))
    assert all(word in sentence for word in words), sentence


def test_that_several_faults_are_counted() -> None:
    sentence = refusal(changed(lambda p: (p["segments"][0].pop("value"), p["segments"][1].pop("value"))))
    assert "And 1 more" in sentence


@pytest.mark.parametrize("found", [0, 2, "1", True, None])
def test_that_another_format_is_refused_by_number(found: object) -> None:
    assert "this version reads format 1" in refusal({**content(), "format": found})


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "not JSON: line 1, column 1"),
        (b'{"format": 1,\n "policy": }', "not JSON: line 2, column 12"),
        ("策略".encode("gb18030"), "not written in UTF-8"),
        (b"[]", "is not a policy"),
        (b'{"format": 1}', "is not a policy"),
        (b"[" * 100_000, "is not a policy"),
        (b'{"format": 1, "policy": ' + b"[" * 900 + b"]" * 900 + b"}", "policy"),
        (b'{"format": 1, "policy": ' + b"9" * 5000 + b"}", "is not a policy"),
    ],
)
def test_that_what_is_no_policy_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(PolicyError, match=words):
        policy_of(data, "policy.json")


def test_that_a_byte_order_mark_does_no_harm() -> None:
    assert policy_of(b"\xef\xbb\xbf" + policy_text(preset()).encode(), "policy.json") == preset()


def test_that_an_absent_or_huge_file_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match=r"nowhere\.json"):
        read_policy(tmp_path / "nowhere.json")
    with pytest.raises(PolicyError, match="cannot be read"):
        read_policy(tmp_path)
    huge = tmp_path / "huge.json"
    with huge.open("wb") as file:
        file.truncate(6_000_000)
    with pytest.raises(PolicyError, match="too large"):
        read_policy(huge)


def test_that_optional_fields_may_be_left_out() -> None:
    plain = content()
    plain["policy"].pop("day_estimate")
    assert read(plain) == preset()
    assert read(plain).segment(SegmentId("A")).optional_calls == 0
