"""Read one rep's month as a frozen problem, with what was found out on the way."""

from dataclasses import dataclass
from datetime import date

from db.store import Books
from desktop.bootstrap import NotedTravel, travel_table, walk_tables
from desktop.usecases.district import District
from planner.domain.people import Customer, Rep
from planner.domain.places import Hospital
from planner.frequency.allocation import Allocation, allocate
from planner.frequency.certificate import Certificate, Verdict, certify
from planner.frequency.obligations import Obligation, obligations
from planner.month.assemble import month_problem, places_to_travel, published_calls
from planner.month.problem import MonthProblem


@dataclass(frozen=True, slots=True)
class Promise:
    """What a rep's month asks for and what it can hold. `certificate` counts travel by the policy's picture of a day."""

    rep: Rep
    obligations: tuple[Obligation, ...]
    certificate: Certificate
    allocation: Allocation


def weigh(district: District, rep: Rep, first: date | None = None) -> Promise:
    """Obligations, certificate and allocation of one rep's month, from `first` on when given. Raises PlanningError."""
    owed = obligations(district.customers_of(rep.id), district.calls, district.products, district.month, district.policy)
    days = district.field_days_of(rep, first)
    team = next((team for team in district.policy.teams if team.id == rep.team), None)
    certificate = certify(owed, days, team or district.policy.teams[0], district.policy)
    return Promise(rep, owed, certificate, allocate(owed, certificate.calls_held, district.policy))


def load_problem(books: Books, district: District, rep: Rep, memory: NotedTravel, first: date | None = None) -> MonthProblem:
    """One rep's month as a problem, on the field days from `first` on. Raises PlanningError or TravelError.

    When the certificate says that the month is short, the allocation decides who gives way, in the declared order; calls given
    up so may still be taken where the plan has room.
    """
    promise = weigh(district, rep, first)
    short = promise.certificate.verdict is Verdict.SHORT
    published = books.plans.published(rep.id, district.month)
    appointments = books.appointments.of(rep.id, district.month)
    hospitals = _hospitals_of(district, district.customers_of(rep.id), frozenset(each.hospital for each in appointments))
    return month_problem(
        rep=rep,
        month=district.month,
        days=district.field_days_of(rep, first),
        hospitals=hospitals,
        departments=district.departments,
        customers=district.customers_of(rep.id),
        obligations=promise.obligations,
        allocation=promise.allocation if short else None,
        travel=travel_table(places_to_travel(rep, hospitals), district.policy, memory),
        walks=walk_tables(hospitals, district.departments, district.policy),
        policy=district.policy,
        appointments=appointments,
        pins=books.pins.of(rep.id, district.month),
        published=() if published is None else published_calls(published),
    )


def _hospitals_of(district: District, customers: tuple[Customer, ...], further: frozenset[str]) -> tuple[Hospital, ...]:
    """The hospitals where the customers can be met, and further ones, in the order of their ids."""
    wanted = {place.hospital for customer in customers for place in customer.affiliations} | further
    return tuple(each for each in district.hospitals if each.id in wanted)
