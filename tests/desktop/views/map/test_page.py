"""The map page on the planned sample district."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.basemap.mercator import spot_of
from desktop.basemap.online import OnlineTiles
from desktop.settings import Language
from desktop.views.context import Context
from desktop.views.map.page import MapPage
from desktop.views.map.tools import Tool
from desktop.views.page import PageState
from planner.domain.places import Coordinate, Hospital, HospitalId
from tests.desktop.basemap.mapfiles import write_geojson
from tests.desktop.basemap.test_files import write_extract
from tests.desktop.window import context_of


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> Iterator[MapPage]:
    made = MapPage(context)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    qtbot.waitUntil(lambda: made.state is PageState.CONTENT)
    QApplication.processEvents()
    yield made
    qtbot.waitUntil(lambda: made.view.basemap.idle and context.session.background.idle)


def stored(page: MapPage, id: str) -> Hospital:
    with page.context.session.store.read() as books:
        found = books.hospitals.get(HospitalId(id))
    assert found is not None
    return found


def kept_files(page: MapPage) -> tuple[str, ...]:
    return page.context.preferences.choices.basemaps


def online(page: MapPage) -> OnlineTiles | None:
    return page.view.basemap.online


def tool(page: MapPage) -> Tool:
    return page.view.tool


def pixel_of(page: MapPage, place: Coordinate) -> QPoint:
    spot = spot_of(place)
    return page.view.mapFromScene(QPointF(spot.x, spot.y))


def test_that_all_hospitals_are_shown_with_their_tiers(page: MapPage) -> None:
    picture = page.picture
    assert picture is not None
    points = page.view.points.cloud.points
    assert len(points) == len(picture.sites) == 120
    counted = {each.hospital.id: each.customers for each in picture.sites}
    assert all(sum(part.amount for part in point.slices) == counted[HospitalId(point.id)] for point in points)


def test_that_the_weeks_routes_follow_the_plan_and_the_whole_month_shows_every_day(page: MapPage) -> None:
    picture = page.picture
    assert picture is not None and picture.rep is not None
    page.bar.weeks.setCurrentIndex(0)
    routes = page.view.routes.routes
    assert len(routes) == len(picture.routes) > 10
    assert all(route.stops[0] == route.stops[-1] == picture.rep.home for route in routes)
    page.bar.weeks.setCurrentIndex(2)
    one_week = page.view.routes.routes
    assert 0 < len(one_week) <= 5 and all("1" in each.numbers for each in one_week)
    page.bar.routes.click()
    assert page.view.routes.routes == ()


def test_that_territories_are_outlines_around_the_reps_hospitals(page: MapPage) -> None:
    assert not page.view.areas.areas
    page.bar.areas.click()
    picture = page.picture
    assert picture is not None
    assert {area.label for area in page.view.areas.areas} == {each.rep.name for each in picture.territories}


def test_that_a_selection_is_listed_with_its_totals(page: MapPage) -> None:
    page.view.select_in_sight()
    picture = page.picture
    assert picture is not None
    chosen = [each for each in picture.sites if each.hospital.id in set(page.view.selected)]
    assert page.panel.shows(page.selection)
    assert page.selection.list.topLevelItemCount() == len(chosen) > 50
    shown = {page.selection._customers.text(), page.selection._owed.text()}
    assert {str(sum(each.customers for each in chosen)), f"{sum(each.owed for each in chosen):,}"} & shown


@pytest.mark.parametrize("typed", ["first people", "FIRST PEOPLE"])
def test_that_a_hospital_is_found_by_part_of_its_name(page: MapPage, typed: str) -> None:
    page.bar.search.setFocus()
    QTest.keyClicks(page.bar.search, typed)
    assert page.selection.list.topLevelItemCount() >= 1
    QTest.keyClick(page.bar.search, Qt.Key.Key_Return)
    site = page.place.site
    assert site is not None and "First People" in site.hospital.name
    assert page.view.selected == (site.hospital.id,) and page.view.zoom >= 14


def test_that_a_chinese_name_is_found_by_pinyin_and_initials(page: MapPage) -> None:
    site = page.picture.sites[0] if page.picture else None
    assert site is not None
    renamed = type(site)(Hospital(HospitalId("Z"), "临江市中心医院"), (), 0, ())
    page.bar.search.know([renamed])
    assert page.bar.search.matches("zhongxin") == page.bar.search.matches("ljszx") == page.bar.search.matches("中心") == ("Z",)
    assert page.bar.search.matches("xyz") == ()


def test_that_a_click_on_a_hospital_shows_it(page: MapPage) -> None:
    page.fly_to("H001")
    place = stored(page, "H001").coordinate
    assert place is not None
    page.panel.close_panel()
    assert page.view.selected == ()
    QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=pixel_of(page, place))
    assert page.place.site is not None and page.panel.shows(page.place)


def test_that_a_pasted_coordinate_moves_the_hospital_and_undo_brings_it_back(page: MapPage, qtbot: QtBot) -> None:
    before = stored(page, "H005").coordinate
    page.show_hospital("H005")
    page.place.line.setText("104.1000, 30.7000")
    page.place.line.setText("30.7000，104.1000")
    QTest.keyClick(page.place.line, Qt.Key.Key_Return)
    assert stored(page, "H005").coordinate == Coordinate(30.7, 104.1)
    page.context.session.history.undo()
    assert stored(page, "H005").coordinate == before
    qtbot.waitUntil(lambda: page.place.line.text().startswith(f"{before.latitude:.6f}" if before else ""))


def test_that_a_pasted_coordinate_in_gcj_02_is_converted(page: MapPage) -> None:
    page.show_hospital("H005")
    page.place.frame.setCurrentText("GCJ-02")
    page.place.line.setText("30.7, 104.1")
    QTest.keyClick(page.place.line, Qt.Key.Key_Return)
    place = stored(page, "H005").coordinate
    assert place is not None and 0.001 < abs(place.longitude - 104.1) < 0.01


def test_that_what_is_no_coordinate_is_refused_in_words(page: MapPage) -> None:
    before = stored(page, "H005")
    page.show_hospital("H005")
    page.place.line.setText("next to the station")
    QTest.keyClick(page.place.line, Qt.Key.Key_Return)
    assert page.place._bad.isVisible() and "next to the station" in page.place._bad.text()
    assert stored(page, "H005") == before


def test_that_a_click_on_the_map_places_the_hospital(page: MapPage) -> None:
    page.show_hospital("H009")
    page.place.pick.click()
    assert tool(page) is Tool.PLACE
    at = QPoint(400, 300)
    wanted = page.view.coordinate_at(at)
    QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    place = stored(page, "H009").coordinate
    assert place is not None and abs(place.latitude - wanted.latitude) < 1e-5 and tool(page) is Tool.PAN


def test_that_hospitals_another_page_asks_for_are_marked_and_in_sight(page: MapPage) -> None:
    page.context.navigation.hospitals_wanted.emit(("H003", "H004"))
    assert set(page.view.selected) == {"H003", "H004"}
    places = [stored(page, each).coordinate for each in ("H003", "H004")]
    assert all(place and page.view.viewport().rect().contains(pixel_of(page, place)) for place in places)


def drop(page: MapPage, file: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    copy, button, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(page, QDragEnterEvent(QPoint(600, 400), copy, data, button, none))
    QApplication.sendEvent(page, QDropEvent(QPointF(600, 400), copy, data, button, none))


def test_that_a_dropped_map_file_is_drawn_kept_and_taken_out_again(page: MapPage, qtbot: QtBot, tmp_path: Path) -> None:
    file = write_geojson(tmp_path / "areas.geojson")
    drop(page, file)
    qtbot.waitUntil(lambda: "areas" in page.view.basemap.attribution)
    assert page.panel.shows(page.basemaps) and kept_files(page) == (str(file),)
    page.basemaps.remove.click()
    assert kept_files(page) == () and "areas" not in page.view.basemap.attribution


def test_that_a_bad_map_file_says_why_on_the_page(page: MapPage, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "broken.mbtiles"
    file.write_bytes(b"nothing of the kind" * 99)
    drop(page, file)
    qtbot.waitUntil(lambda: "broken.mbtiles" in page.basemaps._bad.text())
    assert page.basemaps._bad.isVisible() and "not an MBTiles file" in page.basemaps._bad.text()


def test_that_an_openstreetmap_extract_is_read_in_the_worker_process(page: MapPage, qtbot: QtBot, tmp_path: Path) -> None:
    page.basemaps.add_files([write_extract(tmp_path / "town.osm.pbf")])
    assert page.context.session.jobs.running
    qtbot.waitUntil(lambda: "OpenStreetMap" in page.view.basemap.attribution, timeout=60_000)


def test_that_map_files_change_places(page: MapPage, qtbot: QtBot, tmp_path: Path) -> None:
    files = [write_geojson(tmp_path / f"{name}.geojson") for name in ("one", "two")]
    page.basemaps.add_files(files)
    qtbot.waitUntil(lambda: page.context.session.background.idle)
    page.basemaps.list.setCurrentRow(1)
    page.basemaps.up.click()
    assert kept_files(page) == (str(files[1]), str(files[0]))


def test_that_online_tiles_are_off_until_a_usable_address_is_given(page: MapPage) -> None:
    assert online(page) is None
    page.basemaps.address.setText("https://tiles.example.org/")
    QTest.keyClick(page.basemaps.address, Qt.Key.Key_Return)
    assert online(page) is None and page.basemaps._bad_address.text()
    page.basemaps.frame.setCurrentText("GCJ-02")
    page.basemaps.address.setText("http://127.0.0.1:9/{z}/{x}/{y}.png")
    QTest.keyClick(page.basemaps.address, Qt.Key.Key_Return)
    assert online(page) is not None and "127.0.0.1" in page.view.basemap.attribution
    assert page.context.preferences.choices.tiles_frame == "gcj02"
    page.basemaps.address.clear()
    QTest.keyClick(page.basemaps.address, Qt.Key.Key_Return)
    assert online(page) is None and page.context.preferences.choices.tiles_url == ""


def test_that_every_command_runs_and_has_its_own_key(page: MapPage) -> None:
    commands = page.commands()
    keys = [each.shortcut for each in commands if each.shortcut]
    assert len(keys) == len(set(keys)) > 8
    for each in commands:
        if each.id != "map.add":
            each.run()


def test_that_no_text_is_cut_off_in_chinese(session: object, tmp_path: Path, qtbot: QtBot, context: Context) -> None:
    context.session.speak(Language.CHINESE)
    page = MapPage(context_of(context.session, tmp_path))
    qtbot.addWidget(page)
    page.resize(1180, 700)
    page.show()
    qtbot.waitUntil(lambda: page.state is PageState.CONTENT)
    page.bar.basemaps.click()
    page.grab()
    for button in page.bar.tools.values():
        assert button.width() >= button.sizeHint().width()
    for wide in (page.basemaps.add, page.basemaps.up, page.basemaps.remove, page.bar.areas):
        assert wide.width() >= wide.sizeHint().width()
    qtbot.waitUntil(lambda: page.view.basemap.idle and context.session.background.idle)
