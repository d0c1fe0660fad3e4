"""The bundled basemap: China's land with the borders and names of provinces, cities and districts."""

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtGui import QColor, QPainter

from desktop.basemap.boundaries import REVIEW_NUMBER, Level, borders, dashes, names, rings, special_lines
from desktop.basemap.linework import Box, Line, box_of, cut_ring, thin
from desktop.basemap.mercator import Tile
from desktop.basemap.palette import Palette
from desktop.basemap.source import Label
from desktop.basemap.strokes import box_around, fill, pen_of, stroke

_UNDEFINED = 3
"""Place of the borders not yet defined among the special lines."""
_FINEST = 13
"""Thinning stops here: the data hold nothing finer."""
_NAMES = (
    (Level.PROVINCE, 3.0, 6.0, 13),
    (Level.CITY, 6.0, 10.5, 13),
    (Level.DISTRICT, 8.5, 99.0, 12),
)
"""Which names are written from and to which zoom level, and their size in pixels."""


def _lines(palette: Palette) -> Sequence[tuple[Level, int, str, float]]:
    """Which borders are drawn from which zoom level, in which colour and width, the uppermost last."""
    return (
        (Level.DISTRICT, 8, palette.district, 1.0),
        (Level.CITY, 6, palette.city, 1.1),
        (Level.PROVINCE, 0, palette.province, 1.2),
        (Level.NATION, 0, palette.nation, 1.4),
    )


class Ground:
    """Boundaries of Tianditu. Places are named in Chinese in every language, as on the signs in the street: characters alone do
    not tell how a place is pronounced (重庆, 厦门)."""

    attribution = f"© 天地图 {REVIEW_NUMBER}"

    def paint(self, painter: QPainter, tile: Tile, pixels: float, palette: Palette) -> None:
        painter.fillRect(0, 0, round(pixels) + 1, round(pixels) + 1, QColor(palette.outside))
        fill(painter, _land(tile), tile, pixels, palette.land)
        for level, first, colour, width in _lines(palette):
            if tile.zoom >= first:
                lines = borders(level, min(_FINEST, tile.zoom + 1)).within(box_around(tile))
                stroke(painter, lines, tile, pixels, pen_of(colour, width))
        stroke(painter, dashes(), tile, pixels, pen_of(palette.nation, 2.0))
        stroke(painter, special_lines()[_UNDEFINED], tile, pixels, pen_of(palette.nation, 1.5, (3, 2)))

    def labels(self, box: Box, zoom: float) -> Sequence[Label]:
        left, top, right, bottom = box
        return [
            Label(each.name, each.spot, rank, size, strong=rank == 0)
            for rank, (level, first, last, size) in enumerate(_NAMES)
            if first <= zoom < last
            for each in names(level)
            if left <= each.spot.x <= right and top <= each.spot.y <= bottom
        ]


_COARSE = 5
"""The zoom level at whose tiles the land is cut once, to be cut again for the tiles inside."""


def _land(tile: Tile) -> Sequence[Line]:
    if tile.zoom < _COARSE:
        return _thinned_land(tile.zoom)
    return _land_in(tile.at_zoom(_COARSE), min(_FINEST, tile.zoom + 1) // 2 * 2 + 1)


@lru_cache(maxsize=16)
def _thinned_land(detail: int) -> tuple[Line, ...]:
    return tuple(thinned for ring in rings(Level.NATION) if len(thinned := thin(ring, float(2 << detail))) > 3)


@lru_cache(maxsize=64)
def _land_in(tile: Tile, detail: int) -> tuple[Line, ...]:
    box = box_around(tile)
    near = [ring for ring in _thinned_land(detail) if _touches(box_of(ring), box)]
    return tuple(inside for ring in near if len(inside := cut_ring(ring, box)) > 2)


def _touches(one: Box, other: Box) -> bool:
    return one[0] <= other[2] and one[2] >= other[0] and one[1] <= other[3] and one[3] >= other[1]
