"""Files that hold a map's tiles: MBTiles 1.3 (a SQLite database) and PMTiles 3."""

import gzip
import sqlite3
import threading
import zlib
from contextlib import closing
from pathlib import Path
from typing import Any, Protocol

from pmtiles import reader
from pmtiles.tile import Compression, TileType

from desktop.basemap.errors import unreadable
from desktop.basemap.mercator import Tile
from planner.domain.messages import message

_PMTILES: Any = reader  # the library has no types


class Archive(Protocol):
    """Tiles by their place; `read` may be called from several threads."""

    vector: bool
    nearest: int
    attribution: str

    def read(self, tile: Tile) -> bytes | None:
        """What the archive holds of a tile, uncompressed; None when it holds nothing."""
        ...


class Mbtiles:
    """An MBTiles file; its rows count from the south."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._own = threading.local()
        if not file.is_file():
            raise unreadable(file, message("it is not there any more."))
        try:
            with closing(self._connect()) as connection:
                about = dict(connection.execute("SELECT name, value FROM metadata").fetchall())
                (nearest,) = connection.execute("SELECT MAX(zoom_level) FROM tiles").fetchone()
        except sqlite3.DatabaseError as error:
            raise unreadable(file, message("it is not an MBTiles file.")) from error
        if nearest is None:
            raise unreadable(file, message("there is no tile in it."))
        self.vector = about.get("format") == "pbf"
        self.nearest = int(nearest)
        self.attribution = _plain(about.get("attribution") or about.get("name") or file.stem)

    def read(self, tile: Tile) -> bytes | None:
        connection = getattr(self._own, "connection", None)
        if connection is None:
            connection = self._own.connection = self._connect()
        row = (1 << tile.zoom) - 1 - tile.y
        found = connection.execute(
            "SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?", (tile.zoom, tile.x, row)
        ).fetchone()
        return _unpacked(found[0]) if found else None

    def _connect(self) -> sqlite3.Connection:
        return sqlite3.connect(f"{self._file.resolve().as_uri()}?mode=ro", uri=True)


class Pmtiles:
    """A PMTiles file, read where it lies."""

    def __init__(self, file: Path) -> None:
        try:
            with file.open("rb") as opened:
                self._reader = _PMTILES.Reader(_PMTILES.MmapSource(opened))
            header: dict[str, Any] = self._reader.header()
            about: dict[str, Any] = self._reader.metadata()
        except FileNotFoundError as error:
            raise unreadable(file, message("it is not there any more.")) from error
        except Exception as error:  # the library checks nothing: a wrong file fails anywhere in it
            raise unreadable(file, message("it is not a PMTiles file.")) from error
        if header["tile_compression"] not in (Compression.NONE, Compression.GZIP):
            raise unreadable(file, message("its tiles are packed in a way that cannot be read here."))
        self.vector = header["tile_type"] is TileType.MVT
        self.nearest = int(header["max_zoom"])
        self.attribution = _plain(about.get("attribution") or about.get("name") or file.stem)

    def read(self, tile: Tile) -> bytes | None:
        found = self._reader.get(tile.zoom, tile.x, tile.y)
        return _unpacked(found) if found else None


def open_archive(file: Path) -> Archive:
    """An archive by its name's ending. Raises BasemapError."""
    return Pmtiles(file) if file.suffix.lower() == ".pmtiles" else Mbtiles(file)


def _unpacked(data: bytes) -> bytes:
    if data[:2] == b"\x1f\x8b":
        return gzip.decompress(data)
    return zlib.decompress(data) if data[:2] in (b"\x78\x9c", b"\x78\xda") else data


def _plain(text: str) -> str:
    """An attribution without its links."""
    while "<" in text and ">" in text[text.index("<") :]:
        start = text.index("<")
        text = text[:start] + text[text.index(">", start) + 1 :]
    return text.strip()
