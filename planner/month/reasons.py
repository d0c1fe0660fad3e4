"""Why each call stands in the plan: appointment, owed, or taken in slack."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from planner.domain.people import CustomerId
from planner.domain.plan import CallReason, DayPlan, HospitalStop
from planner.month.problem import MonthProblem


def with_reasons(problem: MonthProblem, days: Iterable[DayPlan]) -> tuple[DayPlan, ...]:
    """The days with `OPTIONAL` on calls beyond what is owed: the latest ordinary calls of a customer, appointments never."""
    days = tuple(days)
    agreed = Counter(call.customer for day in days for call in day.calls if call.reason is CallReason.APPOINTMENT)
    left = {need.customer: max(0, need.owed - agreed[need.customer]) for need in problem.needs}
    return tuple(replace(day, stops=tuple(_mark(stop, left) for stop in day.stops)) for day in days)


def _mark(stop: HospitalStop, left: dict[CustomerId, int]) -> HospitalStop:
    calls = []
    for call in stop.calls:
        reason = call.reason
        if reason is not CallReason.APPOINTMENT:
            reason = CallReason.OWED if left.get(call.customer, 0) > 0 else CallReason.OPTIONAL
            left[call.customer] = left.get(call.customer, 0) - 1
        calls.append(replace(call, reason=reason))
    return replace(stop, calls=tuple(calls))
