"""What publishing changes, what undoing takes back, and how customers are handed over."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.alignment.handover import BETWEEN, LEEWAY, Diary, HandOver, blocks_of, by_risk, introductions
from planner.alignment.measures import measure
from planner.alignment.proposal import give, propose, today_of
from planner.alignment.publication import (
    as_of,
    handed_over,
    open_challenges,
    publication_of,
    require_answers,
    require_step,
    taken_back,
    turned,
    turned_back,
)
from planner.alignment.scenario import Answer, Leaning, aims_of
from planner.alignment.solve import Alignment
from planner.domain.alignment import AlignmentStatus, Challenge, ChallengeKind, ChallengeStatus, Proposal
from planner.domain.calendar import FieldDay
from planner.domain.commitments import Appointment, AppointmentId
from planner.domain.people import Customer, RepId
from planner.domain.territory import Share, UnitId
from planner.domain.units import MinuteOfDay, Minutes, TimeWindow, Weekday, WeeklyWindow
from planner.errors import AlignmentError
from tests.planner.alignment.landscapes import ANNA, BEN, CARO, DAY, case, landscape, rep

GROUND = landscape()
REPS = {each.id: each for each in GROUND.reps}
UNITS = [f"H{index}" for index in range(9)]
gifts = st.dictionaries(st.sampled_from(UNITS), st.sampled_from([ANNA, BEN, CARO]))


def proposal(moves: dict[str, RepId], **fields: object) -> Proposal:
    """Today's territories with some hospitals given away."""
    made = case()
    today = today_of(made)
    assert today is not None
    answer = Answer(Leaning.AS_ASKED, Alignment(today, measure(made.problem, today)), aims_of(made.problem, today), 0.0)
    found = propose(made, answer, "t", seed=0, data_version="v", based_on=None)
    for unit, to in moves.items():
        found = give(found, {UnitId(unit)}, to)
    return replace(found, request=replace(found.request, **fields))  # type: ignore[arg-type]


@given(gifts)
def test_that_undo_gives_everybody_back_whom_publication_moved(moves: dict[str, RepId]) -> None:
    changes = publication_of(proposal(moves), GROUND.customers, REPS, DAY)
    people = {each.id: each for each in GROUND.customers}
    after = {**people, **{each.id: each for each in handed_over(GROUND.customers, changes)}}
    for each in after.values():
        hospital = each.affiliations[0].hospital
        assert each.rep == moves.get(hospital, people[each.id].rep)
    back = {**after, **{each.id: each for each in taken_back(tuple(after.values()), changes)}}
    assert back == people


def test_that_who_was_given_to_somebody_else_by_hand_is_left_alone() -> None:
    changes = publication_of(proposal({"H0": BEN}), GROUND.customers, REPS, DAY)
    other = tuple(replace(each, rep=CARO) if each.id == "C00" else each for each in GROUND.customers)
    assert {each.id for each in handed_over(other, changes)} == {"C01", "C02", "C03"}
    assert {each.id for each in taken_back(other, changes)} == set()


def test_that_customers_who_are_gone_do_not_stand_in_the_way() -> None:
    changes = publication_of(proposal({"H0": BEN}), GROUND.customers[1:], REPS, DAY)
    assert {each.customer for each in changes.moves} == {"C01", "C02", "C03"}


def test_that_a_leaver_becomes_inactive_a_share_changes_and_both_come_back() -> None:
    given_away = proposal({"H6": ANNA, "H7": BEN, "H8": BEN}, leaving=(CARO,), shares=(Share(ANNA, 0.5),))
    changes = publication_of(given_away, GROUND.customers, REPS, DAY)
    after = {each.id: each for each in turned(REPS, changes)}
    assert (after[CARO].active, after[ANNA].part_time) == (False, 0.5)
    assert turned_back({**REPS, **after}, changes) == (REPS[ANNA], REPS[CARO])


def test_that_who_joined_stays_on_record_but_not_active_after_undo() -> None:
    new = rep(RepId("R4"), 1, 2)
    changes = publication_of(proposal({"H5": new.id}, joining=(new,)), GROUND.customers, REPS, DAY)
    assert changes.joined == (new.id,)
    (gone,) = turned_back({**REPS, new.id: new}, changes)
    assert gone == replace(new, active=False)


def test_that_what_waits_for_its_day_can_be_looked_at_before() -> None:
    first = publication_of(proposal({"H0": BEN}), GROUND.customers, REPS, DAY)
    people, reps = as_of(GROUND.customers, GROUND.reps, [first])
    second = publication_of(proposal({"H0": CARO}), people, {each.id: each for each in reps}, DAY)
    people, reps = as_of(GROUND.customers, GROUND.reps, [first, second])
    assert {each.rep for each in people if each.affiliations[0].hospital == "H0"} == {CARO}
    assert [each.id for each in people] == [each.id for each in GROUND.customers]


@pytest.mark.parametrize(
    ("before", "wanted", "allowed"),
    [
        (AlignmentStatus.DRAFT, AlignmentStatus.SHARED, True),
        (AlignmentStatus.DRAFT, AlignmentStatus.APPROVED, False),
        (AlignmentStatus.SHARED, AlignmentStatus.REVIEWED, True),
        (AlignmentStatus.REVIEWED, AlignmentStatus.PUBLISHED, False),
        (AlignmentStatus.APPROVED, AlignmentStatus.PUBLISHED, True),
        (AlignmentStatus.RECORDED, AlignmentStatus.PUBLISHED, False),
        (AlignmentStatus.PUBLISHED, AlignmentStatus.UNDONE, True),
    ],
)
def test_that_no_step_of_the_way_is_skipped(before: AlignmentStatus, wanted: AlignmentStatus, allowed: bool) -> None:
    if allowed:
        require_step("a", before, wanted)
    else:
        with pytest.raises(AlignmentError, match=f"a is {before}; it cannot become {wanted}"):
            require_step("a", before, wanted)


def test_that_an_open_challenge_stands_in_the_way() -> None:
    waiting = Challenge(1, ANNA, ChallengeKind.LOWER, None, "too much")
    answered = replace(waiting, number=2, status=ChallengeStatus.REJECTED)
    assert open_challenges([waiting, answered]) == (waiting,)
    require_answers("a", [answered])
    with pytest.raises(AlignmentError, match="a has 1 open challenge"):
        require_answers("a", [waiting, answered])


# Hand-over


def field_days(count: int = 20) -> tuple[FieldDay, ...]:
    whole = TimeWindow(MinuteOfDay(480), MinuteOfDay(1050))
    windows = (TimeWindow(MinuteOfDay(480), MinuteOfDay(720)), TimeWindow(MinuteOfDay(780), MinuteOfDay(1050)))
    days = (DAY + timedelta(days=n) for n in range(2 * count))
    return tuple(FieldDay(day, whole, windows, 1.0) for day in days if day.weekday() < 5)[:count]


def diary(customers: tuple[Customer, ...] = GROUND.customers) -> Diary:
    days = {each: field_days() for each in (ANNA, BEN, CARO)}
    return Diary(days, {each.id: each for each in customers}, {each.id: each for each in GROUND.hospitals})


def handover(customer: Customer, equity: float, after: RepId = BEN, not_before: date = DAY) -> HandOver:
    assert customer.rep is not None
    hospital = customer.affiliations[0].hospital
    return HandOver(customer.id, hospital, customer.rep, after, equity, Minutes(15), not_before)


def test_that_the_greatest_equity_at_risk_comes_first() -> None:
    chosen = [handover(each, float(number)) for number, each in enumerate(GROUND.customers[:8])]
    assert [each.equity for each in by_risk(chosen)] == [7, 6, 5, 4, 3, 2, 1, 0]
    assert [block[0].equity for block in blocks_of(chosen, 3)] == [7, 4, 3, 0]


def test_that_introductions_are_joint_visits_in_both_calendars_that_never_overlap() -> None:
    chosen = [handover(each, 10.0 - number) for number, each in enumerate(GROUND.customers[:12])]
    made, left = introductions(chosen, diary(), 4, "intro")
    assert left == ()
    assert len(made) == 12
    assert all((each.rep, each.with_rep) == (BEN, ANNA) for each in made)
    by_day: dict[date, list[Appointment]] = {}
    for each in made:
        by_day.setdefault(each.dates[0], []).append(each)
    for visits in by_day.values():
        assert len({each.hospital for each in visits}) == 1 and len(visits) <= 4
        starts = sorted(each.start.start for each in visits if each.start is not None)
        assert all(later - earlier >= 15 + BETWEEN for earlier, later in pairwise(starts))
    days = [next(each.dates[0] for each in made if each.customer == one.customer) for one in (chosen[0], chosen[4], chosen[8])]
    assert days == sorted(days)


def test_that_introductions_keep_to_availability_reception_gaps_and_the_field() -> None:
    first = GROUND.customers[0]
    thursdays = (WeeklyWindow(Weekday(3), TimeWindow(MinuteOfDay(840), MinuteOfDay(1000))),)
    picky = replace(first, affiliations=(replace(first.affiliations[0], availability=thursdays),))
    not_before = DAY + timedelta(days=7)
    (visit,), _ = introductions([handover(picky, 5.0, not_before=not_before)], diary((picky,)), 4, "intro")
    assert visit.dates[0].weekday() == 3 and visit.dates[0] >= not_before
    assert visit.start is not None and visit.start.start >= 840 and visit.start.minutes == LEEWAY


def test_that_who_cannot_be_met_together_is_left_on_the_list() -> None:
    first, second = GROUND.customers[:2]
    never = replace(first, affiliations=(replace(first.affiliations[0], availability=()),))
    made, left = introductions([handover(never, 5.0), handover(second, 1.0)], diary((never, second)), 4, "intro")
    assert [each.customer for each in left] == [never.id]
    assert [each.customer for each in made] == [second.id]


def test_that_days_with_appointments_are_left_free_of_introductions() -> None:
    busy = diary()
    taken = field_days()[0].date
    busy.fill([Appointment(AppointmentId("x"), BEN, GROUND.customers[20].id, GROUND.hospitals[5].id, (taken,))])
    (visit,), _ = introductions([handover(GROUND.customers[0], 1.0)], busy, 4, "intro")
    assert visit.dates[0] > taken
