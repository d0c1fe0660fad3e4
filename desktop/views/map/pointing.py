"""Pointer, wheel, touch and keys on the map."""

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QNativeGestureEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QToolTip

from desktop.views.context import Context
from desktop.views.map.canvas import MapCanvas
from desktop.views.map.tools import Outline, Tool, tool_of

_STILL = 5
"""Pixels within which a press and its release are a click."""
STEP = 96
"""Pixels that an arrow key moves the map."""
NOTCH = 120.0
"""What Qt reports for one notch of a wheel, in eighths of a degree."""
_ARROWS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
_ZOOM_KEYS = {Qt.Key.Key_Plus: 0.5, Qt.Key.Key_Equal: 0.5, Qt.Key.Key_Minus: -0.5, Qt.Key.Key_Underscore: -0.5}


class Pointing(MapCanvas):
    """The part of a map view that turns events into moves and choices.

    Drag moves, wheel and pinch zoom, double click comes nearer; Shift+drag selects in a rectangle, Ctrl+drag inside a drawn
    line; arrows move, + and - zoom, Home shows everything, Esc lets go.
    """

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.tool = Tool.PAN
        self.outline: Outline | None = None
        self._pressed: QPoint | None = None
        self._last = QPoint()
        self._under: int | None = None
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.viewport().grabGesture(Qt.GestureType.PinchGesture)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.take_tool(Tool.PAN)

    def take_tool(self, tool: Tool) -> None:
        """Choose what a drag or click does."""
        self.tool = tool
        self.outline = None
        self.tool_taken.emit(tool)
        pointing = Qt.CursorShape.ArrowCursor if tool is Tool.PAN else Qt.CursorShape.CrossCursor
        self.viewport().setCursor(pointing)
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self._pressed = self._last = event.position().toPoint()
        tool = tool_of(self.tool, event.modifiers())
        if tool in (Tool.LASSO, Tool.RECTANGLE):
            self.outline = Outline(tool, self._pressed)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        at = event.position().toPoint()
        if self._pressed is None:
            self._hover(at)
        elif self.outline is not None:
            self.outline.extend(at)
            self.viewport().update()
        else:
            self._drag(at)

    def _drag(self, at: QPoint) -> None:
        step = self._last - at
        self._last = at
        self.move_by(step.x(), step.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if event.button() is not Qt.MouseButton.LeftButton or self._pressed is None:
            return
        at, start, outline = event.position().toPoint(), self._pressed, self.outline
        self._pressed = self.outline = None
        self.viewport().update()
        if outline is not None and max(outline.bounds().width(), outline.bounds().height()) >= _STILL:
            self._catch(outline)
        elif (at - start).manhattanLength() < _STILL:
            self._click(at)

    def _catch(self, outline: Outline) -> None:
        self.choose(self.points.cloud.within([self.spot_at(each) for each in outline.line()]))

    def _click(self, at: QPoint) -> None:
        if self.tool is Tool.PLACE:
            self.place_clicked.emit(self.coordinate_at(at))
            return
        index = self.points.cloud.nearest(self.spot_at(at), 2.0**self.zoom)
        if index is not None:
            self.point_clicked.emit(self.points.cloud.points[index].id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        self.zoom_by(1.0, event.position().toPoint())

    def _hover(self, at: QPoint) -> None:
        index = self.points.cloud.nearest(self.spot_at(at), 2.0**self.zoom)
        if index == self._under:
            return
        self._under = index
        text = "" if index is None else self.points.cloud.points[index].tooltip
        QToolTip.showText(self.viewport().mapToGlobal(at), text, self.viewport())
        if self.tool is Tool.PAN:
            shape = Qt.CursorShape.ArrowCursor if index is None else Qt.CursorShape.PointingHandCursor
            self.viewport().setCursor(shape)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        at = event.position().toPoint()
        if event.phase() is not Qt.ScrollPhase.NoScrollPhase and not event.pixelDelta().isNull():
            step = event.pixelDelta()  # two fingers on a touch pad move the map
            self.move_by(-step.x(), -step.y())
        else:
            self.zoom_by(event.angleDelta().y() / NOTCH / 2, at)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        key = Qt.Key(event.key())
        if key in _ARROWS:
            right, down = _ARROWS[key]
            self.move_by(right * STEP, down * STEP)
        elif key in _ZOOM_KEYS:
            self.zoom_by(_ZOOM_KEYS[key])
        elif key is Qt.Key.Key_Home:
            self.fit()
        elif key is Qt.Key.Key_Escape and (self.tool is not Tool.PAN or self.outline or self.points.chosen):
            self.let_go()
        else:
            super().keyPressEvent(event)

    def let_go(self) -> None:
        """Back to moving, with nothing selected."""
        self.take_tool(Tool.PAN)
        if self.points.chosen:
            self.select(())
            self.lassoed.emit(())

    def select_in_sight(self) -> None:
        """Select every point that is seen: the keyboard's rectangle."""
        corners = (QPoint(0, 0), QPoint(self.width(), 0), QPoint(self.width(), self.height()), QPoint(0, self.height()))
        self.choose(self.points.cloud.within([self.spot_at(each) for each in corners]))

    def step_selection(self, steps: int) -> None:
        """Go to the next point in sight, from left to right: the keyboard's click."""
        ids = [
            self.points.cloud.points[index].id
            for index, x, y in sorted(self.points.in_sight(), key=lambda each: (each[1], each[2]))
        ]
        if not ids:
            return
        current = next((place for place, id in enumerate(ids) if id in self.points.chosen), -1 if steps > 0 else 0)
        chosen = ids[(current + steps) % len(ids)]
        self.select((chosen,))
        self.point_clicked.emit(chosen)

    def choose(self, ids: tuple[str, ...]) -> None:
        """Select points and say so."""
        self.select(ids)
        self.lassoed.emit(ids)

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if isinstance(event, QNativeGestureEvent) and event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
            self.zoom_by(event.value(), event.position().toPoint())
            return True
        if isinstance(event, QGestureEvent):
            return self._pinch(event)
        return super().viewportEvent(event)

    def _pinch(self, event: QGestureEvent) -> bool:
        pinch = event.gesture(Qt.GestureType.PinchGesture)
        if isinstance(pinch, QPinchGesture) and pinch.scaleFactor() > 0:
            self.zoom_by(pinch.scaleFactor() - 1.0, self.viewport().mapFromGlobal(pinch.centerPoint().toPoint()))
        return True

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        super().paintEvent(event)
        if self.outline is not None:
            painter = QPainter(self.viewport())
            self.outline.draw(painter, self.context.theme)
            painter.end()
