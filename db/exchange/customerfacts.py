"""What one row of a customer file says, read whole before anything is taken in."""

from dataclasses import dataclass
from datetime import date

from db.exchange import cells
from db.exchange.availability import weekly_hours
from db.exchange.names import plain_name
from db.exchange.records import Record
from db.exchange.references import References
from db.exchange.reps import full_name
from planner.domain.messages import message
from planner.domain.people import CustomerKind, RepId, SegmentId
from planner.domain.places import Coordinate, Hospital
from planner.domain.policy import Policy
from planner.domain.products import Product
from planner.domain.units import WeeklyWindow

NUMERIC = ("potential", "support", "patients")
_PRESCRIBER = {
    plain_name(each) for each in ("处方医生", "处方客户", "处方", "处方者", "医生", "医師", "prescriber", "doctor", "hcp")
}
_NON_PRESCRIBER = {plain_name(each) for each in ("非处方客户", "非处方", "非处方医生", "non-prescriber", "N", "N类")}


@dataclass(frozen=True, slots=True)
class RatingFacts:
    """What a row says about one product."""

    product: Product
    potential: float | None
    support: float | None
    patients: float | None
    tier: SegmentId | None


@dataclass(frozen=True, slots=True)
class CustomerFacts:
    """What a row says about a customer. None everywhere means *not said*; `any_time` says that availability is no limit."""

    record: Record
    code: str
    name: str
    hospital: Hospital
    coordinate: Coordinate | None
    department: str
    building: str
    floor: int | None
    kind: CustomerKind | None
    group: SegmentId | None
    title: str
    kol: bool | None
    decision_maker: bool | None
    rating: RatingFacts | None
    availability: tuple[WeeklyWindow, ...] | None
    any_time: bool
    rep: RepId | None
    last_visit: date | None
    verified_on: date | None
    active: bool | None


def read_facts(
    record: Record, coordinate: Coordinate | None, references: References, policy: Policy, today: date | None = None
) -> CustomerFacts:
    """The facts of a row; without `today` any day may have been the last visit.

    Raises RowRefusedError for the first one that cannot be right.
    """
    name = full_name(record)
    if not name:
        raise record.refusal("name", message("The customer has no name."), message("Fill in the name."))
    hospital = references.hospital(record, coordinate)
    kind, group = _kind(record, references)
    hours = record.value("availability", lambda cell: (weekly_hours(cells.text(cell), policy.working_day),))
    deleted = record.value("deleted", cells.boolean)
    return CustomerFacts(
        record=record,
        code=record.words("code"),
        name=name,
        hospital=hospital,
        coordinate=coordinate,
        department=record.words("department"),
        building=record.words("building"),
        floor=record.value("floor", cells.floor),
        kind=kind,
        group=group,
        title=record.words("title"),
        kol=record.value("kol", cells.boolean),
        decision_maker=record.value("decision_maker", cells.boolean),
        rating=_rating(record, references, kind),
        availability=hours[0] if hours else None,
        any_time=hours == (None,),
        rep=references.rep(record),
        last_visit=_last_visit(record, today),
        verified_on=record.value("verified_on", cells.day),
        active=False if deleted else record.value("active", cells.boolean),
    )


def _last_visit(record: Record, today: date | None) -> date | None:
    day = record.value("last_visit", cells.day)
    if day is not None and today is not None and day > today:
        way_out = message("Write the day of the last call that was made, or leave it blank.")
        raise record.refusal("last_visit", message("The last visit lies in the future."), way_out)
    return day


def _kind(record: Record, references: References) -> tuple[CustomerKind | None, SegmentId | None]:
    """Prescriber, or the group of a non-prescriber; where only `non-prescriber` is said, title and department tell the group."""
    words = plain_name(record.words("kind"))
    if not words:
        return (None, None)
    group = references.group_named(words)
    if group is not None:
        return CustomerKind.NON_PRESCRIBER, group
    if words in _PRESCRIBER:
        return CustomerKind.PRESCRIBER, None
    if words in _NON_PRESCRIBER:
        title, department = record.words("title"), record.words("department")
        for telling in (title, f"{department}{title}", department):
            group = references.group_named(telling)
            if group is not None:
                return CustomerKind.NON_PRESCRIBER, group
    raise references.no_group(record)


def _rating(record: Record, references: References, kind: CustomerKind | None) -> RatingFacts | None:
    potential, support, patients = (record.number(each) for each in NUMERIC)
    tier = references.tier(record)
    product = references.product(record)
    if kind is CustomerKind.NON_PRESCRIBER:
        return None
    if potential is None and support is None and patients is None and tier is None:
        return RatingFacts(product, None, None, None, None) if product and record.tells("product") else None
    if product is None:
        way_out = message("Name the product in a column of its own.")
        raise record.refusal("product", message("Figures and tiers belong to a product, and the row names none."), way_out)
    return RatingFacts(product, potential, support, patients, tier)
