"""The one vocabulary of every solve: a control goes in, an outcome comes out.

A solve never prints, saves or asks. Stopping is an ending that keeps the best answer so far, not an exception.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

Best = TypeVar("Best", covariant=True)


class Ending(StrEnum):
    """Why a solve ended."""

    FINISHED = "finished"  # ran its course (time, steps, or nothing left to improve)
    STOPPED = "stopped"  # somebody asked it to stop; the best so far is kept
    IMPOSSIBLE = "impossible"  # proven that no answer exists


@dataclass(frozen=True, slots=True)
class Progress:
    """One report of a running solve. `done` runs from 0 to 1; `objective` and `bound` are in the solve's own unit."""

    done: float
    objective: float | None = None
    bound: float | None = None
    note: str = ""


def _ignore(_: Progress) -> None:
    pass


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class SolveControl:
    """How the caller watches and stops a solve. Both callables are called from the solving thread."""

    report: Callable[[Progress], None] = _ignore
    should_stop: Callable[[], bool] = _never


@dataclass(frozen=True, slots=True)
class SolveLimits:
    """What a solve may spend: wall seconds, or steps for a run that repeats byte for byte (steps win when both are set)."""

    seconds: float | None = 10.0
    steps: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Best]):
    """What a solve found. `best` is None only when nothing valid was found; `bound` is a proven limit, if any."""

    ending: Ending
    best: Best | None
    bound: float | None = None
