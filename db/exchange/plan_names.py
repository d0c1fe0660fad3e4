"""What exported plans show beside ids: display names, where things are, coverage figures."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from planner.domain.messages import Message, MessageValue, message
from planner.domain.people import Customer, CustomerId, Rep, RepId, SegmentId
from planner.domain.places import Department, DepartmentId, Hospital, HospitalId
from planner.domain.policy import Policy, Segment
from planner.domain.products import Product

LANGUAGE = message("en")
"""A catalogue translates this to the code of its own language, so that whoever can translate knows into what."""


@dataclass(frozen=True, slots=True)
class Names:
    """Display names by id. What has no name is shown by its id."""

    reps: Mapping[RepId, str] = field(default_factory=dict)
    hospitals: Mapping[HospitalId, str] = field(default_factory=dict)
    departments: Mapping[DepartmentId, str] = field(default_factory=dict)
    customers: Mapping[CustomerId, str] = field(default_factory=dict)
    segments: Mapping[SegmentId, str] = field(default_factory=dict)
    chinese_segments: Mapping[SegmentId, str] = field(default_factory=dict)

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
            segments={segment.id: segment_name(segment, "en") for segment in policy.segments},
            chinese_segments={segment.id: segment_name(segment, "zh") for segment in policy.segments},
        )

    def in_language(self, translate: Callable[[str], str]) -> "Names":
        """These names with tiers and groups called as in the language that `translate` speaks."""
        chinese = LANGUAGE.text(translate).startswith("zh")
        return replace(self, segments={**self.segments, **self.chinese_segments}) if chinese else self

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


def segment_name(segment: Segment, language: str) -> str:
    """What a tier or a group is called in a language: the first name with Chinese characters in `zh`, without in others.

    Without such a name it is the first one; the letter of a tier is its name everywhere.
    """
    if not segment.names or segment.names[0] == segment.id:
        return segment.id
    fitting = (name for name in segment.names if is_chinese(name) == language.startswith("zh"))
    return next(fitting, segment.names[0])


def is_chinese(text: str) -> bool:
    """Whether a text holds a Chinese character."""
    return any(unicodedata.name(letter, "").startswith("CJK UNIFIED IDEOGRAPH") for letter in text)


@dataclass(frozen=True, slots=True)
class People:
    """Customers' titles, and the products each is rated for, most important first."""

    titles: Mapping[CustomerId, str] = field(default_factory=dict)
    products: Mapping[CustomerId, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, customers: Iterable[Customer], products: Iterable[Product]) -> "People":
        by_priority = sorted(products, key=lambda each: (-each.priority, each.name))
        known = list(customers)
        rated = {each.id: {rating.product for rating in each.ratings} for each in known}
        names = {id: tuple(each.name for each in by_priority if each.id in theirs) for id, theirs in rated.items()}
        return cls({each.id: each.title for each in known}, names)

    def title(self, id: CustomerId) -> str:
        """Empty when not known."""
        return self.titles.get(id, "")

    def products_of(self, id: CustomerId) -> str:
        """The names in one line; empty for a customer who prescribes none."""
        return ", ".join(self.products.get(id, ()))


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


@dataclass(frozen=True, slots=True)
class Directory:
    """All that a sheet tells about those whom a plan names by id."""

    names: Names
    sites: Sites = field(default_factory=Sites)
    people: People = field(default_factory=People)


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
