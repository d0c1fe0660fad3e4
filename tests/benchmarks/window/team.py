"""How fast the team's grid is filled, sorted and painted, and charts as well: `python -m tests.benchmarks.window.team [reps]`.

The sample district's reps are repeated to the number asked for (40 by default).
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.charts.coverage import Voice, month_chart, pace_chart, product_chart, trend_chart
from desktop.tables.teamdays import Shown
from desktop.theme.apply import font_of, palette_of, style_sheet
from desktop.theme.tokens import theme_of
from desktop.usecases.district import load_district
from desktop.usecases.review_coverage import review_coverage
from desktop.usecases.show_team import TeamReview, show_team, weigh_team
from desktop.viewmodels.session import Session
from desktop.viewmodels.team import TeamState
from desktop.views.team.page import TeamPage
from desktop.views.widgets.chart import ChartView
from planner.domain.people import RepId
from tests.desktop.window import TODAY, context_of, make_planned_demo, open_session

REPS = 40
TRIES = 9


def timed(name: str, run: Callable[[int], object]) -> None:
    """Median and worst of a few runs, in milliseconds."""
    taken = []
    for number in range(TRIES):
        before = time.perf_counter()
        run(number)
        taken.append((time.perf_counter() - before) * 1000)
    print(f"{name:<52} {statistics.median(taken):8.1f} ms   worst {max(taken):8.1f} ms")  # noqa: T201


def many(review: TeamReview, count: int) -> TeamReview:
    """The same reps again and again, under other names."""
    rows = [review.reps[place % len(review.reps)] for place in range(count)]
    renamed = (
        replace(row, rep=replace(row.rep, id=RepId(f"R{place}"), name=f"{row.rep.name} {place}"))
        for place, row in enumerate(rows)
    )
    return replace(review, reps=tuple(renamed))


def measure_grid(session: Session, folder: Path, count: int) -> None:
    """Fill, paint, switch, sort and scroll the grid."""
    page = TeamPage(context_of(session, folder))
    page.resize(1820, 1010)
    with session.store.read() as books:
        team = many(show_team(books, load_district(books, session.month, "CN"), TODAY), count)
    page.show()
    page.show_content()
    viewport = page.grid.viewport()
    page.model.state = TeamState(team, {})

    def fill(number: int) -> None:
        page.table.show_review(replace(team, today=date(2026, 12, 1 + number)), {})
        page.grid.repaint()
        viewport.grab()

    def scroll(number: int) -> None:
        page.grid.verticalScrollBar().setValue(number * 20)
        viewport.grab()

    def sort(number: int) -> None:
        page.table.sort(number, Qt.SortOrder.DescendingOrder)
        viewport.grab()

    def switch(number: int) -> None:
        page.show_as(list(Shown)[number % 4])
        viewport.grab()

    timed(f"{count} reps x 31 days: fill and paint", fill)
    timed("paint", lambda _: viewport.grab())
    timed("show another figure", switch)
    timed("sort by another column", sort)
    timed("scroll", scroll)


def measure_charts(session: Session, folder: Path) -> None:
    """Build and paint each chart of the coverage page for the whole team."""
    context = context_of(session, folder)
    voice = Voice(session.say, session.locale, context.theme)
    with session.store.read() as books:
        district = load_district(books, session.month, "CN")
        review = review_coverage(books, district, district.reps, TODAY)
        timed("read the team's coverage", lambda _: review_coverage(books, district, district.reps, TODAY))
        timed("read the team's month", lambda _: show_team(books, district, TODAY))
    timed("weigh the team's certificates", lambda _: weigh_team(session.store, session.month, "CN"))
    for make in (month_chart, pace_chart, trend_chart, product_chart):
        view = ChartView(context)
        view.resize(560, 260)

        def show(_: int, view: ChartView = view, make: Callable[..., object] = make) -> None:
            view.show_chart(make(review, voice))  # type: ignore[arg-type]
            view.grab()

        timed(make.__name__.replace("_", " "), show)


def main(count: int) -> None:
    """Measure all."""
    application = QApplication([])
    theme = theme_of(False)
    application.setPalette(palette_of(theme))
    application.setFont(font_of())
    application.setStyleSheet(style_sheet(theme))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        session = open_session(make_planned_demo(folder / "demo.db"))
        measure_grid(session, folder, count)
        measure_charts(session, folder)
        session.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else REPS)
