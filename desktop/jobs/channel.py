"""The line between a worker process and the one that started it: progress goes up, a wish to stop comes down.

A job asks for its `control()` and need not know where it runs: in a worker the control speaks to the parent, in any other
process (a cluster's, or a test's own) it says nothing and never asks to stop.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event

from planner.solving import Progress, SolveControl

SECONDS_BETWEEN_REPORTS = 0.1
"""More would only keep both processes busy talking."""


@dataclass(frozen=True, slots=True)
class Report:
    """One progress report of the job named `label`."""

    label: str
    progress: Progress


@dataclass(slots=True)
class _Line:
    """This process's line to its parent; empty outside a worker."""

    connection: Connection | None = None
    stop: Event | None = None


_line = _Line()


def connect(connection: Connection, stop: Event) -> None:
    """Called once by a worker at its start."""
    _line.connection, _line.stop = connection, stop


def control(label: str) -> SolveControl:
    """The control of a job that runs in this process."""
    if _line.connection is None or _line.stop is None:
        return SolveControl()
    return SolveControl(report=_reporter(_line.connection, label), should_stop=_line.stop.is_set)


def _reporter(connection: Connection, label: str) -> Callable[[Progress], None]:
    last = -SECONDS_BETWEEN_REPORTS

    def report(progress: Progress) -> None:
        nonlocal last
        if progress.done >= 1 or time.monotonic() - last >= SECONDS_BETWEEN_REPORTS:
            last = time.monotonic()
            connection.send(Report(label, progress))

    return report
