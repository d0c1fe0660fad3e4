"""Read one rep's month as a frozen problem, with what was found out on the way."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from db.store import Books
from desktop.bootstrap import NotedTravel, travel_table, walk_tables
from desktop.usecases.district import District
from planner.domain.calendar import FieldDay
from planner.domain.commitments import Appointment
from planner.domain.people import Customer, CustomerId, Rep
from planner.domain.places import Hospital, HospitalId
from planner.domain.policy import Team
from planner.domain.travel import PlaceId, TravelTable, WalkTable
from planner.frequency.allocation import Allocation, allocate
from planner.frequency.certificate import Certificate, Verdict, certify
from planner.frequency.obligations import Obligation, obligations, unclassified
from planner.frequency.overhead import Overhead, sketched_overhead
from planner.frequency.sketch import Ground, asked_of, sketch_month
from planner.month.asking import Book
from planner.month.assemble import home_of, month_problem, places_to_travel, published_calls, team_of
from planner.month.ground import ground_of
from planner.month.problem import MonthProblem
from planner.month.reach import cannot_be_met


@dataclass(frozen=True, slots=True)
class Terrain:
    """The hospitals a rep may go to, the minutes between them and home, and inside them."""

    hospitals: tuple[Hospital, ...]
    travel: TravelTable
    walks: Mapping[HospitalId, WalkTable]


@dataclass(frozen=True, slots=True)
class Promise:
    """What a rep's month asks for and what it can hold. `unclassified` customers have no tier or group and are owed nothing."""

    rep: Rep
    obligations: tuple[Obligation, ...]
    certificate: Certificate
    allocation: Allocation
    unclassified: tuple[CustomerId, ...] = ()


def load_terrain(books: Books, district: District, rep: Rep, memory: NotedTravel) -> Terrain:
    """The ground of a rep's month, hospitals of appointments included. Raises PlanningError without a home, or TravelError."""
    appointments = books.appointments.of(rep.id, district.month)
    hospitals = _hospitals_of(district, district.customers_of(rep.id), frozenset(each.hospital for each in appointments))
    travel = travel_table(places_to_travel(rep, hospitals), district.policy, memory)
    return Terrain(hospitals, travel, walk_tables(hospitals, district.departments, district.policy))


def weigh(district: District, rep: Rep, terrain: Terrain | None, first: date | None = None) -> Promise:
    """Obligations, certificate and allocation of one rep's month, from `first` on when given. Raises PlanningError.

    Travel and walking are those of the terrain; without one (a rep without a home) the policy's picture of a day counts.
    """
    owed = obligations(district.customers_of(rep.id), district.calls, district.products, district.month, district.policy)
    days = district.field_days_of(rep, first)
    team = team_of(rep, district.policy)
    unreachable = cannot_be_met(_book(district, rep, terrain), owed, days)
    apart = {each.customer for each in unreachable}
    met = tuple(each for each in owed if each.customer not in apart)
    overhead = None if terrain is None else _overhead(district, _ground(district, rep, met, terrain), met, days, team)
    certificate = certify(owed, days, team, district.policy, overhead=overhead, unreachable=unreachable)
    allocation = allocate(met, certificate.calls_held, district.policy, any_days=bool(days))
    unrated = unclassified(district.customers_of(rep.id), district.products, district.policy)
    return Promise(rep, owed, certificate, allocation, unrated)


def _book(district: District, rep: Rep, terrain: Terrain | None) -> Book:
    """The rep's customers and the hospitals within reach; without terrain, every hospital that has coordinates."""
    hospitals = district.hospitals if terrain is None else terrain.hospitals
    located = (PlaceId(each.id) for each in district.hospitals if each.coordinate is not None)
    places = located if terrain is None else terrain.travel.places
    return Book(
        {each.id: each for each in district.customers_of(rep.id)}, {each.id: each for each in hospitals}, frozenset(places)
    )


def _overhead(
    district: District, ground: Ground, owed: tuple[Obligation, ...], days: tuple[FieldDay, ...], team: Team
) -> Overhead | None:
    """What calls cost on this ground: of those that the call target lets through, the most needed first."""
    target = int(sum(day.share for day in days) * team.calls_per_day)
    granted = dict(allocate(owed, target, district.policy).granted)
    return sketched_overhead(sketch_month(asked_of(ground, granted), days, team.calls_per_day))


def _ground(district: District, rep: Rep, owed: tuple[Obligation, ...], terrain: Terrain) -> Ground:
    return ground_of(
        home=home_of(rep),
        hospitals=terrain.hospitals,
        departments=district.departments,
        customers=district.customers_of(rep.id),
        obligations=owed,
        travel=terrain.travel,
        walks=terrain.walks,
        policy=district.policy,
    )


def load_problem(books: Books, district: District, rep: Rep, memory: NotedTravel, first: date | None = None) -> MonthProblem:
    """One rep's month as a problem, on the field days from `first` on. Raises PlanningError or TravelError.

    When the certificate says that the month is short, the allocation decides who gives way, in the declared order; calls given
    up so may still be taken where the plan has room.
    """
    terrain = load_terrain(books, district, rep, memory)
    promise = weigh(district, rep, terrain, first)
    short = promise.certificate.verdict is Verdict.SHORT
    published = books.plans.published(rep.id, district.month)
    appointments = books.appointments.of(rep.id, district.month)
    guests = guests_of(district, rep, appointments)
    return month_problem(
        rep=rep,
        month=district.month,
        days=district.field_days_of(rep, first),
        hospitals=terrain.hospitals,
        departments=district.departments,
        customers=(*district.customers_of(rep.id), *guests),
        obligations=(*promise.obligations, *_owed_by_others(district, guests)),
        allocation=promise.allocation if short else None,
        travel=terrain.travel,
        walks=terrain.walks,
        policy=district.policy,
        appointments=appointments,
        pins=books.pins.of(rep.id, district.month),
        published=() if published is None else published_calls(published),
    )


def guests_of(district: District, rep: Rep, appointments: Iterable[Appointment]) -> tuple[Customer, ...]:
    """Customers of colleagues, or of nobody, whom the rep has agreed to meet: those of joint visits."""
    agreed = {each.customer for each in appointments}
    return tuple(each for each in district.customers if each.id in agreed and each.active and each.rep != rep.id)


def _owed_by_others(district: District, guests: tuple[Customer, ...]) -> Iterator[Obligation]:
    """Segment and history of colleagues' customers: beside what is agreed this rep owes them nothing."""
    for each in obligations(guests, district.calls, district.products, district.month, district.policy):
        yield replace(each, owed=0, coverage_owed=False, optional=0)


def _hospitals_of(district: District, customers: tuple[Customer, ...], further: frozenset[str]) -> tuple[Hospital, ...]:
    """The hospitals where the customers can be met, and further ones, in the order of their ids."""
    wanted = {place.hospital for customer in customers for place in customer.affiliations} | further
    return tuple(each for each in district.hospitals if each.id in wanted)
