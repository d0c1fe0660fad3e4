"""A drag on the board from press to release: what it would do is shown live, dropped it is done, Escape takes it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication, QGraphicsSceneContextMenuEvent, QGraphicsSceneMouseEvent

from desktop.usecases.week_moves import shifted, snapped
from planner.month.hand.locks import CallRef

if TYPE_CHECKING:
    from desktop.views.week.board import Board


class Gesture:
    """Hears of the items' mouse events. A plain press chooses, Ctrl adds or takes away, Shift extends to a stretch of the day."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._pressed: QPointF | None = None
        self._grip = 0
        self._column = 0
        self._shift = (0, 0)
        self._refs: frozenset[CallRef] = frozenset()
        self._on_click: frozenset[CallRef] | None = None
        self.active = False

    def press(self, refs: frozenset[CallRef], event: QGraphicsSceneMouseEvent, *, block: bool) -> None:
        """Choose what is pressed, and remember where for a drag."""
        model, keys = self._board.model, event.modifiers()
        self._on_click = None
        if keys & Qt.KeyboardModifier.ControlModifier:
            model.select(refs, toggle=not block, add=block)
        elif keys & Qt.KeyboardModifier.ShiftModifier:
            model.select(self._stretch(refs), add=True)
        elif not refs <= model.selection:
            model.select(refs)
        else:
            self._on_click = refs
        self._board.setFocus()
        self._pressed = event.scenePos()
        self._column = self._board.scale_now.column(event.scenePos().x())
        self._refs = model.selection
        first = min(refs, key=self._start_of)
        self._grip = self._start_of(first)
        self._shift = (0, 0)

    def drag(self, event: QGraphicsSceneMouseEvent) -> None:
        """Follow the pointer in steps of a quarter of an hour and of a day."""
        if self._pressed is None or not self._refs:
            return
        way = event.scenePos() - self._pressed
        if not self.active and way.manhattanLength() < QApplication.startDragDistance():
            return
        self.active = True
        board = self._board
        days = board.scale_now.column(event.scenePos().x()) - self._column
        minutes = snapped(self._grip + way.y() / board.scale_now.pixels) - self._grip
        if abs(way.y()) < QApplication.startDragDistance():
            minutes = 0
        if (days, minutes) != self._shift:
            self._shift = (days, minutes)
            self._show()

    def release(self, event: QGraphicsSceneMouseEvent) -> None:
        """Do what the drag showed."""
        active, shift, refs = self.active, self._shift, self._refs
        self._end()
        if active and shift != (0, 0):
            self._board.model.select(refs)
            if not self._board.model.shift(*shift):
                self._board.drop_ghosts()
        elif active:
            self._board.drop_ghosts()
        elif self._on_click is not None:
            self._board.model.select(self._on_click)

    def cancel(self) -> None:
        """Leave all as it was."""
        self._end()
        self._board.drop_ghosts()

    def ask(self, refs: frozenset[CallRef], event: QGraphicsSceneContextMenuEvent) -> None:
        """The menu of an item is wanted."""
        self._board.menu_for(refs, event)

    def _end(self) -> None:
        self._pressed, self.active = None, False
        self._board.hinted.emit("")

    def _show(self) -> None:
        board, sheet = self._board, self._board.model.sheet
        if sheet is None:
            return
        if self._shift == (0, 0):
            board.drop_ghosts()
            return
        moves = shifted(sheet, self._refs, *self._shift)
        board.show_preview(board.model.preview(moves), frozenset(CallRef(each.customer, each.date) for each in moves))

    def _start_of(self, ref: CallRef) -> int:
        layer = self._board.layers.get(ref.date)
        visit = layer.visits.get(ref) if layer else None
        return visit.call.start if visit else 0

    def _stretch(self, refs: frozenset[CallRef]) -> set[CallRef]:
        """The calls of the pressed day between those already chosen on it and the pressed ones."""
        chosen = set(refs)
        for when in {ref.date for ref in refs}:
            layer = self._board.layers.get(when)
            order = [layer.look.ref(call) for call in layer.look.plan.calls] if layer else []
            places = [n for n, ref in enumerate(order) if ref in refs or ref in self._board.model.selection]
            chosen |= set(order[min(places) : max(places) + 1]) if places else set()
        return chosen
