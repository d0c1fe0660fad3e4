"""Units live in types: minutes, metres, clock times, half days, months, windows of time."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NewType

Minutes = NewType("Minutes", int)
Metres = NewType("Metres", float)
MinuteOfDay = NewType("MinuteOfDay", int)
"""Minutes since midnight, 0..1440, local time of the rep."""
Weekday = NewType("Weekday", int)
"""0 = Monday .. 6 = Sunday, as in `date.weekday()`."""


def clock(minute: MinuteOfDay) -> str:
    """`510` -> `"08:30"`."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def minute_of_day(text: str) -> MinuteOfDay:
    """`"08:30"` -> `510`. Raises ValueError when the text is no time of day."""
    hours, _, minutes = text.strip().partition(":")
    value = int(hours) * 60 + int(minutes or 0)
    if not (0 <= value <= 1440 and 0 <= int(minutes or 0) < 60):
        raise ValueError(text)
    return MinuteOfDay(value)


class HalfDay(StrEnum):
    MORNING = "morning"
    AFTERNOON = "afternoon"


NOON = MinuteOfDay(720)


def half_of(start: int) -> HalfDay:
    """The half day that a call starting at that minute counts for: noon begins the afternoon."""
    return HalfDay.MORNING if start < NOON else HalfDay.AFTERNOON


@dataclass(frozen=True, slots=True, order=True)
class TimeWindow:
    """From `start` to `end` on one day; `start < end`."""

    start: MinuteOfDay
    end: MinuteOfDay

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end <= 1440:
            raise ValueError(f"not a time window: {self.start}..{self.end}")

    @property
    def minutes(self) -> Minutes:
        return Minutes(self.end - self.start)

    def meet(self, other: "TimeWindow") -> "TimeWindow | None":
        """The part both windows share, or None."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return TimeWindow(start, end) if start < end else None

    def __str__(self) -> str:
        return f"{clock(self.start)}-{clock(self.end)}"


@dataclass(frozen=True, slots=True, order=True)
class WeeklyWindow:
    """A window that returns every week on `weekday`."""

    weekday: Weekday
    window: TimeWindow


def windows_on(weekly: tuple[WeeklyWindow, ...], weekday: int) -> tuple[TimeWindow, ...]:
    """The windows of a weekly timetable that fall on a weekday, in order."""
    return tuple(sorted(each.window for each in weekly if each.weekday == weekday))


def meet_windows(left: tuple[TimeWindow, ...], right: tuple[TimeWindow, ...]) -> tuple[TimeWindow, ...]:
    """Every non-empty meeting of a window of the left with a window of the right, in order."""
    shared = (one.meet(other) for one in left for other in right)
    return tuple(sorted(window for window in shared if window is not None))


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month."""

    year: int
    month: int

    def __post_init__(self) -> None:
        if not (1 <= self.month <= 12 and 1900 <= self.year <= 9998):
            raise ValueError(f"not a month: {self.year}-{self.month}")

    @classmethod
    def parse(cls, text: str) -> "Month":
        """`"2026-12"` -> December 2026. Raises ValueError when the text is no month."""
        year, _, month = text.strip().partition("-")
        return cls(int(year), int(month))

    @classmethod
    def of(cls, day: date) -> "Month":
        return cls(day.year, day.month)

    @property
    def first(self) -> date:
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        return date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])

    @property
    def dates(self) -> tuple[date, ...]:
        return tuple(self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))

    def plus(self, months: int) -> "Month":
        index = self.year * 12 + self.month - 1 + months
        return Month(index // 12, index % 12 + 1)

    @property
    def quarter(self) -> tuple["Month", "Month", "Month"]:
        """The three months of the quarter this month lies in."""
        first = Month(self.year, 3 * ((self.month - 1) // 3) + 1)
        return first, first.plus(1), first.plus(2)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"
