"""Public holidays of a country and year, with the weekend days worked in exchange (调休).

The figures come from the `holidays` library unless an imported official notice says otherwise.
"""

from datetime import date

import holidays as library

from planner.domain.calendar import Holidays
from planner.domain.messages import message
from planner.errors import CalendarError

NO_COUNTRY = "NONE"
"""For reps who keep no public holidays at all."""

ANNOUNCED_EACH_YEAR = frozenset({"CN"})
"""Countries of which the days off are fixed by a yearly notice: until it is known, a year is a forecast."""


def national_holidays(country: str, year: int, notices: tuple[Holidays, ...] = (), language: str | None = None) -> Holidays:
    """The public holidays of one year.

    Args:
        country: ISO 3166 code of two letters, case aside, or `NO_COUNTRY`.
        year: calendar year.
        notices: imported official notices; the last one of that country and year replaces the library's year whole.
        language: of the names, such as `en_US`; None or one the library lacks = the country's own.

    Raises:
        CalendarError: for a country that nobody knows.
    """
    code = country.strip().upper()
    for notice in reversed(notices):
        if (notice.country.upper(), notice.year) == (code, year):
            return notice
    if code in ("", NO_COUNTRY):
        return Holidays(country=NO_COUNTRY, year=year, days_off=())
    return _from_library(code, year, language)


def last_announced_year(country: str) -> int | None:
    """The last year whose official notice the library knows; None for countries without yearly notices."""
    code = country.strip().upper()
    if code not in ANNOUNCED_EACH_YEAR:
        return None
    announced: dict[int, object] = library.country_holidays(code).special_public_holidays
    return max(announced)


def _from_library(code: str, year: int, language: str | None) -> Holidays:
    known = _calendar(code, year, language)
    announced = last_announced_year(code)
    return Holidays(
        country=code,
        year=year,
        days_off=tuple((day, known[day]) for day in sorted(known) if day.year == year),
        shifted_workdays=tuple((day, _shift_name(day, known)) for day in sorted(known.weekend_workdays) if day.year == year),
        provisional=announced is not None and year > announced,
    )


def _calendar(code: str, year: int, language: str | None) -> library.HolidayBase:
    try:
        # The library would otherwise ask the machine for its language, and the same year read differently on two machines.
        own = library.country_holidays(code).default_language
        return library.country_holidays(code, years=year, language=language or own)
    except NotImplementedError as error:
        raise CalendarError(
            message("No public holidays are known for the country {country}.", country=code),
            message("Use a country code of two letters such as CN, TW, GB or DE, or NONE for no public holidays."),
        ) from error


def _shift_name(day: date, known: library.HolidayBase) -> str:
    """The day off for which this weekend day is worked, as the library writes it, or nothing."""
    forms = (day.strftime("%Y-%m-%d"), day.strftime("%m/%d/%Y"), day.strftime("%d/%m/%Y"))
    return next((name for _, name in sorted(known.items()) if any(form in name for form in forms)), "")
