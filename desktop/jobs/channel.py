"""The line between a running job and whoever started it: progress goes up, a wish to stop comes down.

A job asks for its `control()` and need not know where it runs: in a worker process the control speaks to the parent, on a
cluster to its client, anywhere else (a test's own process) it says nothing and never asks to stop.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from planner.solving import Progress, SolveControl

SECONDS_BETWEEN_REPORTS = 0.1
"""More would only keep both processes busy talking."""


@dataclass(frozen=True, slots=True)
class Report:
    """One progress report of the job named `label`."""

    label: str
    progress: Progress


@dataclass(frozen=True, slots=True)
class _Line:
    """How to speak to whoever started the job, and how to ask whether it should stop."""

    send: Callable[[Report], None]
    should_stop: Callable[[], bool]


_line: ContextVar[_Line | None] = ContextVar("line", default=None)
"""The line of the jobs that run in this thread; several threads of one process may each have their own."""


@contextmanager
def connected(send: Callable[[Report], None], should_stop: Callable[[], bool]) -> Iterator[None]:
    """Jobs inside the block speak to `send` and ask `should_stop`."""
    before = _line.set(_Line(send, should_stop))
    try:
        yield
    finally:
        _line.reset(before)


def control(label: str) -> SolveControl:
    """The control of a job that runs in this thread."""
    line = _line.get()
    if line is None:
        return SolveControl()
    return SolveControl(report=_reporter(line.send, label), should_stop=line.should_stop)


def _reporter(send: Callable[[Report], None], label: str) -> Callable[[Progress], None]:
    last = -SECONDS_BETWEEN_REPORTS

    def report(progress: Progress) -> None:
        nonlocal last
        if progress.done >= 1 or time.monotonic() - last >= SECONDS_BETWEEN_REPORTS:
            last = time.monotonic()
            send(Report(label, progress))

    return report
