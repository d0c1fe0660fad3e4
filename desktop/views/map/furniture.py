"""What stands still over the map: scale bar, legend, whose map it is, and buttons to come nearer and go away."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLocale, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from desktop.theme.apply import font_of
from desktop.theme.tokens import RADIUS, SPACE, Theme, Type
from desktop.views.context import Context
from planner.domain.messages import Message, message

_ROW = 18
"""Height of a line of the legend, pixels."""
LONGEST = 110.0
"""Pixels of the longest scale bar."""


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A colour and what it stands for, in the window's language; `line` for that of a way."""

    colour: str
    text: str
    line: bool = False


def round_distance(longest: float) -> float:
    """The largest 1, 2 or 5 times a power of ten that is not above `longest` metres."""
    power = 1.0
    while power * 10 <= longest:
        power *= 10
    return next(step * power for step in (5.0, 2.0, 1.0) if step * power <= max(longest, 1.0))


def distance_text(metres: float, locale: QLocale) -> Message:
    """A distance as a scale bar says it."""
    if metres >= 1000:
        return message("{distance} km", distance=locale.toString(round(metres / 1000)))
    return message("{distance} m", distance=locale.toString(round(metres)))


def draw_scale(painter: QPainter, theme: Theme, corner: QPointF, width: float, text: str) -> None:
    """A scale bar whose left lower corner is `corner`."""
    painter.setFont(font_of(Type.CAPTION))
    for colour, thick in ((theme.surface, 4.0), (theme.text, 1.5)):
        painter.setPen(QPen(QColor(colour), thick))
        painter.drawPolyline([corner + QPointF(0, -6), corner, corner + QPointF(width, 0), corner + QPointF(width, -6)])
    _draw_text(painter, theme, QRectF(corner.x() + 5, corner.y() - 20, 140, 15), text)


def _draw_text(painter: QPainter, theme: Theme, room: QRectF, text: str) -> None:
    halo = QColor(theme.surface)
    painter.setPen(halo)
    for x, y in ((-1, 0), (1, 0), (0, -1), (0, 1)):
        painter.drawText(room.translated(x, y), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
    painter.setPen(QColor(theme.text))
    painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)


def attribution_room(size: QRectF, text: str) -> QRectF:
    """The right lower corner, as wide as the text, at most six tenths of the map."""
    width = QFontMetricsF(font_of(Type.CAPTION)).horizontalAdvance(text) + 2 * SPACE[1]
    width = min(width, size.width() * 0.6)
    return QRectF(size.right() - width, size.bottom() - 20, width, 20)


def draw_attribution(painter: QPainter, theme: Theme, room: QRectF, text: str) -> None:
    """Whose map it is, elided in the middle where there is no room."""
    font = font_of(Type.CAPTION)
    ground = QColor(theme.surface)
    ground.setAlphaF(0.85)
    painter.fillRect(room, ground)
    painter.setFont(font)
    painter.setPen(QColor(theme.muted))
    shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideMiddle, room.width() - SPACE[1])
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, shown)


def legend_card(bottom: QPointF, entries: Sequence[LegendEntry]) -> QRectF:
    """Where the legend lies when its left lower corner is `bottom`; nothing without entries."""
    if not entries:
        return QRectF()
    metrics = QFontMetricsF(font_of(Type.CAPTION))
    width = max(metrics.horizontalAdvance(each.text) for each in entries) + 22 + 2 * SPACE[1]
    height = _ROW * len(entries) + SPACE[1]
    return QRectF(bottom.x(), bottom.y() - height, width, height)


def draw_legend(painter: QPainter, theme: Theme, card: QRectF, entries: Sequence[LegendEntry]) -> None:
    """A small card of colours and what they stand for."""
    if not entries:
        return
    painter.setPen(QPen(QColor(theme.line), 1))
    painter.setBrush(QColor(theme.surface))
    painter.drawRoundedRect(card, RADIUS, RADIUS)
    painter.setFont(font_of(Type.CAPTION))
    for place, entry in enumerate(entries):
        middle = card.top() + SPACE[0] + _ROW * (place + 0.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(entry.colour))
        if entry.line:
            painter.drawRoundedRect(QRectF(card.left() + SPACE[1] - 1, middle - 2, 12, 4), 2, 2)
        else:
            painter.drawEllipse(QPointF(card.left() + SPACE[1] + 5, middle), 5, 5)
        painter.setPen(QColor(theme.text))
        room = QRectF(card.left() + SPACE[1] + 18, middle - _ROW / 2, card.width(), _ROW)
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, entry.text)


class ZoomButtons(QWidget):
    """Plus and minus, for those who have neither wheel nor keys at hand."""

    def __init__(self, context: Context, parent: QWidget, zoom: Callable[[float], None]) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE[0])
        for text, name, step in (("+", message("Nearer"), 1.0), ("−", message("Farther"), -1.0)):
            button = QToolButton()
            button.setText(text)
            button.setFont(font_of(Type.HEADING))
            button.setFixedSize(32, 32)
            button.setProperty("look", "button")
            button.setStyleSheet("padding: 0px;")
            button.setToolTip(context.say(name))
            button.setAccessibleName(context.say(name))
            button.setCursor(Qt.CursorShape.ArrowCursor)
            button.clicked.connect(lambda _=False, step=step: zoom(step))
            column.addWidget(button)
        self.adjustSize()
