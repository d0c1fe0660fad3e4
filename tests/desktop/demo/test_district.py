"""The sample district is whole, believable and the same for everybody."""

import pytest

from desktop.demo.district import DAY_OF_THE_DEMO, PLANNED_MONTH, SampleDistrict, sample_district
from desktop.settings import Language
from planner.domain.people import CustomerKind
from planner.frequency.obligations import unclassified
from planner.policy.preset import preset


@pytest.fixture(scope="module")
def made() -> SampleDistrict:
    return sample_district(1, preset(), Language.CHINESE)


def test_that_equal_seeds_make_equal_districts_and_others_do_not(made: SampleDistrict) -> None:
    assert sample_district(1, preset(), Language.CHINESE) == made
    assert sample_district(2, preset(), Language.CHINESE) != made


def test_that_both_languages_tell_of_the_same_district(made: SampleDistrict) -> None:
    english = sample_district(1, preset(), Language.ENGLISH)
    assert [each.coordinate for each in english.hospitals] == [each.coordinate for each in made.hospitals]
    assert [(each.id, each.rep, each.group) for each in english.customers] == [
        (each.id, each.rep, each.group) for each in made.customers
    ]
    assert all(name.isascii() for name in names(english))
    assert not any(name.isascii() for name in names(made))


def names(district: SampleDistrict) -> list[str]:
    """What hospitals, customers and reps are called."""
    hospitals, people = [each.name for each in district.hospitals], [each.name for each in district.customers]
    return [*hospitals, *people, *(each.name for each in district.reps)]


def test_that_it_has_the_size_it_promises(made: SampleDistrict) -> None:
    assert (len(made.reps), len(made.hospitals), len(made.customers), len(made.products)) == (6, 120, 900, 2)
    assert len({each.name for each in made.hospitals}) == 120


def test_that_every_reference_leads_somewhere(made: SampleDistrict) -> None:
    hospitals, departments = {each.id for each in made.hospitals}, {each.id: each.hospital for each in made.departments}
    for customer in made.customers:
        for place in customer.affiliations:
            assert place.hospital in hospitals
            assert place.department is not None and departments[place.department] == place.hospital


def test_that_everybody_has_a_segment_and_a_rep(made: SampleDistrict) -> None:
    assert unclassified(made.customers, made.products, preset()) == ()
    assert {each.rep for each in made.customers} == {each.id for each in made.reps}


def test_that_non_prescribers_opinion_leaders_and_second_hospitals_are_there(made: SampleDistrict) -> None:
    assert 80 < sum(each.kind is CustomerKind.NON_PRESCRIBER for each in made.customers) < 180
    assert any(each.kol for each in made.customers) and any(each.decision_maker for each in made.customers)
    assert any(len(each.affiliations) > 1 for each in made.customers)


def test_that_the_history_ends_before_the_demo_begins(made: SampleDistrict) -> None:
    dates = [each.date for each in made.calls]
    assert min(dates) >= PLANNED_MONTH.plus(-3).first and max(dates) < DAY_OF_THE_DEMO
    assert all(day.weekday() < 5 or day.month in (9, 10) for day in dates)  # weekends are worked in exchange for the holidays


def test_that_nobody_is_called_on_twice_a_day(made: SampleDistrict) -> None:
    assert len({(each.customer, each.date) for each in made.calls}) == len(made.calls)
