"""A pool of workers: an executor in which one failing job never loses the others."""

import time
from concurrent.futures import Executor

import pytest

from desktop.jobs.channel import Report
from desktop.jobs.pool import WorkerPool
from desktop.jobs.worker import WorkerError
from tests.desktop.jobs import errands


def test_that_a_pool_is_an_executor_that_keeps_the_order_of_answers() -> None:
    pool: Executor = WorkerPool(2)
    with pool:
        assert list(pool.map(errands.double, range(6))) == [0, 2, 4, 6, 8, 10]


def test_that_a_crash_fails_its_own_job_only() -> None:
    with WorkerPool(2) as pool:
        before, crash, after = pool.submit(errands.double, 1), pool.submit(errands.die), pool.submit(errands.double, 3)
        assert (before.result(), after.result()) == (2, 6)
        with pytest.raises(WorkerError):
            crash.result()


def test_that_stopping_a_pool_collects_the_best_of_every_job() -> None:
    heard: list[Report] = []
    with WorkerPool(2, report=heard.append) as pool:
        futures = [pool.submit(errands.count_until_stopped, name) for name in ("Li", "Wang", "Zhao")]
        deadline = time.monotonic() + 20
        while {report.label for report in heard} != {"Li", "Wang"} and time.monotonic() < deadline:
            time.sleep(0.01)
        pool.stop()
        counts = [future.result() for future in futures]
    assert counts[0] > 0 and counts[1] > 0
    assert counts[2] == 0


def test_that_a_pool_leaves_no_process_running() -> None:
    pool = WorkerPool(2)
    pool.start()
    before = [worker.process_id for worker in pool._workers]
    pool.shutdown()
    assert all(before) and not any(worker.process_id for worker in pool._workers)
