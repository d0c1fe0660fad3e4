"""Alignments: the whole as a document, the header that lists it, challenges and events as rows."""

from dataclasses import dataclass
from datetime import date, datetime

from db.mapping.documents import decode, encode
from db.mapping.values import Values
from db.rows.alignments import AlignmentChallengeRow, AlignmentEventRow, AlignmentRow
from planner.domain.alignment import AlignmentId, AlignmentStatus, Challenge, Proposal, Publication
from planner.domain.territory import WhatIf


@dataclass(frozen=True, slots=True)
class AlignmentHeader:
    """What a list of alignments shows. `effective` is set from publication on; `carried_out`: customers have changed hands."""

    id: AlignmentId
    number: int
    title: str
    kind: WhatIf
    status: AlignmentStatus
    effective: date | None
    carried_out: bool
    saved_at: datetime | None


@dataclass(frozen=True, slots=True)
class AlignmentEvent:
    """One step on an alignment's way: a status, or what happened beside."""

    what: str
    at: datetime | None
    note: str


@dataclass(frozen=True, slots=True)
class AlignmentRecord:
    """All of one saved alignment."""

    header: AlignmentHeader
    proposal: Proposal
    challenges: tuple[Challenge, ...]
    events: tuple[AlignmentEvent, ...]
    publication: Publication | None


def proposal_values(proposal: Proposal) -> Values:
    """The columns that come from the proposal itself."""
    return {"title": proposal.title, "kind": proposal.request.kind, "body": encode(proposal)}


def alignment_header(row: AlignmentRow) -> AlignmentHeader:
    return AlignmentHeader(
        id=row.id,
        number=row.number,
        title=row.title,
        kind=row.kind,
        status=row.status,
        effective=row.effective,
        carried_out=row.carried_out,
        saved_at=row.saved_at,
    )


def proposal(row: AlignmentRow) -> Proposal:
    """Raises ValueError when the stored document is no proposal of this version of the program."""
    return decode(Proposal, row.body)


def publication(row: AlignmentRow) -> Publication | None:
    return None if row.publication is None else decode(Publication, row.publication)


def challenge_values(alignment: AlignmentId, challenge: Challenge) -> Values:
    return {
        "alignment": alignment,
        "number": challenge.number,
        "rep": challenge.rep,
        "kind": challenge.kind,
        "unit": challenge.unit,
        "reason": challenge.reason,
        "status": challenge.status,
        "answer": challenge.answer,
    }


def challenge(row: AlignmentChallengeRow) -> Challenge:
    return Challenge(row.number, row.rep, row.kind, row.unit, row.reason, row.status, row.answer)


def event(row: AlignmentEventRow) -> AlignmentEvent:
    return AlignmentEvent(row.what, row.at, row.note)
