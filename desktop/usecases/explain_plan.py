"""Answers about a saved plan: why calls have no place, why one stands where it does, where one would fit.

Long answers are jobs for an executor, so that they can be watched and stopped.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from desktop.jobs.advising import explain_month
from desktop.usecases.situation import Situation
from planner.domain.people import Customer
from planner.domain.plan import MonthPlan
from planner.month.advice.offers import Offer, WhyHere, best_slots, why_here
from planner.month.advice.whynot import WhyNot, why_not
from planner.month.problem import MonthProblem
from planner.month.repair.standing import standing

Run = Callable[..., tuple[WhyNot, ...]]
"""Does a job: a function at the top of a module and its arguments, such as `Worker.run`."""


@dataclass(frozen=True, slots=True)
class CustomerAnswer:
    """All about one customer's calls ahead: `whynot` when owed calls lack a place, `here` for each planned call, and the best
    `slots` for one more call."""

    customer: Customer
    whynot: WhyNot | None
    here: tuple[WhyHere, ...]
    slots: tuple[Offer, ...]


def ahead(situation: Situation) -> tuple[MonthProblem, MonthPlan]:
    """What is left of the month, and the plan of its days."""
    stands = standing(situation.problem, situation.plan, (situation.recorded,), situation.today)
    return stands.rest, replace(situation.plan, days=stands.ahead)


def explain_unplanned(situation: Situation, run: Run) -> tuple[WhyNot, ...]:
    """Why owed calls have no place, the most valuable customers first. `run` is where the job is done; asked to stop, it answers
    for those that it came to."""
    return run(explain_month, *ahead(situation))


def explain_customer(situation: Situation, name: str, dates: Sequence[date] = ()) -> CustomerAnswer:
    """One customer's calls; with `dates` only those of these days. Raises PlanningError for an unknown name."""
    customer = situation.customer(name)
    problem, plan = ahead(situation)
    lacking = next(iter(why_not(problem, plan, customer=customer.id)), None)
    planned = [day.date for day in plan.days if any(call.customer == customer.id for call in day.calls)]
    here = tuple(why_here(problem, plan, customer.id, when) for when in dates or planned)
    known = any(need.customer == customer.id for need in problem.needs)
    return CustomerAnswer(customer, lacking, here, best_slots(problem, plan, customer.id) if known else ())
