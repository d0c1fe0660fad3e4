"""Correct an alignment by hand: accounts go to another rep, and what that breaks is said at once."""

from collections.abc import Collection
from datetime import datetime

from db.store import Store
from desktop.usecases.align_case import Measured, load_ground, measure_again
from planner.alignment.proposal import give
from planner.domain.alignment import AlignmentId, AlignmentStatus
from planner.domain.messages import message
from planner.domain.people import RepId
from planner.domain.territory import UnitId
from planner.errors import AlignmentError

EDITABLE = (AlignmentStatus.DRAFT, AlignmentStatus.SHARED)


def move_accounts(
    store: Store, id: AlignmentId, units: Collection[UnitId], rep: RepId, *, country: str, at: datetime
) -> Measured:
    """Give accounts to a rep in a draft or shared alignment. A broken limit is told, not refused. Raises AlignmentError."""
    with store.read() as books:
        record = books.alignments.get(id)
        ground = load_ground(books, record.proposal.request.month, country)
    if record.header.status not in EDITABLE:
        raise AlignmentError(
            message("{alignment} is {status} and cannot be changed by hand.", alignment=id, status=record.header.status),
            message("Base a new draft on it with align rebalance --based-on."),
        )
    measured = measure_again(ground, give(record.proposal, units, rep))
    with store.write() as books:
        books.alignments.rewrite(id, measured.proposal)
        books.alignments.note(id, "moved by hand", at, f"{', '.join(sorted(units))} -> {rep}")
    return measured
