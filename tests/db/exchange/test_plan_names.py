"""Sentences about ids become sentences about people and places."""

import dataclasses
from datetime import date

from db.exchange.plan_names import Names, People, is_chinese, segment_name
from planner.domain.messages import message
from planner.domain.people import Customer, CustomerId, CustomerKind, Rating, SegmentId
from planner.domain.places import HospitalId
from planner.domain.policy import SegmentKind
from planner.domain.products import Product, ProductId
from planner.policy.preset import preset

NAMES = Names(
    hospitals={HospitalId("h1"): "三里屯医院"},
    customers={CustomerId("c1"): "崔东"},
    segments={SegmentId("N2"): "Pharmacy"},
)


def test_that_ids_in_a_sentence_become_names() -> None:
    text = message("{customer} of {segment} cannot be met at {hospital}", customer="c1", segment="N2", hospital="h1")
    assert str(NAMES.in_words(text)) == "崔东 of Pharmacy cannot be met at 三里屯医院"


def test_that_the_ends_of_a_leg_are_hospitals_and_home_stays_home() -> None:
    text = message("from {origin} to {destination}", origin=message("home"), destination="h1")
    assert str(NAMES.in_words(text)) == "from home to 三里屯医院"


def test_that_sentences_inside_sentences_are_named_too() -> None:
    text = message("Short: {reason}", reason=message("{customer} is away", customer="c1"))
    assert str(NAMES.in_words(text)) == "Short: 崔东 is away"


def test_that_what_is_no_known_id_stays_as_it_is() -> None:
    text = message("{hospital}, {customer}, {date}, {calls}", hospital="c1", customer="?", date=date(2026, 12, 4), calls=3)
    assert NAMES.in_words(text) == text


def test_that_the_template_stays_so_that_a_translation_is_found() -> None:
    assert NAMES.in_words(message("unknown customer {customer}", customer="c1")).template == "unknown customer {customer}"


def test_that_groups_are_called_in_the_language_of_the_output_and_tiers_by_their_letter() -> None:
    names = Names.of((), (), (), (), preset())
    chinese = names.in_language(lambda template: {"en": "zh"}.get(template, template))
    groups = [each for each in preset().segments if each.kind is SegmentKind.GROUP]
    assert groups
    for group in groups:
        assert not is_chinese(names.in_language(str).segment(group.id))
        assert is_chinese(chinese.segment(group.id))
        assert chinese.segment(group.id) in group.names
    assert chinese.segment(SegmentId("A")) == names.segment(SegmentId("A")) == "A"


def test_that_a_group_without_a_name_in_a_language_has_its_first_name() -> None:
    group = dataclasses.replace(preset().segments[-1], names=("Medical affairs",))
    assert segment_name(group, "zh") == segment_name(group, "en") == "Medical affairs"


def test_that_customers_show_title_and_products_rated_the_most_important_first() -> None:
    products = [Product(ProductId("p1"), "维立平", 1.0), Product(ProductId("p2"), "安克林", 2.0), Product(ProductId("p3"), "他")]
    ratings = (Rating(ProductId("p1"), 10, 1), Rating(ProductId("p2"), 20, 2))
    people = People.of([Customer(CustomerId("c1"), "崔东", CustomerKind.PRESCRIBER, (), ratings, title="主任医师")], products)
    assert (people.title(CustomerId("c1")), people.products_of(CustomerId("c1"))) == ("主任医师", "安克林, 维立平")
    assert (people.title(CustomerId("c9")), people.products_of(CustomerId("c9"))) == ("", "")
