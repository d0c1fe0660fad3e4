"""What a manager asks of an alignment: who takes part, what counts how much, and what must stay as it is."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType

from planner.domain.people import CustomerId, Rep, RepId, SegmentId
from planner.domain.places import Coordinate, DepartmentId, HospitalId
from planner.domain.products import ProductId
from planner.domain.units import Month

UnitId = NewType("UnitId", str)
"""What goes to one territory as a whole: a hospital, a part of a split one, or a customer who is locked by name."""
TerritoryId = NewType("TerritoryId", str)
"""A rep's id, that of a rep who is to join, or a place in a sizing."""

WORKLOAD, POTENTIAL, CUSTOMERS = "workload", "potential", "customers"
"""What can be balanced; `customers:A` are those of one segment."""


class Contiguity(StrEnum):
    """Whether a territory has to be in one piece on the neighbour graph."""

    OFF = "off"
    SOFT = "soft"  # each piece too many costs `Goals.fragment`
    HARD = "hard"


class WhatIf(StrEnum):
    """Which question an alignment answers."""

    REBALANCE = "rebalance"
    VACANCY = "vacancy"  # a rep leaves
    SPLIT = "split"  # a rep joins
    PART_TIME = "part-time"
    LAUNCH = "launch"  # a product asks for more calls
    SNAPSHOT = "snapshot"  # what is in force, written down
    RESTORE = "restore"  # an earlier one again


class Centres(StrEnum):
    """Where travel is measured from."""

    HOMES = "homes"
    FREE = "free"  # the best hospital of each territory


@dataclass(frozen=True, slots=True)
class BalanceGoal:
    """One quantity to be shared out fairly.

    `ideal` is what a full-time rep should carry (None = an even share of the total). A deviation within `tolerance` (fraction
    of the target) costs nothing; beyond it one per cent costs `weight` times one per cent of a mean workload, in minutes of
    travel. `limit` (fraction) may not be exceeded; None = no hard limit.
    """

    activity: str
    weight: float = 1.0
    tolerance: float = 0.05
    limit: float | None = None
    ideal: float | None = None


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the goals beside balance weigh: `travel` per minute a month.

    `moved` is what it would cost to move every hospital, `equity` to move every relationship, `cut` to cut every link between
    neighbours, each as a multiple of the team's workload in minutes; `piece` is what one piece too many costs (soft
    contiguity), as a multiple of a mean workload. `moved_cap` and `equity_cap`: the share 0..1 of hospitals and of equity
    that a rep may lose (None = any).
    """

    travel: float = 1.0
    moved: float = 0.02
    equity: float = 0.1
    cut: float = 0.0
    piece: float = 0.5
    moved_cap: float | None = None
    equity_cap: float | None = None


@dataclass(frozen=True, slots=True)
class Lock:
    """What stays where it is. Exactly one of `hospital`, `department`, `customer` is set, or only `rep`: then the rep's whole
    territory stands aside, nothing leaves it and nothing comes. `rep` None = whoever looks after it today."""

    hospital: HospitalId | None = None
    department: DepartmentId | None = None
    customer: CustomerId | None = None
    rep: RepId | None = None


@dataclass(frozen=True, slots=True)
class Together:
    """Hospitals that go to one rep."""

    name: str
    hospitals: tuple[HospitalId, ...]


@dataclass(frozen=True, slots=True)
class Requirement:
    """A qualification that a hospital, a department, or every unit with customers rated for a product asks of its rep.

    A rep's qualifications are the id of the team and those of `AlignmentRequest.qualifications`.
    """

    qualification: str
    hospital: HospitalId | None = None
    department: DepartmentId | None = None
    product: ProductId | None = None


@dataclass(frozen=True, slots=True)
class Skill:
    """A qualification of a rep, such as a product."""

    rep: RepId
    qualification: str


@dataclass(frozen=True, slots=True)
class Share:
    """The part of a full working week, above 0, that a rep is going to work."""

    rep: RepId
    share: float


@dataclass(frozen=True, slots=True)
class Launch:
    """A product that asks for `calls` more a month on every prescriber of `segments`: on those rated for it, or on all when
    nobody is rated yet."""

    product: ProductId
    calls: float
    segments: tuple[SegmentId, ...]


@dataclass(frozen=True, slots=True)
class Barrier:
    """A line that is hard to cross, such as a river: hospitals on both sides of it are no neighbours."""

    line: tuple[Coordinate, ...]


def default_balances() -> tuple[BalanceGoal, ...]:
    """Workload first, potential beside it with a wider band."""
    return BalanceGoal(WORKLOAD, weight=1.0, tolerance=0.05), BalanceGoal(POTENTIAL, weight=0.3, tolerance=0.15)


@dataclass(frozen=True, slots=True)
class AlignmentRequest:
    """One question to the alignment, as a manager writes it down.

    `reps` take part (none named = all active ones), `leaving` give everything away, `joining` are reps to come, by a home and
    a team. `only_vacant`: nothing moves but what nobody, or somebody leaving, looks after. `giving`: nothing moves but theirs.
    """

    month: Month
    kind: WhatIf = WhatIf.REBALANCE
    reps: tuple[RepId, ...] = ()
    leaving: tuple[RepId, ...] = ()
    joining: tuple[Rep, ...] = ()
    giving: tuple[RepId, ...] = ()
    only_vacant: bool = False
    shares: tuple[Share, ...] = ()
    reliefs: tuple[Share, ...] = ()
    balances: tuple[BalanceGoal, ...] = field(default_factory=default_balances)
    wishes: Wishes = Wishes()
    contiguity: Contiguity = Contiguity.SOFT
    centres: Centres = Centres.HOMES
    barriers: tuple[Barrier, ...] = ()
    split_hospitals: tuple[HospitalId, ...] = ()
    locks: tuple[Lock, ...] = ()
    together: tuple[Together, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    qualifications: tuple[Skill, ...] = ()
    launch: Launch | None = None
