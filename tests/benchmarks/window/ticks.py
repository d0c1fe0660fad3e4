"""The longest time in which the window answered nothing."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication


@dataclass(slots=True)
class Tick:
    milliseconds: float = 0.0


@contextmanager
def longest_tick(application: QApplication) -> Iterator[Tick]:
    """A timer of 1 ms beats while the block runs; the longest gap between two beats is the answer."""
    tick, last = Tick(), [time.perf_counter()]

    def beat() -> None:
        now = time.perf_counter()
        tick.milliseconds = max(tick.milliseconds, 1000 * (now - last[0]))
        last[0] = now

    timer = QTimer(application)
    timer.timeout.connect(beat)
    timer.start(1)
    yield tick
    timer.stop()
