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

LONGEST = 110.0
"""Pixels of the longest scale bar."""


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A colour and what it stands for, in the window's language."""

    colour: str
    text: str


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


def draw_attribution(painter: QPainter, theme: Theme, size: QRectF, text: str) -> None:
    """Whose map it is, in the right lower corner, elided in the middle where there is no room."""
    if not text:
        return
    font = font_of(Type.CAPTION)
    metrics = QFontMetricsF(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, size.width() * 0.6)
    width = metrics.horizontalAdvance(shown) + 2 * SPACE[1]
    room = QRectF(size.right() - width, size.bottom() - 20, width, 20)
    ground = QColor(theme.surface)
    ground.setAlphaF(0.8)
    painter.fillRect(room, ground)
    painter.setFont(font)
    painter.setPen(QColor(theme.muted))
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, shown)


def draw_legend(painter: QPainter, theme: Theme, bottom: QPointF, entries: Sequence[LegendEntry]) -> None:
    """A small card of colours whose left lower corner is `bottom`."""
    if not entries:
        return
    font = font_of(Type.CAPTION)
    metrics = QFontMetricsF(font)
    width = max(metrics.horizontalAdvance(each.text) for each in entries) + 20 + 2 * SPACE[1]
    height = 18 * len(entries) + SPACE[1]
    card = QRectF(bottom.x(), bottom.y() - height, width, height)
    ground = QColor(theme.surface)
    ground.setAlphaF(0.92)
    painter.setPen(QPen(QColor(theme.line), 1))
    painter.setBrush(ground)
    painter.drawRoundedRect(card, RADIUS, RADIUS)
    painter.setFont(font)
    for place, entry in enumerate(entries):
        middle = card.top() + SPACE[0] + 18 * place + 9
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(entry.colour))
        painter.drawEllipse(QPointF(card.left() + SPACE[1] + 5, middle), 5, 5)
        painter.setPen(QColor(theme.text))
        painter.drawText(
            QRectF(card.left() + SPACE[1] + 18, middle - 9, width, 18),
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
            entry.text,
        )


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
