"""A rep's month as it stands: the latest plan, the problem it was made for, and what was recorded since."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from db.exchange.plan_names import Names
from db.store import Books, Store
from desktop.bootstrap import NotedTravel
from desktop.usecases.district import District, find_reps, load_district
from desktop.usecases.load_problem import load_problem
from planner.domain.messages import Message, message
from planner.domain.people import Customer, CustomerId, Rep
from planner.domain.places import Hospital, HospitalId
from planner.domain.plan import MonthPlan
from planner.domain.units import Month
from planner.errors import PlanningError
from planner.month.problem import MonthProblem
from planner.month.repair.changes import CallsRecorded

Named = TypeVar("Named", Customer, Hospital)


@dataclass(frozen=True, slots=True)
class Situation:
    """`problem` is the month from the plan's first day on, as of that day: calls recorded since then are in `recorded`, up to the
    day before `today`, the first day that may still change."""

    rep: Rep
    district: District
    problem: MonthProblem
    plan: MonthPlan
    today: date
    recorded: CallsRecorded
    names: Names

    def customer(self, name: str) -> Customer:
        """One of the rep's customers by name or id. Raises PlanningError when there is none, or several."""
        found = [each for each in self.district.customers_of(self.rep.id) if name in (each.id, each.name)]
        return _only(found, name)

    def hospital(self, name: str) -> Hospital:
        """A hospital by name or id. Raises PlanningError when there is none, or several."""
        found = [each for each in self.district.hospitals if name in (each.id, each.name)]
        return _only(found, name)

    def name(self, id: str) -> str:
        """What people call a customer or a hospital."""
        return self.names.customers.get(CustomerId(id)) or self.names.hospitals.get(HospitalId(id), id)

    def named(self, sentence: Message) -> Message:
        """A sentence with names instead of ids."""
        return self.names.in_words(sentence)


def _only(found: Sequence[Named], name: str) -> Named:
    if len(found) == 1:
        return found[0]
    if found:
        ids = ", ".join(each.id for each in found)
        raise PlanningError(message("Several are called {name}.", name=name), message("Give the id instead: {ids}.", ids=ids))
    raise PlanningError(
        message("Nobody and no hospital of this rep is called {name}.", name=name), message("Check the name, or give the id.")
    )


def load_situation(store: Store, rep: str, month: Month, today: date | None, country: str) -> Situation:
    """How a rep's month stands on a day (None = before it begins). Raises PlanningError when no plan is saved."""
    with store.read() as books:
        district = load_district(books, month, country)
        (found,) = find_reps(district.reps, (rep,))
        plan = _latest(books, found, month)
        memory = NotedTravel(books)
        first = plan.days[0].date
        problem = load_problem(books, district.as_of(first), found, memory, first)
    memory.keep(store)
    now = max(first, today or first)
    since = tuple(call for call in district.calls if call.rep == found.id and first <= call.date < now)
    return Situation(found, district, problem, plan, now, CallsRecorded(since), district.names)


def _latest(books: Books, rep: Rep, month: Month) -> MonthPlan:
    plan = books.plans.latest(rep.id, month)
    if plan is None or not plan.days:
        raise PlanningError(
            message("{rep} has no saved plan for {month}.", rep=rep.name, month=str(month)),
            message("Make one with the command plan month."),
        )
    return plan
