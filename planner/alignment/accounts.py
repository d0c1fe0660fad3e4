"""The units of an alignment with their people and figures, from the values of the district."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from planner.alignment.distances import nearest_kilometres
from planner.alignment.equity import DaysSeen, days_seen, equity_of
from planner.alignment.potential import potential_of
from planner.alignment.workload import asked, hospital_days, leg_share, on_site_minutes
from planner.domain.calls import Call
from planner.domain.people import Customer, CustomerId, Rep, RepId, SegmentId
from planner.domain.places import Coordinate, Department, DepartmentId, Hospital, HospitalId
from planner.domain.policy import Policy, Segment
from planner.domain.products import Product
from planner.domain.territory import AlignmentRequest, UnitId
from planner.policy.lookup import arrival_minutes


@dataclass(frozen=True, slots=True)
class Landscape:
    """What an alignment looks at, as of `day`. `calls` reach back as far as relationships are to be remembered; `stages` is the
    win probability 0..1 of the open opportunities by the customers whom they need."""

    reps: tuple[Rep, ...]
    hospitals: tuple[Hospital, ...]
    departments: tuple[Department, ...]
    customers: tuple[Customer, ...]
    products: tuple[Product, ...]
    calls: tuple[Call, ...]
    policy: Policy
    day: date
    stages: Mapping[CustomerId, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Account:
    """A unit as people know it. Figures are of a month: `visits` calls, `days` stays, `workload` minutes, `potential` in
    volume by priority, `equity` of each rep's relationships there, `people` active customers by segment.

    `today` is whose relationships weigh most there (then whose customers are most); None = nobody's. `stays`: it may not move.
    """

    id: UnitId
    name: str
    hospital: HospitalId
    department: DepartmentId | None
    where: Coordinate | None
    customers: tuple[CustomerId, ...]
    people: tuple[tuple[SegmentId, int], ...]
    visits: float
    days: float
    workload: float
    potential: float
    today: RepId | None
    equity: tuple[tuple[RepId, float], ...]
    stays: bool = False

    def equity_with(self, rep: RepId | None) -> float:
        """What a rep's relationships there are worth."""
        return dict(self.equity).get(rep, 0.0) if rep is not None else 0.0

    def count(self, segment: SegmentId) -> int:
        return dict(self.people).get(segment, 0)


def participants(landscape: Landscape, request: AlignmentRequest) -> tuple[Rep, ...]:
    """The reps who get territories, with their shares, in the order of the district; those who join come last."""
    aside = {lock.rep for lock in request.locks if lock.rep and not (lock.hospital or lock.department or lock.customer)}
    gone = aside | set(request.leaving)
    wanted = set(request.reps) or {rep.id for rep in landscape.reps if rep.active}
    return (*(rep for rep in landscape.reps if rep.id in wanted - gone), *request.joining)


def make_accounts(landscape: Landscape, request: AlignmentRequest) -> tuple[Account, ...]:
    """The units of everybody who takes part, in the order of their ids; workload holds their shares of travel."""
    groups = _groups(landscape, request)
    hospitals = {each.id: each for each in landscape.hospitals}
    made = [_account(key, groups[key], _id_of(key, groups), hospitals, landscape) for key in sorted(groups)]
    scale = _Scale(landscape, request)
    legs = _legs(made, hospitals, landscape.policy)
    return tuple(
        scale.weighed(each, groups[key], legs.get(each.hospital, 0.0)) for key, each in zip(sorted(groups), made, strict=True)
    )


Key = tuple[str, str, str, str]
"""Hospital, part of it, customer who is locked by name, rep with whom it stays: empty where that does not matter."""


def _groups(landscape: Landscape, request: AlignmentRequest) -> dict[Key, list[Customer]]:
    splits = split_hospitals(landscape.departments, request)
    named = {lock.customer for lock in request.locks if lock.customer is not None}
    reps = {rep.id for rep in participants(landscape, request)}
    working = {rep.id for rep in landscape.reps if rep.active}
    found: dict[Key, list[Customer]] = defaultdict(list)
    for customer in landscape.customers:
        vacant = customer.rep is None or customer.rep in request.leaving or customer.rep not in working
        if customer.active and customer.affiliations and (vacant or customer.rep in reps):
            found[_key(customer, splits, named, _stays(customer, request, vacant=vacant))].append(customer)
    return found


def _stays(customer: Customer, request: AlignmentRequest, *, vacant: bool) -> bool:
    """Whether a customer may not change hands: only what is vacant, or what certain reps give away, may."""
    if not (request.only_vacant or request.giving):
        return False
    return not (vacant or customer.rep in request.giving)


def _key(customer: Customer, splits: frozenset[HospitalId], named: set[CustomerId], stays: bool) -> Key:
    place = customer.affiliations[0]
    part = (place.department or "-") if place.hospital in splits else ""
    return place.hospital, part, customer.id if customer.id in named else "", (customer.rep or "") if stays else ""


def split_hospitals(departments: Iterable[Department], request: AlignmentRequest) -> frozenset[HospitalId]:
    """The hospitals that are aligned department by department: as asked, or because a department is locked or needs something."""
    home = {each.id: each.hospital for each in departments}
    parts = [lock.department for lock in request.locks] + [each.department for each in request.requirements]
    return frozenset(request.split_hospitals) | {home[part] for part in parts if part is not None and part in home}


def _id_of(key: Key, groups: Mapping[Key, object]) -> UnitId:
    hospital, part, customer, rep = key
    name = hospital + (f"/{part}" if part else "") + (f"/@{customer}" if customer else "")
    alone = sum(other[:3] == key[:3] for other in groups) == 1
    return UnitId(name if alone else f"{name}/{'with ' + rep if rep else 'open'}")


def _account(
    key: Key, people: Sequence[Customer], id: UnitId, hospitals: Mapping[HospitalId, Hospital], landscape: Landscape
) -> Account:
    hospital = hospitals[HospitalId(key[0])]
    department = people[0].affiliations[0].department if key[1] not in ("", "-") else None
    parts = {each.id: each.name for each in landscape.departments}
    name = hospital.name if department is None else f"{hospital.name} {parts.get(department, department)}"
    return Account(
        id=id,
        name=f"{name} {people[0].name}" if key[2] else name,
        hospital=hospital.id,
        department=department,
        where=hospital.coordinate,
        customers=tuple(sorted(each.id for each in people)),
        people=(),
        visits=0.0,
        days=0.0,
        workload=0.0,
        potential=0.0,
        today=None,
        equity=(),
        stays=bool(key[3]),
    )


def _legs(accounts: Sequence[Account], hospitals: Mapping[HospitalId, Hospital], policy: Policy) -> dict[HospitalId, float]:
    """Minutes of travel per stay at each hospital with a known place: a leg from its near neighbours."""
    places = {each.hospital: each.where for each in accounts if each.where is not None}
    near = nearest_kilometres(tuple(places.values()), policy.territory.nearest_hospitals)
    return {id: leg_share(where, float(km), policy) for (id, where), km in zip(places.items(), near, strict=True)}


class _Scale:
    """Weighs accounts: everything that is looked up once for all of them."""

    def __init__(self, landscape: Landscape, request: AlignmentRequest) -> None:
        self.landscape = landscape
        self.priorities = {product.id: product.priority for product in landscape.products}
        self.seen: DaysSeen = days_seen(landscape.calls, landscape.day)
        visits = asked(landscape.customers, landscape.products, landscape.policy, request.launch)
        self.visits: dict[CustomerId, tuple[Segment, float]] = {
            customer.id: found for customer, found in zip(landscape.customers, visits, strict=True) if found is not None
        }
        self.hospitals = {each.id: each for each in landscape.hospitals}
        self.working = {rep.id for rep in landscape.reps if rep.active} - set(request.leaving)

    def weighed(self, account: Account, people: Sequence[Customer], leg: float) -> Account:
        policy = self.landscape.policy
        visits = [self.visits[each.id] for each in people if each.id in self.visits]
        calls = [count for _, count in visits]
        days = hospital_days(calls, policy)
        arrival = arrival_minutes(policy, self.hospitals[account.hospital])
        equity = self._equity(people)
        return Account(
            id=account.id,
            name=account.name,
            hospital=account.hospital,
            department=account.department,
            where=account.where,
            customers=account.customers,
            people=tuple(sorted(Counter(segment.id for segment, _ in visits).items())),
            visits=round(sum(calls), 3),
            days=round(days, 3),
            workload=round(on_site_minutes(visits, arrival, policy) + days * leg, 2),
            potential=round(sum(potential_of(each, self.priorities, policy) for each in people), 2),
            today=self._today(people, equity),
            equity=tuple(sorted((rep, round(worth, 3)) for rep, worth in equity.items())),
            stays=account.stays,
        )

    def _equity(self, people: Sequence[Customer]) -> dict[RepId, float]:
        """By the rep on record of each customer, those who leave included."""
        worth: dict[RepId, float] = defaultdict(float)
        figures, stages = self.landscape.policy.territory, self.landscape.stages
        for each in people:
            if each.rep is not None:
                worth[each.rep] += equity_of(
                    each,
                    each.rep,
                    self.seen,
                    self.landscape.day,
                    priorities=self.priorities,
                    figures=figures,
                    probability=stages.get(each.id, 0.0),
                )
        return worth

    def _today(self, people: Sequence[Customer], equity: Mapping[RepId, float]) -> RepId | None:
        counts = Counter(each.rep for each in people if each.rep in self.working)
        reps = [rep for rep in counts if rep is not None]
        return max(sorted(reps), key=lambda rep: (equity.get(rep, 0.0), counts[rep]), default=None)
