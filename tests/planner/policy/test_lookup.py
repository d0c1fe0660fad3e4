"""Which entry of a policy's lists applies."""

from dataclasses import replace

import pytest

from planner.domain.places import Coordinate, Hospital, HospitalId
from planner.domain.units import Minutes
from planner.policy.lookup import arrival_minutes, minimum_gap_days, region_at
from planner.policy.preset import preset


@pytest.mark.parametrize(("calls", "days"), [(0, 14), (1, 14), (2, 8), (4, 4), (6, 3), (9, 2)])
def test_that_the_rule_with_the_most_calls_not_above_applies(calls: int, days: int) -> None:
    assert minimum_gap_days(preset(), calls) == days


def test_that_there_is_no_gap_without_rules() -> None:
    assert minimum_gap_days(replace(preset(), spacing=()), 4) is None


@pytest.mark.parametrize(
    ("level", "own", "minutes"), [(None, None, 8), (1, None, 5), (3, None, 10), (3, 25, 25), (3, 0, 0), (7, None, 8)]
)
def test_that_arriving_takes_the_hospital_s_own_minutes_else_those_of_its_level(
    level: int | None, own: int | None, minutes: int
) -> None:
    hospital = Hospital(HospitalId("H"), "H", level=level, arrival_minutes=None if own is None else Minutes(own))
    assert arrival_minutes(preset(), hospital) == minutes


@pytest.mark.parametrize(
    ("latitude", "longitude", "name"), [(39.91, 116.40, "Beijing"), (30.58, 114.30, "Wuhan"), (51.5, -0.1, "Elsewhere")]
)
def test_that_a_place_travels_by_the_law_of_its_region(latitude: float, longitude: float, name: str) -> None:
    assert region_at(preset(), Coordinate(latitude, longitude)).name == name
