"""Progress on standard error: one live line on a terminal, plain lines elsewhere, nothing for machines."""

import shutil
import threading
import time
from collections.abc import Mapping

from desktop.cli.screen import Screen
from desktop.cli.width import cut, fit_left, width
from desktop.jobs.channel import Report
from planner.domain.messages import Message, message

SECONDS_BETWEEN_LINES = 5.0
"""Where no terminal is watched, news of a running rep come no more often than this."""


class PlanningProgress:
    """Shows how far the planning of several reps is. `names` by rep id; may be called from any thread."""

    def __init__(self, screen: Screen, names: Mapping[str, str]) -> None:
        self._screen = screen
        self._names = names
        self._live = screen.shows_progress and screen.err.isatty()
        self._latest: dict[str, Report] = {}
        self._told: dict[str, float] = {}
        self._ended = 0
        self._line_width = 0
        self._lock = threading.Lock()

    def heard(self, report: Report) -> None:
        """A running rep's news."""
        with self._lock:
            self._latest[report.label] = report
            if self._live:
                self._redraw()
            elif self._screen.shows_progress and self._is_time(report.label):
                self._screen.note(self._sentence(report))

    def ended(self, rep: str, news: Message) -> None:
        """One rep is through, with one sentence about it."""
        with self._lock:
            self._ended += 1
            self._latest.pop(rep, None)
            self._wipe()
            self._screen.note(news)
            if self._live and self._latest:
                self._redraw()

    def close(self) -> None:
        """Take the live line away."""
        with self._lock:
            self._wipe()

    def _is_time(self, label: str) -> bool:
        now = time.monotonic()
        if now - self._told.setdefault(label, now) < SECONDS_BETWEEN_LINES:
            return False
        self._told[label] = now
        return True

    def _sentence(self, report: Report) -> Message:
        name, percent = self._names.get(report.label, report.label), round(100 * report.progress.done)
        if report.progress.bound is not None:
            return message("{rep}: {percent} %, bound {bound}", rep=name, percent=percent, bound=f"{report.progress.bound:,.0f}")
        if report.progress.objective is None:
            return message("{rep}: {percent} %", rep=name, percent=percent)
        best = f"{report.progress.objective:,.0f}"
        return message("{rep}: {percent} %, best so far {best}", rep=name, percent=percent, best=best)

    def _redraw(self) -> None:
        head = f"{self._ended}/{len(self._names)}"
        running = (self._screen.text(self._sentence(report)) for report in self._latest.values())
        line = cut("  ".join([head, *running]), shutil.get_terminal_size().columns - 1)
        self._screen.err.write("\r" + fit_left(line, self._line_width))
        self._screen.err.flush()
        self._line_width = width(line)

    def _wipe(self) -> None:
        if self._line_width:
            self._screen.err.write("\r" + " " * self._line_width + "\r")
            self._screen.err.flush()
            self._line_width = 0
