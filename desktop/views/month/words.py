"""What kinds of days, parts of days and amounts of time are called on the month page."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QDate, QLocale

from desktop.usecases.show_month import MonthDay
from desktop.viewmodels.month import Heat
from desktop.viewmodels.wording import Figure, written
from desktop.views.context import Context
from planner.domain.calendar import CalendarEntry, DayKind
from planner.domain.messages import Message, message
from planner.domain.units import HalfDay

KINDS: Mapping[DayKind, Message] = {
    DayKind.FIELD: message("Field work"),
    DayKind.OFFICE: message("Office day"),
    DayKind.LEAVE: message("On leave"),
    DayKind.EVENT: message("Congress"),
    DayKind.HOLIDAY: message("Public holiday"),
    DayKind.REST: message("Weekend"),
}
TAGS: Mapping[DayKind, Message] = {
    DayKind.OFFICE: message("Office"),
    DayKind.LEAVE: message("Leave"),
    DayKind.EVENT: message("Congress"),
    DayKind.REST: message("Off"),
}
"""Short, for the corner of a day."""
HALVES: Mapping[HalfDay, Message] = {
    HalfDay.MORNING: message("Morning"),
    HalfDay.AFTERNOON: message("Afternoon"),
}
HEATS: Mapping[Heat, Message] = {
    Heat.LOAD: message("Working time"),
    Heat.CALLS: message("Calls"),
    Heat.TRAVEL: message("Travel"),
}
MAKE_UP = message("Make-up workday")


def kind_of(context: Context, day: MonthDay) -> str:
    """The kind of a day in words: a holiday by its name, a worked weekend day as such, halves beside each other."""
    if day.kind is DayKind.HOLIDAY and day.holiday:
        return day.holiday
    halves = [f"{context.say(HALVES[each.half])}: {context.say(KINDS[each.kind])}" for each in day.entries if each.half]
    if halves:
        return " · ".join(halves)
    if day.make_up and day.kind is DayKind.FIELD:
        return context.say(MAKE_UP)
    return context.say(KINDS[day.kind])


def tag_of(context: Context, day: MonthDay) -> str:
    """What the corner of a day says: nothing on an ordinary field day or weekend."""
    if day.kind is DayKind.FIELD and day.share < 1 and day.entries:
        return next((_half_in_words(context, each) for each in day.entries if each.kind is not DayKind.FIELD), "")
    ordinary = day.kind is day.usual and not day.make_up and day.kind in (DayKind.FIELD, DayKind.REST)
    if ordinary:
        return ""
    short = TAGS.get(day.kind)
    return kind_of(context, day) if short is None else context.say(short)


def _half_in_words(context: Context, entry: CalendarEntry) -> str:
    """What takes a part of the day, and which."""
    kind = TAGS.get(entry.kind, KINDS[entry.kind])
    if entry.window is not None:
        return context.say(message("{kind} {hours}", kind=kind, hours=str(entry.window)))
    morning = entry.half is HalfDay.MORNING
    return context.say(message("{kind} a.m.", kind=kind) if morning else message("{kind} p.m.", kind=kind))


def date_in_words(context: Context, when: date) -> str:
    """Weekday and date in full."""
    return context.session.locale.toString(QDate(when.year, when.month, when.day), QLocale.FormatType.LongFormat)


def short_date(context: Context, when: date) -> str:
    """Day, month and weekday, such as `Tue 1 Dec` or `12月1日 周二`."""
    day, locale = QDate(when.year, when.month, when.day), context.session.locale
    return locale.toString(day, "M月d日 ddd" if locale.language() is QLocale.Language.Chinese else "ddd d MMM")


def percent(context: Context, share: float) -> str:
    """A share 0..1 in whole percent."""
    return written(context.session.locale, share, Figure.SHARE)


def number(context: Context, value: float, decimals: int = 0) -> str:
    """A number as the language writes it."""
    return context.session.locale.toString(float(value), "f", decimals)


def minutes(value: float) -> Message:
    """Minutes as hours and minutes where there are hours."""
    whole = round(value)
    if whole >= 60:
        return message("{hours} h {minutes} min", hours=whole // 60, minutes=f"{whole % 60:02d}")
    return message("{minutes} min", minutes=whole)
