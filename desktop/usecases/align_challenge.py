"""A rep challenges a shared alignment, with the reason."""

from datetime import datetime

from db.store import Store
from planner.domain.alignment import AlignmentId, AlignmentStatus, Challenge, ChallengeKind, Holding
from planner.domain.messages import message
from planner.domain.people import RepId
from planner.domain.territory import UnitId
from planner.errors import AlignmentError


def challenge(
    store: Store, id: AlignmentId, rep: RepId, kind: ChallengeKind, *, unit: UnitId | None, reason: str, at: datetime
) -> Challenge:
    """Keep a rep's word on a shared alignment. Raises AlignmentError when it cannot be meant."""
    with store.write() as books:
        record = books.alignments.get(id)
        _require_shared(id, record.header.status)
        if not reason.strip():
            raise AlignmentError(message("A challenge needs its reason."), message("Say why, so that the manager can weigh it."))
        if kind is not ChallengeKind.LOWER:
            _require_sense(rep, kind, _holding(record.proposal.holdings, unit))
        made = Challenge(len(record.challenges) + 1, rep, kind, None if kind is ChallengeKind.LOWER else unit, reason.strip())
        books.alignments.put_challenge(id, made)
        books.alignments.note(id, "challenged", at, f"{made.number}: {rep} {kind.value}")
    return made


def _require_shared(id: AlignmentId, status: AlignmentStatus) -> None:
    if status is not AlignmentStatus.SHARED:
        raise AlignmentError(
            message("{alignment} is {status}; only a shared alignment can be challenged.", alignment=id, status=status),
            message("Ask the manager to share it."),
        )


def _holding(holdings: tuple[Holding, ...], unit: UnitId | None) -> Holding:
    for each in holdings:
        if unit is not None and unit in (each.unit, each.name):
            return each
    raise AlignmentError(
        message("{unit} is no account of this alignment.", unit=unit or "-"), message("Take an id from align show.")
    )


def _require_sense(rep: RepId, kind: ChallengeKind, holding: Holding) -> None:
    if holding.rep == rep:
        raise AlignmentError(
            message("{unit} is yours in this alignment already.", unit=holding.name), message("There is nothing to challenge.")
        )
    if kind is ChallengeKind.KEEP and holding.before != rep:
        raise AlignmentError(
            message("{unit} is not yours today, so it cannot be kept.", unit=holding.name),
            message("Ask for it with add instead."),
        )
