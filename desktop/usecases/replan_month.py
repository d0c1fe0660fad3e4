"""Repair a rep's month after changes, and save what is accepted of it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from db.store import Books, Store
from desktop.usecases.situation import Situation
from planner.domain.calendar import CalendarEntry, DayKind
from planner.domain.messages import message
from planner.domain.plan import MonthPlan, PlanId
from planner.errors import PlanningError
from planner.month.repair.accepting import Accepted, accept
from planner.month.repair.changes import AppointmentCancelled, Change, DayLost, NewAppointment
from planner.month.repair.replan import Replan, replan
from planner.solving import SolveControl, SolveLimits


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of the differences accepted: `id` of the plan saved, None when the choice breaks a rule."""

    accepted: Accepted
    id: PlanId | None


def repair_month(
    situation: Situation, changes: Sequence[Change], seed: int, limits: SolveLimits, control: SolveControl
) -> Replan:
    """The month repaired, what was recorded taken into account. Raises ChangeError."""
    _refuse_idle_days(situation, changes)
    every = (situation.recorded, *changes)
    found = replan(situation.problem, situation.plan, every, situation.today, seed=seed, limits=limits, control=control).best
    if found is None:
        raise PlanningError(message("No repair was found."), message("Plan the month again."))
    return found


def _refuse_idle_days(situation: Situation, changes: Sequence[Change]) -> None:
    """A day lost that has no calls anyway is most often a slip of the keyboard."""
    known = {day.date for day in situation.problem.days} | {day.date for day in situation.plan.days}
    for change in changes:
        if isinstance(change, DayLost) and change.date not in known:
            raise PlanningError(
                message("{date} is no field day of the plan.", date=change.date),
                message("Choose a field day of the month's plan."),
            )


def save_accepted(
    store: Store,
    situation: Situation,
    repaired: Replan,
    changes: Sequence[Change],
    *,
    numbers: Collection[int],
    kind: DayKind,
    at: datetime,
) -> Saved:
    """Save the plan with the differences accepted, with the days lost (as `kind`) and the appointments that it rests on.

    Nothing is saved when the choice breaks a hard rule.
    """
    accepted = accept(repaired, numbers)
    if accepted.plan is None or not accepted.valid:
        return Saved(accepted, None)
    with store.write() as books:
        keep_changes(books, situation, changes, kind)
        return Saved(accepted, books.plans.save(_signed(books, situation, accepted.plan), at))


def save_repaired(store: Store, situation: Situation, plan: MonthPlan, at: datetime) -> PlanId:
    """Save a repaired plan that needs no other change."""
    with store.write() as books:
        return books.plans.save(_signed(books, situation, plan), at)


def keep_changes(books: Books, situation: Situation, changes: Sequence[Change], kind: DayKind) -> None:
    """Enter days lost from today on into the calendar, and appointments made or cancelled into theirs."""
    for change in changes:
        match change:
            case DayLost(day, half) if day >= situation.today:
                books.calendar.put([CalendarEntry(situation.rep.id, day, kind, half)])
            case NewAppointment(appointment):
                books.appointments.put([appointment])
            case AppointmentCancelled(id):
                books.appointments.remove([id])


def _signed(books: Books, situation: Situation, plan: MonthPlan) -> MonthPlan:
    """The plan with the versions of policy and data as they are once its changes are in; a repair answers no order to plan."""
    versions = replace(
        plan.provenance,
        policy_version=situation.district.policy.version,
        data_version=books.data_version(),
        problem=None,
        stopped=False,
    )
    return replace(plan, provenance=versions, lower_bound=None, proof=None)
