"""Planning several reps: every answer is saved by itself, and one that fails loses no other."""

from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from db.store import Store, open_store
from desktop.jobs.worker import WorkerBugError
from desktop.usecases.plan_all import Order, Planned, load_problems, plan_all
from planner.domain.people import RepId
from planner.domain.units import Month
from planner.solving import SolveLimits
from tests.desktop.console import Console

DECEMBER = Month(2026, 12)
NOW = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)


def order(*reps: str) -> Order:
    return Order(DECEMBER, seed=1, limits=SolveLimits(seconds=None, steps=1), reps=reps)


@pytest.fixture
def store(console: Console) -> Any:
    with open_store(console.database) as opened:
        yield opened


class HalfBroken(Executor):
    """Another executor that loses every job but the last."""

    def __init__(self, inner: Executor, jobs: int) -> None:
        self._inner, self._left = inner, jobs

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        self._left -= 1
        if self._left == 0:
            return self._inner.submit(fn, *args)
        broken: Future[Any] = Future()
        broken.set_exception(WorkerBugError("Traceback ...\nZeroDivisionError: lost"))
        return broken


def test_that_a_rep_without_a_home_fails_alone(store: Store) -> None:
    with store.write() as books:
        homeless = books.reps.get(RepId("R5"))
        assert homeless is not None
        books.reps.put([replace(homeless, home=None)])
    heard: list[Planned] = []
    with ThreadPoolExecutor(1) as executor:
        wanted = order("R5", "R6")
        planned = plan_all(store, wanted, load_problems(store, wanted), executor, at=NOW, finished=heard.append)
    assert [each.rep.id for each in planned] == ["R5", "R6"]
    assert planned[0].error is not None and "home" in str(planned[0].error)
    assert planned[1].plan is not None and planned[1].id is not None
    assert {each.rep.id for each in heard} == {"R5", "R6"}


def test_that_a_solve_that_breaks_loses_no_other_and_names_its_rep(store: Store) -> None:
    wanted = order("R5", "R6")
    with ThreadPoolExecutor(1) as executor:
        loaded = load_problems(store, wanted)
        planned = plan_all(store, wanted, loaded, HalfBroken(executor, 2), at=NOW, finished=lambda _: None)
    assert planned[0].error is not None and "ZeroDivisionError: lost" in str(planned[0].error)
    assert planned[1].plan is not None
    with store.read() as books:
        assert [header.rep for header in books.plans.headers(month=DECEMBER)] == ["R6"]


def test_that_a_saved_plan_names_the_data_and_policy_it_was_made_of(store: Store) -> None:
    wanted = order("R6")
    with ThreadPoolExecutor(1) as executor:
        (planned,) = plan_all(store, wanted, load_problems(store, wanted), executor, at=NOW, finished=lambda _: None)
    with store.read() as books:
        saved = books.plans.latest(RepId("R6"), DECEMBER)
        assert saved == planned.plan
        assert saved is not None and saved.provenance.data_version == books.data_version()
        assert saved.provenance.policy_version == 1
