"""How a day of the team's grid is painted: heat on field days, what it is instead on others."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.charts.canvas import mixed
from desktop.charts.heat import heat_colour
from desktop.tables.teamdays import Shown, cell_value
from desktop.theme.apply import font_of
from desktop.theme.tokens import Theme, Type
from desktop.usecases.show_team import TeamDay
from desktop.views.context import Context

_STEPS = 40


class DayCells(QStyledItemDelegate):
    """Paints the cells of the days. `highest` is the figure with the deepest colour; colours are reckoned once each."""

    def __init__(self, context: Context, day_of: Callable[[QModelIndex | QPersistentModelIndex], TeamDay | None]) -> None:
        super().__init__()
        self._context = context
        self._day_of = day_of
        self._font = font_of(Type.CAPTION)
        self._colours: dict[tuple[bool, bool, int], tuple[QColor, QColor]] = {}
        self.shown = Shown.LOAD
        self.highest = 1.0

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        day = self._day_of(index)
        if day is None:
            super().paint(painter, option, index)
            return
        theme = self._context.theme
        area: QRect = option.rect.adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setFont(self._font)
        text = self._fill(painter, area, day, theme)
        painter.setPen(text)
        painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), str(index.data()))
        if day.date == self._context.session.today():
            painter.fillRect(area.left(), area.bottom() - 1, area.width(), 2, QColor(theme.accent))
        self._mark(painter, option, theme)

    def _mark(self, painter: QPainter, option: QStyleOptionViewItem, theme: Theme) -> None:
        """A selected row has a line above and below; the cell that keys act on has a frame."""
        whole: QRect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(whole.left(), whole.top(), whole.width(), 1, QColor(theme.accent))
            painter.fillRect(whole.left(), whole.bottom(), whole.width(), 1, QColor(theme.accent))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(theme.text), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(whole.adjusted(1, 1, -2, -2))

    def _fill(self, painter: QPainter, area: QRect, day: TeamDay, theme: Theme) -> QColor:
        """Fill a cell; returns the colour of its text."""
        value = cell_value(day, self.shown)
        if value is None:
            if day.share:
                painter.setPen(QPen(QColor(theme.line), 1, Qt.PenStyle.DashLine))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(area.adjusted(0, 0, -1, -1))
            else:
                painter.fillRect(area, QColor(theme.window))
            return QColor(theme.muted)
        alarm = self.shown is Shown.GAPS or (self.shown is Shown.LOAD and value > 1)
        back, front = self._colour(theme, alarm, value / self.highest)
        painter.fillRect(area, back)
        return front

    def _colour(self, theme: Theme, alarm: bool, share: float) -> tuple[QColor, QColor]:
        step = round(min(1.0, max(0.0, share)) * _STEPS)
        key = (theme.dark, alarm, step)
        if key not in self._colours:
            part = step / _STEPS
            name = mixed(theme.bad, theme.surface, part * 0.75) if alarm else heat_colour(theme, part)
            self._colours[key] = QColor(name), QColor(theme.on(name))
        return self._colours[key]
