"""A crowd of points painted once on a picture larger than what is seen, which is then moved along while the map pans."""

import math
from collections.abc import Callable, Hashable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from desktop.views.map.sight import Sight

MARGIN = 192
"""Pixels painted beyond each edge: so far the map pans before it is painted again."""

Paint = Callable[[QPainter, Sight], None]


class CrowdPicture:
    """`key` names all that the picture depends on beside the place; another key paints it anew."""

    def __init__(self) -> None:
        self._picture = QPixmap()
        self._sight: Sight | None = None
        self._key: Hashable = None

    def draw(self, painter: QPainter, sight: Sight, key: Hashable, paint: Paint) -> None:
        """Draw what is in sight, from the picture when it reaches so far."""
        if self._key != key or self._sight is None or not _reaches(self._sight, sight):
            self._paint(painter.device().devicePixelRatioF(), sight, paint)
            self._key = key
        assert self._sight is not None
        corner = sight.pixel(self._sight.area.left(), self._sight.area.top())
        painter.drawPixmap(QPointF(round(corner.x()), round(corner.y())), self._picture)

    def _paint(self, ratio: float, sight: Sight, paint: Paint) -> None:
        edge = MARGIN / sight.scale
        wider = Sight(sight.area.adjusted(-edge, -edge, edge, edge), sight.scale)
        wide, high = (math.ceil(side * sight.scale * ratio) for side in (wider.area.width(), wider.area.height()))
        picture = QPixmap(wide, high)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint(painter, wider)
        painter.end()
        self._picture, self._sight = picture, wider


def _reaches(painted: Sight, sight: Sight) -> bool:
    return painted.scale == sight.scale and _grown(painted.area).contains(sight.area)


def _grown(area: QRectF) -> QRectF:
    """A hair larger, against rounding."""
    hair = area.width() * 1e-9
    return area.adjusted(-hair, -hair, hair, hair)
