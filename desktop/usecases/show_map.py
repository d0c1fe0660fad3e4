"""What the map shows: hospitals with who is there and what they are owed, the rep's routes, and territories."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from db.store import Books
from desktop.usecases.district import District, load_district
from planner.domain.people import UNCLASSIFIED, Customer, CustomerId, Rep, RepId, SegmentId
from planner.domain.places import Coordinate, Hospital, HospitalId
from planner.domain.plan import MonthPlan
from planner.domain.units import Month
from planner.frequency.obligations import obligations
from planner.geography.hull import hull_of
from planner.segmentation.tiers import segment_of


@dataclass(frozen=True, slots=True)
class Site:
    """A hospital on the map. `mix` counts the active customers whose main place it is, by segment in the policy's order;
    `owed` are their calls of the month not made yet; `reps` call on them, who has most of them first."""

    hospital: Hospital
    mix: tuple[tuple[SegmentId, int], ...]
    owed: int
    reps: tuple[RepId, ...]

    @property
    def customers(self) -> int:
        return sum(count for _, count in self.mix)


@dataclass(frozen=True, slots=True)
class DayRoute:
    """A field day's stops in their order."""

    date: date
    stops: tuple[HospitalId, ...]


@dataclass(frozen=True, slots=True)
class Territory:
    """The outline around the hospitals where a rep has most customers."""

    rep: Rep
    outline: tuple[Coordinate, ...]


@dataclass(frozen=True, slots=True)
class MapPicture:
    """All that the map page shows; `routes` and `home` are those of the rep looked at."""

    month: Month
    rep: Rep | None
    segments: tuple[SegmentId, ...]
    sites: tuple[Site, ...]
    routes: tuple[DayRoute, ...]
    territories: tuple[Territory, ...]

    def site(self, id: str) -> Site | None:
        """The hospital of that id."""
        return next((each for each in self.sites if each.hospital.id == id), None)


@dataclass(frozen=True, slots=True)
class Totals:
    """What some hospitals hold together."""

    hospitals: int
    customers: int
    mix: tuple[tuple[SegmentId, int], ...]
    owed: int


def load_map(books: Books, month: Month, rep: RepId | None, country: str) -> MapPicture:
    """Read what the map shows. Without a rep there are no routes."""
    district = load_district(books, month, country)
    known = next((each for each in district.reps if each.id == rep), None)
    plan = None
    if known is not None:
        plan = books.plans.published(known.id, month) or books.plans.latest(known.id, month)
    segments = tuple(each.id for each in district.policy.segments)
    sites = _sites(district, segments)
    return MapPicture(month, known, segments, sites, routes_of(plan), _territories(district.reps, sites))


def sum_up(sites: Iterable[Site], segments: Sequence[SegmentId]) -> Totals:
    """Customers by tier and visits owed of some hospitals."""
    chosen = tuple(sites)
    counts: Counter[SegmentId] = Counter()
    for each in chosen:
        counts.update(dict(each.mix))
    return Totals(len(chosen), sum(counts.values()), _in_order(counts, segments), sum(each.owed for each in chosen))


def routes_of(plan: MonthPlan | None) -> tuple[DayRoute, ...]:
    """The days of a plan that lead anywhere."""
    days = plan.days if plan is not None else ()
    return tuple(DayRoute(day.date, tuple(stop.hospital for stop in day.stops)) for day in days if day.stops)


def _sites(district: District, segments: Sequence[SegmentId]) -> tuple[Site, ...]:
    at: dict[HospitalId, list[Customer]] = defaultdict(list)
    for customer in district.customers:
        if customer.active and customer.affiliations:
            at[customer.affiliations[0].hospital].append(customer)
    owed = _owed(district)
    return tuple(_site(hospital, at[hospital.id], owed, district, segments) for hospital in district.hospitals)


def _site(
    hospital: Hospital,
    customers: Sequence[Customer],
    owed: Mapping[CustomerId, int],
    district: District,
    segments: Sequence[SegmentId],
) -> Site:
    known = (segment_of(each, district.products, district.policy) or UNCLASSIFIED for each in customers)
    reps = Counter(each.rep for each in customers if each.rep is not None)
    return Site(
        hospital=hospital,
        mix=_in_order(Counter(known), segments),
        owed=sum(owed.get(each.id, 0) for each in customers),
        reps=tuple(rep for rep, _ in sorted(reps.items(), key=lambda each: (-each[1], each[0]))),
    )


def _in_order(counts: Mapping[SegmentId, int], segments: Sequence[SegmentId]) -> tuple[tuple[SegmentId, int], ...]:
    return tuple((each, counts[each]) for each in (*segments, UNCLASSIFIED) if counts.get(each))


def _owed(district: District) -> dict[CustomerId, int]:
    found: dict[CustomerId, int] = {}
    for rep in district.reps:
        theirs = district.customers_of(rep.id)
        for each in obligations(theirs, district.calls, district.products, district.month, district.policy):
            found[each.customer] = each.owed
    return found


def _territories(reps: Sequence[Rep], sites: Sequence[Site]) -> tuple[Territory, ...]:
    places: dict[RepId, list[Coordinate]] = defaultdict(list)
    for site in sites:
        if site.reps and site.hospital.coordinate is not None:
            places[site.reps[0]].append(site.hospital.coordinate)
    outlines = ((rep, hull_of(places[rep.id])) for rep in reps if rep.active and places[rep.id])
    return tuple(Territory(rep, outline) for rep, outline in outlines if outline)
