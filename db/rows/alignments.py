"""Saved alignments: a header to list by, the whole as a document, what reps said to it, what became of it."""

from datetime import date, datetime

from sqlalchemy.orm import Mapped, mapped_column

from db.rows.base import Base
from db.rows.references import part_of, refers_to
from planner.domain.alignment import AlignmentId, AlignmentStatus, ChallengeKind, ChallengeStatus
from planner.domain.people import RepId
from planner.domain.territory import UnitId, WhatIf


class AlignmentRow(Base):
    """One saved alignment. `number` grows with every one saved; `publication` is what its undo takes back."""

    __tablename__ = "alignment"

    id: Mapped[AlignmentId] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    title: Mapped[str]
    kind: Mapped[WhatIf]
    status: Mapped[AlignmentStatus]
    effective: Mapped[date | None]
    carried_out: Mapped[bool]
    saved_at: Mapped[datetime | None]
    body: Mapped[str]
    publication: Mapped[str | None]


class AlignmentChallengeRow(Base):
    """One rep's word on a shared alignment."""

    __tablename__ = "alignment_challenge"

    alignment: Mapped[AlignmentId] = mapped_column(part_of("alignment.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    rep: Mapped[RepId] = mapped_column(refers_to("rep.id"), index=True)
    kind: Mapped[ChallengeKind]
    unit: Mapped[UnitId | None]
    reason: Mapped[str]
    status: Mapped[ChallengeStatus]
    answer: Mapped[str]


class AlignmentEventRow(Base):
    """One step on an alignment's way."""

    __tablename__ = "alignment_event"

    alignment: Mapped[AlignmentId] = mapped_column(part_of("alignment.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    what: Mapped[str]
    at: Mapped[datetime | None]
    note: Mapped[str]
