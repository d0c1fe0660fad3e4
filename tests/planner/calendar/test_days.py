"""Typed days of a month: what takes and what adds time for calls."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.calendar.days import day_kinds, field_days
from planner.calendar.national import national_holidays
from planner.domain.calendar import CalendarEntry, DayKind, FieldDay, Holidays
from planner.domain.people import Rep, RepId, TeamId
from planner.domain.units import HalfDay, Month, TimeWindow, Weekday, minute_of_day
from planner.errors import CalendarError
from planner.policy.preset import preset

REP = Rep(RepId("R1"), "Li", TeamId("ONC"))
OCTOBER = Month(2026, 10)
CHINA = national_holidays("CN", 2026)
POLICY = preset()
NO_HOLIDAYS = Holidays("NONE", 2026, ())
MONDAY, SATURDAY = date(2026, 10, 12), date(2026, 10, 17)


def entry(day: date, kind: DayKind, half: HalfDay | None = None, window: TimeWindow | None = None) -> CalendarEntry:
    return CalendarEntry(REP.id, day, kind, half, window)


def window(text: str) -> TimeWindow:
    start, _, end = text.partition("-")
    return TimeWindow(minute_of_day(start), minute_of_day(end))


def kind_on(day: date, *entries: CalendarEntry, rep: Rep = REP) -> DayKind:
    return dict(day_kinds(rep, Month.of(day), entries, CHINA, POLICY))[day]


def field_day(day: date, *entries: CalendarEntry, rep: Rep = REP) -> FieldDay | None:
    days = field_days(rep, Month.of(day), entries, CHINA, POLICY)
    return next((each for each in days if each.date == day), None)


def hours_on(day: date, *entries: CalendarEntry, rep: Rep = REP) -> tuple[str, list[str], float]:
    found = field_day(day, *entries, rep=rep)
    assert found is not None
    return str(found.hours), [str(each) for each in found.windows], found.share


def test_that_october_2026_in_china_has_eighteen_field_days_one_of_them_a_saturday() -> None:
    days = [each.date for each in field_days(REP, OCTOBER, (), CHINA, POLICY)]
    assert len(days) == 18
    assert date(2026, 10, 10) in days
    assert kind_on(date(2026, 10, 7)) is DayKind.HOLIDAY
    assert kind_on(date(2026, 10, 11)) is DayKind.REST


def test_that_an_ordinary_day_is_the_hours_less_lunch() -> None:
    assert hours_on(MONDAY) == ("08:00-17:30", ["08:00-12:00", "13:00-17:30"], 1.0)


def test_that_the_rep_s_own_hours_and_lunch_come_first() -> None:
    own = replace(REP, working_hours=window("09:00-18:00"), lunch=window("11:30-12:30"))
    assert hours_on(MONDAY, rep=own) == ("09:00-18:00", ["09:00-11:30", "12:30-18:00"], 1.0)


@pytest.mark.parametrize("kind", [DayKind.LEAVE, DayKind.OFFICE, DayKind.EVENT])
def test_that_a_whole_day_of_something_else_is_no_field_day(kind: DayKind) -> None:
    assert field_day(MONDAY, entry(MONDAY, kind)) is None
    assert kind_on(MONDAY, entry(MONDAY, kind)) is kind


def test_that_half_a_day_of_leave_leaves_half_a_field_day() -> None:
    afternoon = entry(MONDAY, DayKind.LEAVE, HalfDay.AFTERNOON)
    assert hours_on(MONDAY, afternoon) == ("08:00-13:00", ["08:00-12:00"], 0.5)
    morning = entry(MONDAY, DayKind.OFFICE, HalfDay.MORNING)
    assert hours_on(MONDAY, morning) == ("12:00-17:30", ["13:00-17:30"], 0.5)
    assert kind_on(MONDAY, morning) is DayKind.FIELD


def test_that_two_halves_of_something_else_make_no_field_day() -> None:
    halves = (entry(MONDAY, DayKind.OFFICE, HalfDay.MORNING), entry(MONDAY, DayKind.LEAVE, HalfDay.AFTERNOON))
    assert field_day(MONDAY, *halves) is None
    assert kind_on(MONDAY, *halves) in (DayKind.OFFICE, DayKind.LEAVE)


def test_that_an_event_in_the_middle_of_the_day_leaves_the_longer_part_to_the_field() -> None:
    event = entry(MONDAY, DayKind.EVENT, window=window("10:00-11:00"))
    assert hours_on(MONDAY, event) == ("11:00-17:30", ["11:00-12:00", "13:00-17:30"], 0.625)
    leave = entry(MONDAY, DayKind.LEAVE, window=window("14:00-16:00"))
    assert hours_on(MONDAY, leave)[:2] == ("08:00-14:00", ["08:00-12:00", "13:00-14:00"])


@pytest.mark.parametrize("until", ["17:00", "17:20", "17:30", "18:00"])
def test_that_leave_from_lunch_on_ends_the_day_whatever_fragment_is_left(until: str) -> None:
    leave = entry(MONDAY, DayKind.LEAVE, window=window(f"13:00-{until}"))
    assert hours_on(MONDAY, leave) == ("08:00-13:00", ["08:00-12:00"], 0.5)


def test_that_a_day_without_room_for_the_shortest_call_is_no_field_day() -> None:
    leave = entry(MONDAY, DayKind.LEAVE, window=window("08:00-17:25"))
    assert field_day(MONDAY, leave) is None
    assert kind_on(MONDAY, leave) is DayKind.LEAVE


def test_that_an_evening_after_an_afternoon_of_leave_does_not_keep_the_rep_out_during_the_leave() -> None:
    entries = (entry(MONDAY, DayKind.LEAVE, HalfDay.AFTERNOON), entry(MONDAY, DayKind.FIELD, window=window("18:00-20:00")))
    assert hours_on(MONDAY, *entries) == ("08:00-13:00", ["08:00-12:00"], 0.5)


def test_that_an_event_at_the_end_of_the_day_ends_the_field_day() -> None:
    event = entry(MONDAY, DayKind.EVENT, window=window("15:00-18:00"))
    assert hours_on(MONDAY, event)[:2] == ("08:00-15:00", ["08:00-12:00", "13:00-15:00"])


def test_that_a_window_beats_a_whole_day() -> None:
    kept = entry(MONDAY, DayKind.FIELD, window=window("09:00-11:00"))
    assert hours_on(MONDAY, entry(MONDAY, DayKind.LEAVE), kept) == ("09:00-11:00", ["09:00-11:00"], 0.25)


def test_that_a_saturday_worked_by_hand_is_a_field_day() -> None:
    assert hours_on(SATURDAY, entry(SATURDAY, DayKind.FIELD)) == ("08:00-17:30", ["08:00-12:00", "13:00-17:30"], 1.0)
    assert hours_on(SATURDAY, entry(SATURDAY, DayKind.FIELD, HalfDay.MORNING)) == ("08:00-12:00", ["08:00-12:00"], 0.5)


def test_that_an_evening_added_by_hand_lengthens_the_day_but_not_its_share() -> None:
    evening = entry(MONDAY, DayKind.FIELD, window=window("17:30-19:00"))
    assert hours_on(MONDAY, evening) == ("08:00-19:00", ["08:00-12:00", "13:00-19:00"], 1.0)


def test_that_leave_over_a_weekend_or_holiday_leaves_it_what_it_is() -> None:
    assert kind_on(SATURDAY, entry(SATURDAY, DayKind.LEAVE)) is DayKind.REST
    assert kind_on(date(2026, 10, 1), entry(date(2026, 10, 1), DayKind.LEAVE)) is DayKind.HOLIDAY
    assert kind_on(SATURDAY, entry(SATURDAY, DayKind.EVENT)) is DayKind.EVENT


def test_that_entries_of_colleagues_do_not_count() -> None:
    other = replace(entry(MONDAY, DayKind.LEAVE), rep=RepId("R2"))
    assert kind_on(MONDAY, other) is DayKind.FIELD


def test_that_the_policy_can_make_saturdays_working_days() -> None:
    week = tuple(Weekday(day) for day in range(6))
    policy = replace(POLICY, working_day=replace(POLICY.working_day, weekdays=week))
    assert len(field_days(REP, OCTOBER, (), NO_HOLIDAYS, policy)) == 27


def test_that_a_part_time_rep_is_asked_for_a_part_of_each_day() -> None:
    assert hours_on(MONDAY, rep=replace(REP, part_time=0.6))[2] == 0.6


def test_that_days_of_a_provisional_year_say_so() -> None:
    days = field_days(REP, Month(2027, 10), (), national_holidays("CN", 2027), POLICY)
    assert days
    assert all(day.provisional for day in days)


def test_that_holidays_of_another_year_are_refused() -> None:
    with pytest.raises(CalendarError, match=r"2027-01.*2026"):
        day_kinds(REP, Month(2027, 1), (), CHINA, POLICY)


WINDOWS = st.tuples(st.integers(0, 1439), st.integers(1, 1440)).filter(lambda ends: ends[0] < ends[1])
ENTRIES = st.builds(
    lambda day, kind, half, ends: entry(
        date(2026, 10, day), kind, half, None if ends is None else TimeWindow(*map(minute_of_day, map(_clock, ends)))
    ),
    st.integers(1, 31),
    st.sampled_from(DayKind),
    st.none() | st.sampled_from(HalfDay),
    st.none() | WINDOWS,
)


def _clock(minute: int) -> str:
    return f"{minute // 60}:{minute % 60:02d}"


@given(st.lists(ENTRIES, max_size=12))
def test_that_call_windows_lie_inside_the_hours_in_order_without_overlap(entries: list[CalendarEntry]) -> None:
    kinds = dict(day_kinds(REP, OCTOBER, tuple(entries), CHINA, POLICY))
    days = field_days(REP, OCTOBER, tuple(entries), CHINA, POLICY)
    assert [day.date for day in days] == [day for day in OCTOBER.dates if kinds[day] is DayKind.FIELD]
    for day in days:
        assert 0 <= day.share <= 1
        assert all(window.meet(day.hours) == window for window in day.windows)
        assert all(one.end <= other.start for one, other in zip(day.windows, day.windows[1:], strict=False))


@given(st.lists(ENTRIES.filter(lambda each: each.window is not None and each.kind is not DayKind.FIELD), max_size=6))
def test_that_no_hour_of_a_field_day_overlaps_an_absence(entries: list[CalendarEntry]) -> None:
    for day in field_days(REP, OCTOBER, tuple(entries), CHINA, POLICY):
        absences = [each.window for each in entries if each.date == day.date and each.window is not None]
        assert not any(day.hours.meet(absence) for absence in absences)


@given(st.lists(ENTRIES, max_size=6), st.randoms(use_true_random=False))
def test_that_the_order_of_entries_does_not_matter(entries: list[CalendarEntry], random: object) -> None:
    shuffled = list(entries)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert field_days(REP, OCTOBER, tuple(entries), CHINA, POLICY) == field_days(REP, OCTOBER, tuple(shuffled), CHINA, POLICY)


@given(st.lists(ENTRIES.filter(lambda each: each.kind is not DayKind.FIELD), max_size=6))
def test_that_entries_other_than_field_never_add_time(entries: list[CalendarEntry]) -> None:
    free = {day.date: day for day in field_days(REP, OCTOBER, (), CHINA, POLICY)}
    for day in field_days(REP, OCTOBER, tuple(entries), CHINA, POLICY):
        assert sum(window.minutes for window in day.windows) <= sum(window.minutes for window in free[day.date].windows)
