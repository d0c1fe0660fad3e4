"""From the district's values to a rep's month."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from planner.domain.calls import CallOutcome
from planner.domain.commitments import Appointment, AppointmentId, Pin, PinKind
from planner.domain.people import UNCLASSIFIED, Affiliation, Customer, CustomerId, Rep, RepId, SegmentId, TeamId
from planner.domain.places import Building, BuildingId, Coordinate, Department, DepartmentId, Hospital, HospitalId
from planner.domain.plan import MonthPlan
from planner.domain.travel import PlaceId, TravelTable
from planner.domain.units import HalfDay, MinuteOfDay, Minutes, Weekday, WeeklyWindow, half_of
from planner.errors import PlanningError
from planner.frequency.allocation import allocate
from planner.frequency.obligations import obligations
from planner.month.assemble import month_problem, places_to_travel, published_calls
from planner.month.doors import doors_of
from planner.month.problem import MonthProblem
from planner.month.rules import hard_violations
from planner.policy.preset import preset
from routing.graphs.campus import walk_table
from tests.planner.district import PRODUCT, call, customer
from tests.planner.month.problems import MONTH, field_day, random_plan, window

POLICY = preset()
REP = Rep(RepId("R1"), "Lin", POLICY.teams[0].id, Coordinate(39.9, 116.4))
HERE, THERE = Coordinate(39.91, 116.41), Coordinate(39.95, 116.45)
HOSPITALS = (
    Hospital(HospitalId("H0"), "Empty", HERE),
    Hospital(HospitalId("H1"), "First", HERE, level=3, buildings=(Building(BuildingId("B"), "Main", 9),)),
    Hospital(HospitalId("H2"), "Second", THERE, arrival_minutes=Minutes(21)),
    Hospital(HospitalId("H3"), "Nowhere", None),
)
DEPARTMENTS = (
    Department(DepartmentId("D1"), HospitalId("H1"), "Cardiology", BuildingId("B"), 3),
    Department(DepartmentId("D2"), HospitalId("H2"), "Surgery"),
    Department(DepartmentId("D3"), HospitalId("H1"), "Neurology", BuildingId("B"), 8),
)
DAYS = tuple(field_day(day) for day in (1, 2, 3, 4, 7, 8, 9, 10, 11))


def travel() -> TravelTable:
    """Every place twenty minutes from every other, in another order than the problem's, with a stranger among them."""
    places = (PlaceId("H2"), PlaceId("stranger"), PlaceId("home:R1"), PlaceId("H1"), PlaceId("H0"))
    minutes = tuple(tuple(Minutes(0 if i == j else 20 + 10 * i + j) for j in range(5)) for i in range(5))
    return TravelTable(places, (MinuteOfDay(0),), (minutes,), "test")


def assembled(*customers: Customer, calls: tuple[Any, ...] = (), available: int | None = None, **changes: Any) -> MonthProblem:
    owed = obligations(customers, calls, (PRODUCT,), MONTH, POLICY)
    walks = {each.id: walk_table(each, doors_of(each, DEPARTMENTS), POLICY.walking) for each in HOSPITALS}
    values: dict[str, Any] = {
        "rep": REP,
        "month": MONTH,
        "days": DAYS,
        "hospitals": HOSPITALS,
        "departments": DEPARTMENTS,
        "customers": customers,
        "obligations": owed,
        "allocation": None if available is None else allocate(owed, available, POLICY),
        "travel": travel(),
        "walks": walks,
        "policy": POLICY,
    }
    return month_problem(**(values | changes))


def at(name: str, segment: str, *affiliations: Affiliation) -> Customer:
    return replace(customer(name, segment), affiliations=affiliations)


def by_name(problem: MonthProblem) -> Mapping[str, Any]:
    return {need.customer: need for need in problem.needs}


def agreed(name: str, hospital: str, *dates: date, start: bool = True) -> Appointment:
    when = window("10:00", "10:30") if start else None
    return Appointment(AppointmentId(name), REP.id, CustomerId(name), HospitalId(hospital), dates, when)


def test_that_only_hospitals_with_calls_become_sites_and_travel_is_rearranged_with_home_first() -> None:
    problem = assembled(customer("a", "A"), customer("b", "B", hospital="H2"))
    assert [site.hospital for site in problem.sites] == ["H1", "H2"]
    assert problem.travel.places == ("home:R1", "H1", "H2")
    whole, places = travel(), ("home:R1", "H1", "H2")
    index = [whole.places.index(PlaceId(place)) for place in places]
    assert problem.travel.minutes[0] == tuple(tuple(whole.minutes[0][i][j] for j in index) for i in index)


def test_that_arrival_minutes_come_from_the_hospital_else_from_its_level() -> None:
    problem = assembled(customer("a", "A"), customer("b", "B", hospital="H2"))
    by_level = {each.level: each.minutes for each in POLICY.arrival_minutes}
    assert [site.arrival_minutes for site in problem.sites] == [by_level[3], 21]


def test_that_doors_are_the_departments_and_one_more_for_those_not_known() -> None:
    there = Affiliation(HospitalId("H1"), DepartmentId("D3"))
    problem = assembled(at("a", "A", there), customer("b", "B"))
    assert problem.sites[0].doors == ("D1", "D3", None)
    assert [need.places[0].door for need in problem.needs] == [2, 3]
    unknown = problem.sites[0].walking.minutes[3]
    assert unknown[3] >= POLICY.walking.unknown


def test_that_affiliations_behind_one_door_join_their_hours() -> None:
    monday = WeeklyWindow(Weekday(0), window("09:00", "11:00"))
    friday = WeeklyWindow(Weekday(4), window("09:00", "11:00"))
    door = Affiliation(HospitalId("H1"), DepartmentId("D1"), (monday,))
    problem = assembled(at("a", "A", door, replace(door, availability=(friday,)), Affiliation(HospitalId("H2"))))
    assert [place.availability for place in problem.needs[0].places] == [(monday, friday), None]
    always = assembled(at("a", "A", door, replace(door, availability=None)))
    assert [place.availability for place in always.needs[0].places] == [None]


def test_that_calls_owed_are_spaced_by_the_policy() -> None:
    problem = assembled(customer("a", "A"), customer("c", "C"))
    often, seldom = problem.needs
    assert (often.owed, often.value, often.minutes) == (4, POLICY.segment(SegmentId("A")).value, 15)
    assert often.ideal_gap_days == pytest.approx(31 / 4)
    assert often.minimum_gap_days < seldom.minimum_gap_days


def test_that_the_one_call_that_coverage_needs_weighs_more_than_a_call_of_the_same_segment_for_frequency() -> None:
    problem = assembled(*(customer(name, "C") for name in "abcde"), customer("x", "A"))
    needs, value = by_name(problem), POLICY.segment(SegmentId("C")).value
    needed = [needs[name] for name in "abcde" if needs[name].coverage]
    assert 0 < len(needed) < 5
    assert {need.value for need in needed} == {value * POLICY.weights.coverage_call}
    assert {needs[name].value for name in "abcde" if not needs[name].coverage} == {value}
    assert needs["x"].coverage and needs["x"].value == POLICY.segment(SegmentId("A")).value


def test_that_calls_already_made_are_not_asked_again_and_count_for_spacing() -> None:
    person = customer("a", "A")
    problem = assembled(person, calls=(call("a", date(2026, 12, 1)),), days=DAYS[1:])
    need = problem.needs[0]
    assert (need.owed, need.last_visit) == (3, date(2026, 12, 1))
    attempted = assembled(person, calls=(call("a", date(2026, 12, 1), CallOutcome.ATTEMPTED),))
    assert attempted.needs[0].owed == 4


def test_that_calls_given_up_are_optional_and_listed() -> None:
    people = (customer("a", "A"), customer("c", "C"))
    problem = assembled(*people, available=4)
    granted = {need.customer: (need.owed, need.optional) for need in problem.needs}
    assert sum(owed for owed, _ in granted.values()) == 4
    assert sum(owed + optional for owed, optional in granted.values()) >= 5
    assert sum(each.count for each in problem.left_out) == 1


def test_that_a_customer_nobody_can_reach_is_left_out_with_the_reason() -> None:
    lost = at("a", "A", Affiliation(HospitalId("H3")))
    stranger = at("b", "B", Affiliation(HospitalId("H9")))
    homeless = at("c", "A")
    problem = assembled(lost, stranger, homeless, customer("d", "A"))
    assert [need.customer for need in problem.needs] == ["d"]
    reasons = {each.customer: (each.count, str(each.reason)) for each in problem.left_out}
    assert {count for count, _ in reasons.values()} == {4}
    assert "Nowhere has no coordinates" in reasons[CustomerId("a")][1]
    assert "Hospital H9 is not on record" in reasons[CustomerId("b")][1]
    assert "has no hospital" in reasons[CustomerId("c")][1]


def test_that_an_appointment_counts_as_a_call_owed_and_reaches_hospitals_and_customers_not_otherwise_visited() -> None:
    unrated = replace(customer("u", "A"), ratings=())
    optional = customer("d", "D")
    due = (agreed("u", "H2", DAYS[2].date), agreed("d", "H2", DAYS[3].date))
    problem = assembled(unrated, optional, appointments=due)
    needs = by_name(problem)
    assert (needs["u"].segment, needs["u"].owed) == (UNCLASSIFIED, 1)
    assert needs["d"].owed == 1
    assert [(place.site, place.availability) for place in needs["d"].places] == [(0, None), (1, ())]
    assert problem.appointments == due


def test_that_appointments_past_or_kept_are_dropped_and_impossible_ones_stay_or_are_listed() -> None:
    person = customer("a", "A")
    past, sunday = agreed("a", "H1", date(2026, 11, 30)), agreed("a", "H1", date(2026, 12, 6))
    kept = agreed("a", "H1", date(2026, 12, 1), date(2026, 12, 2))
    nowhere, stranger = agreed("a", "H3", DAYS[2].date), agreed("x", "H1", DAYS[2].date)
    problem = assembled(
        person,
        calls=(call("a", date(2026, 12, 1)),),
        days=DAYS[1:],
        appointments=(past, sunday, kept, nowhere, stranger),
    )
    assert problem.appointments == (sunday,)
    assert [(each.customer, each.count) for each in problem.left_out] == [("a", 1), ("x", 1)]


def test_that_pins_have_room_and_those_of_the_past_are_dropped() -> None:
    pins = tuple(Pin(REP.id, CustomerId("d"), day.date, PinKind.DAY) for day in DAYS[:3])
    problem = assembled(customer("d", "D"), days=DAYS[1:], pins=pins)
    assert problem.pins == pins[1:]
    assert problem.needs[0].owed + problem.needs[0].optional >= 2


def test_that_a_rep_without_home_or_team_is_told_what_to_do() -> None:
    with pytest.raises(PlanningError, match=r"Lin has no home.*Give the rep's home"):
        assembled(customer("a", "A"), rep=replace(REP, home=None))
    with pytest.raises(PlanningError, match=r"team X, which the policy does not have"):
        assembled(customer("a", "A"), rep=replace(REP, team=TeamId("X")))
    assert [place.id for place in places_to_travel(REP, HOSPITALS)] == ["home:R1", "H0", "H1", "H2"]


def test_that_a_month_without_field_days_or_customers_is_still_a_problem() -> None:
    assert assembled(customer("a", "A"), days=()).needs[0].owed == 4
    empty = assembled()
    assert (empty.needs, empty.sites, empty.travel.places) == ((), (), ("home:R1",))


def test_that_a_plan_of_an_assembled_month_passes_the_rules_and_can_be_published() -> None:
    problem = assembled(customer("a", "A"), customer("b", "B", hospital="H2"), customer("d", "D"))
    plan: MonthPlan = random_plan(problem, 1)
    assert hard_violations(problem, plan) == ()
    calls = {(call.customer, day.date, half_of(call.start)) for day in plan.days for call in day.calls}
    assert {(each.customer, each.date, each.half) for each in published_calls(plan)} == calls
    assert HalfDay.MORNING in {half for _, _, half in calls}
