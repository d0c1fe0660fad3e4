"""How a quarter's coverage grew."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from planner.coverage.measure import measure
from planner.coverage.trend import quarter_dates, trend
from planner.domain.units import Month
from planner.policy.preset import preset
from tests.planner.district import PRODUCT, calls, customers

NOVEMBER = Month(2026, 11)
DAYS = st.dates(date(2026, 9, 1), date(2027, 1, 31))


@given(st.dictionaries(st.sampled_from(["A000", "A001", "A002", "C000", "C001"]), st.lists(DAYS, max_size=4)))
def test_that_the_trend_never_falls_and_agrees_with_the_measured_quarter(days: dict[str, list[date]]) -> None:
    everybody = (*customers("A", 3), *customers("C", 2))
    made = [call for name, dates in days.items() for call in calls([name], *dates)]
    lines = trend(everybody, made, (PRODUCT,), NOVEMBER, preset())
    end = quarter_dates(NOVEMBER).index(NOVEMBER.last)
    covered = measure(everybody, made, (PRODUCT,), NOVEMBER, preset())
    assert [line.segment for line in lines] == ["A", "C"]
    for line in lines:
        assert list(line.seen) == sorted(line.seen)
        segment = covered.segment(line.segment)
        assert segment is not None
        assert line.seen[end] == segment.quarter.seen


def test_that_visits_before_the_quarter_do_not_count() -> None:
    (line,) = trend(customers("A", 1), calls(["A000"], date(2026, 9, 30)), (PRODUCT,), NOVEMBER, preset())
    assert set(line.shares) == {0.0}
