"""Questions that can be asked, and what is said of those that cannot."""

from dataclasses import replace
from typing import Any

import pytest

from planner.alignment.conflict import conflicts
from planner.alignment.measures import measure
from planner.alignment.naming import impossible, names_of
from planner.alignment.proposal import today_of
from planner.alignment.rules import violations
from planner.alignment.solve import solve
from planner.domain.people import RepId
from planner.domain.places import HospitalId
from planner.domain.products import ProductId
from planner.domain.territory import BalanceGoal, Centres, Contiguity, Lock, Requirement, Share, Skill, Together, Wishes
from planner.errors import AlignmentError
from planner.solving import Ending, SolveLimits
from tests.planner.alignment.landscapes import ANNA, BEN, CARO, PILL, case, landscape, rep

STEPS = SolveLimits(seconds=None, steps=4)


def test_that_targets_follow_the_parts_of_the_week() -> None:
    made = case(shares=(Share(ANNA, 0.5),))
    anna, ben, caro = made.problem.targets(0)
    assert anna == pytest.approx(ben / 2) and ben == pytest.approx(caro)


def test_that_an_ideal_takes_the_place_of_the_even_share() -> None:
    made = case(balances=(BalanceGoal("workload", ideal=1000.0),))
    assert made.problem.targets(0).tolist() == [1000.0] * 3


def test_that_today_costs_no_disruption_and_everything_moved_costs_what_was_wished() -> None:
    made = case(wishes=Wishes(moved=0.5, equity=0.25))
    today = today_of(made)
    assert today is not None
    assert measure(made.problem, today).moved_units == 0
    workload = sum(account.workload for account in made.accounts)
    swapped = replace(today, territory_of=tuple((k + 1) % 3 for k in today.territory_of))
    found = measure(made.problem, swapped)
    goals = made.problem.goals
    assert goals.moved * found.moved_units + goals.equity * found.moved_equity == pytest.approx(0.75 * workload)


def test_that_locks_groups_and_qualifications_reach_the_units() -> None:
    made = case(
        locks=(Lock(hospital=HospitalId("H0"), rep=BEN), Lock(hospital=HospitalId("H8"))),
        together=(Together("pair", (HospitalId("H3"), HospitalId("H4"))),),
        requirements=(Requirement("heart", hospital=HospitalId("H5")), Requirement("pill", product=PILL)),
        qualifications=(Skill(CARO, "heart"), Skill(ANNA, "pill"), Skill(BEN, "pill"), Skill(CARO, "pill")),
        contiguity=Contiguity.OFF,
    )
    units = {str(unit.id): unit for unit in made.problem.units}
    assert [str(units[each].locked_to) for each in ("H0", "H8", "H1")] == ["R2", "R3", "None"]
    assert units["H3"].group == units["H4"].group == "pair"
    assert units["H5"].needs == {"heart", "pill"}
    outcome = solve(made.problem, 1, STEPS)
    assert outcome.best is not None and not violations(made.problem, outcome.best.assignment)


def test_that_caps_on_what_a_rep_may_lose_are_kept() -> None:
    ground = landscape()
    heavy = tuple(replace(each, rep=ANNA) if each.affiliations[0].hospital in ("H3", "H4") else each for each in ground.customers)
    free = case(replace(ground, customers=heavy), wishes=Wishes(moved=0.0, equity=0.0))
    capped = case(replace(ground, customers=heavy), wishes=Wishes(moved=0.0, equity=0.0, moved_cap=0.2))
    loose, tight = (solve(each.problem, 1, STEPS).best for each in (free, capped))
    assert loose is not None and tight is not None
    assert loose.measures.moved_units > tight.measures.moved_units
    assert not violations(capped.problem, tight.assignment)
    assert any(each.rule == "units_capped" for each in violations(capped.problem, loose.assignment))


def test_that_free_centres_need_no_homes() -> None:
    ground = landscape()
    homeless = replace(ground, reps=tuple(replace(each, home=None) for each in ground.reps))
    made = case(homeless, centres=Centres.FREE)
    assert made.problem.free_centres
    with pytest.raises(AlignmentError, match="3 reps have no home: rep R1, rep R2, rep R3"):
        case(homeless)


def test_that_hospitals_without_coordinates_are_named() -> None:
    ground = landscape()
    lost = replace(ground, hospitals=(replace(ground.hospitals[0], coordinate=None), *ground.hospitals[1:]))
    with pytest.raises(AlignmentError, match="1 hospital has no coordinates: hospital 0"):
        case(lost)


def test_that_contradicting_locks_are_named_with_both_reps() -> None:
    with pytest.raises(AlignmentError, match="hospital 0 is locked to rep R1 and to rep R2"):
        case(locks=(Lock(hospital=HospitalId("H0"), rep=ANNA), Lock(hospital=HospitalId("H0"), rep=BEN)))


def test_that_a_lock_to_somebody_who_leaves_is_refused() -> None:
    with pytest.raises(AlignmentError, match="hospital 0 is locked to rep R3, who takes no part"):
        case(locks=(Lock(hospital=HospitalId("H0"), rep=CARO),), leaving=(CARO,))


def test_that_a_hospital_in_two_groups_is_refused() -> None:
    pair, other = Together("pair", (HospitalId("H0"),)), Together("other", (HospitalId("H0"), HospitalId("H1")))
    with pytest.raises(AlignmentError, match="groups pair and other"):
        case(together=(pair, other))


def test_that_more_reps_than_hospitals_would_leave_somebody_without_a_territory() -> None:
    ground = landscape()
    few = replace(ground, customers=tuple(each for each in ground.customers if each.affiliations[0].hospital in ("H0", "H3")))
    with pytest.raises(AlignmentError, match="3 reps for 2 hospitals"):
        case(few)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"balances": (BalanceGoal("joy"),)}, "joy is nothing that can be balanced"),
        ({"balances": (BalanceGoal("workload", ideal=0.0),)}, "ideal of workload"),
        ({"shares": (Share(ANNA, 1.5),)}, "R1 is to work 1.5"),
        ({"wishes": Wishes(travel=-1.0)}, "must not be negative"),
        ({"leaving": (ANNA, BEN, CARO)}, "Nobody takes part"),
        ({"locks": (Lock(hospital=HospitalId("H77")),)}, "H77, which is not in the database"),
        ({"giving": (RepId("R9"),)}, "rep R9, who is not in the database"),
        ({"balances": (BalanceGoal("workload", tolerance=0.3, limit=0.2),)}, "wider than its hard limit"),
    ],
)
def test_that_a_request_that_cannot_be_meant_is_refused(fields: dict[str, Any], told: str) -> None:
    with pytest.raises(AlignmentError, match=told):
        case(**fields)


def test_that_two_reps_at_one_place_are_remarked_on_and_still_aligned() -> None:
    ground = landscape()
    made = case(replace(ground, reps=(*ground.reps[:2], rep(CARO, 1, 1))))
    assert any("live at one place" in str(note) for note in made.notes)
    assert solve(made.problem, 1, STEPS).best is not None


def test_that_a_hospital_larger_than_a_band_is_remarked_on() -> None:
    ground = landscape()
    big = tuple(
        replace(each, affiliations=(replace(each.affiliations[0], hospital=HospitalId("H4")),))
        if each.affiliations[0].hospital in ("H0", "H1", "H3", "H5")
        else each
        for each in ground.customers
    )
    made = case(replace(ground, customers=big))
    assert any("hospital 4 alone has" in str(note) and "split it by department" in str(note) for note in made.notes)


def test_that_impossible_limits_are_named_as_a_minimal_set() -> None:
    locks = tuple(Lock(hospital=HospitalId(f"H{index}"), rep=ANNA) for index in range(6))
    made = case(locks=locks, balances=(BalanceGoal("workload", tolerance=0.05, limit=0.1),), contiguity=Contiguity.OFF)
    assert solve(made.problem, 1, STEPS).ending is Ending.IMPOSSIBLE
    found = conflicts(made.problem, STEPS)
    told = str(impossible(found, names_of(made)).problem)
    assert "workload deviates by at most 10" in told
    assert 1 < len(found) < len(locks) + 1
    assert "hospital" in told and "rep R1" in told


def test_that_a_product_nobody_is_rated_for_asks_for_nothing() -> None:
    made = case(requirements=(Requirement("other", product=ProductId("P9")),))
    assert all(not unit.needs for unit in made.problem.units)


def test_that_locked_pieces_are_not_held_against_an_answer() -> None:
    locks = (Lock(hospital=HospitalId("H0"), rep=ANNA), Lock(hospital=HospitalId("H8"), rep=ANNA))
    made = case(locks=locks, contiguity=Contiguity.HARD)
    outcome = solve(made.problem, 1, STEPS)
    assert outcome.best is not None
    assert not violations(made.problem, outcome.best.assignment)
