"""Who is late."""

from datetime import date

import pytest

from planner.coverage.overdue import interval_days, overdue
from planner.domain.people import SegmentId
from planner.policy.preset import preset
from tests.planner.district import PRODUCT, calls, customer

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(("segment", "days"), [("A", 8), ("C", 30), ("N2", 15), ("D", 152), ("N3", None)])
def test_that_the_interval_follows_from_frequency_or_coverage(segment: str, days: int | None) -> None:
    assert interval_days(preset().segment(SegmentId(segment))) == days


def test_that_the_late_are_listed_by_value_and_then_by_lateness() -> None:
    everybody = (
        customer("fine", "A", last_visit=date(2026, 11, 12)),
        customer("late", "A", last_visit=date(2026, 11, 11)),
        customer("c", "C", last_visit=date(2026, 10, 1)),
        customer("later", "A", last_visit=date(2026, 11, 1)),
        customer("never", "A"),
        customer("office", "N3"),
        customer("gone", "A", active=False),
    )
    found = overdue(everybody, (), (PRODUCT,), TODAY, preset())
    assert [(each.customer, each.days_late) for each in found] == [("never", None), ("later", 11), ("late", 1), ("c", 20)]


def test_that_recorded_calls_count_up_to_the_day() -> None:
    recorded = calls(["x"], date(2026, 11, 15), date(2026, 12, 1))
    assert overdue((customer("x", "A"),), recorded, (PRODUCT,), TODAY, preset()) == ()
    (late,) = overdue((customer("x", "A"),), recorded, (PRODUCT,), date(2026, 11, 25), preset())
    assert (late.last_visit, late.days_late) == (date(2026, 11, 15), 2)
