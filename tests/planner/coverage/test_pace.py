"""Calls a field day."""

from datetime import date

import pytest

from planner.coverage.pace import pace
from planner.domain.calendar import FieldDay
from planner.domain.calls import CallOutcome
from planner.domain.units import MinuteOfDay, TimeWindow
from tests.planner.district import call, calls

HOURS = TimeWindow(MinuteOfDay(480), MinuteOfDay(1050))
DAYS = tuple(FieldDay(date(2026, 11, day), HOURS, (HOURS,), share) for day, share in ((2, 1.0), (3, 0.5), (4, 1.0)))


def test_that_the_rate_counts_field_days_passed_with_half_days_as_halves() -> None:
    found = pace(calls([f"c{n}" for n in range(9)], date(2026, 11, 2)), DAYS, 12, date(2026, 11, 3))
    assert (found.calls, found.field_days, found.per_field_day, found.short) == (9, 1.5, 6.0, 9.0)


def test_that_calls_on_other_days_count_and_later_ones_do_not() -> None:
    recorded = (
        call("a", date(2026, 11, 1)),
        call("a", date(2026, 11, 2)),
        call("a", date(2026, 11, 4)),
        call("a", date(2026, 10, 30)),
    )
    assert pace(recorded, DAYS, 12, date(2026, 11, 2)).calls == 2


def test_that_attempts_and_second_calls_of_a_day_do_not_count() -> None:
    day = date(2026, 11, 2)
    recorded = (call("a", day), call("a", day, CallOutcome.PRODUCTIVE), call("b", day, CallOutcome.ATTEMPTED))
    assert pace(recorded, DAYS, 12, day).calls == 1


@pytest.mark.parametrize("as_of", [date(2026, 11, 1), date(2026, 10, 1)])
def test_that_there_is_no_rate_before_the_first_field_day(as_of: date) -> None:
    assert pace((), DAYS, 12, as_of).per_field_day is None
