"""Somebody who knows nothing presses everything: no exception, no warning, and the district still opens afterwards."""

import os
import random
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QColorDialog, QFileDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from db.store import open_store
from desktop.views.shell.desk import Desk
from desktop.views.shell.places import PLACES

EVENTS = 5_000
NO_KEYS = Qt.KeyboardModifier.NoModifier
KEYS = (
    *(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Tab, Qt.Key.Key_Backtab),
    *(Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Delete, Qt.Key.Key_Escape, Qt.Key.Key_Home, Qt.Key.Key_End),
    *(Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_A, Qt.Key.Key_P, Qt.Key.Key_Z),
)
MODIFIERS = (
    *(NO_KEYS,) * 6,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)


class Monkey:
    """Fires random events at whatever is visible; equal seeds fire equal events."""

    def __init__(self, desk: Desk, seed: int) -> None:
        self._desk = desk
        self._chance = random.Random(seed)

    def act(self) -> None:
        """One event."""
        widget = self._target()
        place = QPoint(self._chance.randrange(max(1, widget.width())), self._chance.randrange(max(1, widget.height())))
        match self._chance.randrange(20):
            case 0:
                self._turn_page()
            case 1 | 2 | 3:
                QTest.keyClick(widget, self._chance.choice(KEYS), self._chance.choice(MODIFIERS))
            case 4:
                QTest.keyClicks(widget, self._chance.choice(("wang", "9", "ab", "08:30", " ")))
            case 5:
                QTest.mouseDClick(widget, Qt.MouseButton.LeftButton, NO_KEYS, place)
            case 6:
                QTest.mouseClick(widget, Qt.MouseButton.RightButton, NO_KEYS, place)
            case 7 | 8:
                self._drag(widget, place)
            case 9:
                self._wheel(widget, place)
            case _:
                QTest.mouseClick(widget, Qt.MouseButton.LeftButton, self._chance.choice(MODIFIERS), place)

    def _target(self) -> QWidget:
        popup = QApplication.activePopupWidget()
        if popup is not None:
            if self._chance.random() < 0.3:
                popup.close()
            else:
                return popup
        page = self._desk.workspace.page if self._desk.workspace is not None else None
        root: QWidget = self._desk.frame if page is None or self._chance.random() < 0.1 else page
        shown = [each for each in root.findChildren(QWidget) if each.isVisible() and each.isEnabled()]
        return self._chance.choice(shown) if shown else root

    def _turn_page(self) -> None:
        if self._desk.workspace is not None:
            self._desk.workspace.turn_to(self._chance.choice(PLACES).name)

    def _drag(self, widget: QWidget, place: QPoint) -> None:
        end = place + QPoint(self._chance.randrange(-200, 200), self._chance.randrange(-200, 200))
        QTest.mousePress(widget, Qt.MouseButton.LeftButton, NO_KEYS, place)
        QTest.mouseMove(widget, (place + end) / 2)
        QTest.mouseMove(widget, end)
        QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, NO_KEYS, end)

    def _wheel(self, widget: QWidget, place: QPoint) -> None:
        turn = QPoint(0, self._chance.choice((-120, 120)))
        event = QWheelEvent(
            QPointF(place), QPointF(widget.mapToGlobal(place)), QPoint(), turn, Qt.MouseButton.NoButton, NO_KEYS,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(widget, event)


@pytest.fixture
def nothing_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """File dialogs and menus that wait for a person answer at once that nobody chose anything."""
    for name in ("getOpenFileName", "getOpenFileNames", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_, **__: ("", ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_, **__: "")
    monkeypatch.setattr(QColorDialog, "getColor", lambda *_, **__: None)
    monkeypatch.setattr(QMenu, "exec", lambda self, *_: self.popup(QPoint(10, 10)))


@pytest.mark.parametrize("part", [0, *(pytest.param(part, marks=pytest.mark.slow) for part in (1, 2, 3))])
@pytest.mark.usefixtures("nothing_blocks")
def test_that_five_thousand_random_events_end_in_no_exception(part: int, opened: Desk, district_file: Path, qtbot: QtBot) -> None:
    seed = part if os.environ.get("CI") else random.randrange(10**6)
    monkey = Monkey(opened, seed)
    assert opened.workspace is not None
    for place in PLACES:
        opened.workspace.make(place.name)
    for number in range(EVENTS // 4):
        monkey.act()
        if number % 25 == 0:
            QApplication.processEvents()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()
    assert opened.session is not None, seed
    opened.session.jobs.stop()
    qtbot.waitUntil(lambda: opened.session is not None and opened.session.background.idle, timeout=60_000)
    opened.close()
    with open_store(district_file) as store, store.read() as books:
        assert books.reps.all()
