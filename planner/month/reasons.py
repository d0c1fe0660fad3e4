"""Why each call stands in the plan: appointment, owed, or taken in slack."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from planner.domain.people import CustomerId
from planner.domain.plan import CallReason, DayPlan, HospitalStop, PlannedCall
from planner.month.moments import appointment_on
from planner.month.problem import MonthProblem


def with_reasons(problem: MonthProblem, days: Iterable[DayPlan]) -> tuple[DayPlan, ...]:
    """The days with every call's reason set: what keeps an appointment, then what is owed, then the rest, in their order."""
    days = tuple(days)
    calls = [(day.date, stop, call) for day in days for stop in day.stops for call in stop.calls]
    agreed = Counter(call.customer for date, stop, call in calls if _is_agreed(problem, date, stop, call))
    left = {need.customer: max(0, need.owed - agreed[need.customer]) for need in problem.needs}
    return tuple(replace(day, stops=tuple(_mark(problem, day.date, stop, left) for stop in day.stops)) for day in days)


def _is_agreed(problem: MonthProblem, day: date, stop: HospitalStop, call: PlannedCall) -> bool:
    return appointment_on(problem, call.customer, stop.hospital, day) is not None


def _mark(problem: MonthProblem, day: date, stop: HospitalStop, left: dict[CustomerId, int]) -> HospitalStop:
    calls = []
    for call in stop.calls:
        reason = CallReason.APPOINTMENT
        if not _is_agreed(problem, day, stop, call):
            reason = CallReason.OWED if left.get(call.customer, 0) > 0 else CallReason.OPTIONAL
            left[call.customer] = left.get(call.customer, 0) - 1
        calls.append(call if call.reason is reason else replace(call, reason=reason))
    return replace(stop, calls=tuple(calls))
