"""A whole plan from the orders of its days: times, reasons, what is not planned, what it costs."""

from collections.abc import Sequence
from dataclasses import replace

from planner.domain.plan import MonthPlan
from planner.month.explain import unplanned_calls
from planner.month.objective import days_objective
from planner.month.reasons import with_reasons
from planner.month.repair.values import Order
from planner.month.schedule import Refusal, Timetable


def month_plan(timetable: Timetable, orders: Sequence[Order], like: MonthPlan) -> MonthPlan | None:
    """The plan of these orders with the provenance of another one; None when a day is not in time."""
    timed = [timetable.schedule_day(day, order) for day, order in enumerate(orders)]
    days = [day for day in timed if not isinstance(day, Refusal)]
    if len(days) < len(timed):
        return None
    marked = with_reasons(timetable.problem, days)
    return replace(
        like,
        days=marked,
        unplanned=unplanned_calls(timetable, orders),
        objective=days_objective(timetable.problem, marked),
        lower_bound=None,
    )
