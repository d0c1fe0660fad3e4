"""Calendar entries and public holidays."""

from db.mapping.values import Values, window, window_values
from db.rows.calendar import CalendarRow, HolidaysRow
from planner.domain.calendar import CalendarEntry, Holidays


def part_of_day(entry: CalendarEntry) -> str:
    """The part of the day an entry fills: "" for all of it, a half day's name, `08:00-10:00`, or half and window.

    A rep's day holds one entry for each part, so putting another one there replaces it.
    """
    parts = (entry.half.value if entry.half else "", str(entry.window) if entry.window else "")
    return " ".join(part for part in parts if part)


def entry_values(entry: CalendarEntry) -> Values:
    return {
        "rep": entry.rep,
        "date": entry.date,
        "part": part_of_day(entry),
        "kind": entry.kind,
        "half": entry.half,
        **window_values("window", entry.window),
        "note": entry.note,
    }


def entry(row: CalendarRow) -> CalendarEntry:
    return CalendarEntry(
        rep=row.rep,
        date=row.date,
        kind=row.kind,
        half=row.half,
        window=window(row.window_start, row.window_end),
        note=row.note,
    )


def holidays_values(holidays: Holidays) -> Values:
    return {
        "country": holidays.country,
        "year": holidays.year,
        "days_off": holidays.days_off,
        "shifted_workdays": holidays.shifted_workdays,
        "provisional": holidays.provisional,
    }


def holidays(row: HolidaysRow) -> Holidays:
    return Holidays(
        country=row.country,
        year=row.year,
        days_off=row.days_off,
        shifted_workdays=row.shifted_workdays,
        provisional=row.provisional,
    )
