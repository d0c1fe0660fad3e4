"""Counting tiers under thresholds that are only being tried."""

from collections import Counter
from dataclasses import replace

from hypothesis import example, given
from hypothesis import strategies as st

from desktop.usecases.preview_thresholds import crowd_of, entry_of, thresholds_in, with_thresholds
from planner.domain.people import Rating, SegmentId, TierOverride
from planner.domain.policy import Thresholds
from planner.policy.preset import preset
from planner.segmentation.tiers import tier_of
from tests.desktop.usecases.crowd import HEART, person

volumes = st.none() | st.integers(0, 60).map(float)
overrides = st.none() | st.just(TierOverride(SegmentId("B"), "new head"))
ratings = st.lists(st.builds(Rating, st.just(HEART.id), volumes, volumes, volumes, overrides), max_size=25)
thresholds = st.builds(
    Thresholds,
    st.just(HEART.id),
    st.integers(0, 60).map(float),
    st.none() | st.integers(0, 60).map(float),
    st.none() | st.sampled_from([0.1, 0.25, 0.5]),
    st.none() | st.just(30.0),
)


@given(ratings, thresholds)
@example([Rating(HEART.id, 10, None), Rating(HEART.id, 0, 0)], Thresholds(HEART.id, 5, 0, None, None))
@example([Rating(HEART.id, 10, None), Rating(HEART.id, 0, 0)], Thresholds(HEART.id, 5, None, 0.1, None))
def test_that_live_counts_are_what_the_planner_would_say(rated: list[Rating], tried: Thresholds) -> None:
    policy = preset()
    entries = [entry_of(person(str(number), "x", ratings=(each,)), HEART.id) for number, each in enumerate(rated)]
    counted = crowd_of(HEART.id, entries).counts(policy, tried)
    ruled = Counter(tier_of(each, with_thresholds(policy, tried)) for each in rated)
    assert {tier: count for tier, count in counted.items() if count} == {tier: n for tier, n in ruled.items() if tier is not None}


def test_that_a_products_own_thresholds_stand_beside_the_default() -> None:
    policy = preset()
    own = replace(thresholds_in(policy, HEART.id), potential=99)
    changed = with_thresholds(policy, own)
    assert thresholds_in(changed, HEART.id).potential == 99
    assert [each for each in changed.thresholds if each.product is None] == list(policy.thresholds)
