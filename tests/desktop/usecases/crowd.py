"""Customers for tests of lists: few, each with what makes it findable."""

from datetime import date

from desktop.usecases.list_customers import Coming, Surroundings
from planner.domain.people import Affiliation, Customer, CustomerId, CustomerKind, Rating, Rep, RepId, SegmentId, TeamId
from planner.domain.places import Department, DepartmentId, Hospital, HospitalId
from planner.domain.products import Product, ProductId
from planner.domain.units import MinuteOfDay
from planner.policy.preset import preset

TODAY = date(2026, 12, 1)
HEART, SUGAR = Product(ProductId("P1"), "Heart"), Product(ProductId("P2"), "Sugar")
HOSPITALS = (Hospital(HospitalId("H1"), "协和医院"), Hospital(HospitalId("H2"), "Second Hospital"))
WARD = Department(DepartmentId("D1"), HospitalId("H1"), "心内科")
REPS = (Rep(RepId("R1"), "李雷", TeamId("ONC")), Rep(RepId("R2"), "韩梅梅", TeamId("ONC")))


def person(
    id: str,
    name: str,
    *,
    hospital: str = "H1",
    ratings: tuple[Rating, ...] = (),
    rep: str | None = "R1",
    group: str | None = None,
    last_visit: date | None = None,
    verified_on: date | None = TODAY,
    active: bool = True,
    kol: bool = False,
) -> Customer:
    department = WARD.id if hospital == "H1" else None
    return Customer(
        id=CustomerId(id),
        name=name,
        kind=CustomerKind.PRESCRIBER if group is None else CustomerKind.NON_PRESCRIBER,
        affiliations=(Affiliation(HospitalId(hospital), department),),
        ratings=ratings,
        group=None if group is None else SegmentId(group),
        rep=None if rep is None else RepId(rep),
        last_visit=last_visit,
        verified_on=verified_on,
        active=active,
        kol=kol,
    )


def rating(potential: float | None, support: float | None, product: Product = HEART) -> Rating:
    return Rating(product.id, potential, support)


A, B, D = rating(400, 100), rating(400, 5), rating(20, 2)
PEOPLE = (
    person("C1", "王小明", ratings=(A,), last_visit=date(2026, 11, 30)),
    person("C2", "单雄信", ratings=(B, rating(30, 90, SUGAR)), last_visit=date(2026, 10, 1)),
    person("C3", "曾国藩", ratings=(A,)),
    person("C4", "Grace Lin", hospital="H2", ratings=(D,), rep="R2", last_visit=date(2026, 9, 1), verified_on=date(2025, 1, 1)),
    person("C5", "仇英", hospital="H2", group="N1", rep=None, kol=True, last_visit=date(2026, 11, 2)),
    person("C6", "Nobody Rated", hospital="H2", rep="R2"),
    person("C7", "Long Gone", ratings=(A,), active=False),
)


def surroundings() -> Surroundings:
    visit = Coming(date(2026, 12, 3), MinuteOfDay(540), RepId("R1"), HospitalId("H1"), agreed=False)
    return Surroundings(
        hospitals={each.id: each for each in HOSPITALS},
        departments={WARD.id: WARD},
        reps={each.id: each for each in REPS},
        products=(HEART, SUGAR),
        policy=preset(),
        stored=None,
        seen={},
        coming={CustomerId("C1"): (visit,)},
        appointments={},
        today=TODAY,
    )
