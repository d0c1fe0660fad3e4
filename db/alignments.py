"""Saved alignments: kept whole, with their challenges and the steps of their way."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import select, update

from db.errors import UnknownAlignmentError
from db.mapping.alignments import (
    AlignmentHeader,
    AlignmentRecord,
    alignment_header,
    challenge,
    challenge_values,
    event,
    proposal,
    proposal_values,
    publication,
)
from db.mapping.documents import encode
from db.rows.alignments import AlignmentChallengeRow, AlignmentEventRow, AlignmentRow
from db.transaction import Transaction
from planner.domain.alignment import AlignmentId, AlignmentStatus, Challenge, Proposal, Publication

_HEADER = [column for column in AlignmentRow.__table__.columns if column.key not in ("body", "publication")]


class Alignments:
    """Alignments by id. Saving always makes a new one; ids are never used again."""

    section = "alignments"

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def save(
        self, made: Proposal, at: datetime | None = None, status: AlignmentStatus = AlignmentStatus.DRAFT, note: str = ""
    ) -> AlignmentId:
        """Keep a proposal beside all earlier ones and return its id. `at` (with its time zone) is when it was made."""
        number = self._transaction.count_up("alignments ever saved")
        id = AlignmentId(f"alignment-{number}")
        saved = {"id": id, "number": number, "status": status, "effective": None, "carried_out": False, "saved_at": at}
        self._transaction.insert(self.section, AlignmentRow, [{**saved, **proposal_values(made), "publication": None}])
        self.note(id, status.value, at, note)
        return id

    def get(self, id: AlignmentId) -> AlignmentRecord:
        """All of one alignment. Raises `UnknownAlignmentError`."""
        found = self._transaction.rows(AlignmentRow, select(*AlignmentRow.__table__.columns).where(AlignmentRow.id == id))
        if not found:
            raise UnknownAlignmentError(id)
        challenges, events = self._rows(AlignmentChallengeRow, id), self._rows(AlignmentEventRow, id)
        return self._transaction.reading(
            lambda: AlignmentRecord(
                alignment_header(found[0]),
                proposal(found[0]),
                tuple(challenge(row) for row in challenges),
                tuple(event(row) for row in events),
                publication(found[0]),
            )
        )

    def headers(self) -> tuple[AlignmentHeader, ...]:
        """What a list of alignments shows, in the order of saving."""
        return self._headers()

    def pending(self, until: date) -> tuple[AlignmentRecord, ...]:
        """Published alignments that take effect up to a day and have not been carried out, the earliest first."""
        waiting = AlignmentRow.status == AlignmentStatus.PUBLISHED, ~AlignmentRow.carried_out, AlignmentRow.effective <= until
        headers = sorted(self._headers(*waiting), key=lambda each: (each.effective or date.min, each.number))
        return tuple(self.get(header.id) for header in headers)

    def rewrite(self, id: AlignmentId, changed: Proposal) -> None:
        """Put another content in the place of an alignment's, such as after a hand edit. Raises `UnknownAlignmentError`."""
        self._set(id, **proposal_values(changed))

    def turn(self, id: AlignmentId, status: AlignmentStatus, at: datetime | None = None, note: str = "") -> None:
        """Bring an alignment to a status. Raises `UnknownAlignmentError`."""
        self._set(id, status=status)
        self.note(id, status.value, at, note)

    def publish(self, id: AlignmentId, changes: Publication, at: datetime | None = None) -> None:
        """Put an alignment in force from the publication's day on. Raises `UnknownAlignmentError`."""
        self._set(id, effective=changes.effective, carried_out=False, publication=encode(changes))
        self.turn(id, AlignmentStatus.PUBLISHED, at, changes.effective.isoformat())

    def carry_out(self, id: AlignmentId, at: datetime | None = None) -> None:
        """Note that the customers of a published alignment have changed hands. Raises `UnknownAlignmentError`."""
        self._set(id, carried_out=True)
        self.note(id, "carried out", at)

    def put_challenge(self, id: AlignmentId, made: Challenge) -> None:
        """Keep a challenge, or replace the one of its number. Raises `UnknownAlignmentError`."""
        self._require(id)
        self._transaction.upsert(self.section, AlignmentChallengeRow, [challenge_values(id, made)])

    def note(self, id: AlignmentId, what: str, at: datetime | None = None, note: str = "") -> None:
        """Write down one step. Raises `UnknownAlignmentError`."""
        self._require(id)
        number = len(self._rows(AlignmentEventRow, id)) + 1
        step = {"alignment": id, "number": number, "what": what, "at": at, "note": note}
        self._transaction.insert(self.section, AlignmentEventRow, [step])

    def _set(self, id: AlignmentId, **values: Any) -> None:
        statement = update(AlignmentRow).where(AlignmentRow.id == id).values(**values)
        if self._transaction.execute(self.section, statement) == 0:
            raise UnknownAlignmentError(id)

    def _require(self, id: AlignmentId) -> None:
        if not self._headers(AlignmentRow.id == id):
            raise UnknownAlignmentError(id)

    def _headers(self, *where: Any) -> tuple[AlignmentHeader, ...]:
        rows = self._transaction.rows(AlignmentRow, select(*_HEADER).where(*where).order_by(AlignmentRow.number))
        return self._transaction.reading(lambda: tuple(alignment_header(row) for row in rows))

    def _rows(self, kind: Any, id: AlignmentId) -> list[Any]:
        columns = kind.__table__.columns
        return self._transaction.rows(kind, select(*columns).where(columns.alignment == id).order_by(columns.number))
