"""Hard rules of the plan's own accounts: what it says about itself is what its calls say."""

from collections import Counter
from collections.abc import Iterator, Set
from dataclasses import fields

from planner.domain.messages import message
from planner.domain.people import CustomerId
from planner.domain.plan import CallReason, Objective
from planner.domain.violations import Violation
from planner.month.checks.view import Rule, View, hard
from planner.month.missing import calls_still_left_out, missing_calls
from planner.month.objective import call_dates
from planner.month.reasons import with_reasons
from planner.month.schedule import day_target

REASONS = {
    CallReason.OWED: message("owed"),
    CallReason.OPTIONAL: message("in slack"),
    CallReason.APPOINTMENT: message("appointment"),
}
PARTS = {
    "missed_calls": message("missed calls"),
    "optional_calls": message("calls in slack"),
    "calls_short": message("calls below the target"),
    "travel": message("travel"),
    "waiting": message("waiting"),
    "spacing": message("uneven spacing"),
    "moved": message("moved calls"),
}
"""The parts of `Objective` by name."""
OF_ITS_DAYS = frozenset({"travel", "waiting"})
"""The parts that follow from the plan's days alone, whatever the data say."""
TOLERANCE = 1e-6
"""How far two sums of the same minutes may differ by rounding."""


def every_owed_call_is_planned_or_listed(view: View) -> Iterator[Violation]:
    """Owed calls that are not planned stand in the list of unplanned calls, those left out of the problem too; no others do."""
    dates, listed, due = call_dates(view.plan.days), Counter[CustomerId](), Counter[CustomerId]()
    for each in view.plan.unplanned:
        listed[each.customer] += each.count
    for index, count in missing_calls(view.problem, dates):
        due[view.problem.needs[index].customer] += count
    for each in calls_still_left_out(view.problem, dates):
        due[each.customer] += each.count
    for customer in sorted(listed.keys() | due.keys()):
        if listed[customer] != due[customer]:
            text = message(
                "{missing:owed call is not|owed calls are not} planned, but {listed:is listed|are listed} as unplanned",
                missing=due[customer],
                listed=listed[customer],
            )
            yield hard(every_owed_call_is_planned_or_listed, text, customer=customer)


def calls_state_their_reason(view: View) -> Iterator[Violation]:
    """A call is marked as appointment, owed or optional as the count of its customer's calls says."""
    for day, due in zip(view.plan.days, with_reasons(view.problem, view.plan.days), strict=True):
        for call, expected in zip(day.calls, due.calls, strict=True):
            if call.customer in view.needs and call.reason is not expected.reason:
                text = message(
                    "the call on {customer} is marked {reason}, but is {due}",
                    customer=call.customer,
                    reason=REASONS[call.reason],
                    due=REASONS[expected.reason],
                )
                yield hard(calls_state_their_reason, text, day.date, customer=call.customer)


def days_state_their_target(view: View) -> Iterator[Violation]:
    """Each day carries the target of calls that its share of a field day asks."""
    for day in view.plan.days:
        field_day = view.days.get(day.date)
        if field_day is not None and day.target != day_target(view.problem, field_day):
            text = message(
                "the target is given as {target:call|calls}, but is {due}",
                target=day.target,
                due=day_target(view.problem, field_day),
            )
            yield hard(days_state_their_target, text, day.date)


def minutes_add_up(view: View) -> Iterator[Violation]:
    """Travel and waiting are stated as the plan's own days hold them."""
    yield from _misstated(view, minutes_add_up, OF_ITS_DAYS)


def objective_adds_up(view: View) -> Iterator[Violation]:
    """Every other part of the objective is what the plan's calls cost, and no bound lies above the total."""
    due = view.due
    yield from _misstated(view, objective_adds_up, PARTS.keys() - OF_ITS_DAYS)
    bound = view.plan.lower_bound
    if bound is not None and bound > due.total + TOLERANCE * max(1.0, abs(due.total)):
        text = message("The lower bound {bound} lies above the plan's total {total}", bound=bound, total=due.total)
        yield hard(objective_adds_up, text)


def _misstated(view: View, rule: Rule, parts: Set[str]) -> Iterator[Violation]:
    stated, due = view.plan.objective, view.due
    for field in fields(Objective):
        given, asked = getattr(stated, field.name), getattr(due, field.name)
        if field.name in parts and not abs(given - asked) <= TOLERANCE * max(1.0, abs(asked)):
            text = message(
                "The plan states {given} for {part}, its calls cost {due}", given=given, part=PARTS[field.name], due=asked
            )
            yield hard(rule, text)


ACCOUNT_RULES = (
    every_owed_call_is_planned_or_listed,
    calls_state_their_reason,
    days_state_their_target,
    minutes_add_up,
    objective_adds_up,
)
STATED_OF_DATA = (every_owed_call_is_planned_or_listed, calls_state_their_reason, days_state_their_target, objective_adds_up)
"""Rules on what a plan says of the data and figures it was made of: once those have changed, it is no fault of the plan."""
