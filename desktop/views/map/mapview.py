"""A slippy map: a basemap, and over it areas, routes and points that can be pointed at, clicked and drawn around."""

from collections.abc import Sequence

from desktop.basemap.shapes import MapArea, MapPoint, MapRoute
from desktop.views.context import Context
from desktop.views.map.pointing import Pointing


class MapView(Pointing):
    """What a page uses: give it shapes, `fit` them, and listen to `point_clicked(id)`, `lassoed(ids)`,
    `place_clicked(Coordinate)` and `moved()`."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)

    def set_points(self, points: Sequence[MapPoint]) -> None:
        """Show these points instead of the former ones; nothing is selected then."""
        self.points.show_points(points)

    def set_routes(self, routes: Sequence[MapRoute]) -> None:
        """Show these routes instead of the former ones."""
        self.routes.show_routes(routes)

    def set_areas(self, areas: Sequence[MapArea]) -> None:
        """Show these territories instead of the former ones."""
        self.areas.show_areas(areas)
