"""Small invented districts for tests of the business rules."""

from collections.abc import Sequence
from datetime import date

from hypothesis import strategies as st

from planner.domain.calls import Call, CallId, CallOutcome
from planner.domain.people import Affiliation, Customer, CustomerId, CustomerKind, Rating, RepId, SegmentId
from planner.domain.places import HospitalId
from planner.domain.products import Product, ProductId
from planner.domain.units import Minutes
from planner.frequency.obligations import Obligation
from planner.policy.preset import preset

PRODUCT = Product(ProductId("P1"), "Atomin")
REP = RepId("R1")
STANDING = {"A": (200.0, 100.0), "B": (200.0, 10.0), "C": (40.0, 60.0), "D": (40.0, 10.0)}
"""Potential and support that make each tier under the preset's thresholds."""


def rated(tier: str, product: Product = PRODUCT) -> Rating:
    potential, support = STANDING[tier]
    return Rating(product.id, potential, support)


def customer(name: str, segment: str, *, last_visit: date | None = None, hospital: str = "H1", active: bool = True) -> Customer:
    """A prescriber of a tier for `PRODUCT`, or a non-prescriber of a group."""
    prescriber = segment in STANDING
    return Customer(
        id=CustomerId(name),
        name=name,
        kind=CustomerKind.PRESCRIBER if prescriber else CustomerKind.NON_PRESCRIBER,
        affiliations=(Affiliation(HospitalId(hospital)),),
        ratings=(rated(segment),) if prescriber else (),
        group=None if prescriber else SegmentId(segment),
        rep=REP,
        last_visit=last_visit,
        active=active,
    )


def customers(segment: str, count: int) -> tuple[Customer, ...]:
    return tuple(customer(f"{segment}{number:03d}", segment) for number in range(count))


def call(name: str, day: date, outcome: CallOutcome = CallOutcome.SEEN, rep: RepId = REP) -> Call:
    return Call(CallId(f"{name}/{day}/{outcome}"), CustomerId(name), rep, HospitalId("H1"), day, outcome)


def calls(names: Sequence[str], *days: date) -> tuple[Call, ...]:
    return tuple(call(name, day) for name in names for day in days)


SEGMENTS = ("A", "B", "C", "D", "N1", "N2", "N3")


@st.composite
def obligation_lists(draw: st.DrawFn) -> tuple[Obligation, ...]:
    """Any obligations under the preset, one per customer."""
    names = draw(st.lists(st.integers(0, 999), unique=True, max_size=30))
    return tuple(draw(_obligation(f"c{name:03d}")) for name in names)


@st.composite
def _obligation(draw: st.DrawFn, name: str) -> Obligation:
    segment = preset().segment(SegmentId(draw(st.sampled_from(SEGMENTS))))
    made = draw(st.integers(0, 3))
    coverage = draw(st.booleans()) and made == 0
    return Obligation(
        customer=CustomerId(name),
        segment=segment.id,
        owed=max(0, segment.calls_per_month - made, int(coverage)),
        coverage_owed=coverage,
        optional=segment.optional_calls,
        frequency=segment.calls_per_month,
        made=made,
        minutes=Minutes(draw(st.integers(5, 30))),
        last_visit=draw(st.none() | st.dates(date(2026, 9, 1), date(2026, 11, 30))),
        seen_in_quarter=made > 0,
    )
