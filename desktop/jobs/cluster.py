"""A Dask cluster as a `concurrent.futures.Executor`: the same jobs, with progress and stopping, on other machines.

Before the first job every worker is asked whether it has this very program. The scheduler runs a job again when its worker dies,
and gives it up when it has taken several workers with it; jobs that wait for workers who never come back are failed here.
"""

import logging
import pickle
import threading
import traceback
from collections.abc import Callable
from concurrent.futures import Executor, Future
from concurrent.futures import wait as wait_for
from importlib.metadata import version
from typing import Any, ParamSpec, TypeVar
from uuid import uuid4

from desktop.jobs import channel
from desktop.jobs.channel import Report
from desktop.jobs.worker import Done, Failed, Job, Refused, perform, unpack
from desktop.settings import NAME
from planner.domain.messages import message
from planner.errors import UserFacingError
from planner.month.solve import SOLVER
from planner.solving import Progress

Client = Any
"""`distributed.Client`, which has no types."""
Parameters = ParamSpec("Parameters")
Answer = TypeVar("Answer")

SECONDS_TO_ANSWER = 10.0
"""How long the scheduler may take to answer at first."""
SECONDS_WITHOUT_WORKERS = 15.0
"""How long jobs wait for a cluster whose workers have all gone; a dead worker is most often replaced within a few seconds."""
SECONDS_BETWEEN_LOOKS = 1.0

_stopped: set[str] = set()
"""In a worker of the cluster: the batches that were asked to stop."""


class ClusterError(UserFacingError):
    """A cluster that cannot be reached, or cannot plan, or was lost in the middle."""


class Cluster(Executor):
    """The workers of the cluster whose scheduler listens at `address`, such as `tcp://10.0.0.5:8786`.

    `report` hears of running jobs, from a thread of the cluster's client. Raises ClusterError when the cluster cannot plan.
    """

    def __init__(
        self,
        address: str,
        report: Callable[[Report], None] = lambda _: None,
        *,
        patience: float = SECONDS_WITHOUT_WORKERS,
    ) -> None:
        self._address, self._report, self._patience = address, report, patience
        self._batch = f"{NAME}-{uuid4().hex}"
        self._client: Client = _connected(address)
        try:
            _require_program(self._client, address)
            self._client.subscribe_topic(self._batch, self._heard)
        except BaseException:
            self._client.close()
            raise
        self._executor = self._client.get_executor(pure=False)
        self._open: dict[Future[Any], None] = {}
        self._closed = threading.Event()
        threading.Thread(target=self._watch, daemon=True, name="cluster watch").start()

    @property
    def processes(self) -> int:
        """How many jobs may run at the same time."""
        return sum(self._client.ncores().values())

    def submit(self, fn: Callable[Parameters, Answer], /, *args: Parameters.args, **kwargs: Parameters.kwargs) -> Future[Answer]:
        """Run `fn(*args)` on a worker; keywords are not supported."""
        if kwargs:
            raise TypeError("jobs take positional arguments only")
        answer: Future[Answer] = Future()
        self._open[answer] = None
        running = self._executor.submit(_perform_for, self._batch, pickle.dumps(Job(fn, args)))
        running.add_done_callback(lambda ended: self._settle(answer, ended))
        return answer

    def stop(self) -> None:
        """Ask every running job to hand over its best answer; jobs started later are asked at once. Does not wait."""
        threading.Thread(target=self._ask_to_stop, daemon=True, name="cluster stop").start()

    def kill(self) -> None:
        """Leave the cluster at once; jobs still running there are asked to end."""
        self._ask_to_stop()
        self.shutdown(wait=False, cancel_futures=True)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        if not self._closed.is_set():
            open_jobs = tuple(self._open)
            if cancel_futures:
                for answer in open_jobs:
                    answer.cancel()
            elif wait:
                wait_for(open_jobs)
            self._closed.set()
            self._client.close(timeout=SECONDS_TO_ANSWER)

    def _ask_to_stop(self) -> None:
        if self._client.status == "running":
            self._client.run(_stop, self._batch, on_error="ignore")

    def _heard(self, event: tuple[float, Any]) -> None:
        label, done, objective, bound, note = event[1]
        self._report(Report(label, Progress(done, objective, bound, note)))

    def _settle(self, answer: Future[Any], ended: Future[Any]) -> None:
        """Hand on how a job ended."""
        if self._open.pop(answer, True) is not None or not answer.set_running_or_notify_cancel():
            return
        try:
            answer.set_result(unpack(ended.result()))
        except BaseException as error:
            answer.set_exception(self._in_words(error))

    def _in_words(self, error: BaseException) -> BaseException:
        if isinstance(error, UserFacingError):
            return error
        if type(error).__name__ == "KilledWorker":
            return ClusterError(
                message("The workers of the cluster that planned this rep ended unexpectedly, one after the other."),
                message("Often memory ran out: give the workers more, and start again; what was planned is kept."),
            )
        return error if isinstance(error, Exception) and not _is_cancelled(error) else self._lost()

    def _lost(self) -> ClusterError:
        return ClusterError(
            message("The connection to the cluster at {address} was lost.", address=self._address),
            message("See whether the scheduler runs, and start again; what was planned is kept."),
        )

    def _watch(self) -> None:
        """Fail the open jobs of a cluster that has had no worker for a while."""
        without = 0.0
        while not self._closed.wait(SECONDS_BETWEEN_LOOKS):
            without = without + SECONDS_BETWEEN_LOOKS if self._open and not self._has_workers() else 0.0
            if without >= self._patience:
                self._give_up()

    def _has_workers(self) -> bool:
        try:
            return self._client.status == "running" and bool(self._client.ncores())
        except Exception:
            return False

    def _give_up(self) -> None:
        for answer in tuple(self._open):
            if self._open.pop(answer, True) is None and answer.set_running_or_notify_cancel():
                answer.set_exception(_no_workers(self._address))


def _is_cancelled(error: BaseException) -> bool:
    return "Cancelled" in type(error).__name__


def _connected(address: str) -> Client:
    try:
        import distributed  # noqa: PLC0415 (an optional extra)
    except ImportError as error:
        raise ClusterError(
            message("Planning on a cluster needs the library distributed, which is not installed."),
            message("Install it with: pip install 'roundwise[cluster]'. Or plan here, without --scheduler."),
        ) from error
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters is told by errors
    try:
        client: Client = distributed.Client
        return client(address, timeout=SECONDS_TO_ANSWER, set_as_default=False, name=NAME)
    except (OSError, ValueError, TypeError) as error:
        raise ClusterError(
            message("No scheduler of a cluster answers at {address}.", address=address),
            message("Check the address, such as tcp://10.0.0.5:8786, and that dask scheduler runs there."),
        ) from error


def release() -> tuple[str, str]:
    """Which program this is: versions of package and search."""
    return version(NAME), SOLVER


def _require_program(client: Client, address: str) -> None:
    """Raises ClusterError unless every worker has this very program."""
    found = client.run(release, on_error="return")
    if not found:
        raise _no_workers(address)
    here = release()
    without = sorted(worker for worker, told in found.items() if isinstance(told, BaseException))
    other = sorted(worker for worker, told in found.items() if not isinstance(told, BaseException) and tuple(told) != here)
    if without:
        raise ClusterError(
            message("Workers of the cluster cannot run this program: {workers}.", workers=", ".join(without)),
            message("Install version {version} with all that it needs on every worker.", version=here[0]),
        )
    if other:
        raise ClusterError(
            message("Workers of the cluster have another version of this program: {workers}.", workers=", ".join(other)),
            message("Install version {version} with all that it needs on every worker.", version=here[0]),
        )


def _no_workers(address: str) -> ClusterError:
    return ClusterError(
        message("The cluster at {address} has no workers.", address=address),
        message("Start some with: dask worker {address} --nthreads 1. Then start again.", address=address),
    )


def _stop(batch: str) -> None:
    """On a worker: the jobs of a batch shall hand over what they have."""
    _stopped.add(batch)


def _perform_for(batch: str, pickled: bytes) -> Done | Refused | Failed:
    """On a worker: run a job of a batch. It comes pickled, because a worker that cannot read a message leaves the cluster."""
    from distributed import get_worker  # noqa: PLC0415 (an optional extra)

    worker = get_worker()
    try:
        job: Job = pickle.loads(pickled)
    except Exception:
        return Failed(traceback.format_exc())

    def send(report: Report) -> None:
        told = report.progress
        worker.log_event(batch, [report.label, told.done, told.objective, told.bound, told.note])

    with channel.connected(send, lambda: batch in _stopped):
        return perform(job)
