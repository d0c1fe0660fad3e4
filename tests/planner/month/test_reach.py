"""Who cannot be met whatever the plan."""

from dataclasses import replace

from planner.domain.people import Affiliation, Customer, CustomerId
from planner.domain.places import Coordinate, Hospital, HospitalId
from planner.domain.travel import PlaceId
from planner.domain.units import Weekday, WeeklyWindow
from planner.frequency.obligations import obligations
from planner.month.asking import Book
from planner.month.reach import cannot_be_met
from planner.policy.preset import preset
from tests.planner.district import PRODUCT, customer
from tests.planner.month.problems import MONTH, field_day, window

DAYS = tuple(field_day(day) for day in (1, 2, 3))  # Tuesday to Thursday
TUESDAY = WeeklyWindow(Weekday(1), window("09:00", "10:00"))
MONDAY = WeeklyWindow(Weekday(0), window("09:00", "10:00"))
OPEN = Hospital(HospitalId("H1"), "Open", Coordinate(39.9, 116.4))
CLOSED = Hospital(HospitalId("H2"), "Closed", Coordinate(39.9, 116.4), reception=())
NOWHERE = Hospital(HospitalId("H3"), "Nowhere", None)


def met(name: str, *places: Affiliation) -> Customer:
    return replace(customer(name, "A"), affiliations=places)


def reasons(*customers: Customer, days: bool = True) -> dict[CustomerId, str]:
    book = Book(
        {each.id: each for each in customers},
        {each.id: each for each in (OPEN, CLOSED, NOWHERE)},
        frozenset({PlaceId("H1"), PlaceId("H2")}),
    )
    owed = obligations(customers, (), (PRODUCT,), MONTH, preset())
    return {each.customer: str(each.reason) for each in cannot_be_met(book, owed, DAYS if days else ())}


def test_that_one_hospital_with_a_common_hour_is_enough() -> None:
    there = Affiliation(HospitalId("H1"), None, (TUESDAY,))
    assert reasons(met("a", Affiliation(HospitalId("H3")), Affiliation(HospitalId("H2")), there)) == {}


def test_that_each_customer_out_of_reach_is_named_with_what_stands_in_the_way() -> None:
    found = reasons(
        met("a"),
        met("b", Affiliation(HospitalId("H3"))),
        met("c", Affiliation(HospitalId("H2"))),
        met("d", Affiliation(HospitalId("H1"), None, (MONDAY,))),
    )
    assert "has no hospital" in found[CustomerId("a")]
    assert "Nowhere has no coordinates" in found[CustomerId("b")]
    assert "can be met on no field day" in found[CustomerId("c")]
    assert "can be met on no field day" in found[CustomerId("d")]


def test_that_hours_are_not_blamed_in_a_month_without_field_days() -> None:
    assert reasons(met("a", Affiliation(HospitalId("H1"), None, (MONDAY,))), days=False) == {}
