"""What a month asks for: which customers need which calls, where they can be met, and whom no one can reach."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from planner.domain.calendar import FieldDay
from planner.domain.commitments import Appointment, Pin
from planner.domain.messages import Message, message
from planner.domain.people import UNCLASSIFIED, Customer, CustomerId
from planner.domain.places import Department, Hospital, HospitalId
from planner.domain.plan import Unplanned
from planner.domain.policy import Policy
from planner.domain.travel import PlaceId, WalkTable
from planner.domain.units import Month
from planner.frequency.allocation import Allocation
from planner.frequency.obligations import Obligation
from planner.month.doors import doors_of, make_site, meeting_places
from planner.month.problem import MeetingPlace, Need, Site
from planner.policy.lookup import minimum_gap_days


@dataclass(frozen=True, slots=True)
class Book:
    """Customers and hospitals on record, and the places that a travel time is known for."""

    customers: Mapping[CustomerId, Customer]
    hospitals: Mapping[HospitalId, Hospital]
    travelled: frozenset[PlaceId]

    def obstacle(self, id: HospitalId) -> Message | None:
        """Why nobody can go to a hospital; None when one can."""
        hospital = self.hospitals.get(id)
        if hospital is None:
            return message("Hospital {hospital} is not on record; import it or correct the affiliation.", hospital=id)
        if hospital.coordinate is None:
            return message("{hospital} has no coordinates; give them so that travel can be reckoned.", hospital=hospital.name)
        if PlaceId(id) not in self.travelled:
            return message("No travel times to {hospital} are known.", hospital=hospital.name)
        return None


@dataclass(frozen=True, slots=True)
class Promises:
    """Appointments still to be kept, and those that cannot be, each with its reason."""

    due: tuple[Appointment, ...]
    lost: tuple[Unplanned, ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """The sites of the problem with their doors: what every customer's places are looked up in."""

    sites: tuple[Site, ...]
    index: Mapping[HospitalId, int]
    doors: Mapping[HospitalId, Sequence[Department]]


def sort_appointments(
    appointments: Iterable[Appointment],
    book: Book,
    obligations: Iterable[Obligation],
    days: Sequence[FieldDay],
    month: Month,
) -> Promises:
    """Which appointments the days left of the month must keep. One already kept, or wholly past, is nobody's concern.

    An appointment on a day that is no field day stays: the plan must show that it cannot be kept.
    """
    segments = {each.customer: each.segment for each in obligations}
    visits = {each.customer: each.last_visit for each in obligations}
    due, lost = [], []
    for each in appointments:
        ahead = tuple(day for day in each.dates if days and days[0].date <= day <= month.last)
        if not ahead or visits.get(each.customer) in each.dates:
            continue
        obstacle = book.obstacle(each.hospital)
        if each.customer not in book.customers:
            obstacle = message("{customer} is not among the rep's customers.", customer=each.customer)
        if obstacle is None:
            due.append(replace(each, dates=ahead))
        else:
            lost.append(Unplanned(each.customer, segments.get(each.customer, UNCLASSIFIED), 1, obstacle))
    return Promises(tuple(due), tuple(lost))


def wanted_needs(
    book: Book,
    obligations: Iterable[Obligation],
    allocation: Allocation | None,
    due: Iterable[Appointment],
    *,
    policy: Policy,
    month: Month,
) -> tuple[Need, ...]:
    """Every customer with calls owed, optional or agreed; places are filled in later (`with_places`).

    Calls that the allocation gives up become optional; whom it does not speak of keeps what is owed. Appointments count as
    calls owed. The even distance is the month shared out among the calls made and to be made; the minimum gap is the policy's
    for the frequency of the segment.
    """
    granted = None if allocation is None else dict(allocation.granted)
    agreed = Counter(each.customer for each in due)
    known = {each.customer: each for each in obligations if each.customer in book.customers}
    needs = [
        _need(each, each.owed if granted is None else granted.get(each.customer, each.owed), agreed[each.customer], policy, month)
        for each in known.values()
    ]
    strangers = (customer for customer in agreed if customer not in known)
    needs += [_unclassified(customer, agreed[customer], policy, month) for customer in strangers]
    return tuple(need for need in needs if need.owed + need.optional > 0)


def _need(obligation: Obligation, granted: int, agreed: int, policy: Policy, month: Month) -> Need:
    owed = max(granted, agreed)
    most = obligation.owed + obligation.optional
    usual = max(1, obligation.frequency, obligation.made + obligation.owed)
    return Need(
        customer=obligation.customer,
        segment=obligation.segment,
        places=(),
        minutes=obligation.minutes,
        owed=owed,
        optional=max(0, most - owed),
        value=call_value(obligation, owed, policy),
        minimum_gap_days=max(1, minimum_gap_days(policy, usual) or 1),
        ideal_gap_days=len(month.dates) / max(1, obligation.made + owed),
        last_visit=obligation.last_visit,
        coverage=obligation.coverage_owed,
    )


def call_value(obligation: Obligation, owed: int, policy: Policy) -> float:
    """What each call on a customer weighs: the segment's value, times `coverage_call` for the one call that coverage needs.

    Where more calls are owed than one, the first is as good as placed: all count alike.
    """
    value = policy.segment(obligation.segment).value
    return value * policy.weights.coverage_call if obligation.coverage_owed and owed == 1 else value


def _unclassified(customer: CustomerId, agreed: int, policy: Policy, month: Month) -> Need:
    """An appointment with somebody of unknown segment takes as long and weighs as much as the most demanding segment."""
    minutes = max(segment.visit_minutes for segment in policy.segments)
    value = max(segment.value for segment in policy.segments)
    gap = max(1, minimum_gap_days(policy, agreed) or 1)
    return Need(customer, UNCLASSIFIED, (), minutes, agreed, 0, value, gap, len(month.dates) / agreed)


def make_ground(
    book: Book,
    needs: Iterable[Need],
    due: Iterable[Appointment],
    *,
    departments: Sequence[Department],
    walks: Mapping[HospitalId, WalkTable],
    policy: Policy,
) -> Ground:
    """The hospitals, in the order of the book, at which somebody wanted can be met."""
    asked = {affiliation.hospital for need in needs for affiliation in book.customers[need.customer].affiliations}
    asked |= {each.hospital for each in due}
    reached = [each for each in book.hospitals.values() if each.id in asked and book.obstacle(each.id) is None]
    doors = {each.id: doors_of(each, departments) for each in reached}
    sites = tuple(make_site(each, doors[each.id], walks[each.id], policy) for each in reached)
    return Ground(sites, {each.hospital: n for n, each in enumerate(sites)}, doors)


def with_places(
    book: Book, needs: Iterable[Need], due: Sequence[Appointment], pins: Iterable[Pin], ground: Ground
) -> tuple[Need, ...]:
    """The needs of customers who can be met somewhere, with their places and with room for every pinned call."""
    pinned: dict[CustomerId, set[object]] = {}
    for pin in pins:
        pinned.setdefault(pin.customer, set()).add(pin.date)
    placed = []
    for need in needs:
        places = meeting_places(book.customers[need.customer], ground.index, ground.doors)
        places += _agreed_places(need.customer, due, places, ground)
        if places:
            room = max(need.optional, len(pinned.get(need.customer, ())) - need.owed)
            placed.append(replace(need, places=places, optional=room))
    return tuple(placed)


def _agreed_places(
    customer: CustomerId, due: Iterable[Appointment], places: Iterable[MeetingPlace], ground: Ground
) -> tuple[MeetingPlace, ...]:
    """Hospitals at which a customer is met by appointment only."""
    usual = {place.site for place in places}
    found = {}
    for each in due:
        site = ground.index[each.hospital]
        if each.customer == customer and site not in usual:
            found[site] = MeetingPlace(site, len(ground.doors[each.hospital]), () if each.start else None)
    return tuple(found.values())


def unreachable(book: Book, needs: Iterable[Need], reached: Collection[CustomerId]) -> Iterator[Unplanned]:
    """Owed calls on customers who can be met nowhere, with what stands in the way."""
    for need in needs:
        if need.customer not in reached and need.owed:
            reason = no_way_to(book, book.customers[need.customer])
            if reason is not None:
                yield Unplanned(need.customer, need.segment, need.owed, reason)


def no_way_to(book: Book, customer: Customer) -> Message | None:
    """What stands between the rep and all hospitals of a customer; None when one of them is within reach."""
    obstacles = [book.obstacle(affiliation.hospital) for affiliation in customer.affiliations]
    if None in obstacles:
        return None
    nowhere = message("{customer} has no hospital; give at least one affiliation.", customer=customer.name)
    return next((each for each in obstacles if each is not None), nowhere)
