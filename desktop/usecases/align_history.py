"""Past, present and future alignments."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from db.mapping.alignments import AlignmentHeader
from db.store import Books
from planner.domain.alignment import AlignmentStatus


class Era(StrEnum):
    """When an alignment holds, if at all."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    NEVER = "-"  # a draft, or taken back


@dataclass(frozen=True, slots=True)
class Entry:
    """One alignment of the history."""

    header: AlignmentHeader
    era: Era


def history(books: Books, today: date) -> tuple[Entry, ...]:
    """Every saved alignment in the order of saving, with its era as of a day."""
    headers = books.alignments.headers()
    published = [each for each in headers if each.status is AlignmentStatus.PUBLISHED and each.effective is not None]
    begun = [each for each in published if each.effective is not None and each.effective <= today]
    latest = max(begun, key=lambda each: (str(each.effective), each.number), default=None)

    def era(header: AlignmentHeader) -> Era:
        if header not in published:
            return Era.NEVER
        if header == latest:
            return Era.PRESENT
        return Era.PAST if header in begun else Era.FUTURE

    return tuple(Entry(each, era(each)) for each in headers)
