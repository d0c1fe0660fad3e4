"""What a rule says when a plan breaks it."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from planner.domain.messages import Message
from planner.domain.people import CustomerId
from planner.domain.places import HospitalId


class Severity(StrEnum):
    HARD = "hard"  # the plan is not valid
    SOFT = "soft"  # a goal is missed; the plan stands


@dataclass(frozen=True, slots=True)
class Violation:
    """One broken rule at one place. `rule` is the name of the rule's function."""

    rule: str
    severity: Severity
    message: Message
    date: datetime.date | None = None
    hospital: HospitalId | None = None
    customer: CustomerId | None = None
