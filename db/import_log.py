"""Which files were imported, when, and what they brought."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from db.mapping.values import Values
from db.rows.bookkeeping import ImportRow
from db.transaction import Transaction


@dataclass(frozen=True, slots=True)
class ImportRecord:
    """One import of one file. `digest` identifies its content, `kind` what was read from it, such as "customers";
    `at` carries its time zone. The counts are values, not rows; `refused` are rows that could not go in.
    """

    digest: str
    kind: str
    file_name: str
    at: datetime
    added: int
    changed: int
    unchanged: int
    refused: int


class ImportLog:
    """Records in the order in which they were added; none is ever changed."""

    section = "imports"

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, record: ImportRecord) -> None:
        """Write down one import. Raises ValueError when `at` has no time zone."""
        number = self._transaction.next_number(ImportRow.number)
        self._transaction.insert(self.section, ImportRow, [_values(record, number)])

    def all(self) -> tuple[ImportRecord, ...]:
        """Every import, the oldest first."""
        return tuple(_record(row) for row in self._transaction.rows(ImportRow))

    def last(self, digest: str, kind: str) -> ImportRecord | None:
        """The last import of a file with this content as this kind, or None."""
        same = select(*ImportRow.__table__.columns).where(ImportRow.digest == digest, ImportRow.kind == kind)
        found = self._transaction.rows(ImportRow, same)
        return _record(found[-1]) if found else None


def _values(record: ImportRecord, number: int) -> Values:
    if record.at.tzinfo is None:
        raise ValueError(f"a moment needs a time zone: {record.at}")
    return {
        "number": number,
        "digest": record.digest,
        "kind": record.kind,
        "file_name": record.file_name,
        "at": record.at,
        "added": record.added,
        "changed": record.changed,
        "unchanged": record.unchanged,
        "refused": record.refused,
    }


def _record(row: ImportRow) -> ImportRecord:
    return ImportRecord(
        digest=row.digest,
        kind=row.kind,
        file_name=row.file_name,
        at=row.at,
        added=row.added,
        changed=row.changed,
        unchanged=row.unchanged,
        refused=row.refused,
    )
