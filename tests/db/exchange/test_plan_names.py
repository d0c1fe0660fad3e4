"""Sentences about ids become sentences about people and places."""

from datetime import date

from db.exchange.plan_names import Names
from planner.domain.messages import message
from planner.domain.people import CustomerId, SegmentId
from planner.domain.places import HospitalId

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
