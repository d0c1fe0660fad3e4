"""Softly lit hours: when the chosen customers can be met, or a hospital receives."""

from datetime import date

from desktop.usecases.edit_week import Sheet
from planner.domain.people import CustomerId
from planner.domain.units import TimeWindow
from planner.month.moments import open_windows


def open_hours(sheet: Sheet, customers: frozenset[CustomerId], dates: tuple[date, ...]) -> dict[date, tuple[TimeWindow, ...]]:
    """By day, the hours in which the customer can be met somewhere; of several only when they share their hospital's hours."""
    needs = [need for need in sheet.problem.needs if need.customer in customers]
    if not needs:
        return {}
    found = {}
    for day in sheet.problem.days:
        if day.date in dates:
            each = [
                tuple(sorted({w for place in need.places for w in open_windows(sheet.problem, place, day)})) for need in needs
            ]
            found[day.date] = each[0] if all(windows == each[0] for windows in each) else ()
    return found
