"""What the reps do instead of field work."""

from collections.abc import Sequence
from typing import Any

from db.mapping.calendar import entry, entry_values, part_of_day
from db.mapping.values import Values
from db.repository import Repository
from db.rows.calendar import CalendarRow
from planner.domain.calendar import CalendarEntry, DayKind
from planner.domain.people import RepId
from planner.domain.units import Month


class Calendar(Repository[CalendarEntry, CalendarEntry]):
    """Calendar entries. An entry has no id: another one for the same rep, date and part of the day replaces it,
    and `get` and `remove` take any entry of that rep, date and part.
    """

    section = "calendar"
    root = CalendarRow
    keys = (CalendarRow.rep, CalendarRow.date, CalendarRow.part)

    def of(self, rep: RepId, month: Month) -> tuple[CalendarEntry, ...]:
        """One rep's entries of one month, in the order of their dates."""
        return self._select(CalendarRow.rep == rep, CalendarRow.date.between(month.first, month.last))

    def _key(self, id: CalendarEntry) -> tuple[object, ...]:
        return (id.rep, id.date, part_of_day(id))

    def _id(self, value: CalendarEntry) -> CalendarEntry:
        """Any entry of that part of the day: entries of different kinds replace each other."""
        return CalendarEntry(value.rep, value.date, DayKind.FIELD, value.half, value.window)

    def _values(self, value: CalendarEntry) -> Values:
        return entry_values(value)

    def _value(self, row: Any, parts: tuple[Sequence[Any], ...]) -> CalendarEntry:
        return entry(row)
