"""The time grid of the board as a scene item, so that paper shows it too: hours, lunch, hours off, and where a call may start."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from desktop.theme.apply import font_of
from desktop.theme.tokens import Theme, Type
from desktop.views.context import Context
from desktop.views.week.geometry import GUTTER, Scale
from desktop.views.week.look import DayLook
from desktop.views.week.painting import mixed
from planner.domain.units import MinuteOfDay, TimeWindow, clock

Windows = Mapping[date, tuple[TimeWindow, ...]]


class GridItem(QGraphicsItem):
    """The ground of the board. `windows` are softly lit: when the chosen customer, or hospital, can be met."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._scale = Scale(1.8, 480, 1080, 120.0, 5)
        self._looks: tuple[DayLook, ...] = ()
        self._windows: Windows = {}
        self._today: date | None = None
        self.setZValue(-10)

    def show_days(self, scale: Scale, looks: tuple[DayLook, ...], today: date) -> None:
        """Lay the grid for these days."""
        self.prepareGeometryChange()
        self._scale, self._looks, self._today = scale, looks, today
        self.update()

    def light(self, windows: Windows) -> None:
        """Light the hours in which somebody can be met; none = no light."""
        if windows != self._windows:
            self._windows = windows
            self.update()

    def boundingRect(self) -> QRectF:  # noqa: N802 - Qt's name
        return QRectF(0, 0, self._scale.x(self._scale.columns), self._scale.height)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        theme, scale = self._context.theme, self._scale
        painter.fillRect(self.boundingRect(), QColor(theme.surface))
        for column, look in enumerate(self._looks):
            self._paint_day(painter, theme, column, look)
        painter.setFont(font_of(Type.CAPTION))
        for hour in range(scale.first // 60, scale.last // 60 + 1):
            y = scale.y(hour * 60)
            painter.setPen(QPen(QColor(theme.line), 1))
            painter.drawLine(QLineF(GUTTER, y, scale.x(scale.columns), y))
            painter.setPen(QColor(theme.muted))
            if hour * 60 < scale.last:
                box = QRectF(0, y + 1, GUTTER - 6, 14)
                painter.drawText(box, int(Qt.AlignmentFlag.AlignRight), clock(MinuteOfDay(hour * 60)))
        painter.setPen(QPen(QColor(theme.line), 1))
        for column in range(scale.columns + 1):
            painter.drawLine(QLineF(scale.x(column), 0, scale.x(column), scale.height))

    def _paint_day(self, painter: QPainter, theme: Theme, column: int, look: DayLook) -> None:
        scale = self._scale
        whole = QRectF(scale.x(column), 0, scale.width, scale.height)
        off = mixed(theme.muted, theme.surface, 0.10)
        painter.fillRect(whole, off)
        for window in look.field_day.windows if look.field_day else ():
            painter.fillRect(self._box(column, window), QColor(theme.surface))
        if look.date == self._today:
            painter.fillRect(whole, mixed(theme.accent, theme.surface, 0.05))
        if look.past:
            painter.fillRect(whole, mixed(theme.muted, theme.surface, 0.08))
        for window in self._windows.get(look.date, ()):
            painter.fillRect(self._box(column, window), mixed(theme.good, theme.surface, 0.10))

    def _box(self, column: int, window: TimeWindow) -> QRectF:
        scale = self._scale
        return QRectF(scale.x(column), scale.y(window.start), scale.width, (window.end - window.start) * scale.pixels)
