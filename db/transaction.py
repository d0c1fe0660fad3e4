"""One open transaction, and the few kinds of statements that repositories are made of."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, Insert, Select, delete, func, insert, select, tuple_
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import InstrumentedAttribute

from db.errors import CorruptFileError
from db.mapping.values import Values
from db.rows.base import Base
from db.rows.bookkeeping import CounterRow

Row = TypeVar("Row", bound=Base)
Item = TypeVar("Item")
Result = TypeVar("Result")

_BATCH = 5_000
# SQLite takes 32,766 parameters in one statement, older builds 999.
_KEYS = 500


def batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Items in lists of at most `size`, so that memory does not grow with their number."""
    remaining = iter(items)
    while batch := list(islice(remaining, size)):
        yield batch


class Transaction:
    """A connection inside one transaction. `writable` False: writing is a fault of the program and raises RuntimeError."""

    def __init__(self, connection: Connection, place: str, *, writable: bool) -> None:
        self._connection = connection
        self._place = place
        self._writable = writable
        self._touched: set[str] = set()

    @property
    def has_written(self) -> bool:
        return bool(self._touched)

    def rows(self, kind: type[Row], statement: Select[*tuple[Any, ...]] | None = None) -> list[Row]:
        """All rows of a table, or those a statement selects from it, in the order of the primary key unless it says other.

        The result rows carry the attributes of the typed class without the cost of making its instances; the cast is what
        lets the type checker follow.
        """
        chosen = select(*kind.__table__.columns) if statement is None else statement
        if not chosen._order_by_clauses:
            chosen = chosen.order_by(*kind.__table__.primary_key)
        found = self.reading(lambda: self._connection.execute(chosen).all())
        return cast("list[Row]", found)

    def reading(self, read: Callable[[], Result]) -> Result:
        """Run a reading step; a stored value that no longer has its type means a damaged file."""
        try:
            return read()
        except (ValueError, LookupError, TypeError) as error:
            raise CorruptFileError(self._place, f"{type(error).__name__}: {error}") from error

    def scalar(self, statement: Select[Result]) -> Result | None:
        return self._connection.execute(statement).scalar()

    def upsert(self, section: str, kind: type[Base], values: Sequence[Values]) -> None:
        """Insert rows, or update those whose primary key is there."""
        self._write(section)
        statement = self._upsert_statement(kind)
        for batch in batches(values, _BATCH):
            self._connection.execute(statement, batch)

    def insert(self, section: str, kind: type[Base], values: Sequence[Values]) -> None:
        """Insert rows that are not there yet."""
        self._write(section)
        for batch in batches(values, _BATCH):
            self._connection.execute(insert(kind.__table__), batch)  # type: ignore[arg-type]

    def delete(self, section: str, columns: Sequence[InstrumentedAttribute[Any]], keys: Iterable[tuple[object, ...]]) -> None:
        """Delete the rows whose columns hold one of the keys."""
        self._write(section)
        for batch in batches(keys, _KEYS):
            one = len(columns) == 1
            where = columns[0].in_([key[0] for key in batch]) if one else tuple_(*columns).in_(batch)
            self._connection.execute(delete(columns[0].class_).where(where))

    def execute(self, section: str, statement: Any) -> int:
        """Run another writing statement; the number of rows it met."""
        self._write(section)
        return self._connection.execute(statement).rowcount

    def counter(self, name: str) -> int:
        """A number that only grows: for a section, how many transactions have written to it."""
        return self.scalar(select(CounterRow.value).where(CounterRow.name == name)) or 0

    def count_up(self, name: str) -> int:
        """Raise a counter by one and return it."""
        value = self.counter(name) + 1
        self._connection.execute(self._upsert_statement(CounterRow), {"name": name, "value": value})
        return value

    def next_number(self, column: InstrumentedAttribute[int]) -> int:
        """One more than the greatest in a column of numbers."""
        return (self.scalar(select(func.max(column))) or 0) + 1

    def _write(self, section: str) -> None:
        if not self._writable:
            raise RuntimeError(f"{section}: written inside a transaction that was opened for reading")
        if section not in self._touched:
            self._touched.add(section)
            self.count_up(section)

    def _upsert_statement(self, kind: type[Base]) -> Insert:
        dialect = postgresql if self._connection.dialect.name == "postgresql" else sqlite
        table = cast(Any, kind.__table__)
        statement = cast(Any, dialect).insert(table)
        key = [column.name for column in table.primary_key]
        others = {column.name: statement.excluded[column.name] for column in table.columns if not column.primary_key}
        if not others:
            return cast(Insert, statement.on_conflict_do_nothing(index_elements=key))
        return cast(Insert, statement.on_conflict_do_update(index_elements=key, set_=others))
