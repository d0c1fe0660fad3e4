"""A rep's month day by day, and what the rep does instead of field work."""

from dataclasses import dataclass
from datetime import date

from db.store import Store
from desktop.usecases.district import District, find_reps
from planner.calendar.days import day_kinds
from planner.domain.calendar import CalendarEntry, DayKind, FieldDay
from planner.domain.people import Rep


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One day of a rep's month; `share` is the part of a full field day, `notes` say why it is less, and which hours are left."""

    date: date
    kind: DayKind
    share: float
    provisional: bool
    notes: tuple[str, ...]


def calendar_of(district: District, rep: Rep) -> tuple[CalendarDay, ...]:
    """Every day of the month."""
    entries = tuple(entry for entry in district.entries if entry.rep == rep.id)
    field = {day.date: day for day in district.field_days_of(rep)}
    holidays = dict(district.holidays.days_off)
    return tuple(
        CalendarDay(
            date=day,
            kind=kind,
            share=field[day].share if day in field else 0.0,
            provisional=field[day].provisional if day in field else district.holidays.provisional,
            notes=tuple(_notes(day, entries, holidays, field.get(day))),
        )
        for day, kind in day_kinds(rep, district.month, entries, district.holidays, district.policy)
    )


def _notes(day: date, entries: tuple[CalendarEntry, ...], holidays: dict[date, str], field: FieldDay | None) -> list[str]:
    """What was entered, the hours that stay in the field with it ("-> 08:00-14:00"), and the public holiday."""
    own = [entry.note or str(entry.kind) for entry in entries if entry.date == day]
    kept = [f"-> {field.hours}"] if own and field is not None else []
    return [*own, *kept, *([holidays[day]] if day in holidays else [])]


def enter(store: Store, rep: str, wanted: CalendarEntry) -> Rep:
    """Put an entry into the calendar of a rep named by name or id; one for the same time of the day is replaced."""
    with store.write() as books:
        (found,) = find_reps(books.reps.all(), (rep,))
        entry = CalendarEntry(found.id, wanted.date, wanted.kind, wanted.half, wanted.window, wanted.note)
        books.calendar.put([entry])
    return found


def clear(store: Store, rep: str, day: date) -> int:
    """Take every entry of a day out of a rep's calendar; how many there were."""
    with store.write() as books:
        (found,) = find_reps(books.reps.all(), (rep,))
        entries = [entry for entry in books.calendar.all() if (entry.rep, entry.date) == (found.id, day)]
        books.calendar.remove(entries)
    return len(entries)
