"""A saved alignment and its way from draft to publication: who looks after what, what reps say to it, what became of it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

from planner.domain.commitments import AppointmentId
from planner.domain.people import CustomerId, RepId, SegmentId
from planner.domain.places import DepartmentId, HospitalId
from planner.domain.territory import AlignmentRequest, UnitId

AlignmentId = NewType("AlignmentId", str)


class AlignmentStatus(StrEnum):
    """How far an alignment has come. Only PUBLISHED ever changes who looks after whom."""

    DRAFT = "draft"
    SHARED = "shared"  # the reps see it and may challenge it
    REVIEWED = "reviewed"  # every challenge has its answer
    APPROVED = "approved"
    PUBLISHED = "published"
    UNDONE = "undone"
    RECORDED = "recorded"  # a snapshot of what was in force


class ChallengeKind(StrEnum):
    """What a rep asks for."""

    KEEP = "keep"  # this account shall stay mine
    ADD = "add"  # this account shall become mine
    LOWER = "lower"  # my load is too high


class ChallengeStatus(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Challenge:
    """What one rep says to a shared alignment, with the reason; `unit` None with LOWER. `answer` is the manager's."""

    number: int
    rep: RepId
    kind: ChallengeKind
    unit: UnitId | None
    reason: str
    status: ChallengeStatus = ChallengeStatus.OPEN
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Holding:
    """One unit in an alignment: whose it was and whose it is to be, with the figures of a month it was decided by.

    `equity` is each rep's relationships there; `people` are active customers by segment.
    """

    unit: UnitId
    name: str
    hospital: HospitalId
    department: DepartmentId | None
    customers: tuple[CustomerId, ...]
    before: RepId | None
    rep: RepId
    workload: float
    potential: float
    visits: float
    days: float
    people: tuple[tuple[SegmentId, int], ...]
    equity: tuple[tuple[RepId, float], ...]

    @property
    def moves(self) -> bool:
        """Whether somebody loses it."""
        return self.before is not None and self.before != self.rep

    def equity_with(self, rep: RepId | None) -> float:
        """What a rep's relationships there are worth."""
        return dict(self.equity).get(rep, 0.0) if rep is not None else 0.0


@dataclass(frozen=True, slots=True)
class AnswerFigures:
    """How good an answer is. `travel` in minutes a month, one way, `imbalance` and `disruption` as the request weighs them;
    `gap` is proven (None = nothing proven) of the weights of its `leaning`; a hand edit takes the proof away."""

    leaning: str
    objective: float
    travel: float
    imbalance: float
    disruption: float
    moved_units: int
    moved_equity: float
    pieces_apart: int
    gap: float | None
    seed: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """The content of a saved alignment. `based_on` names the one it was made from, `data_version` the data."""

    title: str
    request: AlignmentRequest
    holdings: tuple[Holding, ...]
    figures: AnswerFigures
    data_version: str
    based_on: AlignmentId | None = None


@dataclass(frozen=True, slots=True)
class CustomerMove:
    """A customer who changes hands."""

    customer: CustomerId
    before: RepId | None
    after: RepId | None


@dataclass(frozen=True, slots=True)
class RepTurn:
    """What a publication changes of a rep: the share of a week, and whether the rep is active."""

    rep: RepId
    share_before: float
    share_after: float
    active_before: bool
    active_after: bool


@dataclass(frozen=True, slots=True)
class Publication:
    """What a published alignment changes on `effective`, and so what its undo takes back."""

    effective: date
    moves: tuple[CustomerMove, ...]
    turns: tuple[RepTurn, ...]
    joined: tuple[RepId, ...]
    introductions: tuple[AppointmentId, ...]
