"""Take a published alignment back, in one transaction: customers, reps and introduction visits are as they were."""

from datetime import datetime

from db.store import Books, Store
from planner.alignment.publication import require_step, taken_back, turned_back
from planner.domain.alignment import AlignmentId, AlignmentStatus
from planner.domain.messages import message
from planner.errors import AlignmentError


def undo(store: Store, id: AlignmentId, at: datetime) -> int:
    """How many customers went back. Who has been given to somebody else since is left alone.

    Raises AlignmentError when the alignment is not published, or a later one is.
    """
    with store.write() as books:
        record = books.alignments.get(id)
        require_step(id, record.header.status, AlignmentStatus.UNDONE)
        _require_latest(books, id)
        changes, back = record.publication, 0
        if changes is not None:
            reps = {rep.id: rep for rep in books.reps.all()}
            if record.header.carried_out:
                customers = taken_back(books.customers.all(), changes)
                back = len(customers)
                books.customers.put(customers)
            books.reps.put(turned_back(reps, changes))
            books.appointments.remove(changes.introductions)
        books.alignments.turn(id, AlignmentStatus.UNDONE, at)
    return back


def _require_latest(books: Books, id: AlignmentId) -> None:
    """Publications are taken back in the reverse of their order, because each begins where the one before ended."""
    published = [each for each in books.alignments.headers() if each.status is AlignmentStatus.PUBLISHED]
    latest = max(published, key=lambda each: (str(each.effective), _published_at(books, each.id)), default=None)
    if latest is not None and latest.id != id:
        raise AlignmentError(
            message("{alignment} was published after it and still holds.", alignment=latest.id),
            message("Take that one back first with align undo."),
        )


def _published_at(books: Books, id: AlignmentId) -> str:
    steps = [each for each in books.alignments.get(id).events if each.what == AlignmentStatus.PUBLISHED.value]
    return steps[-1].at.isoformat() if steps and steps[-1].at is not None else ""
