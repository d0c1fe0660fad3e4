"""A slippy map: a basemap, and over it areas, routes and points that can be pointed at, clicked and drawn around."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent

from desktop.basemap.mercator import metres_per_pixel
from desktop.basemap.placement import Room
from desktop.basemap.shapes import MapArea, MapPoint, MapRoute
from desktop.theme.tokens import SPACE
from desktop.views.context import Context
from desktop.views.map.furniture import (
    LONGEST,
    LegendEntry,
    ZoomButtons,
    attribution_room,
    distance_text,
    draw_attribution,
    draw_legend,
    draw_scale,
    legend_card,
    round_distance,
)
from desktop.views.map.names import NameLayer
from desktop.views.map.pointing import Pointing
from desktop.views.map.sharing import shared_desk
from desktop.views.map.tiles import TileLayer
from planner.domain.messages import message


class MapView(Pointing):
    """What a page uses: give it shapes, `fit` them, and listen to `point_clicked(id)`, `lassoed(ids)`,
    `place_clicked(Coordinate)` and `moved()`."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.basemap = shared_desk(context).basemap
        self.names = NameLayer(context, self.basemap, self.areas, self.points)
        self.add_layer(TileLayer(context, self.basemap))
        self.add_layer(self.names)
        self.legend: tuple[LegendEntry, ...] = ()
        self._buttons = ZoomButtons(context, self.viewport(), self.zoom_by)
        self.basemap.changed.connect(self.viewport().update)
        self.setAccessibleName(context.say(message("Map")))

    def set_points(self, points: Sequence[MapPoint]) -> None:
        """Show these points instead of the former ones; nothing is selected then."""
        self.points.show_points(points)

    def set_routes(self, routes: Sequence[MapRoute]) -> None:
        """Show these routes instead of the former ones."""
        self.routes.show_routes(routes)

    def set_areas(self, areas: Sequence[MapArea]) -> None:
        """Show these territories instead of the former ones."""
        self.areas.show_areas(areas)

    def set_legend(self, entries: Sequence[LegendEntry]) -> None:
        """Say what colours stand for."""
        self.legend = tuple(entries)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._buttons.move(self.viewport().width() - self._buttons.width() - SPACE[2], SPACE[2])

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        room = QRectF(self.viewport().rect())
        corner = QPointF(SPACE[2], room.bottom() - SPACE[2])
        card = legend_card(corner - QPointF(0, 28), self.legend)
        credit = attribution_room(room, self.basemap.attribution)
        scale = QRectF(corner.x(), corner.y() - 24, 140, 28)
        self.names.occupied = tuple(_taken(each) for each in (card, credit, scale, QRectF(self._buttons.geometry())))
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_scale(painter, corner)
        draw_legend(painter, self.context.theme, card, self.legend)
        draw_attribution(painter, self.context.theme, credit, self.basemap.attribution)
        painter.end()

    def _draw_scale(self, painter: QPainter, corner: QPointF) -> None:
        each = metres_per_pixel(self.centre.latitude, self.zoom)
        metres = round_distance(LONGEST * each)
        text = self.context.say(distance_text(metres, self.context.session.locale))
        draw_scale(painter, self.context.theme, corner, metres / each, text)


def _taken(room: QRectF) -> Room:
    return Room(room.left(), room.top(), room.right(), room.bottom())
