"""The map page: hospitals by tiers, routes by day, territories; selecting, finding and placing hospitals."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout
from shiboken6 import isValid

from desktop.changes import Changes
from desktop.usecases.place_hospital import place_hospital
from desktop.usecases.show_map import MapPicture, load_map
from desktop.views.commands import Command
from desktop.views.context import Context
from desktop.views.map.bar import MapBar
from desktop.views.map.basemaps import BasemapBody
from desktop.views.map.mapview import MapView
from desktop.views.map.pagecommands import commands_of
from desktop.views.map.panel import SidePanel
from desktop.views.map.place import PlaceBody
from desktop.views.map.selection import SelectionBody
from desktop.views.map.shaping import areas_of, legend_of, monday_of, points_of, routes_of, weeks_of
from desktop.views.map.sharing import shared_desk
from desktop.views.map.tools import Tool
from desktop.views.page import Page
from planner.domain.messages import message
from planner.domain.places import Coordinate, HospitalId

_FLIGHT = 14.0
"""The zoom level at which a hospital that was looked for is shown."""


class MapPage(Page):
    """Opens on the rep's hospitals; every change of data keeps the part of the world that is seen."""

    name = "map"
    title = message("Map")
    icon = "map"
    watches = Changes.PLACES | Changes.PEOPLE | Changes.CALLS | Changes.PLANS | Changes.POLICY

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.picture: MapPicture | None = None
        self._wanted: tuple[str, ...] = ()
        self.view = MapView(context)
        self.bar = MapBar(context)
        self.selection = SelectionBody(context)
        self.place = PlaceBody(context)
        self.basemaps = BasemapBody(context, shared_desk(context))
        self.panel = SidePanel(context, self._on_panel_closed)
        self.setAcceptDrops(True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.view, 1)
        row.addWidget(self.panel)
        column = QVBoxLayout(self.content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addLayout(row, 1)

    def _connect(self) -> None:
        self.view.point_clicked.connect(self.show_hospital)
        self.view.lassoed.connect(self.show_selection)
        self.view.place_clicked.connect(self.place.take)
        self.view.tool_taken.connect(self._on_tool_taken)
        self.bar.tool_chosen.connect(self.view.take_tool)
        self.bar.layers_changed.connect(self._draw)
        self.bar.search.found.connect(self.fly_to)
        self.bar.search.matched.connect(self.show_matches)
        self.bar.unplaced.clicked.connect(self.show_unplaced)
        self.bar.basemaps.toggled.connect(self.show_basemaps)
        self.selection.hospital_wanted.connect(self.fly_to)
        self.place.placed.connect(self._on_placed)
        self.place.picking.connect(lambda on: self.view.take_tool(Tool.PLACE if on else Tool.PAN))
        self.context.navigation.hospitals_wanted.connect(self.show_hospitals)

    # loading

    def reload(self) -> None:
        session = self.context.session
        month, rep, country = session.month, session.rep, session.country
        session.fetch(lambda books: load_map(books, month, rep, country), self._on_read, self.show_error)

    def _on_read(self, picture: MapPicture) -> None:
        if isValid(self):  # the page may have been left for good while its answer was on the way
            self.show_picture(picture)

    def show_picture(self, picture: MapPicture) -> None:
        """Show what was read; the first time, all of it."""
        first = self.picture is None
        self.picture = picture
        if not picture.sites:
            self.picture = None
            self.show_empty(
                message("No hospitals yet"), message("Import hospitals with their coordinates, then they are shown here.")
            )
            return
        self.show_content()
        self.bar.search.know(picture.sites)
        self.bar.offer_weeks(weeks_of(picture), self.context.session.today())
        missing = sum(each.hospital.coordinate is None for each in picture.sites)
        self.bar.unplaced.setText(self.context.say(message("{count:hospital|hospitals} without a place", count=missing)))
        self.bar.unplaced.setVisible(missing > 0)
        self._draw()
        self._keep_panel(picture)
        if first:
            self.view.fit()
        if self._wanted:
            self.show_hospitals(self._wanted)

    def _draw(self) -> None:
        picture = self.picture
        if picture is None:
            return
        chosen, week = self.view.selected, self.bar.week
        self.view.set_points(points_of(self.context, picture) if self.bar.sites.isChecked() else ())
        self.view.select(chosen)
        routes = self.bar.routes.isChecked()
        self.view.set_routes(routes_of(self.context, picture, week) if routes else ())
        self.view.set_areas(areas_of(self.context, picture) if self.bar.areas.isChecked() else ())
        shown = [each for each in picture.routes if routes and (week is None or monday_of(each.date) == week)]
        self.view.set_legend(legend_of(self.context, picture, shown))

    def _keep_panel(self, picture: MapPicture) -> None:
        """What the panel shows may have changed."""
        if self.panel.shows(self.place) and self.place.site is not None:
            self.show_hospital(self.place.site.hospital.id)
        elif self.panel.shows(self.selection):
            self.show_selection(self.view.selected)

    # what a person does

    def show_hospital(self, id: str) -> None:
        """Show a hospital beside the map, and mark it."""
        site = self.picture.site(id) if self.picture else None
        if site is None or self.picture is None:
            return
        names = {each.rep.id: each.rep.name for each in self.picture.territories}
        self.place.show_site(site, " · ".join(names[each] for each in site.reps if each in names))
        self.view.select((id,))
        self._show(self.place, site.hospital.name)

    def fly_to(self, id: str) -> None:
        """Show a hospital and where it is."""
        site = self.picture.site(id) if self.picture else None
        if site is None:
            return
        if site.hospital.coordinate is not None:
            self.view.centre_on(site.hospital.coordinate, max(self.view.zoom, _FLIGHT))
        self.show_hospital(id)

    def show_selection(self, ids: Sequence[str]) -> None:
        """List hospitals with their totals; none closes the list."""
        if self.picture is None or not ids:
            if self.panel.shows(self.selection) or self.panel.shows(self.place):
                self.panel.hide()
            return
        chosen = set(ids)
        sites = [each for each in self.picture.sites if each.hospital.id in chosen]
        self.selection.show_sites(sites, self.picture.segments)
        self._show(self.selection, self.context.say(message("{count:hospital|hospitals} selected", count=len(sites))))

    def show_matches(self, ids: Sequence[str]) -> None:
        """List the hospitals that what is typed may mean, in that order."""
        if self.picture is None:
            return
        known = {each.hospital.id: each for each in self.picture.sites}
        sites = [site for id in ids if (site := known.get(HospitalId(id))) is not None]
        if sites:
            self.selection.show_sites(sites, self.picture.segments)
            self._show(self.selection, self.context.say(message("{count:hospital|hospitals} found", count=len(sites))))
        elif self.panel.shows(self.selection):
            self.panel.hide()

    def show_hospitals(self, ids: Sequence[str]) -> None:
        """Mark hospitals and bring all of them into sight; before they are read, as soon as they are."""
        if self.picture is None:
            self._wanted = tuple(ids)
            return
        self._wanted = ()
        self.view.select(ids)
        self.view.fit(ids)
        self.show_selection(ids)

    def show_unplaced(self) -> None:
        """List the hospitals that are not on the map."""
        if self.picture is not None:
            self.show_selection([each.hospital.id for each in self.picture.sites if each.hospital.coordinate is None])

    def show_basemaps(self, on: bool) -> None:
        """Open or close the choice of basemaps."""
        if on:
            self._show(self.basemaps, self.context.say(message("Basemaps")))
        elif self.panel.shows(self.basemaps):
            self.panel.hide()

    def _show(self, body: PlaceBody | SelectionBody | BasemapBody, heading: str) -> None:
        self.panel.show_body(body, heading)
        self.bar.basemaps.setChecked(body is self.basemaps)

    def _on_panel_closed(self) -> None:
        self.bar.basemaps.setChecked(False)
        self.view.let_go()

    def _on_placed(self, id: str, coordinate: Coordinate) -> None:
        site = self.picture.site(id) if self.picture else None
        if site is not None and self.context.session.commit(place_hospital(site.hospital, coordinate)):
            self.view.centre_on(coordinate)

    def _on_tool_taken(self, tool: Tool) -> None:
        self.bar.show_tool(tool)
        self.place.pick.setChecked(tool is Tool.PLACE)

    # files dropped anywhere on the page

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        self.bar.basemaps.setChecked(True)
        self.basemaps.add_files([Path(each.toLocalFile()) for each in event.mimeData().urls() if each.isLocalFile()])
        event.acceptProposedAction()

    def commands(self) -> Sequence[Command]:
        return commands_of(self)
