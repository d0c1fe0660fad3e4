from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QPointF, QRectF
from PySide6.QtGui import QPainter, QPdfWriter
from PySide6.QtWidgets import QApplication

from desktop.charts.bars import BarChart, BarSeries
from desktop.charts.bullets import Bullet, BulletChart
from desktop.charts.canvas import Canvas, Chart, Mark, mark_at
from desktop.charts.donut import DonutChart, Slice
from desktop.charts.heat import CalendarHeat, DayHeat, HeatStrip, heat_colour
from desktop.charts.line import LineChart, LineSeries
from desktop.theme.tokens import theme_of
from desktop.viewmodels.wording import Figure, written
from tests.desktop.charts.drawing import ENGLISH, canvas_of, colour_at

RED, BLUE = "#cc0000", "#0000cc"
DAYS = tuple(DayHeat(date(2026, 12, 1) + timedelta(days=n), None if n in (4, 5) else n % 12, "Weekend") for n in range(31))
BARS = BarChart("Calls", ("A", "B"), (BarSeries("Seen", (10, 5), RED), BarSeries("Planned", (2, 15), BLUE)))
CHARTS: tuple[Chart, ...] = (
    BARS,
    BarChart("Stacked", ("A", "B"), BARS.series, stacked=True, targets=(12, None), target_name="Target"),
    BarChart("Nothing", (), ()),
    BarChart("Gaps", ("1", "2"), (BarSeries("Calls", (None, 3), RED),), targets=(None, 3)),
    BulletChart(
        "Coverage", (Bullet("A", 0.4, 0.9, 0.8, RED, ("40%", "90%")), Bullet("B", 0, None, None, BLUE)), ("Tier", "So far")
    ),
    BulletChart("Nothing", ()),
    LineChart("Trend", ("1", "2", "3"), (LineSeries("A", (0.1, 0.5, None), RED, 2, 0.9),), now=1, now_name="Today"),
    LineChart("Nothing", (), ()),
    DonutChart("Customers", (Slice("A", 1, RED), Slice("B", 3, BLUE)), "customers"),
    DonutChart("Nothing", ()),
    HeatStrip("Strip", DAYS),
    CalendarHeat("Calendar", DAYS),
    CalendarHeat("Nothing", ()),
)


def middle(mark: Mark) -> QPointF:
    return mark.area.boundingRect().center()


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: f"{type(chart).__name__} {chart.title}")
@pytest.mark.parametrize("size", [(600, 300), (160, 90), (20, 10)])
def test_that_every_chart_is_painted_at_every_size_in_both_looks(qapp: QApplication, chart: Chart, size: tuple[int, int]) -> None:
    for dark in (False, True):
        with canvas_of(*size, theme_of(dark)) as (canvas, _):
            marks = chart.paint(canvas)
            assert len(chart.paint(canvas, 0)) == len(marks)


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: f"{type(chart).__name__} {chart.title}")
def test_that_every_mark_can_be_pointed_at_and_says_something(qapp: QApplication, chart: Chart) -> None:
    with canvas_of() as (canvas, _):
        marks = chart.paint(canvas)
    for place, mark in enumerate(marks):
        assert mark.hint
        if mark.area.contains(middle(mark)):
            assert mark_at(marks, middle(mark)) == place


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: f"{type(chart).__name__} {chart.title}")
def test_that_the_same_code_prints(qapp: QApplication, chart: Chart, tmp_path: Path) -> None:
    writer = QPdfWriter(str(tmp_path / "chart.pdf"))
    writer.setResolution(300)
    painter = QPainter(writer)
    painter.scale(300 / 96, 300 / 96)
    chart.paint(Canvas(painter, QRectF(0, 0, 600, 300), theme_of(False), ENGLISH))
    painter.end()
    assert (tmp_path / "chart.pdf").read_bytes().startswith(b"%PDF")


def test_that_bars_are_as_tall_as_their_values(qapp: QApplication) -> None:
    with canvas_of() as (canvas, image):
        marks = BARS.paint(canvas)
    seen, planned = (mark.area.boundingRect() for mark in marks[:2])
    assert (seen.height() - 2) / (planned.height() - 2) == pytest.approx(5, rel=0.02)
    assert colour_at(image, seen.center().x(), seen.center().y()) == RED
    assert colour_at(image, planned.center().x(), planned.center().y()) == BLUE


def test_that_stacked_bars_stand_on_one_another(qapp: QApplication) -> None:
    with canvas_of() as (canvas, _):
        low, high, *_ = (mark.area.boundingRect() for mark in CHARTS[1].paint(canvas))
    assert low.center().x() == high.center().x()
    assert high.bottom() == pytest.approx(low.top() + 2)


def test_that_a_bar_tells_its_category_series_value_and_target(qapp: QApplication) -> None:
    with canvas_of() as (canvas, _):
        assert CHARTS[1].paint(canvas)[0].hint == "A\nSeen 10\nTarget 12"


def test_that_a_lying_bar_shows_what_is_reached_expected_and_asked(qapp: QApplication) -> None:
    chart = BulletChart("Coverage", (Bullet("A", 0.5, 0.75, 0.9, RED),))
    with canvas_of(400, 30) as (canvas, image):
        chart.paint(canvas)
    line = [colour_at(image, x, 15) for x in range(400)]
    assert line.count(RED) / (400 - line.index(RED)) == pytest.approx(0.5, abs=0.02)
    assert theme_of(False).text in line


def test_that_a_donut_part_is_hit_on_its_arc_and_on_its_line(qapp: QApplication) -> None:
    with canvas_of(400, 200) as (canvas, image):
        marks = CHARTS[8].paint(canvas)
    assert mark_at(marks, QPointF(170, 60)) == 0
    assert colour_at(image, 170, 60) == RED
    assert mark_at(marks, QPointF(30, 140)) == 1
    assert mark_at(marks, QPointF(90, 100)) is None
    assert marks[1].hint == "B\n3\n75%"


def test_that_heat_deepens_with_the_value_and_stays_in_the_palette() -> None:
    theme = theme_of(False)
    assert heat_colour(theme, None) == heat_colour(theme, 0) == theme.heat[0]
    assert heat_colour(theme, 1) == heat_colour(theme, 7) == theme.heat[-1]
    assert [heat_colour(theme, place / 5) for place in range(6)] == list(theme.heat)


def test_that_a_day_without_field_work_says_what_it_is_instead(qapp: QApplication) -> None:
    with canvas_of() as (canvas, image):
        marks = CHARTS[11].paint(canvas)
    assert marks[4].hint.endswith("Weekend")
    assert marks[4].key == "2026-12-05"
    corner = marks[4].area.boundingRect().bottomRight()
    assert colour_at(image, corner.x() - 4, corner.y() - 4) == theme_of(False).raised


def test_that_numbers_are_written_as_the_language_does() -> None:
    german = QLocale(QLocale.Language.German)
    assert written(german, 1234.5, Figure.DECIMAL) == "1.234,5"
    assert written(ENGLISH, 12345, Figure.WHOLE) == "12,345"
    assert written(ENGLISH, 0.834, Figure.SHARE) == "83%"
