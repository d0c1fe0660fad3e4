from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.charts.bars import BarChart, BarSeries
from desktop.views.context import Context
from desktop.views.widgets.chart import ChartView

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support raise", extend=True)  # tooltips, offscreen
CHART = BarChart("Calls a day", ("A", "B", "C"), (BarSeries("Calls", (10, 5, 8), "#cc0000"),), keys=("a", "b", "c"))


@pytest.fixture
def view(context: Context, qtbot: QtBot) -> Iterator[ChartView]:
    shown = ChartView(context)
    qtbot.addWidget(shown)
    shown.resize(600, 300)
    shown.show_chart(CHART)
    shown.show()
    qtbot.waitUntil(lambda: len(shown.marks) == 3)
    shown.setFocus()
    yield shown
    shown.close()


def centre(view: ChartView, place: int) -> QPoint:
    return view.marks[place].area.boundingRect().center().toPoint()


def test_that_the_pointer_highlights_a_bar_and_leaves_it_again(view: ChartView, qtbot: QtBot) -> None:
    QTest.mouseMove(view, centre(view, 1))
    qtbot.waitUntil(lambda: view.lit is not None and view.lit.key == "b")
    QTest.mouseMove(view, QPoint(2, 2))
    qtbot.waitUntil(lambda: view.lit is None)


def test_that_a_click_on_a_bar_chooses_it(view: ChartView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.chosen) as chosen:
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, centre(view, 2))
    assert chosen.args == ["c"]


def test_that_arrow_keys_walk_along_the_bars_and_enter_chooses(view: ChartView, qtbot: QtBot) -> None:
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_End, Qt.Key.Key_Right, Qt.Key.Key_Left):
        QTest.keyClick(view, key)
    assert view.lit is not None
    assert view.lit.key == "b"
    assert "5" in view.accessibleDescription()
    with qtbot.waitSignal(view.chosen) as chosen:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert chosen.args == ["b"]


def test_that_a_chart_is_copied_as_a_sharp_picture(view: ChartView, qtbot: QtBot) -> None:
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    image = QGuiApplication.clipboard().image()
    assert (image.width(), image.height()) == (1200, 600)


def test_that_a_chart_has_its_title_as_accessible_name(view: ChartView) -> None:
    assert view.accessibleName() == "Calls a day"
