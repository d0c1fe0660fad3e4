"""A view of the world in Web-Mercator units with layers over it: where it looks, what it holds, what is selected."""

import math
from collections.abc import Iterable

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView

from desktop.basemap.mercator import WORLD, Spot, coordinate_of, spot_of
from desktop.views.context import Context
from desktop.views.map.layers import AreaLayer, Layer, PointLayer, RouteLayer
from desktop.views.map.sight import Sight
from planner.domain.places import Coordinate

NEAREST, FARTHEST = 19.0, 3.0
"""The zoom levels between which the map moves."""
CLOSE = 14.0
"""How near `fit` goes at most: a single place is shown with its surroundings."""
MARGIN = 48
"""Pixels kept free around what is fitted."""


class MapCanvas(QGraphicsView):
    """`point_clicked(id)`, `lassoed(tuple of ids)`, `place_clicked(Coordinate)` with the place tool, `moved()` when another
    part of the world is seen, `tool_taken(Tool)`."""

    point_clicked = Signal(str)
    lassoed = Signal(object)
    place_clicked = Signal(object)
    moved = Signal()
    tool_taken = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._zoom = 4.0
        self._world = QGraphicsScene(-WORLD, -WORLD, 3 * WORLD, 3 * WORLD)
        self.areas = AreaLayer(context)
        self.routes = RouteLayer(context)
        self.points = PointLayer(context, self.routes)
        self._layers: list[Layer] = []
        for layer in (self.areas, self.routes, self.points):
            self.add_layer(layer)
        self.setScene(self._world)
        self.setAcceptDrops(False)  # a file dropped on the map is the page's
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.AnchorViewCenter)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontSavePainterState)
        self.centre_on(Coordinate(35.0, 104.0), 4.0)

    def add_layer(self, layer: Layer) -> None:
        """Draw a layer at the depth it names."""
        self._layers.append(layer)
        self._world.addItem(layer)

    # what is selected

    def select(self, ids: Iterable[str]) -> None:
        """Mark these points, and no others."""
        self.points.choose(frozenset(ids))

    @property
    def selected(self) -> tuple[str, ...]:
        """The ids of the marked points, in the points' order."""
        return tuple(each.id for each in self.points.cloud.points if each.id in self.points.chosen)

    # where it looks

    @property
    def zoom(self) -> float:
        """The zoom level: a step of one doubles all lengths."""
        return self._zoom

    @property
    def centre(self) -> Coordinate:
        """The coordinate in the middle."""
        return self.coordinate_at(self.viewport().rect().center())

    def sight(self) -> Sight:
        """The part of the world that is seen now."""
        corner = self.mapToScene(QPoint(0, 0))
        scale = 2.0**self._zoom
        size = self.viewport().size()
        return Sight(QRectF(corner.x(), corner.y(), size.width() / scale, size.height() / scale), scale)

    def spot_at(self, pixel: QPoint) -> Spot:
        """The world position under a pixel of the viewport."""
        scene = self.mapToScene(pixel)
        return Spot(scene.x(), scene.y())

    def coordinate_at(self, pixel: QPoint) -> Coordinate:
        """The coordinate under a pixel of the viewport."""
        return coordinate_of(self.spot_at(pixel))

    def centre_on(self, coordinate: Coordinate, zoom: float | None = None) -> None:
        """Look at a coordinate, at another zoom level when given."""
        spot = spot_of(coordinate)
        self._show(QPointF(spot.x, spot.y), self._zoom if zoom is None else zoom)

    def zoom_by(self, steps: float, around: QPoint | None = None) -> None:
        """Come nearer (or go away) by so many levels; what lies under `around` (default the middle) stays there."""
        pixel = around or self.viewport().rect().center()
        fixed = self.mapToScene(pixel)
        zoom = max(FARTHEST, min(NEAREST, self._zoom + steps))
        away = QPointF(self.viewport().rect().center() - pixel) / 2.0**zoom
        self._show(fixed + away, zoom)

    def move_by(self, right: int, down: int) -> None:
        """Look further right and down by pixels."""
        for bar, step in ((self.horizontalScrollBar(), right), (self.verticalScrollBar(), down)):
            bar.setValue(bar.value() + step)

    def fit(self, ids: Iterable[str] | None = None) -> None:
        """Show all that is laid over the basemap, or the points with these ids, as large as it goes."""
        spots = self._spots(None if ids is None else frozenset(ids))
        if not spots:
            return
        left, right = min(each.x for each in spots), max(each.x for each in spots)
        top, bottom = min(each.y for each in spots), max(each.y for each in spots)
        room = self.viewport().size()
        zoom = _zoom_for(right - left, room.width() - 2 * MARGIN, bottom - top, room.height() - 2 * MARGIN)
        self._show(QPointF((left + right) / 2, (top + bottom) / 2), zoom)

    def _spots(self, ids: frozenset[str] | None) -> list[Spot]:
        found = [each.coordinate for each in self.points.cloud.points if ids is None or each.id in ids]
        if ids is None:
            found += [stop for route in self.routes.routes for stop in route.stops]
            found += [corner for area in self.areas.areas for ring in area.rings for corner in ring]
        return [spot_of(each) for each in found]

    def _show(self, centre: QPointF, zoom: float) -> None:
        self._zoom = max(FARTHEST, min(NEAREST, zoom))
        scale = 2.0**self._zoom
        self.resetTransform()
        self.scale(scale, scale)
        self.centerOn(centre)
        self.viewport().update()
        self.moved.emit()

    # painting

    def scrollContentsBy(self, right: int, down: int) -> None:  # noqa: N802 - Qt's name
        super().scrollContentsBy(right, down)
        self.moved.emit()

    def drawBackground(self, painter: QPainter, area: QRectF | QRect) -> None:  # noqa: N802 - Qt's name
        """The plain ground; every layer learns what is in sight before it paints."""
        painter.fillRect(area, QColor(self.context.theme.land))
        sight = self.sight()
        for layer in self._layers:
            layer.sight = sight


def _zoom_for(width: float, room_across: float, height: float, room_down: float) -> float:
    """The nearest half step of zoom at which both extents fit, at most CLOSE."""
    steps = [math.log2(room / extent) for extent, room in ((width, room_across), (height, room_down)) if extent > 0 and room > 0]
    return math.floor(min([CLOSE, *steps]) * 2) / 2
