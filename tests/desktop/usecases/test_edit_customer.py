"""What a field refuses, and what it makes of what is written."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.usecases.edit_customer import (
    CallMade,
    FieldError,
    NewCustomer,
    created,
    id_of,
    left,
    moved,
    overridden,
    overridden_everywhere,
    rated,
    recorded,
    regrouped,
    renamed,
)
from planner.domain.calls import CallOutcome
from planner.domain.people import CustomerKind, SegmentId, TierOverride
from planner.domain.places import HospitalId
from planner.domain.units import TimeWindow, Weekday, WeeklyWindow, minute_of_day
from planner.segmentation.tiers import tier_of
from tests.desktop.usecases.crowd import HEART, PEOPLE, SUGAR, TODAY, surroundings

WANG, SHAN, QIU = PEOPLE[0], PEOPLE[1], PEOPLE[4]
AROUND = surroundings()


def refused(field: str, change: object) -> bool:
    with pytest.raises(FieldError) as told:
        change()  # type: ignore[operator]
    return told.value.field == field


def test_that_volumes_are_read_as_people_write_them() -> None:
    changed = rated(WANG, HEART, " 1,200 ", "３５")
    assert (changed.ratings[0].potential, changed.ratings[0].support) == (1200, 35)


def test_that_a_blank_is_not_known() -> None:
    assert rated(WANG, HEART, "", "5").ratings[0].potential is None


def test_that_two_blanks_take_a_rating_away() -> None:
    assert rated(WANG, HEART, "", " ").ratings == ()


@pytest.mark.parametrize("written", ["many", "-3", "nan", "1e9"])
def test_that_what_is_no_volume_is_refused_at_its_field(written: str) -> None:
    assert refused("potential", lambda: rated(WANG, HEART, written, "5"))


def test_that_more_support_than_market_is_refused() -> None:
    assert refused("support", lambda: rated(WANG, HEART, "10", "11"))


def test_that_a_first_rating_is_added_beside_the_others() -> None:
    assert [each.product for each in rated(WANG, SUGAR, "50", "5").ratings] == [HEART.id, SUGAR.id]


def test_that_a_tier_by_hand_needs_its_reason() -> None:
    assert refused("reason", lambda: overridden(WANG, HEART, SegmentId("D"), "  ", AROUND.policy))


def test_that_a_tier_by_hand_holds_against_the_thresholds_and_can_be_taken_back() -> None:
    changed = overridden(WANG, HEART, SegmentId("D"), "leaves in spring", AROUND.policy)
    assert tier_of(changed.ratings[0], AROUND.policy) == "D"
    assert overridden(changed, HEART, None, "", AROUND.policy) == WANG


def test_that_a_tier_by_hand_for_everything_leaves_non_prescribers_alone() -> None:
    changed = overridden_everywhere(SHAN, SegmentId("A"), "focus", AROUND)
    assert {each.override for each in changed.ratings} == {TierOverride(SegmentId("A"), "focus")}
    assert overridden_everywhere(QIU, SegmentId("A"), "focus", AROUND) == QIU


def test_that_a_customer_without_a_name_is_refused() -> None:
    assert refused("name", lambda: renamed(WANG, " \t"))


def test_that_a_function_makes_a_non_prescriber_and_back() -> None:
    changed = regrouped(WANG, SegmentId("N2"))
    assert (changed.kind, changed.group) == (CustomerKind.NON_PRESCRIBER, "N2")
    assert regrouped(changed, None) == WANG


def test_that_a_second_hospital_is_added_and_never_twice() -> None:
    two = moved(WANG, 1, HospitalId("H2"), None)
    assert [each.hospital for each in two.affiliations] == ["H1", "H2"]
    assert refused("hospital", lambda: moved(two, 1, HospitalId("H1"), None))
    assert left(two, 1) == WANG


def test_that_the_last_hospital_stays() -> None:
    assert refused("hospital", lambda: left(WANG, 0))


def test_that_a_new_customer_gets_the_id_that_an_import_would_give() -> None:
    wanted = NewCustomer(" 赵云 ", HospitalId("H1"), group=SegmentId("N1"))
    made = created(wanted, AROUND, None, TODAY)
    assert (made.id, made.name, made.group, made.verified_on) == (id_of(wanted, AROUND), "赵云", "N1", TODAY)


def test_that_a_new_customer_needs_a_hospital_and_must_not_be_there_already() -> None:
    assert refused("hospital", lambda: created(NewCustomer("赵云", None), AROUND, None, TODAY))
    assert refused("name", lambda: created(NewCustomer("王小明", HospitalId("H1")), AROUND, WANG, TODAY))


def test_that_a_call_is_recorded_with_its_outcome_once_a_day_and_never_ahead() -> None:
    made = CallMade(date(2026, 11, 30), CallOutcome.ATTEMPTED, " waited ")
    call = recorded(WANG, None, made, known=(), today=TODAY)
    assert (call.rep, call.outcome, call.note) == ("R1", CallOutcome.ATTEMPTED, "waited")
    assert refused("day", lambda: recorded(WANG, None, made, known=(call,), today=TODAY))
    assert refused("day", lambda: recorded(WANG, None, CallMade(date(2026, 12, 2), CallOutcome.SEEN), known=(), today=TODAY))


def test_that_a_call_of_nobody_is_refused() -> None:
    assert refused("rep", lambda: recorded(QIU, None, CallMade(TODAY, CallOutcome.SEEN), known=(), today=TODAY))


def test_that_moving_to_another_hospital_forgets_the_hours_of_the_old_one() -> None:
    hours = (WeeklyWindow(Weekday(0), TimeWindow(minute_of_day("08:00"), minute_of_day("09:00"))),)
    place = replace(WANG.affiliations[0], availability=hours)
    there = replace(WANG, affiliations=(place,))
    assert moved(there, 0, HospitalId("H1"), None).affiliations[0].availability == hours
    assert moved(there, 0, HospitalId("H2"), None).affiliations[0].availability is None
