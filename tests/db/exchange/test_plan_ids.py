import dataclasses

import pytest

from db.exchange.plan_faults import PlanFileError
from db.exchange.plan_file import write_plan
from db.exchange.plan_ids import KnownIds, import_plan, unknown_ids
from planner.domain.people import CustomerId, SegmentId
from planner.domain.places import HospitalId
from tests.db.exchange.plans import CHEN, HEART, LI, LUNGS, NORTH, REP, SOUTH, WANG, ZHAO, leg, plan_in_town

ALL = KnownIds(
    reps=frozenset({REP}),
    hospitals=frozenset({NORTH, SOUTH}),
    departments=frozenset({HEART, LUNGS}),
    customers=frozenset({WANG, LI, ZHAO, CHEN}),
    segments=frozenset({SegmentId("A"), SegmentId("N2")}),
)


def test_that_a_plan_of_known_people_and_places_comes_in() -> None:
    assert import_plan(write_plan(plan_in_town()), ALL) == plan_in_town()
    assert unknown_ids(plan_in_town(), ALL) == ()


@pytest.mark.parametrize(("known", "problem"), [
    (dataclasses.replace(ALL, reps=frozenset()), "The plan is of a rep that is not in the database: r1."),
    (dataclasses.replace(ALL, hospitals={NORTH}), "The plan has 1 hospitals that are not in the database: h2."),
    (dataclasses.replace(ALL, departments=frozenset()), "The plan has 2 departments that are not in the database: d1, d2."),
    (dataclasses.replace(ALL, customers={WANG, LI}), "The plan has 2 customers that are not in the database: c3, c4."),
    (dataclasses.replace(ALL, segments={SegmentId("A")}), "The plan has 1 tiers or groups that are not in the policy: N2."),
])  # fmt: skip
def test_that_unknown_ids_are_named(known: KnownIds, problem: str) -> None:
    with pytest.raises(PlanFileError) as caught:
        import_plan(write_plan(plan_in_town()), known)
    assert str(caught.value.problem) == problem


def test_that_every_kind_of_unknown_ids_is_reported_at_once() -> None:
    nothing: frozenset[str] = frozenset()
    none_known = KnownIds(*[nothing] * 5)  # type: ignore[arg-type]
    assert len(unknown_ids(plan_in_town(), none_known)) == 5


def test_that_a_hospital_that_only_a_leg_knows_is_found() -> None:
    plan = plan_in_town()
    day = plan.days[2]
    elsewhere = dataclasses.replace(day, legs=(leg(None, HospitalId("h9"), "13:30", "14:00"), day.legs[1]))
    strange = dataclasses.replace(plan, days=(elsewhere,))
    assert [str(problem) for problem in unknown_ids(strange, ALL)] == [
        "The plan has 1 hospitals that are not in the database: h9."
    ]


def test_that_many_unknown_ids_are_cut_short() -> None:
    plan = plan_in_town()
    crowd = tuple(dataclasses.replace(plan.unplanned[0], customer=CustomerId(f"x{index}")) for index in range(8))
    problem = unknown_ids(dataclasses.replace(plan, unplanned=crowd), ALL)[0]
    assert str(problem).endswith("8 customers that are not in the database: x0, x1, x2, x3, x4, ….")
