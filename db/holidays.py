"""Public holidays by country and year."""

from collections.abc import Sequence
from typing import Any

from db.mapping.calendar import holidays, holidays_values
from db.mapping.values import Values
from db.repository import Repository
from db.rows.calendar import HolidaysRow
from planner.domain.calendar import Holidays


class HolidayYears(Repository[Holidays, tuple[str, int]]):
    """The holidays of a country and year; the id is that pair."""

    section = "holidays"
    root = HolidaysRow
    keys = (HolidaysRow.country, HolidaysRow.year)

    def of(self, country: str) -> tuple[Holidays, ...]:
        """All years known of a country, in order."""
        return self._select(HolidaysRow.country == country)

    def _key(self, id: tuple[str, int]) -> tuple[object, ...]:
        return id

    def _id(self, value: Holidays) -> tuple[str, int]:
        return value.country, value.year

    def _values(self, value: Holidays) -> Values:
        return holidays_values(value)

    def _value(self, row: Any, parts: tuple[Sequence[Any], ...]) -> Holidays:
        return holidays(row)
