"""How figures, dates and kinds of days are written on every page."""

from datetime import date
from enum import Enum, auto

from PySide6.QtCore import QDate, QLocale

from planner.domain.calendar import DayKind
from planner.domain.messages import message

DAY_KINDS = {
    DayKind.FIELD: message("Field day"),
    DayKind.OFFICE: message("Office day"),
    DayKind.LEAVE: message("Leave"),
    DayKind.EVENT: message("Event or congress"),
    DayKind.HOLIDAY: message("Public holiday"),
    DayKind.REST: message("Day of rest"),
}
"""What a day is called that is no field day, and one that is."""


class Figure(Enum):
    """How a value is written."""

    WHOLE = auto()
    DECIMAL = auto()  # one place
    SHARE = auto()  # 0..1 as per cent


def written(locale: QLocale, value: float, figure: Figure) -> str:
    """A value in the language's way."""
    if figure is Figure.SHARE:
        return locale.toString(round(value * 100)) + locale.percent()
    return locale.toString(round(value)) if figure is Figure.WHOLE else locale.toString(float(value), "f", 1)


def day_name(locale: QLocale, day: date) -> str:
    """A date with its weekday, short, as the language writes it."""
    weekday = locale.dayName(day.isoweekday(), QLocale.FormatType.ShortFormat)
    return " ".join((weekday, locale.toString(QDate(day.year, day.month, day.day), QLocale.FormatType.ShortFormat)))
