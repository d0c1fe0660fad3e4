"""A Dask cluster as an executor: real schedulers and worker processes on this machine."""

import sys
import time
from collections.abc import Iterator
from concurrent.futures import Executor
from typing import Any

import dask
import pytest
from distributed import LocalCluster

from desktop.jobs.channel import Report
from desktop.jobs.cluster import Cluster, ClusterError
from desktop.jobs.worker import WorkerBugError
from planner.errors import UserFacingError
from planner.solving import Progress
from tests.desktop.jobs import errands
from tests.source import ROOT

WITH_ERRANDS = f"import sys; sys.path.insert(0, {str(ROOT)!r})"
WITHOUT_OUR_PACKAGE = "import sys; sys.modules['desktop'] = sys.modules['planner'] = None"


def local_cluster(workers: int, preload: str = WITH_ERRANDS) -> LocalCluster:
    """A scheduler here and workers in processes of their own."""
    make: Any = LocalCluster
    made: LocalCluster = make(n_workers=workers, threads_per_worker=1, dashboard_address=":0", silence_logs=60, preload=[preload])
    return made


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A cluster of two processes, in which a job is given up as soon as it has taken a worker with it."""
    with dask.config.set({"distributed.scheduler.allowed-failures": 0}), local_cluster(2) as cluster:
        yield cluster.scheduler_address


def test_that_a_cluster_is_an_executor_that_keeps_the_order_of_answers(address: str) -> None:
    with Cluster(address) as cluster:
        executor: Executor = cluster
        assert list(executor.map(errands.double, range(6))) == [0, 2, 4, 6, 8, 10]


def test_that_progress_comes_back_under_the_jobs_label(address: str) -> None:
    heard: list[Report] = []
    with Cluster(address, heard.append) as cluster:
        assert cluster.submit(errands.report_twice, "Li").result() == "Li"
        deadline = time.monotonic() + 10
        while len(heard) < 2 and time.monotonic() < deadline:
            time.sleep(0.01)
    assert heard == [Report("Li", Progress(done=0.0)), Report("Li", Progress(done=1.0, objective=7.0))]


def test_that_stopping_collects_the_best_of_every_job_of_this_batch_only(address: str) -> None:
    heard: list[Report] = []
    with Cluster(address, heard.append) as cluster, Cluster(address) as other:
        running = cluster.submit(errands.count_until_stopped, "Li")
        deadline = time.monotonic() + 20
        while not heard and time.monotonic() < deadline:
            time.sleep(0.01)
        cluster.stop()
        assert running.result(timeout=20) > 0
        assert cluster.submit(errands.count_until_stopped, "Wang").result(timeout=20) == 0
        later = other.submit(errands.count_until_stopped, "Zhao")
        time.sleep(0.3)
        assert not later.done()
        other.stop()
        assert later.result(timeout=20) > 0


def test_that_errors_cross_as_they_are(address: str) -> None:
    with Cluster(address) as cluster:
        refused, stumbled = cluster.submit(errands.refuse), cluster.submit(errands.stumble)
        with pytest.raises(UserFacingError) as caught:
            refused.result()
        assert (str(caught.value.problem), str(caught.value.way_out)) == ("There is no rep Nobody.", "Read the list of reps.")
        with pytest.raises(WorkerBugError, match=r"(?s)errands\.py.*ZeroDivisionError: a bug"):
            stumbled.result()


def test_that_a_dying_worker_fails_its_own_job_only(address: str) -> None:
    with Cluster(address) as cluster:
        crash = cluster.submit(errands.die)
        with pytest.raises(ClusterError, match="ended unexpectedly") as caught:
            crash.result(timeout=60)
        assert "memory" in str(caught.value.way_out)
        assert cluster.submit(errands.double, 4).result(timeout=60) == 8


def test_that_an_address_where_nobody_listens_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.jobs.cluster.SECONDS_TO_ANSWER", 0.3)
    for nowhere in ("tcp://127.0.0.1:9", "nonsense://here", "tcp://"):
        with pytest.raises(ClusterError) as caught:
            Cluster(nowhere)
        assert nowhere in str(caught.value.problem) and "dask scheduler" in str(caught.value.way_out)


def test_that_a_missing_library_is_told_with_the_command_that_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ClusterError, match=r"pip install 'roundwise\[cluster\]'"):
        Cluster("tcp://127.0.0.1:9")


def test_that_a_cluster_without_workers_or_without_our_program_says_so() -> None:
    with local_cluster(0) as empty, pytest.raises(ClusterError, match="has no workers"):
        Cluster(empty.scheduler_address)
    with local_cluster(1, WITHOUT_OUR_PACKAGE) as strangers:
        with pytest.raises(ClusterError, match="cannot run this program") as caught:
            Cluster(strangers.scheduler_address)
        assert "tcp://" in str(caught.value.problem)


def test_that_jobs_are_not_kept_waiting_for_workers_who_never_come_back() -> None:
    with local_cluster(1) as cluster, Cluster(cluster.scheduler_address, patience=1.0) as executor:
        waiting = executor.submit(errands.sleep_deaf, 60.0)
        cluster.scale(0)
        with pytest.raises(ClusterError, match="has no workers"):
            waiting.result(timeout=60)
