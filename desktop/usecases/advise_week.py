"""Questions about a call of the week: why here, why not earlier, where else, who else is near."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop.usecases.edit_week import Sheet
from desktop.usecases.explain_plan import ahead
from desktop.usecases.find_standbys import Moment, find_stand_bys, repair_moment
from planner.domain.messages import message
from planner.domain.people import CustomerId
from planner.domain.units import MinuteOfDay
from planner.errors import PlanningError
from planner.month.advice.offers import Offer, WhyHere, best_slots, why_here
from planner.month.advice.standbys import WALKING_MINUTES, StandBy
from planner.month.advice.whynot import WhyNot, slot_fix, why_not
from planner.month.explain import Obstacle, orders_of
from planner.month.hand.edits import Edited, reorder_days
from planner.month.hand.locks import CallRef
from planner.month.repair.replan import Replan
from planner.month.schedule import Refusal, RefusalCause, Timetable

REPAIR_STEPS = 120


@dataclass(frozen=True, slots=True)
class Earlier:
    """Why a call does not stand earlier. `today`: earlier places on its own day, with the start it would have there, or None and
    what refuses it; `days`: each earlier field day ahead with the slot that it offers or the obstacle."""

    call: CallRef
    start: MinuteOfDay
    today: tuple[tuple[CustomerId, MinuteOfDay | None, RefusalCause | None], ...]
    days: tuple[tuple[date, Offer | Obstacle], ...]
    here: Offer


def ask_why_here(sheet: Sheet, call: CallRef) -> WhyHere:
    """Why a call stands where it stands. Raises PlanningError when it breaks a rule there, or lies in the past."""
    return why_here(*ahead(sheet.situation), call.customer, call.date)


def ask_slots(sheet: Sheet, customer: CustomerId, instead_of: date | None) -> tuple[Offer, ...]:
    """The best slots for a customer's planned call, or for one more. Raises PlanningError."""
    return best_slots(*ahead(sheet.situation), customer, instead_of)


def ask_why_not(sheet: Sheet, customer: CustomerId) -> WhyNot | None:
    """Why owed calls of a customer have no place; None when none is lacking."""
    return next(iter(why_not(*ahead(sheet.situation), customer=customer)), None)


def ask_why_not_earlier(sheet: Sheet, call: CallRef) -> Earlier:
    """What stands in the way of an earlier place, on the day itself and on the days before. Raises PlanningError."""
    told = ask_why_here(sheet, call)
    offers: list[tuple[date, Offer | Obstacle]] = [(each.date, each) for each in told.others if each.date < call.date]
    offers += [(when, obstacle) for when, obstacle in told.forbidden if when < call.date]
    return Earlier(call, _start_of(sheet, call), tuple(_earlier_today(sheet, call)), tuple(sorted(offers, key=_day)), told.here)


def _day(each: tuple[date, Offer | Obstacle]) -> date:
    return each[0]


def _start_of(sheet: Sheet, call: CallRef) -> MinuteOfDay:
    return next(
        each.start for day in sheet.plan.days if day.date == call.date for each in day.calls if each.customer == call.customer
    )


def _earlier_today(sheet: Sheet, call: CallRef) -> Sequence[tuple[CustomerId, MinuteOfDay | None, RefusalCause | None]]:
    """For each call before it on the day: what happens when it stands in front of that one."""
    problem, plan = ahead(sheet.situation)
    day = next((n for n, each in enumerate(problem.days) if each.date == call.date), None)
    if day is None:
        return []
    order, timetable = orders_of(problem, plan)[day], Timetable(problem)
    customers = [problem.needs[need].customer for need, _ in order]
    at = customers.index(call.customer)
    found: list[tuple[CustomerId, MinuteOfDay | None, RefusalCause | None]] = []
    for position in range(at):
        tried = (*order[:position], order[at], *order[position:at], *order[at + 1 :])
        timing = timetable.time_calls(day, tried)
        if isinstance(timing, Refusal):
            found.append((customers[position], None, timing.cause))
        else:
            found.append((customers[position], MinuteOfDay(timing.starts[position]), None))
    return found


def take_slot(sheet: Sheet, offer: Offer, instead_of: CallRef | None) -> Edited:
    """The month with an offered slot taken, exactly as it was offered."""
    problem, plan = ahead(sheet.situation)
    moved = None if instead_of is None else (instead_of.customer, instead_of.date)
    fix = slot_fix(problem, plan, offer, moved)
    return reorder_days(sheet.problem, sheet.plan, fix.days, {} if instead_of is None else {instead_of: offer.date})


def moment_of(sheet: Sheet, call: CallRef) -> Moment:
    """Standing before the door of a call at its time, in vain. Raises PlanningError when the call stands there no more."""
    for day in sheet.plan.days:
        for stop in day.stops if day.date == call.date else ():
            for each in stop.calls:
                if each.customer == call.customer:
                    return Moment(call.date, each.start, stop.hospital, call.customer)
    raise PlanningError(
        message("{customer} is no longer planned on {date}.", customer=sheet.situation.name(call.customer), date=call.date),
        message("Choose a call that is in the plan."),
    )


def ask_stand_bys(sheet: Sheet, call: CallRef) -> tuple[StandBy, ...]:
    """Who can be met instead, a few minutes on foot away. Raises PlanningError."""
    return find_stand_bys(sheet.situation, moment_of(sheet, call), WALKING_MINUTES)


def repair_without(sheet: Sheet, call: CallRef, stand_by: StandBy | None) -> Replan:
    """The month when a customer is not there, with somebody met instead or without. Raises PlanningError."""
    return repair_moment(sheet.situation, moment_of(sheet, call), stand_by, REPAIR_STEPS)
