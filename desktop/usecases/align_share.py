"""Show a draft to the reps, so that they may challenge it."""

from datetime import datetime

from db.store import Store
from planner.alignment.publication import require_step
from planner.domain.alignment import AlignmentId, AlignmentStatus


def share(store: Store, id: AlignmentId, at: datetime) -> None:
    """A draft becomes shared. Raises AlignmentError for anything else."""
    with store.write() as books:
        require_step(id, books.alignments.get(id).header.status, AlignmentStatus.SHARED)
        books.alignments.turn(id, AlignmentStatus.SHARED, at)
