"""What all repositories do: load whole values, put them, remove them. Each aggregate says only how it lies in tables."""

from abc import abstractmethod
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, Generic, TypeVar

from sqlalchemy import Select, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute

from db.mapping.values import Values
from db.rows.base import Base
from db.transaction import Transaction, batches

Value = TypeVar("Value")
Id = TypeVar("Id")

_VALUES_AT_ONCE = 5_000


class Repository(Generic[Value, Id]):
    """All values of one kind. A value is a row of `root`, found by `keys`, and rows of `parts`, found by their owner.

    `section` names what is being changed, for the data version. Every table of parts has its owner's columns first.
    """

    section: ClassVar[str]
    root: ClassVar[type[Base]]
    keys: ClassVar[tuple[InstrumentedAttribute[Any], ...]]
    parts: ClassVar[tuple[type[Base], ...]] = ()

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    @abstractmethod
    def _key(self, id: Id) -> tuple[object, ...]:
        """The values of `keys` for an id."""

    @abstractmethod
    def _id(self, value: Value) -> Id:
        """The id under which a value is found again."""

    @abstractmethod
    def _values(self, value: Value) -> Values:
        """The row of `root`."""

    def _part_values(self, value: Value) -> tuple[list[Values], ...]:
        """The rows of each of `parts`."""
        return ()

    @abstractmethod
    def _value(self, row: Any, parts: tuple[Sequence[Any], ...]) -> Value:
        """The value of a row and the rows of its parts."""

    def id_of(self, value: Value) -> Id:
        """The id under which a value is found again."""
        return self._id(value)

    def all(self) -> tuple[Value, ...]:
        """Every value, in the order of its id."""
        return self._select()

    def get(self, id: Id) -> Value | None:
        """The value of that id, or None."""
        found = self._select(self._has_key(self._key(id)))
        return found[0] if found else None

    def put(self, values: Iterable[Value]) -> None:
        """Insert values, or replace those that are there, parts included. Of two with one id, the last stays."""
        chosen = {self._key(self._id(value)): value for value in values}
        for batch in batches(chosen.items(), _VALUES_AT_ONCE):
            self._put_batch(dict(batch))

    def remove(self, ids: Iterable[Id]) -> None:
        """Take values away, parts included; ids that are not there are passed over.

        Raises `MissingReferenceError` at the end of the transaction when something still refers to one of them.
        """
        self._transaction.delete(self.section, self.keys, [self._key(id) for id in ids])

    def _put_batch(self, values: dict[tuple[object, ...], Value]) -> None:
        self._transaction.upsert(self.section, self.root, [self._values(value) for value in values.values()])
        part_rows = [self._part_values(value) for value in values.values()]
        for index, part in enumerate(self.parts):
            self._transaction.delete(self.section, self._owner(part), values)
            rows = [row for rows in part_rows for row in rows[index]]
            self._transaction.insert(self.section, part, rows)

    def _select(self, *where: Any) -> tuple[Value, ...]:
        """The values whose root rows meet all conditions, in the order of their ids."""
        roots = self._transaction.rows(self.root, select(*self.root.__table__.columns).where(*where))
        parts = [self._parts_by_owner(part, where) for part in self.parts]
        names = [key.key for key in self.keys]

        def build() -> tuple[Value, ...]:
            owners = ((row, tuple(getattr(row, name) for name in names)) for row in roots)
            return tuple([self._value(row, tuple(part.get(owner, ()) for part in parts)) for row, owner in owners])

        return self._transaction.reading(build)

    def _parts_by_owner(self, part: type[Base], where: tuple[Any, ...]) -> dict[tuple[object, ...], list[Any]]:
        grouped: dict[tuple[object, ...], list[Any]] = defaultdict(list)
        owner = self._owner(part)
        names = [column.key for column in owner]
        for row in self._transaction.rows(part, self._select_parts(part, where)):
            grouped[tuple(getattr(row, name) for name in names)].append(row)
        return grouped

    def _select_parts(self, part: type[Base], where: tuple[Any, ...]) -> Select[Any]:
        """The parts of the chosen values: each owner's in their order."""
        owner = self._owner(part)
        chosen = select(*part.__table__.columns).order_by(*owner, part.__table__.c.position)
        return chosen.where(tuple_(*owner).in_(select(*self.keys).where(*where))) if where else chosen

    def _owner(self, part: type[Base]) -> tuple[InstrumentedAttribute[Any], ...]:
        columns = list(part.__table__.columns)[: len(self.keys)]
        return tuple(getattr(part, column.key) for column in columns)

    def _has_key(self, key: tuple[object, ...]) -> Any:
        return tuple_(*self.keys) == key
