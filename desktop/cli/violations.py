"""How a broken rule reads on the command line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from desktop.cli.screen import Screen
from planner.domain.messages import Message, message
from planner.domain.violations import Violation

if TYPE_CHECKING:
    from db.exchange.plan_names import Names

GOALS = {
    "owed_calls_are_planned": message("owed calls left out"),
    "coverage_calls_are_planned": message("customers that coverage needs left out"),
    "days_reach_the_call_target": message("days below the call target"),
    "hospitals_are_entered_once_a_day": message("hospitals entered twice in a day"),
    "calls_are_evenly_spaced": message("unevenly spaced customers"),
    "waiting_is_shorter_than_the_call": message("waits longer than the call"),
}
"""What a missed goal is called when it is only counted; a goal not named here goes by the name of its rule."""


def violation_line(screen: Screen, violation: Violation, names: Names) -> str:
    """`2026-12-04 三里屯医院 崔东: what is wrong (rule)`: the place as far as the rule names one."""
    sentence = f"{screen.text(violation.message)} ({violation.rule})"
    place = " ".join(_place(violation, names))
    return f"{place}: {sentence}" if place else sentence


def _place(violation: Violation, names: Names) -> Iterator[str]:
    if violation.date is not None:
        yield violation.date.isoformat()
    if violation.hospital is not None:
        yield names.hospital(violation.hospital)
    if violation.customer is not None:
        yield names.customer(violation.customer)


def missed_goals(screen: Screen, violations: Iterable[Violation]) -> str:
    """`days below the call target 2, waits longer than the call 20`."""
    counts = Counter(each.rule for each in violations)
    return ", ".join(f"{screen.text(_goal(rule))} {count}" for rule, count in sorted(counts.items()))


def _goal(rule: str) -> Message:
    return GOALS.get(rule, Message(rule.replace("_", " ")))
