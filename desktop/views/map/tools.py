"""What a drag on the map does: move it, or draw a line or a rectangle around points."""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from desktop.theme.tokens import Theme


class Tool(StrEnum):
    """PLACE takes a click as a position instead of a choice."""

    PAN = "pan"
    LASSO = "lasso"
    RECTANGLE = "rectangle"
    PLACE = "place"


def tool_of(chosen: Tool, modifiers: Qt.KeyboardModifier) -> Tool:
    """Shift drags a rectangle and Ctrl a lasso whatever tool is chosen."""
    if modifiers & Qt.KeyboardModifier.ShiftModifier:
        return Tool.RECTANGLE
    if modifiers & Qt.KeyboardModifier.ControlModifier:
        return Tool.LASSO
    return chosen


class Outline:
    """A line being drawn around points, in pixels of the viewport."""

    def __init__(self, tool: Tool, start: QPoint) -> None:
        self.tool = tool
        self._corners = [start]

    def extend(self, to: QPoint) -> None:
        """Follow the pointer; steps of less than three pixels are left out."""
        if self.tool is Tool.RECTANGLE:
            self._corners = [self._corners[0], to]
        elif (to - self._corners[-1]).manhattanLength() >= 3:
            self._corners.append(to)

    def line(self) -> Sequence[QPoint]:
        """The corners of the closed line."""
        if self.tool is Tool.RECTANGLE and len(self._corners) == 2:
            one, other = self._corners
            return (one, QPoint(other.x(), one.y()), other, QPoint(one.x(), other.y()))
        return tuple(self._corners)

    def bounds(self) -> QRectF:
        """The smallest rectangle around it."""
        return QPolygonF([QPointF(each) for each in self.line()]).boundingRect()

    def draw(self, painter: QPainter, theme: Theme) -> None:
        fill = QColor(theme.accent)
        fill.setAlphaF(0.12)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.accent), 1.5, Qt.PenStyle.DashLine))
        painter.setBrush(fill)
        painter.drawPolygon(QPolygonF([QPointF(each) for each in self.line()]))
