"""The typed days of a rep's month, and those with time for calls.

Most specific wins: an entry for a window beats one for a half day, that beats one for the whole day, that beats the public
holidays, and those beat the week. An entry of kind FIELD adds time (a Saturday, an evening), every other kind takes it.

A field day is one unbroken outing: while something else takes the rep's time, no call, no way and no walk may take place.
So an entry in the middle of the day leaves only the part with more call time, the one before or the one after it; the other
part is lost to the field, and the day's share says so.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from planner.calendar.ordinary import OrdinaryDay, ordinary_day
from planner.calendar.spans import Windows, hull, join, length, shared, subtract
from planner.domain.calendar import CalendarEntry, DayKind, FieldDay, Holidays
from planner.domain.messages import message
from planner.domain.people import Rep
from planner.domain.policy import Policy
from planner.domain.units import HalfDay, MinuteOfDay, Month, TimeWindow
from planner.errors import CalendarError

WHOLE_DAY = TimeWindow(MinuteOfDay(0), MinuteOfDay(1440))


@dataclass(frozen=True, slots=True)
class _Day:
    """One day taken apart: kind without entries, the entries from general to specific, and what remains."""

    date: date
    base: DayKind
    entries: tuple[CalendarEntry, ...]
    windows: Windows
    hours: Windows


def day_kinds(
    rep: Rep, month: Month, entries: tuple[CalendarEntry, ...], holidays: Holidays, policy: Policy
) -> tuple[tuple[date, DayKind], ...]:
    """Every date of the month with its kind. A day with any time for calls is FIELD.

    `entries` of other reps and months are passed over. Raises CalendarError when the holidays are of another year.
    """
    return tuple((day.date, _kind(day)) for day in _days(rep, month, entries, holidays, policy))


def field_days(
    rep: Rep, month: Month, entries: tuple[CalendarEntry, ...], holidays: Holidays, policy: Policy
) -> tuple[FieldDay, ...]:
    """The days of the month with time for calls, in order.

    `share` counts half for each half of the rep's ordinary day, less what entries take of it, times the rep's `part_time`.
    `hours` hold no minute of leave, office or event: they shrink to the part of the day kept, and grow with extra field time.
    A day without room for the policy's shortest call is no field day.
    Raises CalendarError when the holidays are of another year.
    """
    ordinary = ordinary_day(rep, policy)
    return tuple(
        FieldDay(
            date=day.date,
            hours=_field_hours(day),
            windows=day.windows,
            share=round(field_share(day.windows, ordinary) * rep.part_time, 3),
            provisional=holidays.provisional,
        )
        for day in _days(rep, month, entries, holidays, policy)
        if day.windows
    )


def field_share(windows: Windows, ordinary: OrdinaryDay) -> float:
    """How much of an ordinary day is left for calls, 0..1: each half that the rep works weighs the same."""
    shares = []
    for half in HalfDay:
        span = ordinary.half(half)
        if span is not None:
            shares.append(length(shared(windows, span)) / span.minutes)
    return sum(shares) / len(shares) if shares else 0.0


def _days(rep: Rep, month: Month, entries: tuple[CalendarEntry, ...], holidays: Holidays, policy: Policy) -> tuple[_Day, ...]:
    _require_year(month, holidays)
    ordinary = ordinary_day(rep, policy)
    by_date: dict[date, list[CalendarEntry]] = defaultdict(list)
    for entry in entries:
        if entry.rep == rep.id:
            by_date[entry.date].append(entry)
    return tuple(_day(each, by_date[each], holidays, policy, ordinary) for each in month.dates)


def _require_year(month: Month, holidays: Holidays) -> None:
    if holidays.year != month.year:
        raise CalendarError(
            message("Month {month} was given the public holidays of {year}.", month=str(month), year=holidays.year),
            message("Give the public holidays of {year}.", year=month.year),
        )


def _day(day: date, entries: list[CalendarEntry], holidays: Holidays, policy: Policy, ordinary: OrdinaryDay) -> _Day:
    base = public_kind(day, holidays, policy)
    ordered = tuple(sorted(entries, key=_specificity))
    windows: Windows = ordinary.windows if base is DayKind.FIELD else ()
    hours: Windows = (ordinary.hours,) if base is DayKind.FIELD else ()
    away: Windows = ()
    for entry in ordered:
        span = ordinary.span(entry)
        if span is None:
            continue
        if entry.kind is DayKind.FIELD:
            windows, hours = join((*windows, *_call_time(span, entry, ordinary))), join((*hours, span))
            away = subtract(away, span)
        else:
            windows, hours = subtract(windows, span), subtract(hours, span)
            away = join((*away, span))
    kept = kept_part(windows, away, min(segment.visit_minutes for segment in policy.segments))
    if kept is None:
        return _Day(day, base, ordered, (), ())
    return _Day(day, base, ordered, shared(windows, kept), shared(hours, kept))


def kept_part(windows: Windows, away: Windows, shortest: int) -> TimeWindow | None:
    """The part of a day between absences that stays in the field: the one with the most call time, the earlier of equals.

    None when no part has a window of the `shortest` call's minutes.
    """
    parts: Windows = (WHOLE_DAY,)
    for absence in away:
        parts = subtract(parts, absence)
    long_enough = [part for part in parts if any(window.minutes >= shortest for window in shared(windows, part))]
    return max(long_enough, key=lambda part: length(shared(windows, part)), default=None)


def _call_time(span: TimeWindow, entry: CalendarEntry, ordinary: OrdinaryDay) -> Windows:
    """Extra field time: a window set by hand is taken as it is, whole and half days keep lunch free."""
    return (span,) if entry.window is not None else subtract((span,), ordinary.lunch)


def _specificity(entry: CalendarEntry) -> tuple[int, bool, str]:
    """From whole days to windows; among equals field time first, so that what takes time wins."""
    level = 2 if entry.window is not None else 1 if entry.half is not None else 0
    return level, entry.kind is not DayKind.FIELD, entry.kind.value


def public_kind(day: date, holidays: Holidays, policy: Policy) -> DayKind:
    """FIELD, HOLIDAY or REST by public holidays, shifted working days and the policy's week."""
    if any(day == off for off, _ in holidays.days_off):
        return DayKind.HOLIDAY
    shifted = any(day == worked for worked, _ in holidays.shifted_workdays)
    return DayKind.FIELD if shifted or day.weekday() in policy.working_day.weekdays else DayKind.REST


def _kind(day: _Day) -> DayKind:
    if day.windows:
        return DayKind.FIELD
    works = [entry.kind for entry in day.entries if entry.kind in (DayKind.OFFICE, DayKind.EVENT)]
    if day.base is not DayKind.FIELD:
        return works[0] if works else day.base
    return next((entry.kind for entry in day.entries if entry.kind is not DayKind.FIELD), DayKind.REST)


def _field_hours(day: _Day) -> TimeWindow:
    """From the beginning of the free stretch with the first call time to the end of the one with the last."""
    return hull(stretch for stretch in day.hours if shared(day.windows, stretch))
