"""Rebalance territories: anew, or from an alignment that reps have challenged."""

from dataclasses import replace

from db.store import Store
from planner.alignment.publication import require_answers
from planner.domain.alignment import AlignmentId, Challenge, ChallengeKind, ChallengeStatus, Holding
from planner.domain.people import CustomerId
from planner.domain.territory import AlignmentRequest, Lock, Share

RELIEF = 0.9
"""The part of the ordinary target that a rep is to carry whose load was found too high."""


def challenged_request(store: Store, id: AlignmentId, *, anyway: bool = False) -> AlignmentRequest:
    """The request of an alignment with what was granted to reps as locks and reliefs.

    Raises AlignmentError while challenges are open, unless `anyway`.
    """
    with store.read() as books:
        record = books.alignments.get(id)
    if not anyway:
        require_answers(id, record.challenges)
    granted = [each for each in record.challenges if each.status is ChallengeStatus.ACCEPTED]
    request, holdings = record.proposal.request, {each.unit: each for each in record.proposal.holdings}
    locks = [lock_of(holdings[each.unit], each) for each in granted if each.unit is not None and each.unit in holdings]
    reliefs = [Share(each.rep, RELIEF) for each in granted if each.kind is ChallengeKind.LOWER]
    known = {each.rep for each in reliefs}
    return replace(
        request,
        locks=(*request.locks, *(lock for lock in locks if lock not in request.locks)),
        reliefs=(*(each for each in request.reliefs if each.rep not in known), *reliefs),
    )


def lock_of(holding: Holding, challenge: Challenge) -> Lock:
    """The lock that keeps a unit with who asked for it."""
    _, at, customer = holding.unit.partition("/@")
    if at:
        return Lock(customer=CustomerId(customer.partition("/")[0]), rep=challenge.rep)
    if holding.department is not None:
        return Lock(department=holding.department, rep=challenge.rep)
    return Lock(hospital=holding.hospital, rep=challenge.rep)
