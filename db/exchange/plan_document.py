"""The shape of plan.json, version 1: what is written, and what a file must be to be read (docs/plan-format.md).

Fields ending in `_name`, and those marked as derived, are for readers. They may be left out of a file, derived ones must
be true when present.
"""

from datetime import date
from typing import Annotated, Any, Final, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationInfo, field_validator

from db.exchange.plan_names import CoveragePeriod
from planner.domain.plan import CallReason

FORMAT: Final = "roundwise-plan"
VERSION: Final = 1
TIME_PATTERN = "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$"
MONTH_PATTERN = "^[0-9]{4}-(0[1-9]|1[0-2])$"

Time: TypeAlias = Annotated[str, StringConstraints(pattern=TIME_PATTERN)]
Count: TypeAlias = Annotated[int, Field(ge=0)]


class Part(BaseModel):
    """Strict: no unknown field, no text for a number, no infinity."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, allow_inf_nan=False, use_attribute_docstrings=True)


class BackwardsError(ValueError):
    """A time before one that comes first."""

    def __init__(self, earlier: str) -> None:
        super().__init__(earlier)
        self.earlier = earlier


def not_before(earlier: str, value: str, info: ValidationInfo) -> str:
    """A time that is not before the field named `earlier`; a day's times never run backwards."""
    first = info.data.get(earlier)
    if first is not None and value < first:
        raise BackwardsError(first)
    return value


class CallPart(Part):
    """One call."""

    customer: str
    customer_name: str | None = None
    department: str | None
    """Null when it is not known where in the hospital the customer is."""
    department_name: str | None = None
    segment: str
    """Tier or group."""
    segment_name: str | None = None
    reason: CallReason
    arrival: Time
    """At the door, after `walking`."""
    start: Time
    end: Time
    walking: Count
    """Minutes on foot from the gate or from the call before."""
    waiting: int
    """Minutes at the door before `start`."""

    @field_validator("end")
    @classmethod
    def _check_end(cls, value: str, info: ValidationInfo) -> str:
        return not_before("start", value, info)


class StopPart(Part):
    """One stay at a hospital."""

    hospital: str
    hospital_name: str | None = None
    arrival: Time
    """At the gate."""
    ready: Time
    """After parking and registration."""
    departure: Time
    """At the gate again."""
    calls: Annotated[list[CallPart], Field(min_length=1)]

    @field_validator("ready")
    @classmethod
    def _check_ready(cls, value: str, info: ValidationInfo) -> str:
        return not_before("arrival", value, info)

    @field_validator("departure")
    @classmethod
    def _check_departure(cls, value: str, info: ValidationInfo) -> str:
        return not_before("ready", value, info)


class LegPart(Part):
    """Travel between two places; null is the rep's home."""

    origin: str | None
    origin_name: str | None = None
    destination: str | None
    destination_name: str | None = None
    departure: Time
    arrival: Time
    minutes: Count | None = None
    """Derived."""

    @field_validator("arrival")
    @classmethod
    def _check_arrival(cls, value: str, info: ValidationInfo) -> str:
        return not_before("departure", value, info)


class DayPart(Part):
    """One field day. A day with stops has one leg more than stops; a day without has no legs."""

    date: date
    target: Count
    """Calls aimed at."""
    start: Time | None = None
    """Derived: leaving home; null on a day without stops."""
    end: Time | None = None
    """Derived: back home; null on a day without stops."""
    calls: Count | None = None
    """Derived."""
    travel: Count | None = None
    """Derived, minutes."""
    walking: Count | None = None
    """Derived, minutes, back to the gate included."""
    waiting: Count | None = None
    """Derived, minutes."""
    legs: list[LegPart]
    stops: list[StopPart]


class DateValue(Part):
    """A date inside a sentence."""

    date: date


class Sentence(Part):
    """A sentence in any language: the English template is the key of its translations."""

    text: str | None = None
    """The English sentence with names for ids: for people, not read back."""
    template: str
    values: dict[str, "str | int | float | DateValue | Sentence"]
    """What fills the template's places, in order."""


class UnplannedPart(Part):
    """Owed calls on one customer that found no place."""

    customer: str
    customer_name: str | None = None
    segment: str
    segment_name: str | None = None
    count: Count
    reason: Sentence


class ObjectivePart(Part):
    """What the plan costs, in minutes of travel."""

    missed_calls: float
    optional_calls: float
    """Gained by calls taken in slack, so not above zero in an ordinary plan."""
    calls_short: float
    travel: float
    waiting: float
    spacing: float
    moved: float
    total: float | None = None
    """Derived: the sum of the parts."""
    lower_bound: float | None
    """No plan costs less than this; null when nothing is proven."""
    proof: "ProofPart | None" = None


class ProofPart(Part):
    """How the lower bound was proven."""

    seconds: float
    """Seconds of proving."""
    assumption: Sentence | None = None
    """What the bound rests on; null = on nothing."""


class ProvenancePart(Part):
    """What the plan was made of and by."""

    seed: int
    solver: str
    """Name and version."""
    policy_version: int
    data_version: str
    travel_source: str
    """Where travel times come from, with the fingerprint of their parameters."""
    seconds: float | None
    """Time limit."""
    steps: int | None
    """Step limit: with it, equal input and seed give an equal file."""
    problem: str | None = None
    """Fingerprint of the month as it was planned; null for a plan changed afterwards."""
    stopped: bool = False
    """Whether somebody stopped the search before its limits."""


class TotalsPart(Part):
    """All days together; derived."""

    days: Count
    stops: Count
    calls: Count
    calls_short: Count
    """Calls below the days' targets."""
    calls_unplanned: Count
    travel: Count
    walking: Count
    waiting: Count


class CoveragePart(Part):
    """Coverage of one tier or group with the plan carried out. For readers: it is not read back."""

    segment: str
    segment_name: str | None = None
    period: CoveragePeriod
    customers: Count
    seen: Count
    share: float | None
    """seen / customers; null without customers."""
    required: float


class PlanDocument(Part):
    """A rep's month. Times are local, "HH:MM", 24:00 is midnight at the end; every other figure of time is whole minutes."""

    format: Literal["roundwise-plan"]
    version: Literal[1]
    rep: str
    rep_name: str | None = None
    month: Annotated[str, StringConstraints(pattern=MONTH_PATTERN)]
    provenance: ProvenancePart
    totals: TotalsPart | None = None
    coverage: list[CoveragePart] | None = None
    objective: ObjectivePart
    days: list[DayPart]
    unplanned: list[UnplannedPart]


def plan_schema() -> dict[str, Any]:
    """The JSON schema of plan.json, as kept in docs/plan.schema.json."""
    schema = PlanDocument.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
