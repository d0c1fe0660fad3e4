"""What a person's hand does on the board: presses, drags, drops, keys; and what is read off afterwards."""

from datetime import date

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.viewmodels.session import Session
from desktop.views.week.board import Board
from desktop.views.week.page import WeekPage
from planner.domain.plan import DayPlan, MonthPlan
from planner.month.hand.locks import CallRef

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


def plan_of(page: WeekPage) -> MonthPlan:
    assert page.model.sheet is not None
    return page.model.sheet.plan


def day_of(page: WeekPage, when: date) -> DayPlan:
    return next(day for day in plan_of(page).days if day.date == when)


def refs_of(page: WeekPage, when: date) -> list[CallRef]:
    return [CallRef(call.customer, when) for call in day_of(page, when).calls]


def spot_of(board: Board, ref: CallRef) -> QPoint:
    """A point of the viewport in the middle of a visit, scrolled to."""
    board.reveal(ref)
    box = board.item_of(ref)
    assert box is not None
    return board.mapFromScene(box.center())


def click(board: Board, ref: CallRef, keys: Qt.KeyboardModifier = NONE) -> None:
    QTest.mouseClick(board.viewport(), LEFT, keys, spot_of(board, ref))


def send(board: Board, kind: QEvent.Type, at: QPoint, button: Qt.MouseButton = LEFT) -> None:
    down = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseButtonRelease else LEFT
    position = QPointF(at)
    event = QMouseEvent(kind, position, QPointF(board.viewport().mapToGlobal(at)), button, down, NONE)
    QApplication.sendEvent(board.viewport(), event)


def drag(board: Board, start: QPoint, end: QPoint, *, drop: bool = True) -> None:
    """Press, move in some steps, and let go."""
    send(board, QEvent.Type.MouseButtonPress, start)
    for step in range(1, 6):
        at = start + (end - start) * (step / 5)
        send(board, QEvent.Type.MouseMove, at, Qt.MouseButton.NoButton)
    if drop:
        send(board, QEvent.Type.MouseButtonRelease, end)


def drop(board: Board, data: QMimeData, at: QPoint) -> None:
    """Let something fall from outside."""
    actions = Qt.DropAction.CopyAction
    enter = QDragEnterEvent(at, actions, data, LEFT, NONE)
    board.dragEnterEvent(enter)
    assert enter.isAccepted()
    board.dropEvent(QDropEvent(QPointF(at), actions, data, LEFT, NONE))


def stored(session: Session) -> MonthPlan | None:
    """The plan as it is in the file."""
    assert session.rep is not None
    with session.store.read() as books:
        return books.plans.latest(session.rep, session.month)


def settle(page: WeekPage, qtbot: QtBot) -> None:
    """Until all is written and read."""
    page.model.flush()
    qtbot.waitUntil(lambda: page.context.session.background.idle, timeout=10_000)
