"""Carry out published alignments when their day has come."""

from datetime import date, datetime

from db.store import Books, Store
from planner.alignment.publication import handed_over, turned
from planner.domain.alignment import AlignmentId, Publication


def carry_out(books: Books, id: AlignmentId, changes: Publication, at: datetime) -> None:
    """Give the customers to their new reps, and let reps leave or change their share of the week."""
    team = {rep.id: rep for rep in books.reps.all()}
    books.customers.put(handed_over(books.customers.all(), changes))
    books.reps.put(turned(team, changes))
    books.alignments.carry_out(id, at)


def carry_out_due(store: Store, today: date, at: datetime) -> tuple[AlignmentId, ...]:
    """Carry out every published alignment whose day has come, the earliest first, in one transaction."""
    with store.read() as books:
        if not books.alignments.pending(today):
            return ()
    with store.write() as books:
        due = books.alignments.pending(today)
        for record in due:
            if record.publication is not None:
                carry_out(books, record.header.id, record.publication, at)
    return tuple(record.header.id for record in due)
