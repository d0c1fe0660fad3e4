"""The gap is said truthfully."""

from dataclasses import replace

import pytest

from planner.domain.messages import message
from planner.domain.plan import Proof
from planner.month.bound.words import gap, gap_in_words, proof_in_words
from tests.planner.month.problems import PLAIN, random_plan, random_problem

PLAN = random_plan(random_problem(3, PLAIN), 3)


def test_that_the_gap_is_a_part_of_the_plans_cost() -> None:
    assert gap(1000.0, 920.0) == pytest.approx(0.08)
    assert gap(0.0, -5.0) is None
    assert gap(100.0, 100.0000001) == 0.0


def test_that_the_gap_is_said_in_percent() -> None:
    said = gap_in_words(1000.0, 920.0)
    assert dict(said.values)["percent"] == 8.0


def test_that_a_closed_gap_is_said_to_be_closed() -> None:
    assert gap_in_words(1000.0, 999.9) != gap_in_words(1000.0, 900.0)
    assert "no plan" in gap_in_words(1000.0, 999.9).template


def test_that_a_bound_below_nothing_is_not_said_to_be_a_gap_of_more_than_all() -> None:
    assert "says nothing yet" in gap_in_words(1000.0, -98.0).text()
    assert "98.0 %" in gap_in_words(1000.0, 20.0).text()


def test_that_a_bound_that_rests_on_an_assumption_says_so() -> None:
    assumed = message("Nobody travels at night.")
    assert gap_in_words(1000.0, 900.0, assumed).text().endswith("better than this one, if this holds: Nobody travels at night.")
    assert "holds" not in gap_in_words(1000.0, 900.0).text()


def test_that_a_plan_says_what_is_proven_of_it_and_how_long_that_took() -> None:
    assert proof_in_words(PLAN) is None
    proven = replace(PLAN, lower_bound=PLAN.objective.total, proof=Proof(59.7))
    assert str(proof_in_words(proven)) == "It is proven that no plan of this month is better than this one (60 s of proving)."
    assert str(proof_in_words(replace(proven, proof=None))).endswith("better than this one.")
