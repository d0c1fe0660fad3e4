"""The basemap under everything: tiles at the nearest half step of zoom, coarser ones where they are not painted yet."""

import math
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from desktop.basemap.basemap import Basemap, Order
from desktop.basemap.mercator import WORLD, Tile
from desktop.basemap.online import room_of
from desktop.basemap.palette import Palette, palette_of
from desktop.views.context import Context
from desktop.views.map.layers import Layer
from planner.geography.frames import Frame

FINEST = 18
"""The last whole zoom level of tiles."""
_SHIFT = 0.01
"""World units (1.5 km) by which tiles in GCJ-02 may lie elsewhere."""
_PIXELS = (256, 362)
"""Widths of a tile on the screen at a whole and at a half step of zoom."""


class TileLayer(Layer):
    """Draws what the basemap has, and asks it for the rest."""

    def __init__(self, context: Context, basemap: Basemap) -> None:
        super().__init__(context, 0)
        self._basemap = basemap

    def draw(self, painter: QPainter) -> None:
        palette, ratio = palette_of(self.theme), painter.device().devicePixelRatioF()
        level, pixels = self._grid()
        tiles = self._tiles(level, self.sight.area)
        ground = [Order(tile, pixels, ratio, palette) for tile in tiles]
        over = [replace(each, over=True) for each in ground] if self._basemap.layered else []
        pictures = self._basemap.pictures([*ground, *over])
        for order, picture in zip(ground, pictures, strict=False):
            self._draw_tile(painter, order, picture)
        self._draw_online(painter, level)
        for order, picture in zip(over, pictures[len(ground) :], strict=True):
            if picture is not None:
                painter.drawImage(self._room(order.tile), picture)

    def _draw_tile(self, painter: QPainter, order: Order, picture: QImage | None) -> None:
        room = self._room(order.tile)
        if picture is not None:
            painter.drawImage(room, picture)
        else:
            self._draw_coarser(painter, order, room)

    def _draw_online(self, painter: QPainter, level: int) -> None:
        online = self._basemap.online
        if online is None:
            return
        edge = 0.0 if online.frame is Frame.WGS84 else _SHIFT
        tiles = self._tiles(min(level, online.finest), self.sight.area.adjusted(-edge, -edge, edge, edge))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for tile, picture in zip(tiles, online.pictures(tiles), strict=True):
            if picture is not None:
                painter.drawImage(self._pixels(room_of(tile, online.frame)), picture)

    def _grid(self) -> tuple[int, int]:
        """The whole zoom level of the tiles, and how wide one is."""
        halves = round(math.log2(self.sight.scale) * 2)
        level = min(FINEST, halves // 2)
        return level, _PIXELS[halves % 2]

    def _tiles(self, level: int, area: QRectF) -> list[Tile]:
        """The tiles in sight, those in the middle first."""
        span, last = WORLD / (1 << level), (1 << level) - 1
        columns = range(max(0, math.floor(area.left() / span)), min(last, math.floor(area.right() / span)) + 1)
        rows = range(max(0, math.floor(area.top() / span)), min(last, math.floor(area.bottom() / span)) + 1)
        middle = area.center()
        tiles = [Tile(level, x, y) for y in rows for x in columns]
        return sorted(tiles, key=lambda each: _away(each, middle))

    def _room(self, tile: Tile) -> QRectF:
        return self._pixels(QRectF(tile.left, tile.top, tile.span, tile.span))

    def _pixels(self, area: QRectF) -> QRectF:
        """Where a part of the world lies, on whole pixels so that no seam shows."""
        one = self.sight.pixel(area.left(), area.top())
        other = self.sight.pixel(area.right(), area.bottom())
        left, top = round(one.x()), round(one.y())
        return QRectF(left, top, round(other.x()) - left, round(other.y()) - top)

    def _draw_coarser(self, painter: QPainter, order: Order, room: QRectF) -> None:
        tile = order.tile
        for zoom in range(tile.zoom, max(-1, tile.zoom - 5), -1):
            found = self._kept(tile.at_zoom(zoom), order.ratio, order.palette)
            if found is not None:
                painter.drawImage(room, found, _part(tile, tile.at_zoom(zoom), found.width()))
                return
        painter.fillRect(room, QColor(order.palette.land))

    def _kept(self, tile: Tile, ratio: float, palette: Palette) -> QImage | None:
        kept = (self._basemap.kept(Order(tile, pixels, ratio, palette)) for pixels in _PIXELS)
        return next((each for each in kept if each is not None), None)


def _part(tile: Tile, ancestor: Tile, width: int) -> QRectF:
    """Which part of an ancestor's picture shows a tile."""
    steps = 1 << (tile.zoom - ancestor.zoom)
    side = width / steps
    return QRectF((tile.x % steps) * side, (tile.y % steps) * side, side, side)


def _away(tile: Tile, middle: QPointF) -> float:
    return abs(tile.left + tile.span / 2 - middle.x()) + abs(tile.top + tile.span / 2 - middle.y())
