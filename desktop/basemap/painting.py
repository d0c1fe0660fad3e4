"""How shapes of each kind are painted on a tile."""

from collections import defaultdict
from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter

from desktop.basemap.features import KINDS, Kind, Shape
from desktop.basemap.linework import Line, cut_ring, thin
from desktop.basemap.mercator import Tile
from desktop.basemap.palette import Palette
from desktop.basemap.strokes import box_around, fill, pen_of, polygon_of, stroke

FROM_ZOOM = {
    Kind.BUILDING: 14,
    Kind.PATH: 15,
    Kind.STREET: 12,
    Kind.ROAD: 7,
    Kind.RAIL: 10,
    Kind.RIVER: 8,
    Kind.CITY: 4,
    Kind.TOWN: 9,
    Kind.QUARTER: 12,
}
"""Zoom levels from which a kind is shown; others always."""
NAMED = (Kind.CITY, Kind.TOWN, Kind.QUARTER)


def kinds_at(zoom: int) -> tuple[Kind, ...]:
    """The kinds painted at a zoom level, in their order."""
    return tuple(each for each in KINDS if each not in NAMED and FROM_ZOOM.get(each, 0) <= zoom)


def paint_shapes(painter: QPainter, shapes: Iterable[Shape], tile: Tile, pixels: float, palette: Palette) -> None:
    """Paint shapes kind by kind, so that streets lie over water whatever order they come in."""
    by_kind: dict[Kind, list[Shape]] = defaultdict(list)
    for each in shapes:
        by_kind[each.kind].append(each)
    for kind in kinds_at(tile.zoom):
        if by_kind[kind]:
            _paint_kind(painter, by_kind[kind], tile, pixels, palette)


def _paint_kind(painter: QPainter, shapes: list[Shape], tile: Tile, pixels: float, palette: Palette) -> None:
    kind = shapes[0].kind
    fills = {Kind.GREEN: palette.green, Kind.WATER: palette.water, Kind.BUILDING: palette.built}
    if kind in fills:
        for each in shapes:
            fill(painter, _thinned(each.parts, tile, pixels), tile, pixels, fills[kind])
    elif kind is Kind.AREA:
        _paint_areas(painter, shapes, tile, pixels, palette)
    elif kind is Kind.POINT:
        _paint_points(painter, shapes, tile, pixels, palette)
    else:
        lines = [line for each in shapes for line in _thinned(each.parts, tile, pixels)]
        for colour, width in _pens(kind, tile.zoom, palette):
            stroke(painter, lines, tile, pixels, pen_of(colour, width))


def _pens(kind: Kind, zoom: int, palette: Palette) -> list[tuple[str, float]]:
    """The strokes of a line, the lowest first: wider the nearer."""
    nearer = max(0.0, zoom - 12.0)
    if kind is Kind.ROAD:
        width = 2.0 + 0.9 * nearer if zoom >= 10 else 1.2
        return [(palette.casing, width + 1.4), (palette.road, width)]
    if kind is Kind.STREET:
        return [(palette.casing, 1.2 + 0.8 * nearer), (palette.street, 0.4 + 0.8 * nearer)]
    single = {
        Kind.PATH: (palette.casing, 1.0),
        Kind.RAIL: (palette.rail, 1.1),
        Kind.RIVER: (palette.water, 1.5 + 0.3 * nearer),
        Kind.LINE: (palette.nation, 1.8),
    }
    return [single[kind]]


def _thinned(parts: tuple[Line, ...], tile: Tile, pixels: float) -> list[Line]:
    scale = pixels / tile.span
    return [thin(each, scale) if len(each) > 8 else each for each in parts]


def _paint_areas(painter: QPainter, shapes: list[Shape], tile: Tile, pixels: float, palette: Palette) -> None:
    box = box_around(tile)
    tint = QColor(palette.nation)
    tint.setAlphaF(0.12)
    for each in shapes:
        rings = _thinned(each.parts, tile, pixels)
        fill(painter, rings, tile, pixels, tint.name(QColor.NameFormat.HexArgb))
        stroke(painter, [ring for ring in rings if len(cut_ring(ring, box))], tile, pixels, pen_of(palette.nation, 1.3))


def _paint_points(painter: QPainter, shapes: list[Shape], tile: Tile, pixels: float, palette: Palette) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    for each in shapes:
        spot = polygon_of(each.parts[0], tile, pixels).first()
        for colour, radius in ((palette.halo, 4.0), (palette.nation, 2.6)):
            painter.setBrush(QColor(colour))
            painter.drawEllipse(spot, radius, radius)
