"""How long a drop takes until the week is checked and painted anew: `python -m tests.benchmarks.window.week [drops]`."""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from desktop.theme.apply import palette_of, style_sheet
from desktop.theme.tokens import theme_of
from desktop.views.page import PageState
from desktop.views.week.page import WeekPage
from planner.month.hand.locks import CallRef
from tests.desktop.window import context_of, make_planned_demo, open_session

DROPS = 40


def wait_for(page: WeekPage) -> None:
    """Until the page is loaded and nothing is under way."""
    while page.state is not PageState.CONTENT or page.model.figures is None or not page.context.session.background.idle:
        QApplication.processEvents()
        time.sleep(0.005)


def told(name: str, taken: list[float]) -> None:
    """Median, 95 % and worst, in milliseconds."""
    ordered = sorted(1000 * each for each in taken)
    nearly_all = ordered[int(len(ordered) * 0.95)]
    sys.stdout.write(f"{name:<52} {statistics.median(ordered):6.1f} {nearly_all:6.1f} {ordered[-1]:6.1f}\n")


def measure(page: WeekPage, drops: int) -> None:
    """In processor time of the window's thread, so that other work on the machine does not count.

    Each drop carries a visit to the next day or half an hour on; then the preview of a drag; then the writing.
    """
    dropped, previewed, written = [], [], []
    for number in range(drops):
        dates = [when for when in page.model.dates if page.board.layers[when].visits]
        when = dates[number % len(dates)]
        refs = list(page.board.layers[when].visits)
        page.model.select([refs[number % len(refs)]])
        before = time.thread_time()
        page.board.gesture._refs = page.model.selection
        page.board.gesture._shift = (0, 15 + 15 * (number % 4))
        page.board.gesture._show()
        page.board.viewport().repaint()
        previewed.append(time.thread_time() - before)
        page.board.drop_ghosts()
        before = time.thread_time()
        page.model.shift(1 if number % 3 == 0 and when != dates[-1] else 0, 30 if number % 2 else -30)
        page.board.viewport().repaint()
        page.heads.repaint()
        dropped.append(time.thread_time() - before)
        before = time.thread_time()
        page.model.flush()
        written.append(time.thread_time() - before)
        wait_for(page)
    sys.stdout.write(f"{'milliseconds':<52} {'median':>6} {'95 %':>6} {'worst':>6}\n")
    told("drop: rules asked, week and lists shown and painted", dropped)
    told("a step of a drag: previewed and painted", previewed)
    told("writing it after that", written)


def main(drops: int) -> None:
    """Measure on the sample district."""
    app = QApplication([])
    app.setStyle("Fusion")
    app.setPalette(palette_of(theme_of(dark=False)))
    app.setStyleSheet(style_sheet(theme_of(dark=False)))
    with tempfile.TemporaryDirectory() as folder:
        session = open_session(make_planned_demo(Path(folder) / "demo.db"))
        page = WeekPage(context_of(session, Path(folder)))
        page.resize(1216, 740)
        page.move(QPoint(0, 0))
        page.show()
        wait_for(page)
        page.model.step(1)
        wait_for(page)
        calls = (
            [CallRef(call.customer, day.date) for day in page.model.sheet.plan.days for call in day.calls]
            if page.model.sheet
            else []
        )
        shown = sum(len(each.visits) for each in page.board.layers.values())
        sys.stdout.write(f"{len(calls)} calls in the month, {shown} in the week\n")
        measure(page, drops)
        session.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else DROPS)
