"""The policy's picture of a day travels by the same law as the table of legs."""

from dataclasses import replace

import pytest

from planner.domain.policy import TimeOfDayFactor
from planner.frequency.overhead import leg_minutes
from planner.policy.lookup import default_region
from planner.policy.preset import preset
from planner.policy.travelling import ordinary_minutes


def test_that_a_factor_of_the_whole_working_day_multiplies_access_too() -> None:
    region = replace(default_region(preset()), access_minutes=6.0, factors=(TimeOfDayFactor(preset().working_day.hours, 2.0),))
    policy = replace(preset(), travel=(region,))
    assert leg_minutes(policy, 5.0) == pytest.approx(2 * ordinary_minutes(region, 5.0))
