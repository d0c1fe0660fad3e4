"""Names on the map: of points and territories first, then of places, none over another."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPixmap

from desktop.basemap.basemap import Basemap
from desktop.basemap.mercator import spot_of
from desktop.basemap.palette import mixed, palette_of
from desktop.basemap.placement import Crowd, Room, around, centred
from desktop.basemap.source import Label
from desktop.views.context import Context
from desktop.views.map.drawing import line_pen
from desktop.views.map.layers import AreaLayer, Layer, PointLayer
from desktop.views.map.sight import Sight

_PAD = 3.0
"""Pixels kept free around a name."""


@dataclass(frozen=True, slots=True)
class Lettering:
    """How a name is written."""

    size: int
    strong: bool
    ink: str
    halo: str


@dataclass(frozen=True, slots=True)
class Name:
    """A name at pixels; `gap` is the radius of what it stands beside, 0 = it stands in the middle."""

    text: str
    at: QPointF
    lettering: Lettering
    gap: float = 0.0


class NameLayer(Layer):
    """Places names anew whenever something else is in sight."""

    def __init__(self, context: Context, basemap: Basemap, areas: AreaLayer, points: PointLayer) -> None:
        super().__init__(context, 40)
        self._basemap = basemap
        self._areas = areas
        self._points = points
        self.placed: tuple[tuple[Name, Room], ...] = ()
        self.occupied: tuple[Room, ...] = ()
        """Pixels where something stands over the map."""

    def draw(self, painter: QPainter) -> None:
        self.placed = tuple(self._place())
        ratio = painter.device().devicePixelRatioF()
        for name, room in self.placed:
            painter.drawPixmap(QPointF(round(room.left), round(room.top)), written(name.text, name.lettering, ratio))

    def _place(self) -> Iterator[tuple[Name, Room]]:
        crowd = Crowd([*self._marks(), *self.occupied])
        for name in [*self._area_names(), *self._point_names(), *self._ground_names()]:
            choices = [room for room in _rooms(name) if self._in_sight(room)]
            taken = crowd.take(choices)
            if taken is not None:
                yield name, choices[taken]

    def _in_sight(self, room: Room) -> bool:
        """A name is written whole or not at all."""
        wide, high = self.sight.area.width() * self.sight.scale, self.sight.area.height() * self.sight.scale
        return room.left >= 0 and room.top >= 0 and room.right <= wide and room.bottom <= high

    def _marks(self) -> list[Room]:
        """What names keep clear of; in a crowd of points there would be no room left, and names are written over it."""
        points = self._points.cloud.points
        if self._points.crowded:
            return []
        discs = [centred(x, y, points[index].size, points[index].size) for index, x, y in self._points.placed]
        return discs + [centred(at.x(), at.y(), 20, 20) for _, _, at in self._points.stops()]

    def _point_names(self) -> Iterator[Name]:
        if self._points.crowded:
            return
        look = Lettering(12, False, self.theme.text, self.theme.surface)
        points = self._points.cloud.points
        order = sorted(
            self._points.placed, key=lambda each: (points[each[0]].id not in self._points.chosen, -points[each[0]].size)
        )
        for index, x, y in order:
            point = points[index]
            if point.label:
                yield Name(point.label, QPointF(x, y), look, point.size / 2 + 4)

    def _area_names(self) -> Iterator[Name]:
        for area in self._areas.areas:
            if area.label and area.rings:
                spots = [spot_of(each) for each in area.rings[0]]
                x = sum(each.x for each in spots) / len(spots)
                y = sum(each.y for each in spots) / len(spots)
                ink = mixed(area.colour, self.theme.text, 0.3)
                yield Name(area.label, self.sight.pixel(x, y), Lettering(14, True, ink, self.theme.surface))

    def _ground_names(self) -> Iterator[Name]:
        palette = palette_of(self.theme)
        labels = sorted(self._basemap.labels(_box(self.sight), self._zoom()), key=lambda each: each.rank)
        for label in _once(labels):
            look = Lettering(label.size, label.strong, palette.name, palette.halo)
            yield Name(label.text, self.sight.pixel(label.spot.x, label.spot.y), look)

    def _zoom(self) -> float:
        return math.log2(self.sight.scale)


def _once(labels: Sequence[Label]) -> Iterator[Label]:
    """A city and its only district often have one name: it is written once."""
    seen: set[tuple[str, int, int]] = set()
    for each in labels:
        key = (each.text, round(each.spot.x * 4), round(each.spot.y * 4))
        if key not in seen:
            seen.add(key)
            yield each


def _box(sight: Sight) -> tuple[float, float, float, float]:
    area, edge = sight.area, 60 / sight.scale
    return area.left() - edge, area.top() - edge, area.right() + edge, area.bottom() + edge


def _rooms(name: Name) -> tuple[Room, ...]:
    width, height = size_of(name.text, name.lettering)
    x, y = name.at.x(), name.at.y()
    return around(x, y, width, height, name.gap) if name.gap else _near(x, y, width, height)


def _near(x: float, y: float, width: float, height: float) -> tuple[Room, ...]:
    """In the middle, or a little above or below when something stands there."""
    return tuple(centred(x, y + step * height, width, height) for step in (0.0, -1.0, 1.0))


def font_of(lettering: Lettering) -> QFont:
    font = QFont()
    font.setPixelSize(lettering.size)
    font.setWeight(QFont.Weight.DemiBold if lettering.strong else QFont.Weight.Normal)
    return font


@lru_cache(maxsize=8192)
def size_of(text: str, lettering: Lettering) -> tuple[float, float]:
    """Width and height of a name with its halo, pixels."""
    metrics = QFontMetricsF(font_of(lettering))
    return metrics.horizontalAdvance(text) + 2 * _PAD, metrics.height() + 2


@lru_cache(maxsize=2048)
def written(text: str, lettering: Lettering, ratio: float) -> QPixmap:
    """A name with a halo, kept for the next time."""
    width, height = size_of(text, lettering)
    pixmap = QPixmap(round(width * ratio) + 1, round(height * ratio) + 1)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    font = font_of(lettering)
    base = QPointF(_PAD, 1 + QFontMetricsF(font).ascent())
    path = QPainterPath()
    path.addText(base, font, text)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    halo = QColor(lettering.halo)
    halo.setAlphaF(0.85)
    painter.strokePath(path, line_pen(halo.name(QColor.NameFormat.HexArgb), 3.0))
    painter.setFont(font)
    painter.setPen(QColor(lettering.ink))
    painter.drawText(base, text)
    painter.end()
    return pixmap
