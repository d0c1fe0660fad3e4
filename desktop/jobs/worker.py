"""One worker process, kept warm between jobs: reports progress, stops when asked, and may be killed at any moment.

A worker is spawned, never forked, so that it is the same on every system and shares nothing with the window. It ends by itself
when its parent is gone, however that ended.
"""

import importlib
import multiprocessing
import os
import signal
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.synchronize import Event
from typing import Any, TypeVar, cast

from desktop.jobs import channel
from planner.domain.messages import Message, message
from planner.errors import UserFacingError

Answer = TypeVar("Answer")

SECONDS_BETWEEN_LOOKS = 0.05
GRACE_SECONDS = 10.0
"""How long a job that was asked to stop may take to hand over its best answer before its process is killed."""


class WorkerError(UserFacingError):
    """A worker process that ended, or failed, in the middle of a job."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be done; both must be picklable, so `function` stands at the top of a module."""

    function: Callable[..., Any]
    arguments: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Done:
    answer: Any


@dataclass(frozen=True, slots=True)
class Refused:
    """A `UserFacingError` on its way home: exceptions do not travel well between processes, values do."""

    problem: Message
    way_out: Message


@dataclass(frozen=True, slots=True)
class Failed:
    """A bug inside the job, with its traceback as text."""

    story: str


class Worker:
    """A process that runs one job after the other. Not for use by several threads at once.

    `warm` names modules that the process imports while it waits for its first job.
    """

    def __init__(self, warm: tuple[str, ...] = ()) -> None:
        self._warm = warm
        self._context = multiprocessing.get_context("spawn")
        self._stop = self._context.Event()
        self._process: multiprocessing.process.BaseProcess | None = None
        self._connection: Connection | None = None

    def start(self) -> None:
        """Start the process now, so that it is warm when the first job comes; without this the first job starts it."""
        if self._process is not None and self._process.is_alive():
            return
        self._connection, theirs = self._context.Pipe()
        self._process = self._context.Process(target=_serve, args=(theirs, self._stop, self._warm), daemon=True)
        self._process.start()
        theirs.close()

    @property
    def process_id(self) -> int | None:
        """The number of the running process, if any."""
        return self._process.pid if self._process is not None and self._process.is_alive() else None

    def run(
        self,
        function: Callable[..., Answer],
        *arguments: Any,
        report: Callable[[channel.Report], None] = lambda _: None,
        should_stop: Callable[[], bool] = lambda: False,
        grace_seconds: float = GRACE_SECONDS,
    ) -> Answer:
        """Run `function(*arguments)` in the process; both must be picklable, so `function` stands at the top of a module.

        When `should_stop` answers yes, the job is asked to stop; `grace_seconds` later its process is killed. Raises the
        job's own `UserFacingError`, or WorkerError when the process died or the job failed; the next job gets a new process.
        """
        self.start()
        if should_stop():
            self._stop.set()
        else:
            self._stop.clear()
        connection = self._connection
        assert connection is not None
        try:
            connection.send(Job(function, arguments))
            return cast(Answer, unpack(self._listen(connection, report, should_stop, grace_seconds)))
        except (EOFError, BrokenPipeError, ConnectionResetError) as error:
            raise self._death() from error

    def _listen(
        self,
        connection: Connection,
        report: Callable[[channel.Report], None],
        should_stop: Callable[[], bool],
        grace_seconds: float,
    ) -> Any:
        patience = grace_seconds
        while True:
            if connection.poll(SECONDS_BETWEEN_LOOKS):
                heard = connection.recv()
                if not isinstance(heard, channel.Report):
                    return heard
                report(heard)
            elif should_stop():
                self._stop.set()
                patience -= SECONDS_BETWEEN_LOOKS
                if patience <= 0:
                    self.kill()
                    raise WorkerError(
                        message("The planning process did not stop when asked to and was ended."),
                        message("Start again; what was saved before is not touched."),
                    )

    def _death(self) -> WorkerError:
        assert self._process is not None
        self._process.join(GRACE_SECONDS)
        code = self._process.exitcode
        self.kill()
        return WorkerError(
            message("The planning process ended unexpectedly (exit code {code}).", code="?" if code is None else code),
            message("Often memory ran out: close other programs, plan fewer reps at once with --processes, and start again."),
        )

    def kill(self) -> None:
        """End the process at once, whatever it does; the next job starts a new one."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
        if self._connection is not None:
            self._connection.close()
        self._process = self._connection = None


def unpack(heard: Any) -> Any:
    """The answer of `perform`. Raises the job's own `UserFacingError`, or WorkerBugError."""
    match heard:
        case Done(answer):
            return answer
        case Refused(problem, way_out):
            raise UserFacingError(problem, way_out)
        case Failed(story):
            raise WorkerBugError(story)
    raise TypeError(heard)


class WorkerBugError(RuntimeError):
    """A bug inside a job; the text is the traceback in the worker."""


def watch_parent() -> None:
    """End this process when its parent is gone, so that nothing is left behind by a killed program."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_leave_with, args=(parent.sentinel,), daemon=True, name="parent watch").start()


def _leave_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(0)


def _serve(connection: Connection, stop: Event, warm: tuple[str, ...]) -> None:
    """The life of a worker process: warm up, then one job after the other until the line is closed."""
    watch_parent()
    _ignore_interrupts()
    for name in warm:
        importlib.import_module(name)
    with channel.connected(connection.send, stop.is_set):
        while True:
            try:
                job = connection.recv()
            except EOFError:
                return
            connection.send(perform(job))


def _ignore_interrupts() -> None:
    """Ctrl+C reaches every process of a terminal; only the parent decides what it means."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def perform(job: Job) -> Done | Refused | Failed:
    """Run a job where it is, and put how it ended into a value that may cross to another process."""
    try:
        return Done(job.function(*job.arguments))
    except UserFacingError as error:
        return Refused(error.problem, error.way_out)
    except Exception:
        return Failed(traceback.format_exc())
