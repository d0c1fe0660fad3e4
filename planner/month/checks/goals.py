"""Soft rules: goals that a valid plan may miss, each shown where it is missed."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from planner.domain.calendar import FieldDay
from planner.domain.messages import message
from planner.domain.plan import PlannedCall
from planner.domain.violations import Violation
from planner.month.checks.view import View, soft
from planner.month.objective import call_dates
from planner.month.schedule import day_target


def owed_calls_are_planned(view: View) -> Iterator[Violation]:
    """Every owed call has a place in the month."""
    dates = call_dates(view.plan.days)
    for need in view.problem.needs:
        calls = len(dates.get(need.customer, ()))
        if calls < need.owed:
            text = message(
                "{customer} ({segment}): {calls} of {owed} owed calls are planned",
                customer=need.customer,
                segment=need.segment,
                calls=calls,
                owed=need.owed,
            )
            yield soft(owed_calls_are_planned, text, customer=need.customer)


def coverage_calls_are_planned(view: View) -> Iterator[Violation]:
    """Every customer without whom a coverage minimum is missed has a call."""
    dates = call_dates(view.plan.days)
    for need in view.problem.needs:
        if need.coverage and need.customer not in dates:
            text = message(
                "{customer} is needed for the coverage minimum of segment {segment}, but has no call",
                customer=need.customer,
                segment=need.segment,
            )
            yield soft(coverage_calls_are_planned, text, customer=need.customer)


def days_reach_the_call_target(view: View) -> Iterator[Violation]:
    """Every field day reaches its target of calls."""
    calls = Counter({day.date: len(day.calls) for day in view.plan.days})
    for day in view.problem.days:
        target = day_target(view.problem, day)
        if calls[day.date] < target:
            text = message(
                "{calls:call|calls}, {short} below the target of {target}",
                calls=calls[day.date],
                short=target - calls[day.date],
                target=target,
            )
            yield soft(days_reach_the_call_target, text, day.date)


def hospitals_are_entered_once_a_day(view: View) -> Iterator[Violation]:
    """A hospital is entered once a day, so that arrival minutes are spent once."""
    for day in view.plan.days:
        for hospital, times in Counter(stop.hospital for stop in day.stops).items():
            if times > 1:
                text = message("{hospital} is entered {times:time|times}", hospital=hospital, times=times)
                yield soft(hospitals_are_entered_once_a_day, text, day.date, hospital)


def calls_are_evenly_spaced(view: View) -> Iterator[Violation]:
    """Calls on one customer lie near the even distance: not farther from it than the even distance is from the minimum."""
    for customer, planned in call_dates(view.plan.days).items():
        need = view.needs.get(customer)
        if need is None:
            continue
        freedom = max(1.0, need.ideal_gap_days - need.minimum_gap_days)
        dates = sorted(planned if need.last_visit is None else (need.last_visit, *planned))
        for earlier, later in pairwise(dates):
            if abs((later - earlier).days - need.ideal_gap_days) > freedom:
                text = message(
                    "{earlier} and {later} are {days:day apart|days apart}, the even distance is {ideal:.1f}",
                    earlier=earlier,
                    later=later,
                    days=(later - earlier).days,
                    ideal=need.ideal_gap_days,
                )
                yield soft(calls_are_evenly_spaced, text, later, customer=customer)


def waiting_is_shorter_than_the_call(view: View) -> Iterator[Violation]:
    """The rep does not wait at a door for longer than the call takes. Lunch, spent at a door or not, is no waiting."""
    for day, stop, call in view.calls():
        field_day = view.days.get(day.date)
        waiting = call.waiting if field_day is None else waiting_to_work(call, field_day)
        if waiting > call.end - call.start:
            text = message(
                "{waiting} min of waiting before a call of {minutes} min on {customer}",
                waiting=waiting,
                minutes=call.end - call.start,
                customer=call.customer,
            )
            yield soft(waiting_is_shorter_than_the_call, text, day.date, stop.hospital, call.customer)


def waiting_to_work(call: PlannedCall, day: FieldDay) -> int:
    """The minutes between a call's arrival and its start that lie inside the day's working windows."""
    return sum(max(0, min(call.start, window.end) - max(call.arrival, window.start)) for window in day.windows)


GOAL_RULES = (
    owed_calls_are_planned,
    coverage_calls_are_planned,
    days_reach_the_call_target,
    hospitals_are_entered_once_a_day,
    calls_are_evenly_spaced,
    waiting_is_shorter_than_the_call,
)
