"""Maps that come in tiles, of pictures or of shapes, from an archive."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from desktop.basemap.archives import Archive
from desktop.basemap.features import Shape
from desktop.basemap.featuresource import labels_of
from desktop.basemap.linework import Box, Line
from desktop.basemap.mercator import Tile
from desktop.basemap.painting import paint_shapes
from desktop.basemap.palette import Palette
from desktop.basemap.source import Label
from desktop.basemap.vectorkinds import kind_in_layer

_STEPS = 6
"""How many levels a coarser tile is enlarged at most."""
_MOST_TILES = 12
"""Names are looked for in so many tiles at most."""


class RasterTiles:
    """Pictures; where a tile is missing the coarser one is enlarged."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self.attribution = archive.attribution

    def paint(self, painter: QPainter, tile: Tile, pixels: float, palette: Palette) -> None:
        nearest = tile.at_zoom(self._archive.nearest)
        for zoom in range(nearest.zoom, max(-1, tile.zoom - _STEPS), -1):
            holder = tile.at_zoom(zoom)
            data = self._archive.read(holder)
            picture = QImage.fromData(data) if data else QImage()
            if not picture.isNull():
                side = picture.width() / (1 << (tile.zoom - zoom))
                part = QRectF(
                    (tile.x % (1 << (tile.zoom - zoom))) * side, (tile.y % (1 << (tile.zoom - zoom))) * side, side, side
                )
                painter.drawImage(QRectF(0, 0, pixels, pixels), picture, part)
                return

    def labels(self, box: Box, zoom: float) -> Sequence[Label]:
        return ()


class VectorTiles:
    """Shapes in Mapbox Vector Tiles; the layers of OpenMapTiles, Protomaps and Shortbread are known."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self.attribution = archive.attribution
        self._shapes = lru_cache(maxsize=128)(self._decode)

    def paint(self, painter: QPainter, tile: Tile, pixels: float, palette: Palette) -> None:
        paint_shapes(painter, self._shapes(tile.at_zoom(self._archive.nearest)), tile, pixels, palette)

    def labels(self, box: Box, zoom: float) -> Sequence[Label]:
        level = min(self._archive.nearest, int(zoom))
        left, top, right, bottom = (int(each / Tile(level, 0, 0).span) for each in box)
        tiles = [Tile(level, x, y) for y in range(max(0, top), bottom + 1) for x in range(max(0, left), right + 1)]
        shapes = [shape for each in tiles[:_MOST_TILES] for shape in self._shapes(each)]
        return labels_of(shapes, zoom)

    def _decode(self, tile: Tile) -> tuple[Shape, ...]:
        data = self._archive.read(tile)
        return tuple(decode_tile(data, tile)) if data else ()


def decode_tile(data: bytes, tile: Tile) -> list[Shape]:
    """The shapes of a vector tile in world units."""
    import mapbox_vector_tile  # noqa: PLC0415 - only maps in vector tiles wait for it

    found = []
    layers: dict[str, Any] = mapbox_vector_tile.decode(data, default_options={"y_coord_down": True})
    for name, layer in layers.items():
        scale = tile.span / float(layer.get("extent", 4096))
        for feature in layer["features"]:
            geometry, tags = feature["geometry"], feature["properties"]
            kind = kind_in_layer(name, tags, geometry["type"])
            if kind is not None:
                parts = tuple(_placed(line, tile, scale) for line in _lines(geometry["type"], geometry["coordinates"]))
                found.append(Shape(kind, parts, str(tags.get("name:zh") or tags.get("name") or "")))
    return found


def _lines(kind: str, places: Any) -> list[Any]:
    many = places if kind.startswith("Multi") else [places]
    if kind.endswith("Polygon"):
        return [ring for polygon in many for ring in polygon]
    return [[each] for each in many] if kind.endswith("Point") else list(many)


def _placed(places: Any, tile: Tile, scale: float) -> Line:
    line: Line = np.array(places, dtype=np.float64).reshape(-1, 2) * scale + (tile.left, tile.top)
    return line
