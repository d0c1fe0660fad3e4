"""Dates as the window's language writes them."""

from datetime import date

from PySide6.QtCore import QDate, QLocale


def long_day(locale: QLocale, when: date) -> str:
    """Weekday, day, month and year in full."""
    return locale.toString(QDate(when.year, when.month, when.day), QLocale.FormatType.LongFormat)


def short_day(locale: QLocale, when: date) -> str:
    """`Tue 8`."""
    return f"{locale.standaloneDayName(when.isoweekday(), QLocale.FormatType.ShortFormat)} {when.day}"


def day_and_month(locale: QLocale, when: date) -> str:
    """`8 Dec`, in the order of the language."""
    chinese = locale.language() is QLocale.Language.Chinese
    return locale.toString(QDate(when.year, when.month, when.day), "M月d日" if chinese else "d MMM")


def span(locale: QLocale, first: date, last: date) -> str:
    """`7–11 Dec 2026`."""
    chinese = locale.language() is QLocale.Language.Chinese
    if chinese:
        return f"{first.year}年{day_and_month(locale, first)}–{day_and_month(locale, last)}"
    if first.month == last.month:
        return f"{first.day}–{day_and_month(locale, last)} {last.year}"
    return f"{day_and_month(locale, first)} – {day_and_month(locale, last)} {last.year}"
