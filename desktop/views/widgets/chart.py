"""A chart on the screen: highlighted where the pointer or the keyboard is, with a tooltip, and copied as a picture."""

from PySide6.QtCore import QEvent, QMarginsF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QImage, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop.charts.canvas import Canvas, Chart, Mark, mark_at
from desktop.views.context import Context

_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}


class ChartView(QWidget):
    """Shows one chart. `chosen(str)` tells the key of a mark that was clicked, or chosen with Enter.

    Arrow keys, Home and End move the highlight; Ctrl+C copies the chart as a picture.
    """

    chosen = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._chart: Chart | None = None
        self._marks: tuple[Mark, ...] = ()
        self._lit: int | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_chart(self, chart: Chart) -> None:
        """Show a chart instead of the former one."""
        self._chart, self._lit, self._marks = chart, None, ()
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription("")
        self.update()

    @property
    def chart(self) -> Chart | None:
        """What is shown."""
        return self._chart

    @property
    def marks(self) -> tuple[Mark, ...]:
        """What can be pointed at, as last painted."""
        return self._marks

    @property
    def lit(self) -> Mark | None:
        """What is highlighted."""
        return self._marks[self._lit] if self._lit is not None and self._lit < len(self._marks) else None

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(320, 200)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(160, 90)

    def picture(self, scale: float = 2.0) -> QImage:
        """The chart without highlight on its own background, as large as it is shown, in `scale` times the pixels."""
        image = QImage(self.size() * scale, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(scale)
        image.fill(self._context.theme.surface)
        painter = QPainter(image)
        self._paint(painter, None)
        painter.end()
        return image

    def copy(self) -> None:
        """Put the chart on the clipboard as a picture."""
        if self._chart is not None:
            QGuiApplication.clipboard().setImage(self.picture())

    def _paint(self, painter: QPainter, lit: int | None) -> tuple[Mark, ...]:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        space = QRectF(self.rect()).marginsRemoved(QMarginsF(2, 2, 2, 2))
        canvas = Canvas(painter, space, self._context.theme, self._context.session.locale)
        return () if self._chart is None else self._chart.paint(canvas, lit)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        self._marks = self._paint(painter, self._lit)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        place = mark_at(self._marks, event.position())
        self._light(place)
        if place is None:
            QToolTip.hideText()
        else:
            QToolTip.showText(event.globalPosition().toPoint(), self._marks[place].hint, self)
        wanted = place is not None and bool(self._marks[place].key)
        self.setCursor(Qt.CursorShape.PointingHandCursor if wanted else Qt.CursorShape.ArrowCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        super().mousePressEvent(event)
        if event.button() is Qt.MouseButton.LeftButton:
            event.accept()
            self._light(mark_at(self._marks, event.position()))
            self._choose()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        super().leaveEvent(event)
        if not self.hasFocus():
            self._light(None)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusOutEvent(event)
        self._light(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
        elif not self._move(Qt.Key(event.key())):
            super().keyPressEvent(event)

    def _move(self, key: Qt.Key) -> bool:
        """Move the highlight by a key; whether the key says where to."""
        last = len(self._marks) - 1
        if last < 0:
            return False
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._point_at(0 if key == Qt.Key.Key_Home else last)
        elif key in _STEPS:
            start = self._lit if self._lit is not None else (-1 if _STEPS[key] > 0 else last + 1)
            self._point_at(min(last, max(0, start + _STEPS[key])))
        else:
            return False
        return True

    def _point_at(self, place: int) -> None:
        """Highlight by keyboard: the tooltip stands at the mark."""
        self._light(place)
        mark = self._marks[place]
        spot: QPointF = mark.area.boundingRect().center()
        self.setAccessibleDescription(mark.hint)
        QToolTip.showText(self.mapToGlobal(spot.toPoint()), mark.hint, self)

    def _choose(self) -> None:
        mark = self.lit
        if mark is not None and mark.key:
            self.chosen.emit(mark.key)

    def _light(self, place: int | None) -> None:
        if place != self._lit:
            self._lit = place
            self.update()
