"""The ground of a rep's month as the sketch walks it, made of the same sites, doors and hours as the month's problem."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from planner.domain.people import Customer
from planner.domain.places import Department, Hospital, HospitalId
from planner.domain.policy import Policy
from planner.domain.travel import PlaceId, TravelTable, WalkTable
from planner.frequency.obligations import Obligation
from planner.frequency.sketch import Ask, Ground, KnownHospital, Spot
from planner.month.doors import doors_of, make_site, meeting_places
from planner.month.problem import Site
from planner.policy.lookup import minimum_gap_days


def ground_of(
    *,
    home: PlaceId,
    hospitals: Iterable[Hospital],
    departments: Sequence[Department],
    customers: Iterable[Customer],
    obligations: Iterable[Obligation],
    travel: TravelTable,
    walks: Mapping[HospitalId, WalkTable],
    policy: Policy,
) -> Ground:
    """Where the owed calls would take place. Hospitals without travel times are left out, and who can only be met there."""
    places = {place: n for n, place in enumerate(travel.places)}
    reached = [each for each in hospitals if PlaceId(each.id) in places and each.id in walks]
    doors = {each.id: doors_of(each, departments) for each in reached}
    sites = [make_site(each, doors[each.id], walks[each.id], policy) for each in reached]
    index = {each.id: n for n, each in enumerate(reached)}
    by_id = {each.id: each for each in customers}
    asks = (
        _ask(each, tuple(_spots(by_id[each.customer], index, doors, sites)), policy)
        for each in obligations
        if each.owed > 0 and each.customer in by_id
    )
    return Ground(
        hospitals=tuple(KnownHospital(places[PlaceId(site.hospital)], site.arrival_minutes, site.walking) for site in sites),
        asks=tuple(ask for ask in asks if ask.spots),
        travel=travel,
        home=places[home],
    )


def _ask(owed: Obligation, spots: tuple[Spot, ...], policy: Policy) -> Ask:
    gap = minimum_gap_days(policy, max(owed.frequency, owed.made + owed.owed)) or 1
    return Ask(owed.customer, owed.owed, owed.minutes, gap, spots)


def _spots(
    customer: Customer, index: Mapping[HospitalId, int], doors: Mapping[HospitalId, Sequence[Department]], sites: Sequence[Site]
) -> Iterator[Spot]:
    for place in meeting_places(customer, index, doors):
        timetables = (sites[place.site].reception, place.availability)
        yield Spot(place.site, place.door, tuple(each for each in timetables if each is not None))
