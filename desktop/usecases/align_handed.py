"""Who changes hands by a published alignment, and when both reps come to introduce the new one."""

from dataclasses import dataclass
from datetime import date

from db.mapping.alignments import AlignmentRecord
from db.store import Books


@dataclass(frozen=True, slots=True)
class Handed:
    """One customer, by names; `equity` of the rep who leaves, None = not known; `introduction` None = no joint visit."""

    customer: str
    hospital: str
    before: str
    after: str
    equity: float
    introduction: date | None


def handed_over_by(books: Books, record: AlignmentRecord) -> tuple[Handed, ...]:
    """The hand-over list of a published alignment, most equity at risk first; before that, of what it would change."""
    reps = {rep.id: rep.name for rep in (*books.reps.all(), *record.proposal.request.joining)}
    customers = {each.id: each for each in books.customers.all()}
    hospitals = {each.id: each.name for each in books.hospitals.all()}
    days = _introductions(books, record)
    found = []
    for holding in record.proposal.holdings:
        share = holding.equity_with(holding.before) / max(1, len(holding.customers))
        for id in holding.customers if holding.moves else ():
            if id in customers and holding.before is not None:
                before, after = reps.get(holding.before, holding.before), reps.get(holding.rep, holding.rep)
                place = hospitals.get(holding.hospital, holding.name)
                found.append(Handed(customers[id].name, place, before, after, round(share, 2), days.get(id)))
    return tuple(sorted(found, key=lambda each: (-each.equity, each.customer)))


def _introductions(books: Books, record: AlignmentRecord) -> dict[str, date]:
    """The first day of the joint visit of every customer who has one."""
    if record.publication is None:
        return {}
    wanted = set(record.publication.introductions)
    made = [each for each in books.appointments.all() if each.id in wanted]
    return {str(each.customer): min(each.dates) for each in made if each.customer is not None and each.dates}
