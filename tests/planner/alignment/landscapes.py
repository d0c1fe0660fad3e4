"""A small district to align: nine hospitals on a grid, three reps at its corners, four customers a hospital."""

from dataclasses import replace
from datetime import date

from planner.alignment.accounts import Account, Landscape, make_accounts
from planner.alignment.assemble import Case, assemble
from planner.domain.calls import Call, CallId, CallOutcome
from planner.domain.people import Affiliation, Customer, CustomerId, CustomerKind, Rating, Rep, RepId, SegmentId, TeamId
from planner.domain.places import Coordinate, Department, DepartmentId, Hospital, HospitalId
from planner.domain.products import Product, ProductId
from planner.domain.territory import AlignmentRequest
from planner.domain.units import Month
from planner.policy.preset import preset

MONTH = Month(2026, 12)
DAY = MONTH.first
ANNA, BEN, CARO = RepId("R1"), RepId("R2"), RepId("R3")
PILL = ProductId("P1")
LINKS = tuple(
    (one, other) for one in range(9) for other in range(one + 1, 9) if (other - one == 1 and one % 3 != 2) or other - one == 3
)
"""Neighbours on the grid, row by row."""


def rep(id: RepId, row: float, column: float, share: float = 1.0) -> Rep:
    return Rep(id, f"rep {id}", TeamId("GENERAL"), home=Coordinate(30 + row / 20, 114 + column / 20), part_time=share)


def hospital(index: int) -> Hospital:
    row, column = divmod(index, 3)
    return Hospital(HospitalId(f"H{index}"), f"hospital {index}", Coordinate(30 + row / 20, 114 + column / 20), level=3)


def customer(index: int, number: int, owner: RepId | None) -> Customer:
    """Number 0 is an A, 1 a D, 2 of the pharmacy, 3 a C."""
    volumes = {0: (200.0, 80.0), 1: (20.0, 1.0), 3: (50.0, 60.0)}
    place = Affiliation(HospitalId(f"H{index}"), DepartmentId(f"H{index}-{'heart' if number < 2 else 'office'}"))
    prescriber = number in volumes
    return Customer(
        id=CustomerId(f"C{index}{number}"),
        name=f"customer {index}{number}",
        kind=CustomerKind.PRESCRIBER if prescriber else CustomerKind.NON_PRESCRIBER,
        affiliations=(place,),
        ratings=(Rating(PILL, *volumes[number]),) if prescriber else (),
        group=None if prescriber else SegmentId("N2"),
        rep=owner,
    )


def seen(person: Customer, rep: RepId, *days: date) -> tuple[Call, ...]:
    place = person.affiliations[0].hospital
    return tuple(Call(CallId(f"{person.id}-{day}"), person.id, rep, place, day, CallOutcome.SEEN) for day in days)


def landscape() -> Landscape:
    """Each rep looks after one row; everybody's A was seen in November."""
    owners = [ANNA] * 3 + [BEN] * 3 + [CARO] * 3
    customers = tuple(customer(index, number, owners[index]) for index in range(9) for number in range(4))
    calls = tuple(
        call
        for each in customers
        if each.id.endswith("0") and each.rep is not None
        for call in seen(each, each.rep, date(2026, 11, 2), date(2026, 11, 20))
    )
    departments = tuple(
        Department(DepartmentId(f"H{index}-{part}"), HospitalId(f"H{index}"), part)
        for index in range(9)
        for part in ("heart", "office")
    )
    return Landscape(
        reps=(rep(ANNA, 0, 0), rep(BEN, 1, 1), rep(CARO, 2, 2)),
        hospitals=tuple(hospital(index) for index in range(9)),
        departments=departments,
        customers=customers,
        products=(Product(PILL, "Pill", 1.0),),
        calls=calls,
        policy=preset(),
        day=DAY,
    )


def request(**fields: object) -> AlignmentRequest:
    return replace(AlignmentRequest(MONTH), **fields)  # type: ignore[arg-type]


def links(accounts: tuple[Account, ...]) -> tuple[tuple[int, int], ...]:
    """Accounts of neighbouring hospitals, and of one hospital, are neighbours."""
    spot = [int(each.hospital[1:]) for each in accounts]
    pairs = {(one, other) for one, other in LINKS}
    return tuple(
        (i, j)
        for i in range(len(spot))
        for j in range(i + 1, len(spot))
        if spot[i] == spot[j] or (min(spot[i], spot[j]), max(spot[i], spot[j])) in pairs
    )


def case(ground: Landscape | None = None, **fields: object) -> Case:
    """The case of a request about a landscape."""
    where, asked = ground or landscape(), request(**fields)
    accounts = make_accounts(where, asked)
    return assemble(where, asked, accounts, links(accounts))
