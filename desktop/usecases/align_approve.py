"""Approve a reviewed alignment; nothing is changed before it is published."""

from datetime import datetime

from db.store import Store
from planner.alignment.publication import require_step
from planner.domain.alignment import AlignmentId, AlignmentStatus


def approve(store: Store, id: AlignmentId, at: datetime, note: str = "") -> None:
    """A reviewed alignment, or one that was taken back, becomes approved. Raises AlignmentError for anything else."""
    with store.write() as books:
        require_step(id, books.alignments.get(id).header.status, AlignmentStatus.APPROVED)
        books.alignments.turn(id, AlignmentStatus.APPROVED, at, note)
