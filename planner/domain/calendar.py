"""Which days are field days: holidays with shifted working days, leave, office days, half days."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from planner.domain.people import RepId
from planner.domain.units import HalfDay, TimeWindow


class DayKind(StrEnum):
    FIELD = "field"
    OFFICE = "office"
    LEAVE = "leave"
    EVENT = "event"  # congress, training, in-hospital meeting: works, but not on calls
    HOLIDAY = "holiday"  # public holiday
    REST = "rest"  # weekend


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """What a rep does instead of field work: a whole day, a half day, or a window of one."""

    rep: RepId
    date: date
    kind: DayKind
    half: HalfDay | None = None
    window: TimeWindow | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Holidays:
    """One country's public holidays of one year, with weekend days worked in exchange (调休).

    `provisional` is True when the official notice of that year is not known yet.
    """

    country: str
    year: int
    days_off: tuple[tuple[date, str], ...]
    shifted_workdays: tuple[tuple[date, str], ...] = ()
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class FieldDay:
    """A day with time for calls.

    `hours` bound the day (leave home, be back home); `windows` are the parts in which calls may take place: working hours
    less lunch, leave, office and events. `share` is 1 for a full and 0.5 for a half field day: all rates are per field day.
    """

    date: date
    hours: TimeWindow
    windows: tuple[TimeWindow, ...]
    share: float
    provisional: bool = False
