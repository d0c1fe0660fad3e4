"""Tiles from a server on this machine: fetched when looked at, kept on disk, never without an address."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.basemap.errors import BasemapError
from desktop.basemap.mercator import Spot, Tile, coordinate_of
from desktop.basemap.online import USER_AGENT, OnlineTiles, check_address, room_of
from planner.geography.distance import metres_between
from planner.geography.frames import Frame, from_wgs84
from tests.desktop.basemap.mapfiles import picture, tile_at

TILE = tile_at(12)


class TileServer(ThreadingHTTPServer):
    """Answers every tile with a picture, but tiles at zoom 5 with *not found*; remembers who asked for what."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[tuple[str, str]] = []
        self.picture = picture()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/{{z}}/{{x}}/{{y}}.png"


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        server = self.server
        assert isinstance(server, TileServer)
        server.asked.append((self.path, self.headers["User-Agent"]))
        found = not self.path.startswith("/5/")
        self.send_response(200 if found else 404)
        self.send_header("Cache-Control", "max-age=3600")
        self.send_header("Content-Length", str(len(server.picture) if found else 0))
        self.end_headers()
        if found:
            self.wfile.write(server.picture)

    def log_message(self, *_: object) -> None:
        """Be quiet."""


@pytest.fixture
def server() -> Iterator[TileServer]:
    made = TileServer()
    thread = threading.Thread(target=made.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield made
    made.shutdown()
    made.server_close()
    thread.join()


def test_that_a_tile_is_fetched_from_the_address_by_a_program_that_names_itself(
    server: TileServer, qtbot: QtBot, tmp_path: Path
) -> None:
    online = OnlineTiles(server.address, Frame.WGS84, tmp_path)
    assert online.pictures([TILE]) == [None]
    qtbot.waitUntil(lambda: online.pictures([TILE])[0] is not None)
    assert server.asked == [(f"/12/{TILE.x}/{TILE.y}.png", USER_AGENT)]
    assert online.attribution == "127.0.0.1"


def test_that_tiles_are_kept_on_disk(server: TileServer, qtbot: QtBot, tmp_path: Path) -> None:
    first = OnlineTiles(server.address, Frame.WGS84, tmp_path)
    qtbot.waitUntil(lambda: first.pictures([TILE])[0] is not None)
    again = OnlineTiles(server.address, Frame.WGS84, tmp_path)
    qtbot.waitUntil(lambda: again.pictures([TILE])[0] is not None)
    assert len(server.asked) == 1


def test_that_only_a_few_tiles_are_asked_for_at_a_time_and_refused_ones_not_again(
    server: TileServer, qtbot: QtBot, tmp_path: Path
) -> None:
    online = OnlineTiles(server.address, Frame.WGS84, tmp_path)
    failures: list[str] = []
    online.failed.connect(failures.append)
    missing = Tile(5, 1, 1)
    online.pictures([missing])
    qtbot.waitUntil(lambda: bool(failures))
    assert online.pictures([missing]) == [None]
    tiles = [Tile(12, x, 7) for x in range(20)]
    qtbot.waitUntil(lambda: all(each is not None for each in online.pictures(tiles)))
    assert len(server.asked) == 21


def test_that_tiles_in_gcj_02_are_drawn_where_the_ground_is() -> None:
    """A corner written as GCJ-02 lies some 500 m off in WGS-84; drawn right, shifting it forward gives the corner again."""
    room = room_of(TILE, Frame.GCJ02)
    corner = coordinate_of(Spot(TILE.left, TILE.top))
    drawn = coordinate_of(Spot(room.left(), room.top()))
    assert 200 < metres_between(corner, drawn) < 1000
    latitude, longitude = from_wgs84(drawn, Frame.GCJ02)
    assert metres_between(type(corner)(latitude, longitude), corner) < 0.1
    assert room_of(TILE, Frame.WGS84).left() == TILE.left


@pytest.mark.parametrize("address", ["tiles", "ftp://a.org/{z}/{x}/{y}", "https://a.org/{z}/{x}.png", "https:///{z}/{x}/{y}"])
def test_that_an_address_that_gives_no_tiles_is_refused(address: str) -> None:
    with pytest.raises(BasemapError, match=r"address|zoom"):
        check_address(address)


def test_that_usual_addresses_are_taken() -> None:
    check_address("https://tile.example.org/{z}/{x}/{y}.png")
    check_address("https://example.org/DataServer?T=vec_w&x={x}&y={y}&l={z}&tk=key")
