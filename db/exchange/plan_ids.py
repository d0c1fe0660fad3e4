"""Ids in an exported plan: it must speak of people and places that the database knows."""

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass

from db.exchange.plan_faults import PlanFileError
from db.exchange.plan_file import read_plan
from planner.domain.messages import Message, message
from planner.domain.people import UNCLASSIFIED, CustomerId, RepId, SegmentId
from planner.domain.places import DepartmentId, HospitalId
from planner.domain.plan import MonthPlan, PlannedCall, Unplanned


@dataclass(frozen=True, slots=True)
class KnownIds:
    """The ids that the database and the policy in force know."""

    reps: Set[RepId]
    hospitals: Set[HospitalId]
    departments: Set[DepartmentId]
    customers: Set[CustomerId]
    segments: Set[SegmentId]


def import_plan(text: str | bytes, known: KnownIds) -> MonthPlan:
    """The plan of a plan.json whose ids are all known. Raises `PlanFileError`."""
    plan = read_plan(text)
    check_ids(plan, known)
    return plan


def check_ids(plan: MonthPlan, known: KnownIds) -> None:
    """Raises `PlanFileError` with the first kind of unknown ids."""
    for problem in unknown_ids(plan, known):
        raise PlanFileError(
            problem, message("Import the plan into the database that it was made from, or import what is missing.")
        )


def unknown_ids(plan: MonthPlan, known: KnownIds) -> tuple[Message, ...]:
    """One sentence for each kind of which the plan has ids that are not known; empty when all are known."""
    return tuple(_unknown(plan, known))


def _unknown(plan: MonthPlan, known: KnownIds) -> Iterator[Message]:
    if plan.rep not in known.reps:
        yield message("The plan is of a rep that is not in the database: {id}.", id=plan.rep)
    if astray := _hospitals(plan) - known.hospitals:
        yield message(
            "The plan has {count} hospitals that are not in the database: {ids}.", count=len(astray), ids=_listed(astray)
        )
    calls = [call for day in plan.days for call in day.calls]
    if lost := {call.department for call in calls if call.department is not None} - known.departments:
        yield message("The plan has {count} departments that are not in the database: {ids}.", count=len(lost), ids=_listed(lost))
    owed: list[PlannedCall | Unplanned] = [*calls, *plan.unplanned]
    if strangers := {each.customer for each in owed} - known.customers:
        yield message(
            "The plan has {count} customers that are not in the database: {ids}.", count=len(strangers), ids=_listed(strangers)
        )
    if unheard := {each.segment for each in owed} - known.segments - {UNCLASSIFIED}:
        yield message(
            "The plan has {count} tiers or groups that are not in the policy: {ids}.", count=len(unheard), ids=_listed(unheard)
        )


def _hospitals(plan: MonthPlan) -> set[HospitalId]:
    stops = {stop.hospital for day in plan.days for stop in day.stops}
    return stops | {
        place for day in plan.days for leg in day.legs for place in (leg.origin, leg.destination) if place is not None
    }


def _listed(ids: Iterable[str], most: int = 5) -> str:
    ordered = sorted(ids)
    return ", ".join(ordered[:most]) + (", …" if len(ordered) > most else "")
