"""The longest tick of the window while a month is really planned, explained and proven through the month page.

    python -m tests.benchmarks.window.freeze [--seconds 10] [--file district.db]

A timer that should fire every 5 ms runs beside the page; the gap between two of its firings is a tick. The page is shown,
repaints and reloads as it does for a person. Without `--file` the sample district is planned. Beside the longest tick stands the
most processor time that the window's own thread spent in one tick: on a busy machine a tick also holds the time of others.
"""

import argparse
import os
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from desktop.theme.apply import font_of, palette_of, style_sheet
from desktop.theme.tokens import theme_of
from desktop.views.month.page import MonthPage
from tests.desktop.window import context_of, make_planned_demo, open_session

EVERY = 5
"""Milliseconds between two firings."""


def tell(line: str) -> None:
    """One line of the answer."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


class Ticks:
    """Notes the gaps between firings, in milliseconds."""

    def __init__(self) -> None:
        self.gaps: list[float] = []
        self.works: list[float] = []
        self._last = self._work = 0.0
        self._timer = QTimer()
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self._fire)

    def start(self) -> None:
        self.gaps.clear()
        self.works.clear()
        self._last, self._work = time.perf_counter(), time.thread_time()
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def _fire(self) -> None:
        now, work = time.perf_counter(), time.thread_time()
        self.gaps.append((now - self._last) * 1000)
        self.works.append((work - self._work) * 1000)
        self._last, self._work = now, work

    def report(self, name: str, seconds: float) -> None:
        gaps = sorted(self.gaps)
        longest, near = gaps[-1], gaps[int(len(gaps) * 0.999)]
        over, work = sum(each > 50 for each in gaps), max(self.works)
        tell(f"{name:30} {seconds:6.1f} s  longest {longest:6.1f} ms  own {work:5.1f} ms  99.9 % {near:5.1f} ms  over 50: {over}")


def wait(until: Callable[[], bool], seconds: float = 300.0) -> None:
    """Run the window's own loop until something is so."""
    done = QTimer()
    done.setInterval(20)
    end = time.monotonic() + seconds
    loop = QEventLoop()
    done.timeout.connect(lambda: loop.quit() if until() or time.monotonic() > end else None)
    done.start()
    loop.exec()
    done.stop()
    if not until():
        raise SystemExit("it did not end in time")


def measure(page: MonthPage, seconds: float) -> None:
    """Plan, explain and prove, each with its ticks."""
    session, ticks = page.context.session, Ticks()

    session.failed.connect(lambda error: tell(f"told: {error}"))

    def idle() -> bool:
        return session.background.idle and not session.jobs.running and not page.run.state.running and not page.advice.state.busy

    def timed(name: str, act: Callable[[], object]) -> None:
        started = time.monotonic()
        ticks.start()
        act()
        wait(idle)
        ticks.stop()
        ticks.report(name, time.monotonic() - started)

    page.model.settle(seconds=seconds, seed=1)
    timed("read and show the month", page.refresh)
    timed("plan the month, cold process", page.plan)
    page.model.settle(seed=2)
    timed("plan the month, warm process", page.plan)
    timed("undo the plan", session.history.undo)
    timed("why have calls no place", page.explain)
    timed("prove the gap", lambda: page.advice.prove(seconds))
    page.model.settle(seconds=min(seconds, 3.0))
    timed("plan all reps", page.plan_all)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--file", type=Path)
    asked = parser.parse_args()
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    app.setStyle("Fusion")
    app.setFont(font_of())
    app.setPalette(palette_of(theme_of(False)))
    app.setStyleSheet(style_sheet(theme_of(False)))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "district.db"
        if asked.file is None:
            make_planned_demo(file)
        else:
            shutil.copy(asked.file, file)
        session = open_session(file)
        page = MonthPage(context_of(session, Path(folder)))
        page.resize(1190, 730)
        page.show()
        wait(lambda: page.model.state.picture is not None)
        tell(f"Python {platform.python_version()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
        measure(page, asked.seconds)
        page.close()
        session.close()


if __name__ == "__main__":
    main()
