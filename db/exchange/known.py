"""What the store already holds, as the import needs it, and what the user says beside the file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from db.exchange.positions import PositionOptions
from planner.domain.calls import Call
from planner.domain.people import Customer, Rep, TeamId
from planner.domain.places import Department, Hospital
from planner.domain.policy import Policy
from planner.domain.products import Product
from planner.domain.travel import MeasuredLeg


@dataclass(frozen=True, slots=True)
class Known:
    """The stored values an import is compared with."""

    policy: Policy
    products: tuple[Product, ...] = ()
    hospitals: tuple[Hospital, ...] = ()
    departments: tuple[Department, ...] = ()
    reps: tuple[Rep, ...] = ()
    customers: tuple[Customer, ...] = ()
    measured: tuple[MeasuredLeg, ...] = ()
    calls: tuple[Call, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """`mapping` says field -> column header; `team` is where new reps go when the file names none; `today` finds dates ahead."""

    mapping: Mapping[str, str] = field(default_factory=dict)
    positions: PositionOptions = field(default_factory=PositionOptions)
    team: TeamId | None = None
    today: date | None = None
