"""What the program writes down for itself: how often each section changed, and what was imported."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from db.rows.base import Base


class ChangeCountRow(Base):
    """How many transactions have written to a section; a section without a row was never written."""

    __tablename__ = "change_count"

    section: Mapped[str] = mapped_column(primary_key=True)
    changes: Mapped[int]


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
