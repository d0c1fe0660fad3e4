"""All customers of a district with what a list shows of each: tiers, last seen, next visit, how late, how fresh."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from db.store import Books
from planner.coverage.overdue import interval_days
from planner.domain.commitments import Appointment
from planner.domain.people import UNCLASSIFIED, Customer, CustomerId, Rep, RepId, SegmentId
from planner.domain.places import Department, DepartmentId, Hospital, HospitalId
from planner.domain.policy import Policy
from planner.domain.products import Product, ProductId
from planner.domain.units import MinuteOfDay, Month
from planner.frequency.visits import last_before, visits
from planner.policy.preset import preset
from planner.segmentation.tiers import segment_of, tiers_of

DUE_SOON_DAYS = 7
"""A call is due when its interval ends within this many days."""
LOOK_BACK_DAYS = 400
"""Calls older than this no longer tell when somebody was last seen; the longest interval of a policy is shorter."""


class Due(StrEnum):
    """How a customer stands against the interval of the segment."""

    OVERDUE = "overdue"
    NEVER = "never"  # never seen, though calls are owed
    SOON = "soon"
    KEPT = "kept"
    NONE = "none"  # nothing is owed: no segment, or one seen as needed, or not active


@dataclass(frozen=True, slots=True)
class Coming:
    """A visit to come: planned, or agreed (`start` None = any time of the day)."""

    date: date
    start: MinuteOfDay | None
    rep: RepId
    hospital: HospitalId
    agreed: bool


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a customer's line is made from. `stored` is the policy of the store, None while the preset is in force."""

    hospitals: Mapping[HospitalId, Hospital]
    departments: Mapping[DepartmentId, Department]
    reps: Mapping[RepId, Rep]
    products: tuple[Product, ...]
    policy: Policy
    stored: Policy | None
    seen: Mapping[CustomerId, frozenset[date]]
    coming: Mapping[CustomerId, tuple[Coming, ...]]
    appointments: Mapping[CustomerId, tuple[Appointment, ...]]
    today: date

    def departments_of(self, hospital: HospitalId) -> tuple[Department, ...]:
        """The departments of a hospital, by name."""
        found = (each for each in self.departments.values() if each.hospital == hospital)
        return tuple(sorted(found, key=lambda each: (each.name, each.id)))


@dataclass(frozen=True, slots=True)
class CustomerLine:
    """One customer as a list shows it. `days_late` is negative before the interval ends, None when nothing can be late;
    `tiers` follow the products; `stale` when nobody verified the record for as long as the policy allows."""

    customer: Customer
    segment: SegmentId
    tiers: tuple[tuple[ProductId, SegmentId], ...]
    hospital: str
    department: str
    rep: str
    last_seen: date | None
    next_visit: Coming | None
    due: Due
    days_late: int | None
    stale: bool


def load_surroundings(books: Books, month: Month, today: date) -> tuple[tuple[Customer, ...], Surroundings]:
    """All customers and what their lines are made from; visits to come are those of the month looked at and of today's."""
    stored = books.policies.current()
    customers, reps = books.customers.all(), books.reps.all()
    appointments = books.appointments.all()
    months = dict.fromkeys((Month.of(today), month))
    coming = [*_agreed(appointments), *(each for rep in reps for one in months for each in _planned(books, rep.id, one))]
    return customers, Surroundings(
        hospitals={each.id: each for each in books.hospitals.all()},
        departments={each.id: each for each in books.departments.all()},
        reps={each.id: each for each in reps},
        products=books.products.all(),
        policy=stored or preset(),
        stored=stored,
        seen=visits(customers, books.calls.between(today - timedelta(days=LOOK_BACK_DAYS), today)),
        coming=_by_customer(coming, today),
        appointments=_appointments_by_customer(appointments),
        today=today,
    )


def line_of(customer: Customer, around: Surroundings) -> CustomerLine:
    """What the list shows of one customer."""
    segment = segment_of(customer, around.products, around.policy)
    seen = set(around.seen.get(customer.id, ()))
    if customer.last_visit is not None:
        seen.add(customer.last_visit)
    last = last_before(seen, around.today)
    due, days_late = due_state(customer, segment, last, around)
    place = customer.affiliations[0] if customer.affiliations else None
    hospital = None if place is None else around.hospitals.get(place.hospital)
    department = None if place is None or place.department is None else around.departments.get(place.department)
    rep = None if customer.rep is None else around.reps.get(customer.rep)
    coming = around.coming.get(customer.id)
    return CustomerLine(
        customer=customer,
        segment=segment or UNCLASSIFIED,
        tiers=tiers_of(customer, around.products, around.policy),
        hospital="" if hospital is None else hospital.name,
        department="" if department is None else department.name,
        rep="" if rep is None else rep.name,
        last_seen=last,
        next_visit=coming[0] if coming else None,
        due=due,
        days_late=days_late,
        stale=is_stale(customer, around.today, around.policy),
    )


def due_state(customer: Customer, segment: SegmentId | None, last: date | None, around: Surroundings) -> tuple[Due, int | None]:
    """How the customer stands against the interval that keeps the requirement (see `planner.coverage.overdue`)."""
    interval = None if segment is None or not customer.active else interval_days(around.policy.segment(segment))
    if interval is None:
        return Due.NONE, None
    if last is None:
        return Due.NEVER, None
    late = (around.today - last).days - interval
    if late > 0:
        return Due.OVERDUE, late
    return (Due.SOON if late >= -DUE_SOON_DAYS else Due.KEPT), late


def is_stale(customer: Customer, today: date, policy: Policy) -> bool:
    """Whether the record was never verified, or too long ago."""
    return customer.verified_on is None or (today - customer.verified_on).days > policy.stale_after_days


def _planned(books: Books, rep: RepId, month: Month) -> Iterator[tuple[CustomerId, Coming]]:
    """The calls of the plan in force, else of the latest."""
    plan = books.plans.published(rep, month) or books.plans.latest(rep, month)
    for day in () if plan is None else plan.days:
        for stop in day.stops:
            yield from ((call.customer, Coming(day.date, call.start, rep, stop.hospital, False)) for call in stop.calls)


def _agreed(appointments: Iterable[Appointment]) -> Iterator[tuple[CustomerId, Coming]]:
    for each in appointments:
        start = None if each.start is None else each.start.start
        yield from ((each.customer, Coming(day, start, each.rep, each.hospital, True)) for day in each.dates)


def _by_customer(found: Iterable[tuple[CustomerId, Coming]], today: date) -> Mapping[CustomerId, tuple[Coming, ...]]:
    """Visits from today on, the next first; of an agreed and a planned visit of one rep on one day the planned time is kept."""
    grouped: dict[CustomerId, dict[tuple[date, RepId], Coming]] = defaultdict(dict)
    for customer, coming in found:
        if coming.date >= today:
            known = grouped[customer].get((coming.date, coming.rep))
            agreed = coming.agreed or (known is not None and known.agreed)
            start = coming.start if known is None or not coming.agreed else known.start
            grouped[customer][coming.date, coming.rep] = Coming(coming.date, start, coming.rep, coming.hospital, agreed)
    return {
        customer: tuple(sorted(each.values(), key=lambda one: (one.date, one.start or 0))) for customer, each in grouped.items()
    }


def _appointments_by_customer(appointments: Iterable[Appointment]) -> Mapping[CustomerId, tuple[Appointment, ...]]:
    grouped: dict[CustomerId, list[Appointment]] = defaultdict(list)
    for each in appointments:
        grouped[each.customer].append(each)
    return {customer: tuple(each) for customer, each in grouped.items()}
