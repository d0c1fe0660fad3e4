"""How the parts of a day are painted: the same on the board, in a preview and on paper."""

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen

from desktop.theme.apply import font_of
from desktop.theme.tokens import Theme, Type

RADIUS = 4.0


def mixed(colour: str, ground: str, share: float) -> QColor:
    """A colour laid over a ground with a share 0..1."""
    over, under = QColor(colour), QColor(ground)
    parts = zip(over.getRgb()[:3], under.getRgb()[:3], strict=True)  # type: ignore[index]
    return QColor(*(round(a * share + b * (1 - share)) for a, b in parts))


def draw_text(painter: QPainter, box: QRectF, text: str, colour: str, style: Type = Type.CAPTION) -> None:
    """One line of text, elided to its box; nothing where the box is lower than the letters."""
    font = font_of(style)
    metrics = QFontMetricsF(font)
    if box.height() < metrics.ascent() or box.width() < 12:
        return
    painter.setFont(font)
    painter.setPen(QColor(colour))
    fitted = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), fitted)


def draw_walk(painter: QPainter, x: float, top: float, bottom: float, theme: Theme) -> None:
    """Minutes on foot: a dotted line."""
    if bottom > top:
        painter.setPen(QPen(QColor(theme.muted), 1.6, Qt.PenStyle.DotLine))
        painter.drawLine(QLineF(x, top, x, bottom))


def draw_waiting(painter: QPainter, box: QRectF, theme: Theme) -> None:
    """Minutes at a door: hatched."""
    if box.height() > 0:
        painter.fillRect(box, QBrush(QColor(theme.warning), Qt.BrushStyle.BDiagPattern))


def draw_travel(painter: QPainter, x: float, top: float, bottom: float, colour: QColor) -> None:
    """Minutes on the way: a firm line with a dot at both ends."""
    painter.setPen(QPen(colour, 2.0))
    painter.drawLine(QLineF(x, top, x, bottom))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    for y in (top, bottom):
        painter.drawEllipse(QPointF(x, y), 2.4, 2.4)


def draw_lock(painter: QPainter, at: QPointF, colour: str) -> None:
    """A small padlock, its top left corner at a point; 9 wide, 10 high."""
    painter.save()
    painter.setPen(QPen(QColor(colour), 1.4))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawArc(QRectF(at.x() + 2, at.y(), 5, 7), 0, 180 * 16)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(QRectF(at.x(), at.y() + 4, 9, 6), 1.2, 1.2)
    painter.restore()
