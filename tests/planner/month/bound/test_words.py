"""The gap is said truthfully."""

import pytest

from planner.month.bound.bound import BoundCertificate, ProvenBound
from planner.month.bound.words import gap, gap_in_words
from planner.solving import Ending


def proven(bound: float) -> ProvenBound:
    return ProvenBound(Ending.FINISHED, bound, None, BoundCertificate((), 1, 1, 1, bound, True))


def test_that_the_gap_is_a_part_of_the_plans_cost() -> None:
    assert gap(1000.0, 920.0) == pytest.approx(0.08)
    assert gap(0.0, -5.0) is None
    assert gap(100.0, 100.0000001) == 0.0


def test_that_the_gap_is_said_in_percent() -> None:
    said = gap_in_words(1000.0, proven(920.0))
    assert dict(said.values)["percent"] == 8.0


def test_that_a_closed_gap_is_said_to_be_closed() -> None:
    assert gap_in_words(1000.0, proven(999.9)) != gap_in_words(1000.0, proven(900.0))
    assert "no plan" in gap_in_words(1000.0, proven(999.9)).template
