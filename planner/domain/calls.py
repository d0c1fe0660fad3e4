"""What happened: recorded calls."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

from planner.domain.people import CustomerId, RepId
from planner.domain.places import HospitalId
from planner.domain.units import MinuteOfDay

CallId = NewType("CallId", str)


class CallOutcome(StrEnum):
    """Planned, attempted, seen and productive are kept apart; only `SEEN` and `PRODUCTIVE` count for coverage."""

    ATTEMPTED = "attempted"
    SEEN = "seen"
    PRODUCTIVE = "productive"

    @property
    def counts(self) -> bool:
        return self is not CallOutcome.ATTEMPTED


@dataclass(frozen=True, slots=True)
class Call:
    """One recorded call on one customer. `start` is None when only the day is known."""

    id: CallId
    customer: CustomerId
    rep: RepId
    hospital: HospitalId
    date: date
    outcome: CallOutcome
    start: MinuteOfDay | None = None
    note: str = ""
