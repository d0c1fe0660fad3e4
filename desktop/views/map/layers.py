"""What lies over the basemap: areas, routes and points, each drawn by one item from values, in pixels at any zoom."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from desktop.basemap.mercator import WORLD, spot_of
from desktop.basemap.pointcloud import PointCloud
from desktop.basemap.shapes import MapArea, MapPoint, MapRoute
from desktop.theme.tokens import Theme
from desktop.views.context import Context
from desktop.views.map.crowd import CrowdPicture
from desktop.views.map.drawing import Mark, inks_of, line_pen, mark, mark_of
from desktop.views.map.sight import Sight

CROWD = 600
"""From so many points in sight on, they are drawn as a crowd: one of each small square, kept as one picture."""
CELL = 6.0
"""Side of that square, pixels: points lie closer than that only to hide each other."""


class Layer(QGraphicsItem):
    """One item for a whole layer. `sight` is set by the view before it paints."""

    def __init__(self, context: Context, depth: float) -> None:
        super().__init__()
        self.context = context
        self.sight = Sight(QRectF(0, 0, WORLD, WORLD), 1.0)
        self.setZValue(depth)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    @property
    def theme(self) -> Theme:
        return self.context.theme

    def boundingRect(self) -> QRectF:  # noqa: N802 - Qt's name
        return QRectF(-WORLD, -WORLD, 3 * WORLD, 3 * WORLD)

    @contextmanager
    def in_pixels(self, painter: QPainter) -> Iterator[QPainter]:
        """Draw in pixels from the left top corner of what is seen."""
        painter.save()
        painter.translate(self.sight.area.topLeft())
        painter.scale(1 / self.sight.scale, 1 / self.sight.scale)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        yield painter
        painter.restore()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        with self.in_pixels(painter):
            self.draw(painter)

    def draw(self, painter: QPainter) -> None:
        """Draw what is in sight."""
        raise NotImplementedError


class AreaLayer(Layer):
    """Territories as tinted areas with an edge."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, 10)
        self.areas: tuple[MapArea, ...] = ()
        self._paths: list[QPainterPath] = []

    def show_areas(self, areas: Sequence[MapArea]) -> None:
        self.areas = tuple(areas)
        self._paths = [_path_of(each) for each in self.areas]
        self.update()

    def draw(self, painter: QPainter) -> None:
        for area, path in zip(self.areas, self._paths, strict=True):
            painter.save()
            painter.scale(self.sight.scale, self.sight.scale)
            painter.translate(-self.sight.area.topLeft())
            fill = QColor(area.colour)
            fill.setAlphaF(0.16)
            pen = QPen(QColor(area.colour), 1.5)
            pen.setCosmetic(True)
            painter.setPen(pen)
            painter.setBrush(fill)
            painter.drawPath(path)
            painter.restore()


def _path_of(area: MapArea) -> QPainterPath:
    path = QPainterPath()
    for ring in area.rings:
        spots = [spot_of(each) for each in ring]
        for place, spot in enumerate(spots):
            (path.lineTo if place else path.moveTo)(spot.x, spot.y)
        path.closeSubpath()
    return path


class RouteLayer(Layer):
    """Ways through stops, with a halo so that they read on any ground, and numbers at the stops."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, 20)
        self.routes: tuple[MapRoute, ...] = ()

    def show_routes(self, routes: Sequence[MapRoute]) -> None:
        self.routes = tuple(routes)
        self.update()

    def draw(self, painter: QPainter) -> None:
        lines = [[self.sight.pixel(spot.x, spot.y) for spot in map(spot_of, each.stops)] for each in self.routes]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for route, line in zip(self.routes, lines, strict=True):
            for pen in (line_pen(self.theme.surface, 5.0), line_pen(route.colour, 2.5)):
                painter.setPen(pen)
                painter.drawPolyline(line)

    def numbers(self) -> list[tuple[MapRoute, str, QPointF]]:
        """Every stop with its number, in pixels: painted above the points."""
        return [
            (route, number, self.sight.pixel(spot.x, spot.y))
            for route in self.routes
            for number, spot in zip(route.numbers, map(spot_of, route.stops), strict=False)
        ]


class PointLayer(Layer):
    """All points in one item, each a small picture kept and used again; above them the numbers of the routes' stops."""

    def __init__(self, context: Context, routes: RouteLayer) -> None:
        super().__init__(context, 30)
        self.cloud = PointCloud(())
        self.chosen: frozenset[str] = frozenset()
        self.placed: list[tuple[int, float, float]] = []
        self.crowded = False
        self._crowd = CrowdPicture()
        self._routes = routes
        self._pictures: list[QPixmap | None] = []
        self._halves: list[float] = []
        self._made_for: tuple[Theme, float] | None = None

    def show_points(self, points: Sequence[MapPoint]) -> None:
        self.cloud = PointCloud(points)
        self._made_for = None
        self.choose(frozenset())

    def choose(self, ids: frozenset[str]) -> None:
        changed = self.chosen ^ ids
        self.chosen = ids
        if changed and self._made_for is not None:
            for place, point in enumerate(self.cloud.points):
                if point.id in changed:
                    self._pictures[place] = None
        self.update()

    def draw(self, painter: QPainter) -> None:
        ratio = painter.device().devicePixelRatioF()
        self._prepare(ratio)
        self.crowded = self.cloud.count(self.sight.edges) > CROWD
        if self.crowded:
            key = (self.cloud, self.chosen, self._made_for, self.sight.area.size().toTuple())
            self._crowd.draw(painter, self.sight, key, self._draw_crowd)
        else:
            self.placed = self.cloud.pixels(self.sight.edges, self.sight.scale)
            self._draw_placed(painter, self.placed, ratio)
        self._number_stops(painter, ratio)

    def in_sight(self) -> list[tuple[int, float, float]]:
        """The points that are seen, as index and pixels."""
        return self.cloud.pixels(self.sight.edges, self.sight.scale, cell=CELL if self.crowded else 0.0)

    def _draw_crowd(self, painter: QPainter, sight: Sight) -> None:
        ratio = painter.device().devicePixelRatioF()
        self._draw_placed(painter, self.cloud.pixels(sight.edges, sight.scale, cell=CELL), ratio)

    def _draw_placed(self, painter: QPainter, placed: list[tuple[int, float, float]], ratio: float) -> None:
        pictures, halves, draw = self._pictures, self._halves, painter.drawPixmap
        for index, x, y in placed:
            picture = pictures[index]
            if picture is None:
                picture = self._make(index, ratio)
            half = halves[index]
            draw(QPointF(x - half, y - half), picture)

    def _prepare(self, ratio: float) -> None:
        """Forget the pictures when the look or the screen is another."""
        if self._made_for != (self.theme, ratio):
            self._made_for = (self.theme, ratio)
            self._pictures = [None] * len(self.cloud)
            self._halves = [0.0] * len(self.cloud)

    def _make(self, index: int, ratio: float) -> QPixmap:
        point = self.cloud.points[index]
        picture = mark_of(point, self.theme, point.id in self.chosen, ratio)
        self._pictures[index] = picture
        self._halves[index] = picture.width() / ratio / 2
        return picture

    def stops(self) -> list[tuple[MapRoute, str, QPointF]]:
        """The stops of the routes, in pixels."""
        return self._routes.numbers()

    def _number_stops(self, painter: QPainter, ratio: float) -> None:
        for route, number, at in reversed(self.stops()):
            if number:
                picture = mark(Mark(route.colour, 18.0, number=number), inks_of(self.theme, route.colour), ratio)
                half = picture.width() / ratio / 2
                painter.drawPixmap(at - QPointF(half, half), picture)
            else:
                painter.setPen(QPen(QColor(self.theme.surface), 1.5))
                painter.setBrush(QColor(self.theme.text))
                painter.drawRoundedRect(QRectF(at.x() - 6, at.y() - 6, 12, 12), 3, 3)
