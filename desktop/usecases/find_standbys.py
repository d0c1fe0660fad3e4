"""Somebody is not there: who can be met now, and the day and the month repaired around it."""

from dataclasses import dataclass
from datetime import date

from desktop.usecases.situation import Situation
from planner.domain.messages import message
from planner.domain.people import CustomerId
from planner.domain.places import HospitalId
from planner.domain.units import MinuteOfDay
from planner.errors import PlanningError
from planner.month.advice.dayrepair import repair_day
from planner.month.advice.standbys import StandBy, stand_bys
from planner.month.repair.replan import Replan
from planner.solving import SolveLimits


@dataclass(frozen=True, slots=True)
class Moment:
    """Where and when the rep stands before a closed door; `missed` None = whoever was to be met there by now."""

    date: date
    time: MinuteOfDay
    hospital: HospitalId
    missed: CustomerId | None = None


def find_stand_bys(situation: Situation, moment: Moment, within: int) -> tuple[StandBy, ...]:
    """Who can be met now, the most worth per minute first. Raises PlanningError for a moment that is not in the plan."""
    return stand_bys(
        situation.problem,
        situation.plan,
        moment.date,
        moment.time,
        moment.hospital,
        missed=moment.missed,
        changes=(situation.recorded,),
        within=within,
    )


def repair_moment(situation: Situation, moment: Moment, stand_by: StandBy | None, steps: int) -> Replan:
    """The month after the call missed now, with a stand-by or without. Raises PlanningError."""
    found = repair_day(
        situation.problem,
        situation.plan,
        moment.date,
        moment.time,
        moment.hospital,
        missed=moment.missed,
        stand_by=stand_by,
        changes=(situation.recorded,),
        limits=SolveLimits(None, steps),
    ).best
    if found is None:
        raise PlanningError(message("No repair was found."), message("Plan the month again."))
    return found
