"""Where a call could stand: best slots for one more call, and what the alternatives to a planned one would cost."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from planner.domain.messages import message
from planner.domain.people import CustomerId
from planner.domain.places import HospitalId
from planner.domain.plan import MonthPlan
from planner.domain.units import MinuteOfDay
from planner.errors import PlanningError
from planner.month.explain import Explanation, Obstacle, explain, obstacle_on, orders_of
from planner.month.problem import MonthProblem
from planner.month.schedule import Refusal, Timetable, Visit

Orders = Sequence[Sequence[Visit]]


@dataclass(frozen=True, slots=True)
class Offer:
    """A slot in which the call fits: what it adds to the objective, in minutes, apart from what the call is worth.
    `order` is the whole day with it."""

    date: date
    start: MinuteOfDay
    hospital: HospitalId
    cost: float
    order: tuple[Visit, ...]


@dataclass(frozen=True, slots=True)
class WhyHere:
    """Why a call stands where it does: what it costs there, what it would cost elsewhere (`others`, cheapest first, in the same
    minutes), and on every other field day the rule that forbids it."""

    customer: CustomerId
    here: Offer
    others: tuple[Offer, ...]
    forbidden: tuple[tuple[date, Obstacle], ...]


def best_slots(problem: MonthProblem, plan: MonthPlan, customer: CustomerId, instead_of: date | None = None) -> tuple[Offer, ...]:
    """Where one more call on a customer fits, cheapest first, one slot a day; with `instead_of`, where the call planned on that
    date would fit if it were taken out. Raises PlanningError for a customer, or a call, that is not there."""
    need, planned = need_index(problem, customer), orders_of(problem, plan)
    orders = planned if instead_of is None else _without(problem, planned, need, instead_of)
    timetable = Timetable(problem)
    offers = offers_of(problem, explain(timetable, orders, need))
    if instead_of is None or _can_do_without(timetable, orders, instead_of):
        return offers
    return tuple(each for each in offers if each.date == instead_of)


def why_here(problem: MonthProblem, plan: MonthPlan, customer: CustomerId, when: date) -> WhyHere:
    """Why the call on a customer stands on that date. Raises PlanningError when there is no such call."""
    need, planned = need_index(problem, customer), orders_of(problem, plan)
    orders, timetable = _without(problem, planned, need, when), Timetable(problem)
    offers = offers_of(problem, explain(timetable, orders, need))
    here = next((each for each in offers if each.date == when), None)
    if here is None:
        raise PlanningError(
            message("The call on {customer} on {date} breaks a rule where it stands.", customer=customer, date=when),
            message("Check the plan to see which one, or plan again."),
        )
    may_go = _can_do_without(timetable, orders, when)
    free = {each.date for each in offers if may_go or each.date == when}
    otherwise = Obstacle.TIME if may_go else Obstacle.COMMITMENT
    forbidden = tuple(
        (day.date, obstacle_on(timetable, orders, need, n) or otherwise)
        for n, day in enumerate(problem.days)
        if day.date not in free
    )
    return WhyHere(customer, here, tuple(each for each in offers if each.date != when and may_go), forbidden)


def _can_do_without(timetable: Timetable, orders: Orders, when: date) -> bool:
    """Whether a day still runs in time, and every pinned position in it holds, once a call is taken out."""
    day = next(n for n, each in enumerate(timetable.problem.days) if each.date == when)
    return not isinstance(timetable.time_calls(day, orders[day]), Refusal)


def need_index(problem: MonthProblem, customer: CustomerId) -> int:
    """The index of a customer's need. Raises PlanningError when the month does not know the customer."""
    for n, need in enumerate(problem.needs):
        if need.customer == customer:
            return n
    raise PlanningError(
        message("{customer} is owed no call this month.", customer=customer),
        message("Check the customer's tier and rep, or choose another customer."),
    )


def _without(problem: MonthProblem, orders: Orders, need: int, when: date) -> list[tuple[Visit, ...]]:
    kept = [
        tuple(visit for visit in order if (day.date, visit[0]) != (when, need))
        for day, order in zip(problem.days, orders, strict=True)
    ]
    if kept == [tuple(order) for order in orders]:
        raise PlanningError(
            message("No call on {customer} is planned on {date}.", customer=problem.needs[need].customer, date=when),
            message("Choose one of the dates on which the customer is called."),
        )
    return kept


def offers_of(problem: MonthProblem, told: Explanation) -> tuple[Offer, ...]:
    """The slots of an explanation, with dates."""
    return tuple(
        Offer(problem.days[slot.day].date, MinuteOfDay(slot.start), slot.hospital, slot.cost, slot.order) for slot in told.slots
    )
