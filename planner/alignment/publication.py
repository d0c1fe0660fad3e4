"""What a published alignment changes, before it is carried out, when it is, and when it is taken back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from planner.domain.alignment import AlignmentStatus, Challenge, ChallengeStatus, CustomerMove, Proposal, Publication, RepTurn
from planner.domain.messages import message
from planner.domain.people import Customer, Rep, RepId
from planner.errors import AlignmentError

NEXT: Mapping[AlignmentStatus, tuple[AlignmentStatus, ...]] = {
    AlignmentStatus.DRAFT: (AlignmentStatus.SHARED,),
    AlignmentStatus.SHARED: (AlignmentStatus.REVIEWED, AlignmentStatus.DRAFT),
    AlignmentStatus.REVIEWED: (AlignmentStatus.APPROVED, AlignmentStatus.SHARED),
    AlignmentStatus.APPROVED: (AlignmentStatus.PUBLISHED,),
    AlignmentStatus.PUBLISHED: (AlignmentStatus.UNDONE,),
    AlignmentStatus.UNDONE: (AlignmentStatus.APPROVED,),
    AlignmentStatus.RECORDED: (),
}
"""Which step may follow which."""


def require_step(id: str, before: AlignmentStatus, wanted: AlignmentStatus) -> None:
    """Raises AlignmentError when an alignment has not come far enough for a step, or has gone past it."""
    if wanted not in NEXT[before]:
        raise AlignmentError(
            message(
                "{alignment} is {status}; it cannot become {wanted} now.", alignment=id, status=before.value, wanted=wanted.value
            ),
            message("The way is: draft, shared, reviewed, approved, published."),
        )


def open_challenges(challenges: Iterable[Challenge]) -> tuple[Challenge, ...]:
    """Those that wait for the manager's answer."""
    return tuple(each for each in challenges if each.status is ChallengeStatus.OPEN)


def require_answers(id: str, challenges: Iterable[Challenge]) -> None:
    """Raises AlignmentError while a challenge is open."""
    waiting = open_challenges(challenges)
    if waiting:
        raise AlignmentError(
            message("{alignment} has {count:open challenge|open challenges}.", alignment=id, count=len(waiting)),
            message("Answer them first with align review."),
        )


def publication_of(proposal: Proposal, customers: Iterable[Customer], reps: Mapping[RepId, Rep], effective: date) -> Publication:
    """What publishing changes: every customer of the alignment who is still there goes to the rep of the unit.

    Customers who came since the alignment was made stay with whomever they were given to. Introductions are added later.
    """
    present = {customer.id: customer for customer in customers if customer.active}
    moves = [
        CustomerMove(id, present[id].rep, holding.rep)
        for holding in proposal.holdings
        for id in holding.customers
        if id in present and present[id].rep != holding.rep
    ]
    return Publication(
        effective=effective,
        moves=tuple(sorted(moves, key=lambda move: move.customer)),
        turns=tuple(_turns(proposal, reps)),
        joined=tuple(rep.id for rep in proposal.request.joining if rep.id not in reps),
        introductions=(),
    )


def _turns(proposal: Proposal, reps: Mapping[RepId, Rep]) -> Iterable[RepTurn]:
    asked = {each.rep: each.share for each in proposal.request.shares}
    for id, rep in reps.items():
        share, active = asked.get(id, rep.part_time), rep.active and id not in proposal.request.leaving
        if (share, active) != (rep.part_time, rep.active):
            yield RepTurn(id, rep.part_time, share, active_before=rep.active, active_after=active)


def handed_over(customers: Iterable[Customer], changes: Publication) -> tuple[Customer, ...]:
    """The customers who change hands, with their new reps; who was given to somebody else by hand meanwhile is left alone."""
    moves = {move.customer: move for move in changes.moves}
    return tuple(
        replace(each, rep=moves[each.id].after) for each in customers if each.id in moves and moves[each.id].before == each.rep
    )


def taken_back(customers: Iterable[Customer], changes: Publication) -> tuple[Customer, ...]:
    """The customers who changed hands, with their reps of before; who has moved on since is left alone."""
    moves = {move.customer: move for move in changes.moves}
    return tuple(
        replace(each, rep=moves[each.id].before) for each in customers if each.id in moves and moves[each.id].after == each.rep
    )


def turned(reps: Mapping[RepId, Rep], changes: Publication) -> tuple[Rep, ...]:
    """The reps whose share or activity changes, as they are after it."""
    known = (turn for turn in changes.turns if turn.rep in reps)
    return tuple(replace(reps[each.rep], part_time=each.share_after, active=each.active_after) for each in known)


def turned_back(reps: Mapping[RepId, Rep], changes: Publication) -> tuple[Rep, ...]:
    """The reps as they were; who joined stays on record, but is not active."""
    known = (turn for turn in changes.turns if turn.rep in reps)
    before = [replace(reps[each.rep], part_time=each.share_before, active=each.active_before) for each in known]
    return (*before, *(replace(reps[id], active=False) for id in changes.joined if id in reps))


def as_of(
    customers: Sequence[Customer], reps: Sequence[Rep], waiting: Iterable[Publication]
) -> tuple[tuple[Customer, ...], tuple[Rep, ...]]:
    """Customers and reps as they are going to be once publications that wait for their day are carried out, in their order."""
    people, team = {each.id: each for each in customers}, {each.id: each for each in reps}
    for changes in waiting:
        people.update({each.id: each for each in handed_over(people.values(), changes)})
        team.update({each.id: each for each in turned(team, changes)})
    return tuple(people.values()), tuple(team.values())
