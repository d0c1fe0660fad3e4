"""A day under way: where the rep stands in it, what is behind, who was to be met now, and what is still ahead."""

from dataclasses import dataclass
from datetime import date

from planner.domain.messages import message
from planner.domain.people import CustomerId
from planner.domain.places import HospitalId
from planner.domain.plan import DayPlan, MonthPlan, PlannedCall
from planner.domain.units import MinuteOfDay
from planner.errors import PlanningError
from planner.month.advice.underway import Whereabouts
from planner.month.problem import MonthProblem
from planner.month.repair.beginning import orders_on
from planner.month.repair.values import Order
from planner.month.schedule import Timetable

PATIENCE = 30
"""Minutes after the end of a planned call in which it still counts as the one that is missed now."""


@dataclass(frozen=True, slots=True)
class Today:
    """`day` is the index of the field day, `order` all its planned calls; `behind` and `ahead` are the parts before and after
    the call missed (None: nobody is missed, the rep has time to spare), `here` where the rep stands."""

    day: int
    plan: DayPlan
    order: Order
    behind: Order
    ahead: Order
    missed: CustomerId | None
    here: Whereabouts


def look_at_today(
    timetable: Timetable, plan: MonthPlan, when: date, now: MinuteOfDay, hospital: HospitalId, *, missed: CustomerId | None
) -> Today:
    """Where the rep stands. Without a name, the one missed is the last customer of the hospital who was to be met by now, and not
    long ago. Raises PlanningError for a date without a plan, a hospital without customers, or a call that is not planned."""
    problem = timetable.problem
    day, planned = _day(problem, plan, when)
    site = _site(problem, hospital)
    order = orders_on(problem, [planned])[day]
    calls = {call.customer: call for call in planned.calls}
    if missed is not None and missed not in calls:
        raise PlanningError(
            message("No call on {customer} is planned on {date}.", customer=missed, date=when),
            message("Choose one of the dates on which the customer is called."),
        )
    missed = missed or _missed_now(planned, hospital, now)
    needs = problem.needs
    first = calls[missed].start if missed else now
    behind = tuple(visit for visit in order if calls[needs[visit[0]].customer].start < first)
    ahead = tuple(visit for visit in order if calls[needs[visit[0]].customer].start >= first)
    return Today(
        day=day,
        plan=planned,
        order=order,
        behind=behind,
        ahead=tuple(visit for visit in ahead if needs[visit[0]].customer != missed),
        missed=missed,
        here=Whereabouts(site, _door(timetable, order, behind, missed, site), now),
    )


def _day(problem: MonthProblem, plan: MonthPlan, when: date) -> tuple[int, DayPlan]:
    planned = next((day for day in plan.days if day.date == when), None)
    index = next((n for n, day in enumerate(problem.days) if day.date == when), None)
    if planned is None or index is None:
        raise PlanningError(
            message("{date} is no field day of the plan.", date=when), message("Choose a field day of the month's plan.")
        )
    return index, planned


def _site(problem: MonthProblem, hospital: HospitalId) -> int:
    site = next((n for n, each in enumerate(problem.sites) if each.hospital == hospital), None)
    if site is None:
        raise PlanningError(
            message("{hospital} is not among the month's hospitals.", hospital=hospital),
            message("Choose a hospital in which the rep has customers."),
        )
    return site


def _missed_now(day: DayPlan, hospital: HospitalId, now: MinuteOfDay) -> CustomerId | None:
    here = [call for stop in day.stops if stop.hospital == hospital for call in stop.calls if call.start <= now]
    last: PlannedCall | None = max(here, key=lambda call: call.start, default=None)
    return last.customer if last is not None and now <= last.end + PATIENCE else None


def _door(timetable: Timetable, order: Order, behind: Order, missed: CustomerId | None, site: int) -> int:
    """The door of the call missed, else of the last one made; the gate when that was elsewhere."""
    needs = timetable.problem.needs
    met = [visit for visit in order if needs[visit[0]].customer == missed] or list(behind[-1:])
    spot = timetable.spot(met[0]) if met else (site, 0)
    return spot[1] if spot[0] == site else 0
