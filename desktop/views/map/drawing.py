"""Marks of the map in device-independent pixels: discs with rings, numbered stops, lines with a halo."""

import math
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPixmap

from desktop.basemap.shapes import MapPoint, Slice
from desktop.theme.tokens import Theme

HALO = 1.5
"""Width of the rim that sets a mark off from what lies under it."""
_RING = 0.34
"""Width of a ring as a share of the radius."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a point's picture depends on of the point."""

    colour: str
    size: float
    slices: tuple[Slice, ...] = ()
    number: str = ""


@dataclass(frozen=True, slots=True)
class Inks:
    """What it depends on of the look: rim and number, and the ring around a selected point ("" = not selected)."""

    rim: str
    number: str
    chosen: str = ""


def inks_of(theme: Theme, colour: str, chosen: bool = False) -> Inks:
    """The colours around a mark of `colour`."""
    return Inks(theme.surface, theme.on(colour), theme.accent if chosen else "")


@lru_cache(maxsize=4096)
def mark(what: Mark, inks: Inks, ratio: float) -> QPixmap:
    """A picture at `ratio` device pixels per pixel, kept for the next time."""
    size = what.size
    room = size + 2 * HALO + (5 if inks.chosen else 0)
    pixmap = QPixmap(math.ceil(room * ratio), math.ceil(room * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    centre = QPointF(room / 2, room / 2)
    painter.setPen(Qt.PenStyle.NoPen)
    if inks.chosen:
        painter.setBrush(QColor(inks.chosen))
        painter.drawEllipse(centre, room / 2, room / 2)
    painter.setBrush(QColor(inks.rim))
    painter.drawEllipse(centre, size / 2 + HALO, size / 2 + HALO)
    painter.setBrush(QColor(what.colour))
    painter.drawEllipse(centre, size / 2, size / 2)
    _ring(painter, centre, size / 2, what.slices, inks.rim)
    if what.number:
        painter.setPen(QColor(inks.number))
        painter.setFont(number_font(size))
        painter.drawText(QRectF(0, 0, room, room), Qt.AlignmentFlag.AlignCenter, what.number)
    painter.end()
    return pixmap


def _ring(painter: QPainter, centre: QPointF, radius: float, slices: tuple[Slice, ...], rim: str) -> None:
    """Shares as a ring, clockwise from the top, with a small disc of the point's own colour left in the middle."""
    total = sum(each.amount for each in slices)
    if total <= 0:
        return
    box = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
    start = 90.0 * 16
    for each in slices:
        sweep = -each.amount / total * 360.0 * 16
        painter.setBrush(QColor(each.colour))
        painter.drawPie(box, round(start), round(sweep))
        start += sweep
    inner = radius * (1 - _RING)
    if radius >= 6:
        painter.setBrush(QColor(rim))
        painter.drawEllipse(centre, inner * 0.72, inner * 0.72)


def number_font(size: float) -> QFont:
    """The font of a number inside a disc of `size` pixels."""
    font = QFont()
    font.setPixelSize(max(8, round(size * 0.56)))
    font.setWeight(QFont.Weight.DemiBold)
    return font


def mark_of(point: MapPoint, theme: Theme, chosen: bool, ratio: float) -> QPixmap:
    """The picture of a point in the look of the moment."""
    what = Mark(point.colour, point.size, point.slices, point.number)
    return mark(what, inks_of(theme, point.colour, chosen), ratio)


def line_pen(colour: str, width: float) -> QPen:
    """A round pen whose width is in pixels."""
    pen = QPen(QColor(colour), width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen
