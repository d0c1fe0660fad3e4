"""Drawing lines and rings of world units on a tile."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from desktop.basemap.linework import Box, Line, cut_ring
from desktop.basemap.mercator import Tile


def box_around(tile: Tile, margin: float = 0.06) -> Box:
    """A tile's box and a little around it, so that wide lines and edges of cut rings stay out of sight."""
    edge = tile.span * margin
    return tile.left - edge, tile.top - edge, tile.left + tile.span + edge, tile.top + tile.span + edge


def polygon_of(line: Line, tile: Tile, pixels: float) -> QPolygonF:
    """A line in pixels of a tile."""
    scale = pixels / tile.span
    x = ((line[:, 0] - tile.left) * scale).tolist()
    y = ((line[:, 1] - tile.top) * scale).tolist()
    return QPolygonF(list(map(QPointF, x, y)))


def stroke(painter: QPainter, lines: Iterable[Line], tile: Tile, pixels: float, pen: QPen) -> None:
    """Draw lines."""
    path = QPainterPath()
    for line in lines:
        path.addPolygon(polygon_of(line, tile, pixels))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.strokePath(path, pen)


def fill(painter: QPainter, rings: Iterable[Line], tile: Tile, pixels: float, colour: str) -> None:
    """Fill rings, those inside others being holes (odd-even)."""
    box = box_around(tile)
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    for ring in rings:
        inside = cut_ring(ring, box)
        if len(inside) > 2:
            path.addPolygon(polygon_of(inside, tile, pixels))
            path.closeSubpath()
    painter.fillPath(path, QColor(colour))


def pen_of(colour: str, width: float, dashes: tuple[float, ...] = ()) -> QPen:
    """A round pen in pixels; `dashes` are lengths of lines and gaps in widths."""
    pen = QPen(QColor(colour), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap if dashes else Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if dashes:
        pen.setDashPattern(list(dashes))
    return pen
