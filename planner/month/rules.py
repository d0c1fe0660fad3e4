"""Every rule of a month plan, hard and soft; the independent witness of the search and of every plan moved by hand.

Each rule is one named function that yields `Violation`s on any plan, however broken. A plan is valid when no violation is
hard.
"""

from collections.abc import Iterable
from dataclasses import replace

from planner.domain.plan import MonthPlan
from planner.domain.violations import Severity, Violation
from planner.month.checks.accounts import ACCOUNT_RULES, STATED_OF_DATA, minutes_add_up
from planner.month.checks.customers import CUSTOMER_RULES
from planner.month.checks.goals import GOAL_RULES
from planner.month.checks.hours import HOURS_RULES
from planner.month.checks.promises import PROMISE_RULES
from planner.month.checks.timing import TIMING_RULES
from planner.month.checks.view import Rule, view
from planner.month.problem import MonthProblem

HARD_RULES: tuple[Rule, ...] = (
    *CUSTOMER_RULES,
    *TIMING_RULES,
    *HOURS_RULES,
    *PROMISE_RULES,
    *ACCOUNT_RULES,
)
RULES: tuple[Rule, ...] = (*HARD_RULES, *GOAL_RULES)
"""Rules of goals are soft, all others hard."""


def violations(problem: MonthProblem, plan: MonthPlan) -> tuple[Violation, ...]:
    """All that every rule has to say, in the order of `RULES`."""
    return _heard(RULES, problem, plan)


def hard_violations(problem: MonthProblem, plan: MonthPlan) -> tuple[Violation, ...]:
    """What makes the plan invalid; empty = valid."""
    return _heard(HARD_RULES, problem, plan)


def _heard(rules: Iterable[Rule], problem: MonthProblem, plan: MonthPlan) -> tuple[Violation, ...]:
    looked_at = view(problem, plan)
    return tuple(violation for rule in rules for violation in rule(looked_at))


def of_changed_data(found: Iterable[Violation], *, policy_changed: bool) -> tuple[Violation, ...]:
    """Violations of a plan whose data or policy have changed since: what it states of them does not make it invalid.

    All rules on the plan's days keep their severity; the minutes it states do too, unless their weights have changed.
    """
    stated = {rule.__name__ for rule in (*STATED_OF_DATA, *((minutes_add_up,) if policy_changed else ()))}
    return tuple(replace(each, severity=Severity.SOFT) if each.rule in stated else each for each in found)
