"""Why calls have no place, asked in a worker process: the same answers, with progress, and cut short on request."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from desktop.jobs.advising import explain_month
from desktop.jobs.channel import Report
from desktop.jobs.worker import Worker
from planner.domain.plan import MonthPlan
from planner.month.advice.whynot import why_not
from planner.month.problem import MonthProblem
from tests.planner.month.problems import PLAIN, plan_of, random_days, random_problem


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    worker = Worker(("desktop.jobs.advising",))
    yield worker
    worker.kill()


@pytest.fixture(scope="module")
def crowded() -> tuple[MonthProblem, MonthPlan]:
    """A month with more owed than fits, and a plan of it."""
    problem = random_problem(4, PLAIN, days=3, sites=2, needs=9)
    problem = replace(problem, max_calls=3, needs=tuple(replace(need, owed=2) for need in problem.needs))
    return problem, plan_of(problem, random_days(problem, 4))


def test_that_a_worker_answers_as_the_planner_does(worker: Worker, crowded: tuple[MonthProblem, MonthPlan]) -> None:
    heard: list[Report] = []
    told = worker.run(explain_month, *crowded, report=heard.append)
    assert told == why_not(*crowded) and len(told) > 3
    assert {each.label for each in heard} == {crowded[0].rep} and heard[0].progress.done < 1


def test_that_a_worker_asked_to_stop_answers_for_those_it_came_to(
    worker: Worker, crowded: tuple[MonthProblem, MonthPlan]
) -> None:
    assert worker.run(explain_month, *crowded, should_stop=lambda: True) == ()
