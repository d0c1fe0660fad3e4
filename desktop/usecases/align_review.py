"""The manager answers challenges, and closes the review."""

from dataclasses import replace
from datetime import datetime

from db.store import Store
from desktop.usecases.align_case import load_ground, measure_again
from planner.alignment.proposal import give
from planner.alignment.publication import require_answers, require_step
from planner.domain.alignment import AlignmentId, AlignmentStatus, Challenge, ChallengeStatus
from planner.domain.messages import message
from planner.errors import AlignmentError


def answer_challenge(
    store: Store, id: AlignmentId, number: int, *, accepted: bool, answer: str, country: str, at: datetime
) -> Challenge:
    """Accept or reject one challenge. An account that is granted goes to the rep at once; a load that is found too high counts
    when the alignment is solved again. Raises AlignmentError for an unknown challenge."""
    with store.read() as books:
        record = books.alignments.get(id)
        found = next((each for each in record.challenges if each.number == number), None)
        if found is None or record.header.status is not AlignmentStatus.SHARED:
            raise AlignmentError(
                message("{alignment} has no challenge {number} to answer.", alignment=id, number=number),
                message("See the challenges of a shared alignment with align show."),
            )
        ground = load_ground(books, record.proposal.request.month, country) if accepted and found.unit else None
    status = ChallengeStatus.ACCEPTED if accepted else ChallengeStatus.REJECTED
    answered = replace(found, status=status, answer=answer.strip())
    changed = None
    if ground is not None and found.unit is not None:
        changed = measure_again(ground, give(record.proposal, (found.unit,), found.rep)).proposal
    with store.write() as books:
        books.alignments.put_challenge(id, answered)
        books.alignments.note(id, status.value, at, f"{number}: {answer.strip()}")
        if changed is not None:
            books.alignments.rewrite(id, changed)
    return answered


def finish_review(store: Store, id: AlignmentId, at: datetime) -> None:
    """A shared alignment becomes reviewed. Raises AlignmentError while a challenge is open."""
    with store.write() as books:
        record = books.alignments.get(id)
        require_step(id, record.header.status, AlignmentStatus.REVIEWED)
        require_answers(id, record.challenges)
        books.alignments.turn(id, AlignmentStatus.REVIEWED, at)
