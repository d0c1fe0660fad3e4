"""Scarce calls: who gets them, who pays."""

from collections import Counter
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from planner.domain.people import CustomerId, SegmentId
from planner.domain.units import Minutes
from planner.frequency.allocation import allocate
from planner.frequency.obligations import Obligation
from planner.policy.preset import preset
from tests.planner.district import obligation_lists

CAPACITIES = st.integers(0, 120)


def obligation(name: str, segment: str, owed: int, *, coverage: bool = False, last: date | None = None) -> Obligation:
    return Obligation(CustomerId(name), SegmentId(segment), owed, coverage, 0, owed, 0, Minutes(10), last, seen_in_quarter=False)


def granted(obligations: tuple[Obligation, ...], available: int) -> dict[str, int]:
    return dict(allocate(obligations, available, preset()).granted)


def test_that_everything_is_granted_while_it_fits() -> None:
    found = allocate((obligation("a", "A", 4), obligation("d", "D", 1)), 5, preset())
    assert dict(found.granted) == {"a": 4, "d": 1}
    assert found.given_up == ()


def test_that_calls_are_given_up_in_the_order_d_c_b_a() -> None:
    everybody = tuple(obligation(segment.lower(), segment, 2) for segment in "ABCD")
    assert [granted(everybody, n) for n in (6, 4, 2, 0)] == [
        {"a": 2, "b": 2, "c": 2, "d": 0},
        {"a": 2, "b": 2, "c": 0, "d": 0},
        {"a": 2, "b": 0, "c": 0, "d": 0},
        {"a": 0, "b": 0, "c": 0, "d": 0},
    ]
    paying = allocate(everybody, 2, preset()).given_up
    assert [(each.segment, each.calls) for each in paying] == [("D", 2), ("C", 2), ("B", 2)]


def test_that_coverage_comes_before_anybody_s_frequency() -> None:
    everybody = (obligation("a", "A", 4, coverage=True), obligation("d", "D", 1, coverage=True))
    assert granted(everybody, 2) == {"a": 1, "d": 1}
    assert granted(everybody, 1) == {"a": 1, "d": 0}


def test_that_everybody_of_a_segment_gets_a_first_call_before_a_second() -> None:
    everybody = tuple(obligation(name, "B", 4) for name in "xyz")
    assert granted(everybody, 4) == {"x": 2, "y": 1, "z": 1}
    assert granted(everybody, 7) == {"x": 3, "y": 2, "z": 2}


def test_that_who_was_seen_less_this_month_comes_first() -> None:
    seen = replace(obligation("x", "B", 2), made=2)
    assert granted((seen, obligation("y", "B", 4)), 2) == {"x": 0, "y": 2}


def test_that_the_longest_unvisited_come_first() -> None:
    everybody = (
        obligation("x", "C", 1, last=date(2026, 11, 20)),
        obligation("y", "C", 1, last=date(2026, 10, 1)),
        obligation("z", "C", 1),
    )
    assert granted(everybody, 1) == {"x": 0, "y": 0, "z": 1}
    assert granted(everybody, 2) == {"x": 0, "y": 1, "z": 1}


def test_that_who_pays_is_told_with_the_reason() -> None:
    (paying,) = allocate((obligation("c", "C", 1, coverage=True),), 0, preset()).given_up
    assert paying.coverage
    assert "coverage minimum of segment C" in str(paying.reason)
    (paying,) = allocate((obligation("b", "B", 4),), 3, preset()).given_up
    assert not paying.coverage
    assert str(paying.reason) == "3 calls for 4 owed: segment B gives way, 1 of 4 calls."


@given(obligation_lists(), CAPACITIES)
def test_that_no_more_is_granted_than_available_or_owed_and_nothing_is_wasted(
    obligations: tuple[Obligation, ...], available: int
) -> None:
    found = allocate(obligations, available, preset())
    calls = dict(found.granted)
    assert all(0 <= calls[each.customer] <= each.owed for each in obligations)
    assert found.calls == min(available, sum(each.owed for each in obligations))


@given(obligation_lists(), CAPACITIES)
def test_that_what_is_given_up_is_exactly_what_is_not_granted(obligations: tuple[Obligation, ...], available: int) -> None:
    found = allocate(obligations, available, preset())
    lost = Counter({each.customer: each.calls for each in found.given_up})
    assert all(lost[each.customer] + dict(found.granted)[each.customer] == each.owed for each in obligations)


@given(obligation_lists(), CAPACITIES)
def test_that_one_call_more_takes_nothing_from_anybody(obligations: tuple[Obligation, ...], available: int) -> None:
    fewer, more = granted(obligations, available), granted(obligations, available + 1)
    assert all(fewer[name] <= more[name] for name in fewer)


@given(obligation_lists(), CAPACITIES)
def test_that_no_coverage_is_lost_while_a_segment_that_gives_way_earlier_gets_more_than_its_own(
    obligations: tuple[Obligation, ...], available: int
) -> None:
    calls = granted(obligations, available)
    gives_way = {segment.id: segment.gives_way for segment in preset().segments}
    for lost in obligations:
        if not (lost.coverage_owed and calls[lost.customer] == 0):
            continue
        for other in obligations:
            assert calls[other.customer] <= int(other.coverage_owed), "a frequency was kept at the price of coverage"
            if gives_way[other.segment] < gives_way[lost.segment]:
                assert calls[other.customer] == 0


@given(obligation_lists(), CAPACITIES)
def test_that_frequencies_give_way_in_the_declared_order(obligations: tuple[Obligation, ...], available: int) -> None:
    calls = granted(obligations, available)
    gives_way = {segment.id: segment.gives_way for segment in preset().segments}
    short = [gives_way[each.segment] for each in obligations if calls[each.customer] < each.owed]
    beyond = [gives_way[each.segment] for each in obligations if calls[each.customer] > int(each.coverage_owed)]
    if short and beyond:
        assert max(short) <= min(beyond)


@given(obligation_lists(), CAPACITIES, st.randoms(use_true_random=False))
def test_that_the_order_of_obligations_changes_nothing(
    obligations: tuple[Obligation, ...], available: int, random: object
) -> None:
    shuffled = list(obligations)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = allocate(obligations, available, preset()), allocate(tuple(shuffled), available, preset())
    assert dict(one.granted) == dict(other.granted)
    assert one.given_up == other.given_up
