"""Recorded calls."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from db.mapping.calls import call, call_values
from db.mapping.values import Values
from db.repository import Repository
from db.rows.calls import CallRow
from planner.domain.calls import Call, CallId
from planner.domain.people import CustomerId, RepId


class Calls(Repository[Call, CallId]):
    """Calls by id."""

    section = "calls"
    root = CallRow
    keys = (CallRow.id,)

    def between(self, first: date, last: date, rep: RepId | None = None) -> tuple[Call, ...]:
        """The calls of the days from `first` to `last`, both included, of one rep or of all, in the order of their ids."""
        days = CallRow.date.between(first, last)
        return self._select(days) if rep is None else self._select(days, CallRow.rep == rep)

    def on(self, customer: CustomerId) -> tuple[Call, ...]:
        """All recorded calls on one customer, in the order of their ids."""
        return self._select(CallRow.customer == customer)

    def _key(self, id: CallId) -> tuple[object, ...]:
        return (id,)

    def _id(self, value: Call) -> CallId:
        return value.id

    def _values(self, value: Call) -> Values:
        return call_values(value)

    def _value(self, row: Any, parts: tuple[Sequence[Any], ...]) -> Call:
        return call(row)
