"""The best objective so far over time, as a small live line."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.views.context import Context
from planner.domain.messages import message

Points = tuple[tuple[float, float], ...]


def steps_of(points: Points, until: float, box: QRectF) -> list[QPointF]:
    """The line in a box: it keeps its height until a better plan is found. Time runs to `until` seconds; the first value lies at
    the top, the best at the bottom."""
    values = [value for _, value in points]
    high, low = max(values), min(values)
    span, drawn, before = (high - low) or 1.0, [], None
    for seconds, value in points:
        across = box.left() + box.width() * min(1.0, seconds / until if until else 0.0)
        down = box.bottom() - box.height() * (value - low) / span
        if before is not None:
            drawn.append(QPointF(across, before))
        drawn.append(QPointF(across, down))
        before = down
    return drawn


class ObjectiveLine(QWidget):
    """Shows points of seconds and minutes of the objective; `seconds` is how long the planning may take."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.points: Points = ()
        self._seconds = 1.0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(context.say(message("Best plan so far, over time")))
        self.setToolTip(context.say(message("Best plan so far, over time")))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(180, 32)

    def show_points(self, points: Points, seconds: float) -> None:
        """Show the way so far."""
        self.points, self._seconds = points, seconds
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        theme = self._context.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(2, 4, -4, -4)
        painter.setPen(QPen(QColor(theme.line), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        if self.points:
            until = max(self._seconds, self.points[-1][0])
            drawn = steps_of(self.points, until, box.adjusted(0, 2, 0, -2))
            painter.setPen(QPen(QColor(theme.accent), 1.5))
            painter.drawPolyline(QPolygonF(drawn))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.accent))
            painter.drawEllipse(drawn[-1], 3, 3)
        painter.end()
