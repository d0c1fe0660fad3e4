"""The reps."""

from collections.abc import Sequence
from typing import Any

from db.mapping.people import rep, rep_values
from db.mapping.values import Values
from db.repository import Repository
from db.rows.people import RepRow
from planner.domain.people import Rep, RepId


class Reps(Repository[Rep, RepId]):
    """Reps by id."""

    section = "reps"
    root = RepRow
    keys = (RepRow.id,)

    def _key(self, id: RepId) -> tuple[object, ...]:
        return (id,)

    def _id(self, value: Rep) -> RepId:
        return value.id

    def _values(self, value: Rep) -> Values:
        return rep_values(value)

    def _value(self, row: Any, parts: tuple[Sequence[Any], ...]) -> Rep:
        return rep(row)
