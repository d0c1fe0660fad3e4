"""Public holidays against an independent calendar of China and known days elsewhere."""

from datetime import date, timedelta

import chinese_calendar
import pytest

from planner.calendar.days import public_kind
from planner.calendar.national import last_announced_year, national_holidays
from planner.domain.calendar import DayKind, Holidays
from planner.errors import CalendarError
from planner.policy.preset import preset


@pytest.mark.parametrize("year", range(2018, 2027))
def test_that_china_works_and_rests_on_the_days_of_the_official_notice(year: int) -> None:
    holidays = national_holidays("CN", year)
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(365)]
    worked = [day for day in days if public_kind(day, holidays, preset()) is DayKind.FIELD]
    assert worked == [day for day in days if chinese_calendar.is_workday(day)]
    assert not holidays.provisional


def test_that_weekend_days_worked_in_exchange_are_known() -> None:
    shifted = {day for day, _ in national_holidays("CN", 2026).shifted_workdays}
    assert {
        date(2026, 1, 4),
        date(2026, 2, 14),
        date(2026, 2, 28),
        date(2026, 5, 9),
        date(2026, 9, 20),
        date(2026, 10, 10),
    } == shifted


def test_that_a_year_beyond_the_last_notice_is_provisional() -> None:
    last = last_announced_year("CN")
    assert last is not None
    assert not national_holidays("CN", last).provisional
    beyond = national_holidays("CN", last + 1)
    assert beyond.provisional
    assert beyond.days_off
    assert beyond.shifted_workdays == ()


def test_that_an_imported_notice_replaces_the_year() -> None:
    notice = Holidays("CN", 2031, ((date(2031, 1, 2), "元旦"),), ((date(2031, 1, 4), ""),))
    older = Holidays("CN", 2031, ())
    assert national_holidays("cn", 2031, (older, notice)) is notice
    assert national_holidays("CN", 2032, (older, notice)).year == 2032
    assert national_holidays("GB", 2031, (older, notice)).country == "GB"


@pytest.mark.parametrize(
    ("country", "day"),
    [("GB", date(2026, 4, 3)), ("TW", date(2026, 10, 10)), ("DE", date(2026, 10, 3)), ("CN", date(2026, 10, 1))],
)
def test_that_other_countries_have_their_own_holidays(country: str, day: date) -> None:
    holidays = national_holidays(country, 2026)
    assert day in {off for off, _ in holidays.days_off}
    assert not holidays.provisional


def test_that_names_come_in_the_language_of_the_country_or_the_one_asked_for() -> None:
    assert national_holidays("CN", 2026).days_off[0][1] == "元旦"
    assert national_holidays("CN", 2026, language="en_US").days_off[0][1] == "New Year's Day"


@pytest.mark.parametrize("country", ["NONE", "none", ""])
def test_that_no_country_means_no_public_holidays(country: str) -> None:
    assert national_holidays(country, 2026).days_off == ()


def test_that_an_unknown_country_is_refused_by_name() -> None:
    with pytest.raises(CalendarError, match="XX"):
        national_holidays("XX", 2026)
