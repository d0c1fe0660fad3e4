"""The basemap under everything: tiles at the nearest half step of zoom, coarser ones where they are not painted yet."""

import math

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from desktop.basemap.basemap import Basemap, Order
from desktop.basemap.mercator import WORLD, Tile
from desktop.basemap.palette import Palette, palette_of
from desktop.views.context import Context
from desktop.views.map.layers import Layer

FINEST = 18
"""The last whole zoom level of tiles."""
_PIXELS = (256, 362)
"""Widths of a tile on the screen at a whole and at a half step of zoom."""


class TileLayer(Layer):
    """Draws what the basemap has, and asks it for the rest."""

    def __init__(self, context: Context, basemap: Basemap) -> None:
        super().__init__(context, 0)
        self._basemap = basemap

    def draw(self, painter: QPainter) -> None:
        palette = palette_of(self.theme)
        ratio = painter.device().devicePixelRatioF()
        level, pixels = self._grid()
        orders = [Order(tile, pixels, ratio, palette) for tile in self._tiles(level)]
        for order, picture in zip(orders, self._basemap.pictures(orders), strict=True):
            room = self._room(order.tile)
            if picture is not None:
                painter.drawImage(room, picture)
            else:
                self._draw_coarser(painter, order, room)

    def _grid(self) -> tuple[int, int]:
        """The whole zoom level of the tiles, and how wide one is."""
        halves = round(math.log2(self.sight.scale) * 2)
        level = min(FINEST, halves // 2)
        return level, _PIXELS[halves % 2]

    def _tiles(self, level: int) -> list[Tile]:
        """The tiles in sight, those in the middle first."""
        span, area, last = WORLD / (1 << level), self.sight.area, (1 << level) - 1
        columns = range(max(0, math.floor(area.left() / span)), min(last, math.floor(area.right() / span)) + 1)
        rows = range(max(0, math.floor(area.top() / span)), min(last, math.floor(area.bottom() / span)) + 1)
        middle = area.center()
        tiles = [Tile(level, x, y) for y in rows for x in columns]
        return sorted(tiles, key=lambda each: _away(each, middle))

    def _room(self, tile: Tile) -> QRectF:
        """Where a tile lies, on whole pixels so that no seam shows."""
        one = self.sight.pixel(tile.left, tile.top)
        other = self.sight.pixel(tile.left + tile.span, tile.top + tile.span)
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
