"""Tiles from an address that the user set: nothing is fetched without one, and nothing that is not looked at."""

from collections import OrderedDict
from pathlib import Path

from PySide6.QtCore import QObject, QRectF, QUrl, Signal
from PySide6.QtGui import QImage
from PySide6.QtNetwork import QNetworkAccessManager, QNetworkDiskCache, QNetworkReply, QNetworkRequest

from desktop.basemap.errors import BasemapError
from desktop.basemap.mercator import Spot, Tile, coordinate_of, spot_of
from desktop.settings import NAME
from planner.domain.messages import message
from planner.geography.frames import Frame, to_wgs84

USER_AGENT = f"{NAME}/0.1 (desktop territory planner)"
"""Map services ask every program to name itself."""
CACHE_BYTES = 200 * 1024 * 1024
KEPT = 256
AT_ONCE = 6
"""Requests under way at a time."""


def check_address(address: str) -> None:
    """Raises BasemapError when an address cannot be one of tiles."""
    url = QUrl(address.replace("{z}", "0").replace("{x}", "0").replace("{y}", "0"))
    if not url.isValid() or url.scheme() not in ("http", "https") or not url.host():
        raise BasemapError(
            message("“{address}” is no web address.", address=address),
            message("Enter an address that begins with https:// and has the tile's zoom, column and row in it."),
        )
    if any(part not in address for part in ("{z}", "{x}", "{y}")):
        raise BasemapError(
            message("The address {address} does not say where zoom, column and row of a tile go.", address=address),
            message("Write {z}, {x} and {y} in their places.", z="{z}", x="{x}", y="{y}"),
        )


def room_of(tile: Tile, frame: Frame) -> QRectF:
    """Where a tile drawn in a frame lies in world units of WGS-84."""
    if frame is Frame.WGS84:
        return QRectF(tile.left, tile.top, tile.span, tile.span)
    one, other = (_moved(Spot(tile.left + step, tile.top + step), frame) for step in (0.0, tile.span))
    return QRectF(one.x, one.y, other.x - one.x, other.y - one.y)


def _moved(spot: Spot, frame: Frame) -> Spot:
    written = coordinate_of(spot)
    return spot_of(to_wgs84(written.latitude, written.longitude, frame))


class OnlineTiles(QObject):
    """Fetches what is asked for. `changed` when a tile has come; `failed(str)` with the host's own words when none comes."""

    changed = Signal()
    failed = Signal(str)
    finest = 18

    def __init__(self, address: str, frame: Frame, cache: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.address = address
        self.frame = frame
        self.attribution = QUrl(address).host()
        self._network = QNetworkAccessManager(self)
        disk = QNetworkDiskCache(self)
        disk.setCacheDirectory(str(cache))
        disk.setMaximumCacheSize(CACHE_BYTES)
        self._network.setCache(disk)
        self._pictures: OrderedDict[Tile, QImage] = OrderedDict()
        self._under_way: dict[Tile, QNetworkReply] = {}
        self._refused: set[Tile] = set()

    def pictures(self, tiles: list[Tile]) -> list[QImage | None]:
        """What has come of these tiles; the rest is asked for, at most AT_ONCE at a time, and what is not asked for any more is
        given up."""
        wanted = set(tiles)
        for tile in [each for each in self._under_way if each not in wanted]:
            self._under_way.pop(tile).abort()
        for tile in tiles:
            if len(self._under_way) >= AT_ONCE:
                break
            if tile not in self._pictures and tile not in self._under_way and tile not in self._refused:
                self._fetch(tile)
        return [self._pictures.get(each) for each in tiles]

    def _fetch(self, tile: Tile) -> None:
        place = self.address.replace("{z}", str(tile.zoom)).replace("{x}", str(tile.x)).replace("{y}", str(tile.y))
        request = QNetworkRequest(QUrl(place))
        request.setHeader(QNetworkRequest.KnownHeaders.UserAgentHeader, USER_AGENT)
        request.setAttribute(QNetworkRequest.Attribute.CacheLoadControlAttribute, QNetworkRequest.CacheLoadControl.PreferCache)
        request.setTransferTimeout(20_000)
        reply = self._network.get(request)
        self._under_way[tile] = reply
        reply.finished.connect(lambda: self._take(tile, reply))

    def _take(self, tile: Tile, reply: QNetworkReply) -> None:
        reply.deleteLater()
        if self._under_way.get(tile) is not reply:
            return
        del self._under_way[tile]
        picture = QImage()
        if reply.error() is QNetworkReply.NetworkError.NoError and picture.loadFromData(reply.readAll().data()):
            self._pictures[tile] = picture
            while len(self._pictures) > KEPT:
                self._pictures.popitem(last=False)
        else:
            self._refused.add(tile)
            self.failed.emit(reply.errorString())
        self.changed.emit()
