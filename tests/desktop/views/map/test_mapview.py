"""The map under real mouse, wheel, touch and keys."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QImage, QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.basemap.mercator import spot_of
from desktop.basemap.shapes import MapArea, MapPoint, MapRoute, Slice
from desktop.views.context import Context
from desktop.views.map.canvas import FARTHEST, NEAREST
from desktop.views.map.furniture import LegendEntry, round_distance
from desktop.views.map.mapview import MapView
from desktop.views.map.tools import Tool
from planner.domain.places import Coordinate

EAST, NORTH = 104.07, 30.66
PLACES = [Coordinate(NORTH + 0.02 * row, EAST + 0.02 * column) for row in range(4) for column in range(5)]
MIX = (Slice(1, "#0b4f8a"), Slice(3, "#b7791f"))
POINTS = [
    MapPoint(
        f"H{number}", place, "#0b6bcb", 16, f"Hospital {number}", f"Tip {number}", (Slice(1, "#0b4f8a"), Slice(3, "#b7791f"))
    )
    for number, place in enumerate(PLACES)
]


@pytest.fixture
def view(context: Context, qtbot: QtBot) -> Iterator[MapView]:
    made = MapView(context)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.set_points(POINTS)
    made.show()
    made.fit()
    QApplication.processEvents()
    yield made
    qtbot.waitUntil(lambda: made.basemap.idle)


def pixel_of(view: MapView, place: Coordinate) -> QPoint:
    spot = spot_of(place)
    return view.mapFromScene(QPointF(spot.x, spot.y))


def drag(view: MapView, corners: list[QPoint], modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    port, left = view.viewport(), Qt.MouseButton.LeftButton
    QTest.mousePress(port, left, modifier, corners[0])
    for each in corners[1:]:
        QTest.mouseMove(port, each)
    QTest.mouseRelease(port, left, modifier, corners[-1])


def test_that_everything_is_in_sight_after_fitting(view: MapView) -> None:
    assert all(view.viewport().rect().contains(pixel_of(view, each)) for each in PLACES)


def test_that_a_coordinate_can_be_centred_at_a_zoom_level(view: MapView) -> None:
    view.centre_on(Coordinate(39.9, 116.4), 11.0)
    assert abs(view.centre.latitude - 39.9) < 0.001 and abs(view.centre.longitude - 116.4) < 0.001
    assert view.zoom == 11.0


def test_that_dragging_moves_the_ground_with_the_pointer(view: MapView) -> None:
    under = view.coordinate_at(QPoint(300, 300))
    drag(view, [QPoint(300, 300), QPoint(340, 320), QPoint(420, 350)])
    after = view.coordinate_at(QPoint(420, 350))
    assert abs(after.latitude - under.latitude) < 1e-4 and abs(after.longitude - under.longitude) < 1e-4


def test_that_the_wheel_zooms_around_the_pointer(view: MapView) -> None:
    at, zoom = QPoint(200, 150), view.zoom
    before = view.coordinate_at(at)
    place = QPointF(at)
    wheel = QWheelEvent(
        place, QPointF(view.viewport().mapToGlobal(at)), QPoint(), QPoint(0, 240), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), wheel)
    after = view.coordinate_at(at)
    assert view.zoom == zoom + 1.0
    assert abs(after.latitude - before.latitude) < 1e-3 and abs(after.longitude - before.longitude) < 1e-3


def test_that_a_pinch_zooms(view: MapView) -> None:
    zoom, at = view.zoom, QPointF(400, 300)
    device = QPointingDevice.primaryPointingDevice()
    pinch = QNativeGestureEvent(Qt.NativeGestureType.ZoomNativeGesture, device, 2, at, at, at, 0.5, QPointF())
    QApplication.sendEvent(view.viewport(), pinch)
    assert view.zoom == zoom + 0.5


def test_that_keys_zoom_move_and_show_everything(view: MapView) -> None:
    fitted, centre = view.zoom, view.centre
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Plus)
    assert view.zoom == fitted + 0.5
    QTest.keyClick(view, Qt.Key.Key_Minus)
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.centre.longitude > centre.longitude
    QTest.keyClick(view, Qt.Key.Key_Up)
    assert view.centre.latitude > centre.latitude
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert abs(view.centre.longitude - centre.longitude) < 1e-4 and view.zoom == fitted


def test_that_zooming_ends_at_its_limits(view: MapView) -> None:
    view.zoom_by(99)
    assert view.zoom == NEAREST
    view.zoom_by(-99)
    assert view.zoom == FARTHEST


def test_that_a_click_on_a_point_names_it_and_one_beside_does_not(view: MapView) -> None:
    heard: list[str] = []
    view.point_clicked.connect(heard.append)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=pixel_of(view, PLACES[7]))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, 300))
    assert heard == ["H7"]


def test_that_the_lasso_selects_what_it_goes_around(view: MapView) -> None:
    heard: list[tuple[str, ...]] = []
    view.lassoed.connect(heard.append)
    view.take_tool(Tool.LASSO)
    one, other = pixel_of(view, PLACES[0]), pixel_of(view, PLACES[6])
    left, right = one.x() - 12, other.x() + 12
    top, bottom = other.y() - 12, one.y() + 12
    drag(view, [QPoint(left, top), QPoint(right, top), QPoint(right, bottom), QPoint(left, bottom), QPoint(left, top + 4)])
    assert heard == [("H0", "H1", "H5", "H6")] and view.selected == heard[0]


def test_that_shift_selects_a_rectangle_with_any_tool_and_escape_lets_go(view: MapView) -> None:
    corners = [pixel_of(view, PLACES[0]) + QPoint(-12, 12), pixel_of(view, PLACES[16]) + QPoint(12, -12)]
    drag(view, corners, Qt.KeyboardModifier.ShiftModifier)
    assert len(view.selected) == 8
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert not view.points.chosen


def test_that_with_the_place_tool_a_click_gives_its_coordinate(view: MapView) -> None:
    heard: list[Coordinate] = []
    view.place_clicked.connect(heard.append)
    view.take_tool(Tool.PLACE)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=pixel_of(view, PLACES[3]))
    assert abs(heard[0].latitude - PLACES[3].latitude) < 0.002 and abs(heard[0].longitude - PLACES[3].longitude) < 0.002


def test_that_the_keyboard_goes_from_point_to_point(view: MapView) -> None:
    heard: list[str] = []
    view.point_clicked.connect(heard.append)
    view.grab()
    view.step_selection(1)
    view.step_selection(1)
    view.step_selection(-1)
    assert len(heard) == 3 and heard[0] == heard[2] != heard[1]


def test_that_names_neither_overlap_nor_are_cut_off(view: MapView, qtbot: QtBot) -> None:
    view.set_legend([LegendEntry("#0b4f8a", "A"), LegendEntry("#b7791f", "C")])
    view.grab()
    rooms = [room for _, room in view.names.placed]
    assert len(rooms) > 5
    assert not any(one.meets(other) for place, one in enumerate(rooms) for other in (*rooms[:place], *view.names.occupied))
    assert all(room.left >= 0 and room.right <= 900 and room.top >= 0 and room.bottom <= 600 for room in rooms)


def test_that_points_routes_and_areas_are_painted_in_their_colours(view: MapView) -> None:
    view.set_points([MapPoint("one", PLACES[0], "#ff0000", 30)])
    view.set_routes([MapRoute("#00aa00", (PLACES[10], PLACES[14]), ("", "1"))])
    view.set_areas([MapArea("#0000ff", ((PLACES[15], PLACES[19], PLACES[9], PLACES[5]),), "Rep")])
    image = view.grab().toImage()
    ratio = image.width() / view.width()

    def colour(at: QPoint) -> QColor:
        return image.pixelColor(round(at.x() * ratio), round(at.y() * ratio))

    assert colour(pixel_of(view, PLACES[0])).name() == "#ff0000"
    assert colour(pixel_of(view, PLACES[11])).name() == "#00aa00"
    tinted = colour((pixel_of(view, PLACES[8]) + pixel_of(view, PLACES[9])) / 2 - QPoint(0, 20))
    assert tinted.blue() > tinted.red()


def test_that_the_ground_is_painted_in_the_background_and_told_with_its_source(view: MapView, qtbot: QtBot) -> None:
    view.grab()
    qtbot.waitUntil(lambda: view.basemap.idle)
    assert "GS(2024)0650" in view.basemap.attribution


def test_that_two_maps_of_a_session_share_their_tiles(view: MapView, context: Context, qtbot: QtBot) -> None:
    other = MapView(context)
    qtbot.addWidget(other)
    assert other.basemap is view.basemap


@pytest.mark.parametrize(("longest", "shown"), [(99, 50), (100, 100), (250, 200), (999, 500), (5200, 5000), (0.4, 1)])
def test_that_the_scale_bar_is_a_round_length(longest: float, shown: float) -> None:
    assert round_distance(longest) == shown


def test_that_of_ten_thousand_points_the_lasso_finds_those_inside(view: MapView) -> None:
    places = [Coordinate(NORTH + n % 100 / 500, EAST + n // 100 / 500) for n in range(10_000)]
    view.set_points([MapPoint(str(n), place, "#0b6bcb") for n, place in enumerate(places)])
    view.fit()
    view.grab()
    corners = [QPoint(100, 100), QPoint(800, 100), QPoint(800, 500), QPoint(100, 500)]
    room = QRect(100, 100, 700, 400).adjusted(3, 3, -3, -3)
    inside = [n for n, place in enumerate(places) if room.contains(pixel_of(view, place))]
    drag(view, corners, Qt.KeyboardModifier.ControlModifier)
    assert {str(n) for n in inside} <= set(view.selected) and len(view.selected) < 10_000


def test_that_a_crowd_pans_as_if_it_were_painted_anew(view: MapView) -> None:
    places = [Coordinate(NORTH + n % 50 / 300, EAST + n // 50 / 300) for n in range(2500)]
    view.set_points([MapPoint(str(n), place, "#ff0000", 9) for n, place in enumerate(places)])
    view.fit()
    view.grab()
    assert view.points.crowded
    view.move_by(40, -30)
    moved = view.grab().toImage()
    view.points.show_points(view.points.cloud.points)
    assert _reddish(moved) == pytest.approx(_reddish(view.grab().toImage()), rel=0.02)
    view.select(["0"])
    assert view.selected == ("0",)


def _reddish(image: QImage) -> int:
    places = [(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)]
    return sum(image.pixelColor(x, y).name() == "#ff0000" for x, y in places)
