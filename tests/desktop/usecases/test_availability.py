"""Painting on a timetable."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from desktop.usecases.availability import Timetable, covers, erased, painted
from planner.domain.units import MinuteOfDay, TimeWindow, Weekday, WeeklyWindow

windows = st.tuples(st.integers(0, 1430), st.integers(10, 300)).map(
    lambda each: TimeWindow(MinuteOfDay(each[0]), MinuteOfDay(min(1440, each[0] + each[1])))
)
strokes = st.lists(st.tuples(st.booleans(), st.integers(0, 6), windows), max_size=12)


def window(start: int, end: int) -> TimeWindow:
    return TimeWindow(MinuteOfDay(start), MinuteOfDay(end))


@given(strokes)
def test_that_a_minute_can_be_met_exactly_when_the_last_stroke_over_it_painted(
    strokes: list[tuple[bool, int, TimeWindow]],
) -> None:
    timetable: Timetable = ()
    for adding, day, stroke in strokes:
        timetable = (painted if adding else erased)(timetable, Weekday(day), stroke)
    for day in range(7):
        for minute in range(0, 1440, 7):
            last = next((adding for adding, on, it in reversed(strokes) if on == day and it.start <= minute < it.end), False)
            assert covers(timetable, Weekday(day), MinuteOfDay(minute)) is last


@given(strokes)
def test_that_windows_of_a_day_never_touch(strokes: list[tuple[bool, int, TimeWindow]]) -> None:
    timetable: Timetable = ()
    for adding, day, stroke in strokes:
        timetable = (painted if adding else erased)(timetable, Weekday(day), stroke)
    for one, other in pairwise(timetable):
        assert one.weekday < other.weekday or one.window.end < other.window.start or not all(add for add, _, _ in strokes)


def test_that_erasing_the_middle_leaves_two_parts() -> None:
    day = Weekday(2)
    assert erased([WeeklyWindow(day, window(480, 720))], day, window(540, 600)) == (
        WeeklyWindow(day, window(480, 540)),
        WeeklyWindow(day, window(600, 720)),
    )
