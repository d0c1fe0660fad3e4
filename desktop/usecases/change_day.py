"""Make a date of a rep's calendar another kind of day, whole or in half, as an edit that can be taken back."""

from collections.abc import Iterable, Sequence
from datetime import date

from desktop.usecases.edit import Edit, Rewrite, Shelf
from planner.domain.calendar import CalendarEntry, DayKind
from planner.domain.messages import Message, message
from planner.domain.people import Rep, RepId
from planner.domain.units import HalfDay

ENTERED = (DayKind.FIELD, DayKind.OFFICE, DayKind.LEAVE, DayKind.EVENT)
"""What a person may enter; holidays and weekends come from the notice and the policy."""


def change_day(
    rep: Rep, when: date, entries: Iterable[CalendarEntry], kind: DayKind | None, *, half: HalfDay | None, usual: DayKind
) -> Edit:
    """Enter `kind` for a date, or for half of it; None takes away what was entered there. `usual`: what the day is without.

    A whole day replaces everything entered for the date. A half day replaces what was entered for that half; an entry for the
    whole day is kept for the other half only.
    """
    there = tuple(entry for entry in entries if (entry.rep, entry.date) == (rep.id, when))
    kept = () if half is None else tuple(_rest(there, half))
    wanted = () if kind is None or kind is usual else (CalendarEntry(rep.id, when, kind, half),)
    after = (*(each for each in kept if each not in wanted), *wanted)
    return Edit(_title(rep.name, when, kind), (Rewrite(Shelf.CALENDAR, there, after),))


def _rest(entries: Sequence[CalendarEntry], half: HalfDay) -> Iterable[CalendarEntry]:
    """What stays of a date's entries when one half is entered anew."""
    for entry in entries:
        if entry.half is None and entry.window is None:
            yield CalendarEntry(entry.rep, entry.date, entry.kind, _other(half), note=entry.note)
        elif entry.half is not half and entry.window is None:
            yield entry


def _other(half: HalfDay) -> HalfDay:
    return HalfDay.AFTERNOON if half is HalfDay.MORNING else HalfDay.MORNING


def _title(rep: str, when: date, kind: DayKind | None) -> Message:
    match kind:
        case DayKind.FIELD:
            return message("Field day for {rep} on {date}", rep=rep, date=when)
        case DayKind.OFFICE:
            return message("Office day for {rep} on {date}", rep=rep, date=when)
        case DayKind.LEAVE:
            return message("Leave for {rep} on {date}", rep=rep, date=when)
        case DayKind.EVENT:
            return message("Congress or training for {rep} on {date}", rep=rep, date=when)
        case _:
            return message("Usual day for {rep} on {date}", rep=rep, date=when)


def field_days_added(
    rep: RepId, days: Iterable[tuple[date, DayKind, tuple[CalendarEntry, ...]]], count: int, first: date
) -> tuple[tuple[date, ...], Rewrite]:
    """`count` dates from `first` on made whole field days: office days first, then days of rest; never leave, events or
    holidays. Returns the dates, fewer than asked for when the month has no more of them, and the rewrite."""
    open_days = [each for each in days if each[0] >= first and each[1] in (DayKind.OFFICE, DayKind.REST)]
    chosen = sorted(open_days, key=lambda each: (each[1] is not DayKind.OFFICE, each[0].weekday() == 6, each[0]))[:count]
    before = tuple(entry for _, _, entries in chosen for entry in entries)
    after = tuple(CalendarEntry(rep, when, DayKind.FIELD) for when, _, _ in chosen)
    return tuple(sorted(when for when, _, _ in chosen)), Rewrite(Shelf.CALENDAR, before, after)
