"""Warm worker processes as a `concurrent.futures.Executor`: what runs here also runs on a cluster's executor.

Unlike ProcessPoolExecutor, where one dying process breaks every job of the pool, each job here has a process of its own while it
runs: a crash fails that one job. Progress, stopping and killing work as in `Worker`.
"""

import os
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import Any, ParamSpec, TypeVar

from desktop.jobs.channel import Report
from desktop.jobs.worker import Worker

Parameters = ParamSpec("Parameters")
Answer = TypeVar("Answer")


def usable_processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class WorkerPool(Executor):
    """Runs jobs in up to `processes` worker processes, in the order given.

    `report` is called from the pool's threads; `stop()` asks running jobs for their best answer and starts no further ones.
    """

    def __init__(
        self, processes: int | None = None, warm: tuple[str, ...] = (), report: Callable[[Report], None] = lambda _: None
    ) -> None:
        count = processes or usable_processors()
        self._report = report
        self._stopping = threading.Event()
        self._workers = [Worker(warm) for _ in range(count)]
        self._idle: queue.SimpleQueue[Worker] = queue.SimpleQueue()
        for worker in self._workers:
            self._idle.put(worker)
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="worker")

    def start(self) -> None:
        """Start all processes now, to be warm when the jobs come."""
        for worker in self._workers:
            worker.start()

    def submit(self, fn: Callable[Parameters, Answer], /, *args: Parameters.args, **kwargs: Parameters.kwargs) -> Future[Answer]:
        """Run `fn(*args)` in a process; keywords are not supported."""
        if kwargs:
            raise TypeError("jobs take positional arguments only")
        return self._threads.submit(self._run, fn, args)

    def _run(self, function: Callable[..., Answer], arguments: tuple[Any, ...]) -> Answer:
        worker = self._idle.get()
        try:
            return worker.run(function, *arguments, report=self._report, should_stop=self._stopping.is_set)
        finally:
            self._idle.put(worker)

    def stop(self) -> None:
        """Ask every running job to hand over its best answer; jobs started later are asked at once."""
        self._stopping.set()

    def kill(self) -> None:
        """End every process at once."""
        for worker in self._workers:
            worker.kill()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self._threads.shutdown(wait, cancel_futures=cancel_futures)
        self.kill()
