"""Which owed calls a month does not hold."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date

from planner.domain.people import CustomerId
from planner.domain.plan import Unplanned
from planner.month.problem import MonthProblem

Dates = Mapping[CustomerId, Collection[date]]


def missing_calls(problem: MonthProblem, dates: Dates) -> Iterator[tuple[int, int]]:
    """Index of each need that lacks owed calls, and how many."""
    for index, need in enumerate(problem.needs):
        planned = len(dates.get(need.customer, ()))
        if planned < need.owed:
            yield index, need.owed - planned


def calls_still_left_out(problem: MonthProblem, dates: Dates) -> Iterator[Unplanned]:
    """What the problem left out, less the calls that the month takes in slack on the same customer."""
    spare = {need.customer: max(0, len(dates.get(need.customer, ())) - need.owed) for need in problem.needs}
    for each in problem.left_out:
        taken = min(each.count, spare.get(each.customer, 0))
        spare[each.customer] = spare.get(each.customer, 0) - taken
        if taken < each.count:
            yield replace(each, count=each.count - taken)
