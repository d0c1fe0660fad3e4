"""The board: one column per field day on a time grid; what is dropped, dragged, chosen and typed becomes a wish."""

from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsSceneContextMenuEvent, QGraphicsView

from desktop.tables.candidates import customers_in
from desktop.usecases.edit_week import Sheet
from desktop.usecases.week_moves import snapped
from desktop.viewmodels.week import Preview, WeekModel
from desktop.views.context import Context
from desktop.views.week.daylayer import DayLayer
from desktop.views.week.geometry import Scale, scale_of
from desktop.views.week.gesture import Gesture
from desktop.views.week.look import looks_of
from desktop.views.week.timeaxis import GridItem, Windows
from planner.domain.messages import message
from planner.domain.people import CustomerId
from planner.domain.units import MinuteOfDay
from planner.month.hand.edits import Move
from planner.month.hand.locks import CallRef


class Board(QGraphicsView):
    """`asked(frozenset[CallRef], QPoint)`: the menu of these calls is wanted at a point of the screen; `hinted(str)`: what the
    drag under way would do; `scaled`: columns or zoom changed; `key_pressed(QKeyEvent)`: for what the page knows better."""

    asked = Signal(object, object)
    empty_asked = Signal(object, object)  # date, QPoint
    hinted = Signal(str)
    scaled = Signal()

    def __init__(self, context: Context, model: WeekModel, pixels: float = 1.8) -> None:
        super().__init__()
        self.context, self.model = context, model
        self.plane = QGraphicsScene(self)
        self.setScene(self.plane)
        self.grid = GridItem(context)
        self.plane.addItem(self.grid)
        self.layers: dict[date, DayLayer] = {}
        self.ghosts: list[DayLayer] = []
        self.pixels = pixels
        self.scale_now = Scale(pixels, 480, 1080, 120.0, 5)
        self.gesture = Gesture(self)
        self._over: list[Move] | None = None
        self._retired: list[DayLayer] = []
        self._burial = QTimer(self)
        self._burial.setSingleShot(True)
        self._burial.timeout.connect(self._retired.clear)
        self.setAcceptDrops(True)
        self.setDragMode(QGraphicsView.DragMode.RubberBandDrag)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(context.say(message("Board of the week")))
        self.rubberBandChanged.connect(self._catch)
        model.changed.connect(self.show_sheet)
        model.selected.connect(self.show_selection)

    # Showing

    def show_sheet(self) -> None:
        """Paint what changed since it was painted last."""
        sheet = self.model.sheet
        if sheet is None:
            return
        self.drop_ghosts()
        self.scale_now = scale_of(sheet, self.model.dates, self.viewport().width(), self.pixels)
        looks = looks_of(sheet, self.model.dates)
        self.grid.show_days(self.scale_now, tuple(looks.values()), self.context.session.today())
        self.setSceneRect(QRectF(0, 0, self.scale_now.x(self.scale_now.columns), self.scale_now.height + 12))
        for when in [when for when in self.layers if when not in looks]:
            self._retire(self.layers.pop(when))
        for column, (when, look) in enumerate(looks.items()):
            old = self.layers.get(when)
            if old is not None and (old.look, old.scale_used, old.column) == (look, self.scale_now, column):
                continue
            if old is not None:
                self._retire(old)
            layer = DayLayer(self.context, sheet, look, scale=self.scale_now, column=column, hand=self.gesture)
            self.plane.addItem(layer)
            self.layers[when] = layer
        self.show_selection()
        self.scaled.emit()

    def _retire(self, layer: DayLayer) -> None:
        """Take a layer away, but let it live until no event of its items is under way."""
        self.plane.removeItem(layer)
        self._retired.append(layer)
        self._burial.start(0)

    def tear_down(self) -> None:
        """Give all items back while the scene still stands: what is left to the garbage collector may end in another thread."""
        self.drop_ghosts()
        for layer in self.layers.values():
            self.plane.removeItem(layer)
        self.layers.clear()
        self._burial.stop()
        self._retired.clear()
        self.plane.removeItem(self.grid)

    def show_selection(self) -> None:
        """Mark the calls chosen."""
        for layer in self.layers.values():
            for ref, visit in layer.visits.items():
                visit.choose(ref in self.model.selection)

    def light(self, windows: Windows) -> None:
        """Show softly when the chosen ones can be met."""
        self.grid.light(windows)

    def show_preview(self, preview: Preview, moving: frozenset[CallRef]) -> None:
        """Show the days as an edit would leave them, in place of those that it changes; None = as they are."""
        self.drop_ghosts()
        if preview.sheet is None:
            text = "" if preview.refused is None else self.context.say(preview.refused.problem)
            self.hinted.emit(text)
            return
        looks = looks_of(preview.sheet, self.model.dates)
        for column, (when, look) in enumerate(looks.items()):
            layer = self.layers.get(when)
            if layer is None or layer.look == look:
                continue
            layer.setOpacity(0.0)
            self._add_ghost(preview.sheet, look_column=column, when=when, moving=moving)

    def _add_ghost(self, sheet: Sheet, *, look_column: int, when: date, moving: frozenset[CallRef]) -> None:
        look = looks_of(sheet, (when,))[when]
        ghost = DayLayer(self.context, sheet, look, scale=self.scale_now, column=look_column)
        ghost.setZValue(5)
        for ref, visit in ghost.visits.items():
            visit.moving = ref in moving
        self.plane.addItem(ghost)
        self.ghosts.append(ghost)

    def drop_ghosts(self) -> None:
        """Show the days as they are."""
        for ghost in self.ghosts:
            self._retire(ghost)
        self.ghosts.clear()
        for layer in self.layers.values():
            layer.setOpacity(1.0)

    # Where

    def date_at(self, x: float) -> date | None:
        """The day of an x of the scene."""
        dates = self.model.dates
        return dates[self.scale_now.column(x)] if dates else None

    def item_of(self, ref: CallRef) -> QRectF | None:
        """Where a call lies in the scene."""
        layer = self.layers.get(ref.date)
        visit = layer.visits.get(ref) if layer else None
        return visit.sceneBoundingRect() if visit else None

    def reveal(self, ref: CallRef) -> None:
        """Scroll to a call."""
        box = self.item_of(ref)
        if box is not None:
            self.ensureVisible(box, 0, 60)

    def zoom(self, steps: int) -> None:
        """Show hours larger or smaller."""
        self.pixels = self.scale_now.zoomed(steps)
        self.show_sheet()

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self.show_sheet()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape and self.gesture.active:
            self.gesture.cancel()
        else:
            event.ignore()  # the page knows what keys mean

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        super().contextMenuEvent(event)
        when = self.date_at(self.mapToScene(event.pos()).x())
        if not event.isAccepted() and when is not None:
            self.empty_asked.emit(when, event.globalPos())

    def menu_for(self, refs: frozenset[CallRef], event: QGraphicsSceneContextMenuEvent) -> None:
        """Pass on that the menu of an item is wanted."""
        if not refs <= self.model.selection:
            self.model.select(refs)
        self.asked.emit(self.model.selection, event.screenPos())

    def _catch(self, rubber: object, begin: QPointF, end: QPointF) -> None:
        """Choose the calls that the rubber band touches, as it grows."""
        if begin.isNull() and end.isNull():
            return
        area = QRectF(begin, end).normalized()
        caught = {ref for layer in self.layers.values() for ref, visit in layer.visits.items() if _touches(visit, area)}
        self.model.select(caught)

    # From the list of customers

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        if customers_in(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802 - Qt's name
        moves = self._wished(customers_in(event.mimeData()), self.mapToScene(event.position().toPoint()))
        event.acceptProposedAction()
        if moves != self._over:
            self._over = moves
            self.show_preview(self.model.preview(moves), frozenset(CallRef(each.customer, each.date) for each in moves))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802 - Qt's name
        self._over = None
        self.drop_ghosts()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        moves = self._wished(customers_in(event.mimeData()), self.mapToScene(event.position().toPoint()))
        self._over = None
        self.drop_ghosts()
        if moves:
            event.acceptProposedAction()
            self.model.move(moves)
            self.setFocus()

    def _wished(self, customers: tuple[CustomerId, ...], at: QPointF) -> list[Move]:
        when, start = self.date_at(at.x()), snapped(self.scale_now.minute(at.y()))
        if when is None:
            return []
        return [Move(customer, None, when, MinuteOfDay(start + n)) for n, customer in enumerate(customers)]


def _touches(visit: object, area: QRectF) -> bool:
    return bool(visit.sceneBoundingRect().intersects(area))  # type: ignore[attr-defined]
