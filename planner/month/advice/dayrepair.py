"""The repair of a day in which somebody was not there: the stand-by comes in, the rest moves up or back, the call missed finds
another day or is dropped with a reason."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from planner.domain.commitments import Pin, PinKind
from planner.domain.messages import message
from planner.domain.people import CustomerId
from planner.domain.places import HospitalId
from planner.domain.plan import DayPlan, MonthPlan
from planner.domain.units import MinuteOfDay
from planner.errors import PlanningError
from planner.month.advice.standbys import StandBy
from planner.month.advice.today import Today, look_at_today
from planner.month.advice.underway import RestOfDay, time_rest
from planner.month.problem import MonthProblem
from planner.month.repair.changes import CallMissed, Change
from planner.month.repair.replan import STEPS, Replan, replan
from planner.month.repair.standing import standing
from planner.month.repair.values import Order
from planner.month.schedule import Timetable
from planner.solving import Outcome, SolveControl, SolveLimits

QUIET = SolveControl()


def repair_day(
    problem: MonthProblem,
    plan: MonthPlan,
    when: date,
    now: MinuteOfDay,
    hospital: HospitalId,
    *,
    missed: CustomerId | None = None,
    stand_by: StandBy | None = None,
    changes: Sequence[Change] = (),
    seed: int = 0,
    limits: SolveLimits = STEPS,
    control: SolveControl = QUIET,
) -> Outcome[Replan]:
    """The month after a call missed now: today as it can still be run, the days after today repaired.

    What lies behind today stays as it is. `Replan.before` is the plan with today so changed; its differences are those of later
    days. Raises PlanningError as `look_at_today`, or when the rest of the day cannot be kept any more.
    """
    timetable = Timetable(standing(problem, plan, changes, when).rest)
    today = look_at_today(timetable, plan, when, now, hospital, missed=missed)
    run = _rest_of_today(timetable, today, stand_by)
    begun = replace(plan, days=tuple(run if day.date == when else day for day in plan.days))
    told = () if today.missed is None else (CallMissed(today.missed, when),)
    after = when + timedelta(days=1)
    return replan(problem, begun, (*changes, *told), after, seed=seed, limits=limits, control=control)


def _rest_of_today(timetable: Timetable, today: Today, stand_by: StandBy | None) -> DayPlan:
    """Today's plan: what is behind as planned, the stand-by, then the other calls as early as they can be reached from here."""
    ahead: Order = today.ahead if stand_by is None else (stand_by.visit, *today.ahead)
    timed = time_rest(timetable, today.day, today.here, ahead) if ahead else RestOfDay((), (), 0)
    order = (*today.behind, *ahead)
    if isinstance(timed, RestOfDay):
        starts = {call.customer: call.start for call in today.plan.calls}
        needs = timetable.problem.needs
        fixed = [starts[needs[need].customer] for need, _ in today.behind] + [MinuteOfDay(start) for start in timed.starts]
        day = _held(timetable.problem, today.day, order, fixed)
        if day is not None:
            return day
    raise PlanningError(
        message(
            "The rest of {date} cannot be kept from {hospital} at this time.",
            date=today.plan.date,
            hospital=_name(timetable, today),
        ),
        message("Leave out a later call of the day, or choose another stand-by."),
    )


def _name(timetable: Timetable, today: Today) -> str:
    return timetable.problem.sites[today.here.site].hospital


def _held(problem: MonthProblem, day: int, order: Order, starts: Sequence[MinuteOfDay]) -> DayPlan | None:
    """The day with every call held at its start: timed by the one arithmetic of days."""
    when = problem.days[day].date
    others = tuple(pin for pin in problem.pins if pin.date != when)
    held = tuple(
        Pin(problem.rep, problem.needs[need].customer, when, PinKind.TIME, start=start)
        for (need, _), start in zip(order, starts, strict=True)
    )
    planned = Timetable(replace(problem, pins=(*others, *held))).schedule_day(day, order)
    return planned if isinstance(planned, DayPlan) else None
