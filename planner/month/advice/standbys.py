"""Not there: who else can be met now, a few minutes on foot away, ranked by what a minute with them is worth."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import inf

from planner.domain.people import CustomerId, SegmentId
from planner.domain.places import DepartmentId, HospitalId
from planner.domain.plan import MonthPlan
from planner.domain.units import MinuteOfDay, Minutes
from planner.month.advice.today import Today, look_at_today
from planner.month.advice.underway import RestOfDay, reach, time_rest
from planner.month.dayplan import department_of
from planner.month.problem import MonthProblem
from planner.month.repair.beginning import orders_on
from planner.month.repair.changes import Change
from planner.month.repair.repairing import calls_of
from planner.month.repair.standing import standing
from planner.month.repair.values import Calls, Order, Values
from planner.month.schedule import Timetable, Visit, day_maximum

WALKING_MINUTES = 10
WAITING_MINUTES = 10
"""Nobody waits longer than this for a stand-by."""


class StandByKind(StrEnum):
    OWED = "owed"  # an owed call without a place
    OPTIONAL = "optional"  # a call in slack
    EARLIER = "earlier"  # planned for a later day, which then has one call less


@dataclass(frozen=True, slots=True)
class StandBy:
    """Somebody to meet instead, now. `away` minutes until at the door; `worth` in minutes of the objective, and per minute that
    the call takes from the day (way, waiting and call). `instead_of` is the later date whose call this one replaces."""

    customer: CustomerId
    segment: SegmentId
    kind: StandByKind
    hospital: HospitalId
    department: DepartmentId | None
    away: Minutes
    start: MinuteOfDay
    end: MinuteOfDay
    worth: float
    worth_per_minute: float
    instead_of: date | None
    visit: Visit


def stand_bys(
    problem: MonthProblem,
    plan: MonthPlan,
    when: date,
    now: MinuteOfDay,
    hospital: HospitalId,
    *,
    missed: CustomerId | None = None,
    changes: Sequence[Change] = (),
    within: int = WALKING_MINUTES,
) -> tuple[StandBy, ...]:
    """Customers who can be met now within `within` minutes of way, the most worth per minute first.

    Each is open now, keeps the gap to his or her other calls, is not planned today, and leaves all later calls in time.
    `changes` say what happened so far (calls recorded, customers away). Raises PlanningError as `look_at_today`.
    """
    rest = standing(problem, plan, changes, when).rest
    values = Values(rest, Timetable(rest))
    today = look_at_today(values.timetable, plan, when, now, hospital, missed=missed)
    if len(today.behind) + len(today.ahead) >= day_maximum(rest, rest.days[today.day]):
        return ()
    orders = orders_on(rest, [day for day in plan.days if day.date >= when])
    calls = calls_of(values, orders)
    found = [
        each
        for need in range(len(rest.needs))
        if all(need != planned for planned, _ in today.order)
        if (timed := _soonest(values.timetable, today, need, within)) is not None
        for each in _offers(values, today, orders, timed, calls[need])
    ]
    best = {each.customer: each for each in sorted(found, key=lambda each: each.worth_per_minute)}
    return tuple(sorted(best.values(), key=lambda each: (-each.worth_per_minute, each.away, each.customer)))


Met = tuple[Visit, RestOfDay]
"""A visit that can be made now, and how the day then goes on."""


def _offers(values: Values, today: Today, orders: Sequence[Order], met: Met, calls: Calls) -> Iterator[StandBy]:
    for worth in _worths(values, today, orders, met[0], calls):
        yield _stand_by(values, today, met, worth)


def _soonest(timetable: Timetable, today: Today, need: int, within: int) -> Met | None:
    """The place at which a customer can be met soonest; None when there is none near enough."""
    visits = [(need, place) for place in range(len(timetable.sites[need]))]
    found = [(timed.starts[0], visit, timed) for visit in visits if (timed := _met_now(timetable, today, visit, within))]
    return min(found)[1:] if found else None


def _met_now(timetable: Timetable, today: Today, visit: Visit, within: int) -> RestOfDay | None:
    """The rest of the day with the stand-by first; None when too far, closed now, or in the way of what follows."""
    arrival = reach(timetable, today.here, *timetable.spot(visit))
    if arrival - today.here.clock > within:
        return None
    timed = time_rest(timetable, today.day, today.here, (visit, *today.ahead))
    if not isinstance(timed, RestOfDay) or timed.starts[0] - arrival > WAITING_MINUTES:
        return None
    return timed


def _worths(
    values: Values, today: Today, orders: Sequence[Order], visit: Visit, calls: Calls
) -> Iterator[tuple[StandByKind, float, date | None]]:
    """What a call today is worth: as a further call, or in place of each later one."""
    need, place = visit
    asked = values.problem.needs[need]
    standing_now = values.customer(need, calls)
    if today.day in values.allowed(need, calls):
        kind = StandByKind.OWED if len(calls) < asked.owed else StandByKind.OPTIONAL
        yield kind, standing_now - values.customer(need, tuple(sorted((*calls, (today.day, place))))), None
    for call in calls:
        rest = tuple(each for each in calls if each != call)
        if values.is_promised(need, call) or today.day not in values.allowed(need, rest):
            continue
        left = tuple(each for each in orders[call[0]] if each[0] != need)
        saved = values.day(call[0], orders[call[0]]) - values.day(call[0], left)
        if saved == -inf:
            continue
        saved += standing_now - values.customer(need, tuple(sorted((*rest, (today.day, place)))))
        yield StandByKind.EARLIER, saved, values.problem.days[call[0]].date


def _stand_by(values: Values, today: Today, met: Met, worth: tuple[StandByKind, float, date | None]) -> StandBy:
    visit, timed = met
    problem, timetable = values.problem, values.timetable
    need, place = problem.needs[visit[0]], problem.needs[visit[0]].places[visit[1]]
    end = timed.starts[0] + timetable.minutes(today.day, visit)
    site = problem.sites[place.site]
    return StandBy(
        customer=need.customer,
        segment=need.segment,
        kind=worth[0],
        hospital=site.hospital,
        department=department_of(site, place.door),
        away=Minutes(timed.arrivals[0] - today.here.clock),
        start=MinuteOfDay(timed.starts[0]),
        end=MinuteOfDay(end),
        worth=worth[1],
        worth_per_minute=worth[1] / max(1, end - today.here.clock),
        instead_of=worth[2],
        visit=visit,
    )
