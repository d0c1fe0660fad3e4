"""What exported plans show beside ids: display names, where things are, coverage figures."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from planner.domain.messages import Message, MessageValue
from planner.domain.people import Customer, CustomerId, Rep, RepId, SegmentId
from planner.domain.places import Department, DepartmentId, Hospital, HospitalId
from planner.domain.policy import Policy


@dataclass(frozen=True, slots=True)
class Names:
    """Display names by id. What has no name is shown by its id."""

    reps: Mapping[RepId, str] = field(default_factory=dict)
    hospitals: Mapping[HospitalId, str] = field(default_factory=dict)
    departments: Mapping[DepartmentId, str] = field(default_factory=dict)
    customers: Mapping[CustomerId, str] = field(default_factory=dict)
    segments: Mapping[SegmentId, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        reps: Iterable[Rep],
        hospitals: Iterable[Hospital],
        departments: Iterable[Department],
        customers: Iterable[Customer],
        policy: Policy,
    ) -> "Names":
        """The names that a district's values bear."""
        return cls(
            reps={rep.id: rep.name for rep in reps},
            hospitals={hospital.id: hospital.name for hospital in hospitals},
            departments={department.id: department.name for department in departments},
            customers={customer.id: customer.name for customer in customers},
            segments={segment.id: segment.names[0] for segment in policy.segments if segment.names},
        )

    def in_words(self, sentence: Message) -> Message:
        """The sentence with names in its places instead of ids.

        A place's name says what its value is: `{customer}`, `{hospital}`, `{department}`, `{segment}`, `{rep}`, the ends of a
        leg `{origin}` and `{destination}`, the goal of a walk `{place}`. What is no known id stays as it is.
        """
        return Message(sentence.template, tuple((place, self._in_words(place, value)) for place, value in sentence.values))

    def _in_words(self, place: str, value: MessageValue) -> MessageValue:
        if isinstance(value, Message):
            return self.in_words(value)
        known = self._known_as(place)
        return known.get(value, value) if isinstance(value, str) else value

    def _known_as(self, place: str) -> Mapping[Any, str]:
        """The names of what stands in a place of that name."""
        match place:
            case "customer" | "place":
                return self.customers
            case "hospital" | "origin" | "destination":
                return self.hospitals
            case "department":
                return self.departments
            case "segment":
                return self.segments
            case "rep" | "due_rep":
                return self.reps
        return {}

    def rep(self, id: RepId) -> str:
        return self.reps.get(id, id)

    def hospital(self, id: HospitalId) -> str:
        return self.hospitals.get(id, id)

    def department(self, id: DepartmentId | None) -> str:
        """Empty for None: a customer who is met at the gate or wherever he or she is."""
        return "" if id is None else self.departments.get(id, id)

    def customer(self, id: CustomerId) -> str:
        return self.customers.get(id, id)

    def segment(self, id: SegmentId) -> str:
        return self.segments.get(id, id)


@dataclass(frozen=True, slots=True)
class Sites:
    """Hospitals and departments by id, for address, coordinate, building and floor."""

    hospitals: Mapping[HospitalId, Hospital] = field(default_factory=dict)
    departments: Mapping[DepartmentId, Department] = field(default_factory=dict)

    @classmethod
    def of(cls, hospitals: Iterable[Hospital], departments: Iterable[Department]) -> "Sites":
        return cls({each.id: each for each in hospitals}, {each.id: each for each in departments})

    def address(self, id: HospitalId) -> str:
        """Empty when not known."""
        hospital = self.hospitals.get(id)
        return "" if hospital is None else hospital.address

    def building(self, id: DepartmentId | None) -> str:
        """The name of the building a department is in; empty when not known."""
        department = None if id is None else self.departments.get(id)
        hospital = None if department is None else self.hospitals.get(department.hospital)
        if department is None or hospital is None:
            return ""
        return next((each.name for each in hospital.buildings if each.id == department.building), "")

    def floor(self, id: DepartmentId | None) -> int | None:
        department = None if id is None else self.departments.get(id)
        return None if department is None else department.floor


class CoveragePeriod(StrEnum):
    MONTH = "month"
    QUARTER = "quarter"


@dataclass(frozen=True, slots=True)
class CoverageFigure:
    """Coverage of one segment with this plan carried out: `seen` of `customers`; `required` is a share 0..1."""

    segment: SegmentId
    period: CoveragePeriod
    customers: int
    seen: int
    required: float

    @property
    def share(self) -> float | None:
        """Seen per customer; None without customers."""
        return self.seen / self.customers if self.customers else None
