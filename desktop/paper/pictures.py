"""Small pictures on paper: a QR code, a sketch of the day's route."""

import math
from collections.abc import Sequence

import segno
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen, QPolygonF

from desktop.theme.tokens import FAMILIES, Theme
from planner.domain.places import Coordinate

QUIET = 2
SHARP = 3
"""Pixels of a picture for each point on paper."""


def qr_code(text: str, scale: int = 4) -> QImage:
    """A QR code (ISO/IEC 18004, error correction M) with a quiet zone, black on white whatever the look."""
    rows = [bytes(row) for row in segno.make(text, error="m", micro=False).matrix]
    side = (len(rows) + 2 * QUIET) * scale
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                painter.fillRect((x + QUIET) * scale, (y + QUIET) * scale, scale, scale, Qt.GlobalColor.black)
    painter.end()
    return image


def route_sketch(
    home: Coordinate | None, stops: Sequence[Coordinate], theme: Theme, colour: str, *, width: int, height: int
) -> QImage:
    """The way from home through numbered stops and back, north up, true to shape; `width` and `height` in points."""
    image = QImage(width * SHARP, height * SHARP, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(SHARP)
    image.fill(QColor(theme.land))
    ends = [] if home is None else [home]
    points = _fit([*ends, *stops], QRectF(14, 14, width - 28, height - 28))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    way = points if home is None else [*points, points[0]]
    painter.setPen(QPen(QColor(colour), 1.6))
    painter.drawPolyline(QPolygonF(way))
    if home is not None:
        painter.setBrush(QColor(theme.surface))
        painter.drawRect(QRectF(points[0].x() - 5, points[0].y() - 5, 10, 10))
    painter.setFont(_small())
    for number, point in enumerate(points if home is None else points[1:], start=1):
        box = QRectF(point.x() - 8, point.y() - 8, 16, 16)
        painter.setPen(QPen(QColor(theme.surface), 1.2))
        painter.setBrush(QColor(colour))
        painter.drawEllipse(box)
        painter.setPen(QColor(theme.on(colour)))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(number))
    painter.end()
    return image


def _small() -> QFont:
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPixelSize(10)
    font.setBold(True)
    return font


def _fit(places: Sequence[Coordinate], room: QRectF) -> list[QPointF]:
    """Places in a rectangle, to scale: degrees of longitude shrink with the cosine of the latitude."""
    if not places:
        return []
    shrink = math.cos(math.radians(sum(each.latitude for each in places) / len(places)))
    raw = [(each.longitude * shrink, -each.latitude) for each in places]
    left, top = min(x for x, _ in raw), min(y for _, y in raw)
    wide, high = max(x for x, _ in raw) - left, max(y for _, y in raw) - top
    scale = min(room.width() / wide if wide else math.inf, room.height() / high if high else math.inf)
    scale = scale if math.isfinite(scale) else 0.0
    across, down = room.left() + (room.width() - wide * scale) / 2, room.top() + (room.height() - high * scale) / 2
    return [QPointF(across + (x - left) * scale, down + (y - top) * scale) for x, y in raw]
