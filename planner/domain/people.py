"""Who is visited and who visits: customers with their ratings and affiliations, reps."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

from planner.domain.places import Coordinate, DepartmentId, HospitalId
from planner.domain.products import ProductId
from planner.domain.units import TimeWindow, WeeklyWindow

CustomerId = NewType("CustomerId", str)
RepId = NewType("RepId", str)
TeamId = NewType("TeamId", str)
SegmentId = NewType("SegmentId", str)
"""A tier of prescribers ("A".."D") or a group of non-prescribers, as named in the policy."""
UNCLASSIFIED = SegmentId("-")
"""What stands for the segment of a customer who has an appointment but no tier or group."""


class CustomerKind(StrEnum):
    PRESCRIBER = "prescriber"
    NON_PRESCRIBER = "non_prescriber"


@dataclass(frozen=True, slots=True)
class TierOverride:
    """A tier set by a person against the thresholds; the reason is mandatory."""

    tier: SegmentId
    reason: str


@dataclass(frozen=True, slots=True)
class Rating:
    """A prescriber's standing for one product.

    `potential`: prescriptions of the market a month; `support`: prescriptions of our product a month;
    `patients_per_week` is the alternative measure of potential. None = not known.
    """

    product: ProductId
    potential: float | None
    support: float | None
    patients_per_week: float | None = None
    override: TierOverride | None = None


@dataclass(frozen=True, slots=True)
class Affiliation:
    """Where a customer can be met. `availability` None = whenever the hospital receives reps."""

    hospital: HospitalId
    department: DepartmentId | None = None
    availability: tuple[WeeklyWindow, ...] | None = None


@dataclass(frozen=True, slots=True)
class Customer:
    """A person. The first affiliation is the main one. `group` is set for non-prescribers only."""

    id: CustomerId
    name: str
    kind: CustomerKind
    affiliations: tuple[Affiliation, ...]
    ratings: tuple[Rating, ...] = ()
    group: SegmentId | None = None
    title: str = ""
    kol: bool = False
    decision_maker: bool = False
    rep: RepId | None = None
    last_visit: date | None = None
    verified_on: date | None = None
    active: bool = True


@dataclass(frozen=True, slots=True)
class Rep:
    """A rep. Working hours, lunch and workdays None = the policy's."""

    id: RepId
    name: str
    team: TeamId
    home: Coordinate | None = None
    working_hours: TimeWindow | None = None
    lunch: TimeWindow | None = None
    part_time: float = 1.0
    active: bool = True
