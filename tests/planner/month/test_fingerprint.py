"""A problem's fingerprint: the same everywhere, another one after any change."""

import os
import subprocess
import sys
from dataclasses import fields, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.messages import message
from planner.domain.people import CustomerId, RepId, SegmentId
from planner.domain.plan import Unplanned
from planner.domain.units import Minutes, Month
from planner.month.fingerprint import fingerprint
from planner.month.problem import MonthProblem
from tests.planner.month.problems import Features, random_problem
from tests.source import ROOT

PRINTING = "from tests.planner.month.test_fingerprint import *; print(fingerprint(random_problem(5)))"


@settings(max_examples=20)
@given(st.integers(0, 10**6))
def test_that_equal_problems_have_equal_fingerprints(seed: int) -> None:
    assert fingerprint(random_problem(seed)) == fingerprint(random_problem(seed))


def test_that_the_fingerprint_is_the_same_in_another_process() -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "77"}
    told = subprocess.run([sys.executable, "-c", PRINTING], env=environment, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == fingerprint(random_problem(5))


def changes(problem: MonthProblem) -> dict[str, MonthProblem]:
    """The problem with each of its fields another one."""
    left_out = Unplanned(CustomerId("C9"), SegmentId("D"), 1, message("No room."))
    return {
        "rep": replace(problem, rep=RepId("R9")),
        "month": replace(problem, month=Month(2026, 11)),
        "days": replace(problem, days=problem.days[1:]),
        "sites": replace(
            problem, sites=(replace(problem.sites[0], arrival_minutes=Minutes(problem.sites[0].arrival_minutes + 1)),)
        ),
        "needs": replace(problem, needs=(replace(problem.needs[0], owed=problem.needs[0].owed + 1), *problem.needs[1:])),
        "travel": replace(problem, travel=replace(problem.travel, source="measured/1")),
        "call_target": replace(problem, call_target=problem.call_target + 1),
        "max_calls": replace(problem, max_calls=problem.max_calls + 1),
        "weights": replace(problem, weights=replace(problem.weights, uneven_day=3)),
        "appointments": replace(problem, appointments=problem.appointments[1:]),
        "pins": replace(problem, pins=problem.pins[1:]),
        "published": replace(problem, published=problem.published[1:]),
        "left_out": replace(problem, left_out=(left_out,)),
    }


def test_that_a_change_of_any_field_changes_the_fingerprint() -> None:
    problem = next(
        made
        for made in (random_problem(seed, Features()) for seed in range(100))
        if made.appointments and made.pins and made.published
    )
    changed = changes(problem)
    assert changed.keys() == {field.name for field in fields(MonthProblem)}
    assert len({fingerprint(problem), *map(fingerprint, changed.values())}) == len(changed) + 1
