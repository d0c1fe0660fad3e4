"""From the district's values to one rep's month problem."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from planner.domain.calendar import FieldDay
from planner.domain.commitments import Appointment, Pin
from planner.domain.messages import message
from planner.domain.people import Customer, Rep
from planner.domain.places import Department, Hospital, HospitalId
from planner.domain.plan import MonthPlan, Unplanned
from planner.domain.policy import Policy, Team
from planner.domain.travel import Place, PlaceId, TravelTable, WalkTable
from planner.domain.units import Month, half_of
from planner.errors import PlanningError
from planner.frequency.allocation import Allocation
from planner.frequency.obligations import Obligation
from planner.month.asking import Book, make_ground, sort_appointments, unreachable, wanted_needs, with_places
from planner.month.problem import MonthProblem, Need, PublishedCall


def home_of(rep: Rep) -> PlaceId:
    """The rep's home among the places of travel."""
    return PlaceId(f"home:{rep.id}")


def places_to_travel(rep: Rep, hospitals: Iterable[Hospital]) -> tuple[Place, ...]:
    """The places a travel table for the rep must hold: home, then every hospital that has coordinates.

    Raises PlanningError when the rep has no home.
    """
    if rep.home is None:
        raise PlanningError(
            message("{rep} has no home address, so no day can begin or end.", rep=rep.name),
            message("Give the rep's home coordinates."),
        )
    located = (Place(PlaceId(each.id), each.coordinate) for each in hospitals if each.coordinate is not None)
    return (Place(home_of(rep), rep.home), *located)


def published_calls(plan: MonthPlan) -> tuple[PublishedCall, ...]:
    """A plan in force, as a new plan is compared with it."""
    return tuple(PublishedCall(call.customer, day.date, half_of(call.start)) for day in plan.days for call in day.calls)


def month_problem(
    *,
    rep: Rep,
    month: Month,
    days: Sequence[FieldDay],
    hospitals: Iterable[Hospital],
    departments: Iterable[Department],
    customers: Iterable[Customer],
    obligations: Iterable[Obligation],
    allocation: Allocation | None,
    travel: TravelTable,
    walks: Mapping[HospitalId, WalkTable],
    policy: Policy,
    appointments: Iterable[Appointment] = (),
    pins: Iterable[Pin] = (),
    published: Iterable[PublishedCall] = (),
) -> MonthProblem:
    """The rep's month on the field days given (those still to come).

    `customers` are the rep's, and those of colleagues who are met in joint visits; `obligations`, of all of them, are net of
    the calls made this month and owe nothing to colleagues' customers; `allocation` None grants all that is owed;
    calls it gives up may still be taken in slack. `walks[hospital]` is made for `doors_of(hospital, departments)`. `travel`
    holds `places_to_travel`, in any order and with others. Customers who cannot be reached, and calls given up, stand in
    `left_out`. Raises PlanningError when the rep has no home or no team in the policy.
    """
    places_to_travel(rep, ())
    team = team_of(rep, policy)
    book = Book({each.id: each for each in customers}, {each.id: each for each in hospitals}, frozenset(travel.places))
    owed, pins = tuple(obligations), tuple(pins)
    promises = sort_appointments(appointments, book, owed, days, month)
    wanted = wanted_needs(book, owed, allocation, promises.due, policy=policy, month=month)
    ground = make_ground(book, wanted, promises.due, departments=tuple(departments), walks=walks, policy=policy)
    needs = with_places(book, wanted, promises.due, pins, ground)
    names = {each.customer for each in needs}
    return MonthProblem(
        rep=rep.id,
        month=month,
        days=tuple(days),
        sites=ground.sites,
        needs=needs,
        travel=_part(travel, [home_of(rep), *(PlaceId(site.hospital) for site in ground.sites)]),
        call_target=team.calls_per_day,
        max_calls=team.max_calls_per_day,
        weights=policy.weights,
        appointments=promises.due,
        pins=tuple(pin for pin in pins if pin.customer in names and days and days[0].date <= pin.date <= month.last),
        published=tuple(each for each in published if days and days[0].date <= each.date <= month.last),
        left_out=(*promises.lost, *unreachable(book, wanted, names), *_given_up(owed, allocation, needs)),
    )


def team_of(rep: Rep, policy: Policy) -> Team:
    """The rep's team. Raises PlanningError when the policy does not have it."""
    team = next((each for each in policy.teams if each.id == rep.team), None)
    if team is None:
        raise PlanningError(
            message("{rep} belongs to team {team}, which the policy does not have.", rep=rep.name, team=rep.team),
            message("Give the rep a team of the policy, or add the team to it."),
        )
    return team


def _part(travel: TravelTable, places: Sequence[PlaceId]) -> TravelTable:
    """The table between some of its places, in their order."""
    chosen = [travel.places.index(place) for place in places]
    minutes = tuple(tuple(tuple(band[i][j] for j in chosen) for i in chosen) for band in travel.minutes)
    return TravelTable(tuple(places), travel.band_starts, minutes, travel.source)


def _given_up(obligations: Iterable[Obligation], allocation: Allocation | None, needs: Iterable[Need]) -> Iterator[Unplanned]:
    """Calls owed that the problem does not ask for because others need them more, in the order of giving way."""
    owed = {each.customer: each.owed for each in obligations}
    asked = {each.customer: each.owed for each in needs}
    for lost in allocation.given_up if allocation else ():
        calls = min(lost.calls, owed.get(lost.customer, 0) - asked.get(lost.customer, 0))
        if calls > 0:
            yield Unplanned(lost.customer, lost.segment, calls, lost.reason)
