"""A map file that was read whole, painted tile by tile."""

from collections.abc import Iterable, Sequence

from PySide6.QtGui import QPainter

from desktop.basemap.features import FeatureTable, Kind, Shape
from desktop.basemap.linework import Box
from desktop.basemap.mercator import Spot, Tile
from desktop.basemap.painting import FROM_ZOOM, NAMED, kinds_at, paint_shapes
from desktop.basemap.palette import Palette
from desktop.basemap.source import Label
from desktop.basemap.strokes import box_around

_RANKS = {Kind.CITY: 0, Kind.TOWN: 3, Kind.QUARTER: 4, Kind.AREA: 5, Kind.POINT: 6}
_SIZES = {Kind.CITY: 14, Kind.TOWN: 12}


class FeatureSource:
    """`attribution` says whose map it is."""

    def __init__(self, features: FeatureTable, attribution: str = "© OpenStreetMap") -> None:
        self.features = features
        self.attribution = attribution

    def paint(self, painter: QPainter, tile: Tile, pixels: float, palette: Palette) -> None:
        smallest = tile.span / pixels if tile.zoom < 12 else 0.0
        kinds = [each for each in kinds_at(tile.zoom) if each is not Kind.POINT]
        found = [*self.features.within(box_around(tile), kinds, smallest), *self.features.within(box_around(tile), (Kind.POINT,))]
        paint_shapes(painter, found, tile, pixels, palette)

    def labels(self, box: Box, zoom: float) -> Sequence[Label]:
        return labels_of(self.features.within(box, tuple(_RANKS)), zoom)


def labels_of(shapes: Iterable[Shape], zoom: float) -> list[Label]:
    """The names of shapes that are written at a zoom level."""
    return [
        Label(each.name, _middle(each), _RANKS[each.kind], _SIZES.get(each.kind, 11), strong=each.kind is Kind.CITY)
        for each in shapes
        if each.name and each.kind in _RANKS and (zoom >= FROM_ZOOM.get(each.kind, 11))
    ]


def _middle(shape: Shape) -> Spot:
    line = shape.parts[0]
    if shape.kind in (*NAMED, Kind.POINT):
        return Spot(float(line[0, 0]), float(line[0, 1]))
    low, high = line.min(axis=0), line.max(axis=0)
    return Spot(float(low[0] + high[0]) / 2, float(low[1] + high[1]) / 2)
