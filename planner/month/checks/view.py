"""What every rule looks at: a problem and a plan, with the plan's ids looked up; and how a rule speaks."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeAlias

from planner.domain.calendar import FieldDay
from planner.domain.messages import Message
from planner.domain.people import CustomerId
from planner.domain.places import HospitalId
from planner.domain.plan import DayPlan, HospitalStop, MonthPlan, Objective, PlannedCall
from planner.domain.violations import Severity, Violation
from planner.month.dayplan import department_of
from planner.month.objective import objective
from planner.month.problem import MeetingPlace, MonthProblem, Need, Site


@dataclass(frozen=True)
class View:
    """A plan beside its problem. Lookups of unknown ids give None: other rules than the one on known ids pass over them."""

    problem: MonthProblem
    plan: MonthPlan
    needs: Mapping[CustomerId, Need]
    sites: Mapping[HospitalId, int]
    days: Mapping[date, FieldDay]

    @cached_property
    def due(self) -> Objective:
        """What the plan's calls cost, part by part."""
        return objective(self.problem, self.plan)

    def site(self, hospital: HospitalId) -> Site | None:
        """The site of a hospital."""
        index = self.sites.get(hospital)
        return None if index is None else self.problem.sites[index]

    def travel_place(self, hospital: HospitalId | None) -> int | None:
        """The index in the travel table of a hospital or of home (None)."""
        if hospital is None:
            return 0
        index = self.sites.get(hospital)
        return None if index is None else index + 1

    def places(self, stop: HospitalStop, call: PlannedCall) -> tuple[MeetingPlace, ...]:
        """Where the customer can be met by this call: the doors of the named department in the stop's hospital."""
        need, site = self.needs.get(call.customer), self.sites.get(stop.hospital)
        if need is None or site is None:
            return ()
        doors = self.problem.sites[site]
        return tuple(each for each in need.places if each.site == site and department_of(doors, each.door) == call.department)

    def stops(self) -> Iterator[tuple[DayPlan, HospitalStop]]:
        """Every stop of the plan with its day."""
        return ((day, stop) for day in self.plan.days for stop in day.stops)

    def calls(self) -> Iterator[tuple[DayPlan, HospitalStop, PlannedCall]]:
        """Every call of the plan with its day and stop."""
        return ((day, stop, call) for day, stop in self.stops() for call in stop.calls)


Rule: TypeAlias = Callable[[View], Iterator[Violation]]


def view(problem: MonthProblem, plan: MonthPlan) -> View:
    """Put a plan beside its problem."""
    return View(
        problem,
        plan,
        {need.customer: need for need in problem.needs},
        {site.hospital: n for n, site in enumerate(problem.sites)},
        {day.date: day for day in problem.days},
    )


def hard(
    rule: Rule, text: Message, date: date | None = None, hospital: HospitalId | None = None, customer: CustomerId | None = None
) -> Violation:
    """What a broken hard rule says."""
    return Violation(rule.__name__, Severity.HARD, text, date, hospital, customer)


def soft(
    rule: Rule, text: Message, date: date | None = None, hospital: HospitalId | None = None, customer: CustomerId | None = None
) -> Violation:
    """What a missed goal says."""
    return Violation(rule.__name__, Severity.SOFT, text, date, hospital, customer)
