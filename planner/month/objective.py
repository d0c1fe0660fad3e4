"""What a plan costs, in minutes of travel.

- missed calls: `missed_call` x value for every owed call that is not planned;
- optional calls: minus `optional_call` x value for every call beyond those owed, up to `Need.optional`;
- calls short: `call_short` for every call below a day's target;
- travel: `travel_minute` for every minute on the way: legs from hospital to hospital, home included, and walks inside;
- waiting: `waiting_minute` for every minute at a door before a call;
- spacing: `uneven_day` for every calendar day that the distance between two neighbouring calls on one customer differs
  from the even distance; the last visit before the month counts as a call;
- moved: `moved_call` for every published call that the plan does not hold on the same date and half day.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise

from planner.domain.people import CustomerId
from planner.domain.plan import DayPlan, MonthPlan, Objective
from planner.domain.policy import PlanWeights
from planner.domain.units import HalfDay, half_of
from planner.month.problem import MonthProblem, Need, PublishedCall
from planner.month.schedule import Timing, day_target


def objective(problem: MonthProblem, plan: MonthPlan) -> Objective:
    """The cost of a plan, part by part."""
    return days_objective(problem, plan.days)


def days_objective(problem: MonthProblem, days: Sequence[DayPlan]) -> Objective:
    """The cost of a month's days, part by part. Field days absent from `days` count as days without calls."""
    weights, dates = problem.weights, call_dates(days)
    counts = {need.customer: len(dates.get(need.customer, ())) for need in problem.needs}
    calls = {day.date: len(day.calls) for day in days}
    return Objective(
        missed_calls=sum(missed_cost(need, counts[need.customer], weights) for need in problem.needs),
        optional_calls=-sum(optional_gain(need, counts[need.customer], weights) for need in problem.needs),
        calls_short=weights.call_short * sum(max(0, day_target(problem, day) - calls.get(day.date, 0)) for day in problem.days),
        travel=weights.travel_minute * sum(day.travel_minutes + day.walking_minutes for day in days),
        waiting=weights.waiting_minute * sum(day.waiting_minutes for day in days),
        spacing=weights.uneven_day * sum(uneven_days(need, dates.get(need.customer, ())) for need in problem.needs),
        moved=weights.moved_call * moved_calls(problem.published, days),
    )


def missed_cost(need: Need, calls: int, weights: PlanWeights) -> float:
    """What the owed calls that are not planned cost."""
    return weights.missed_call * need.value * max(0, need.owed - calls)


def optional_gain(need: Need, calls: int, weights: PlanWeights) -> float:
    """What the calls taken in slack are worth."""
    return weights.optional_call * need.value * min(need.optional, max(0, calls - need.owed))


def uneven_days(need: Need, dates: Iterable[date]) -> float:
    """Calendar days away from the even distance, summed over neighbouring calls, the last visit included."""
    known = sorted(dates if need.last_visit is None else (need.last_visit, *dates))
    return sum(abs((later - earlier).days - need.ideal_gap_days) for earlier, later in pairwise(known))


def moved_calls(published: Iterable[PublishedCall], days: Iterable[DayPlan]) -> int:
    """Published calls that do not stand on their date and half day."""
    standing: set[tuple[CustomerId, date, HalfDay]] = {
        (call.customer, day.date, half_of(call.start)) for day in days for call in day.calls
    }
    return sum((each.customer, each.date, each.half) not in standing for each in published)


def day_cost(timing: Timing, weights: PlanWeights) -> float:
    """What a day's order costs by itself: the way and the waiting."""
    return weights.travel_minute * (timing.travel + timing.walking) + weights.waiting_minute * timing.waiting


def call_dates(days: Iterable[DayPlan]) -> Mapping[CustomerId, list[date]]:
    """The dates of every customer's planned calls, in the order of the plan."""
    dates: dict[CustomerId, list[date]] = {}
    for day in days:
        for call in day.calls:
            dates.setdefault(call.customer, []).append(day.date)
    return dates
