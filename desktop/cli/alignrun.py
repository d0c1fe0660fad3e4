"""Solving alignments as the command line does it: a pool of warm processes, progress, Ctrl+C."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TypeVar

from desktop.cli.interrupts import interrupts
from desktop.cli.progress import PlanningProgress
from desktop.cli.screen import Screen
from desktop.jobs.pool import WorkerPool, usable_processors

Answer = TypeVar("Answer")


def in_processes(
    screen: Screen, warm: str, labels: Mapping[str, str], processes: int | None, work: Callable[[WorkerPool], Answer]
) -> Answer:
    """Do work on a pool whose processes have imported `warm`; `labels` are the jobs that may report, with their names.

    The first Ctrl+C asks for the best answers so far, the second ends at once.
    """
    progress = PlanningProgress(screen, labels)
    pool = WorkerPool(processes or usable_processors(), (warm,), report=progress.heard)
    try:
        pool.start()
        with interrupts(pool.stop):
            return work(pool)
    except BaseException:
        pool.kill()
        raise
    finally:
        progress.close()
        pool.shutdown(cancel_futures=True)


def now() -> datetime:
    """The moment, with its time zone."""
    return datetime.now().astimezone()
