"""A month plan as it is shown, saved, exported, edited by hand and checked."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

from planner.domain.messages import Message
from planner.domain.people import CustomerId, RepId, SegmentId
from planner.domain.places import DepartmentId, HospitalId
from planner.domain.units import MinuteOfDay, Minutes, Month

PlanId = NewType("PlanId", str)


class CallReason(StrEnum):
    """Why a call stands in the plan."""

    OWED = "owed"  # tier or group frequency, or coverage
    OPTIONAL = "optional"  # taken in slack
    APPOINTMENT = "appointment"


@dataclass(frozen=True, slots=True)
class PlannedCall:
    """One call. `arrival` at the door after `walking`; `waiting` = start - arrival."""

    customer: CustomerId
    department: DepartmentId | None
    segment: SegmentId
    reason: CallReason
    arrival: MinuteOfDay
    start: MinuteOfDay
    end: MinuteOfDay
    walking: Minutes
    waiting: Minutes


@dataclass(frozen=True, slots=True)
class HospitalStop:
    """One stay at a hospital: at the gate at `arrival`, arrival minutes spent until `ready`, calls, gate again at `departure`."""

    hospital: HospitalId
    arrival: MinuteOfDay
    ready: MinuteOfDay
    calls: tuple[PlannedCall, ...]
    departure: MinuteOfDay


@dataclass(frozen=True, slots=True)
class Leg:
    """Travel between two places; None is the rep's home."""

    origin: HospitalId | None
    destination: HospitalId | None
    departure: MinuteOfDay
    arrival: MinuteOfDay

    @property
    def minutes(self) -> Minutes:
        return Minutes(self.arrival - self.departure)


@dataclass(frozen=True, slots=True)
class DayPlan:
    """One field day: `legs` are one more than `stops` (home, stop, ..., stop, home); both empty on a day without calls."""

    date: date
    stops: tuple[HospitalStop, ...]
    legs: tuple[Leg, ...]
    target: int

    @property
    def calls(self) -> tuple[PlannedCall, ...]:
        return tuple(call for stop in self.stops for call in stop.calls)

    @property
    def travel_minutes(self) -> Minutes:
        return Minutes(sum(leg.minutes for leg in self.legs))

    @property
    def waiting_minutes(self) -> Minutes:
        return Minutes(sum(call.waiting for call in self.calls))

    @property
    def walking_minutes(self) -> Minutes:
        """All minutes on foot, back to the gate included."""
        back = sum(stop.departure - stop.calls[-1].end for stop in self.stops)
        return Minutes(sum(call.walking for call in self.calls) + back)

    @property
    def calls_short(self) -> int:
        return max(0, self.target - len(self.calls))


@dataclass(frozen=True, slots=True)
class Unplanned:
    """An owed call that found no place, with the reason in one sentence. `count` calls of one customer."""

    customer: CustomerId
    segment: SegmentId
    count: int
    reason: Message


@dataclass(frozen=True, slots=True)
class Objective:
    """What the plan costs, in minutes of travel (see `PlanWeights`); `total` is the sum of the parts."""

    missed_calls: float
    optional_calls: float
    calls_short: float
    travel: float
    waiting: float
    spacing: float
    moved: float

    @property
    def total(self) -> float:
        return self.missed_calls + self.optional_calls + self.calls_short + self.travel + self.waiting + self.spacing + self.moved


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a plan was made of and by, so that the same can be made again.

    `problem` is the fingerprint of the month as the search was given it (`planner.month.fingerprint`), None for a plan that was
    changed afterwards; `stopped` when somebody stopped the search before its limits.
    """

    seed: int
    solver: str
    policy_version: int
    data_version: str
    travel_source: str
    seconds: float | None
    steps: int | None
    problem: str | None = None
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class Proof:
    """What a plan's lower bound rests on: `seconds` of proving, and in words what was assumed (None = nothing)."""

    seconds: float
    assumption: Message | None = None


@dataclass(frozen=True, slots=True)
class MonthPlan:
    """A rep's month. `lower_bound` on the objective's total, when proven, and its `proof`."""

    rep: RepId
    month: Month
    days: tuple[DayPlan, ...]
    unplanned: tuple[Unplanned, ...]
    objective: Objective
    provenance: Provenance
    lower_bound: float | None = None
    proof: Proof | None = None
