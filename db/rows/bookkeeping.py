"""What the program writes down for itself: numbers that only grow, and what was imported."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from db.rows.base import Base


class CounterRow(Base):
    """A number that only grows: transactions that wrote to a section, plans ever saved. No row = 0."""

    __tablename__ = "counter"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[int]


class ImportRow(Base):
    """One import, in the order of `number`."""

    __tablename__ = "import_log"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    digest: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str]
    file_name: Mapped[str]
    at: Mapped[datetime]
    added: Mapped[int]
    changed: Mapped[int]
    unchanged: Mapped[int]
    refused: Mapped[int]
