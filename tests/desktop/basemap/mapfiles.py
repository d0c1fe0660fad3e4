"""Small real map files: a red picture, a lake and a road in the tile that holds a town in the west of China."""

import gzip
import json
import sqlite3
from pathlib import Path

import mapbox_vector_tile
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import write
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage

from desktop.basemap.basemap import Order, paint_tile
from desktop.basemap.mercator import Tile, spot_of
from desktop.basemap.palette import palette_of
from desktop.basemap.source import Source
from desktop.theme.tokens import LIGHT
from planner.domain.places import Coordinate

TOWN = Coordinate(30.66, 104.07)
PALETTE = palette_of(LIGHT)


def tile_at(zoom: int, coordinate: Coordinate = TOWN) -> Tile:
    """The tile that holds a coordinate."""
    spot = spot_of(coordinate)
    span = Tile(zoom, 0, 0).span
    return Tile(zoom, int(spot.x / span), int(spot.y / span))


def picture(colour: str = "#ff0000", size: int = 64) -> bytes:
    """A PNG of one colour."""
    image = QImage(size, size, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def shapes() -> bytes:
    """A vector tile: water in its left half, a motorway across, a named town in the middle."""
    lake = "POLYGON ((0 0, 2048 0, 2048 4096, 0 4096, 0 0))"
    return bytes(
        mapbox_vector_tile.encode(
            [
                {"name": "water", "features": [{"geometry": lake, "properties": {"class": "lake"}}]},
                {
                    "name": "transportation",
                    "features": [{"geometry": "LINESTRING (2100 3072, 4096 3072)", "properties": {"class": "motorway"}}],
                },
                {"name": "boundary", "features": [{"geometry": "LINESTRING (0 10, 4096 10)", "properties": {"admin_level": 2}}]},
                {
                    "name": "place",
                    "features": [{"geometry": "POINT (2048 2048)", "properties": {"class": "city", "name": "临江"}}],
                },
            ],
            default_options={"extents": 4096},
        )
    )


def write_mbtiles(file: Path, tile: Tile, data: bytes, kind: str) -> Path:
    """An MBTiles file with one tile."""
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE metadata (name text, value text)")
        connection.execute("CREATE TABLE tiles (zoom_level integer, tile_column integer, tile_row integer, tile_data blob)")
        rows = [("format", kind), ("name", "town"), ("attribution", '<a href="https://example.org">© Town survey</a>')]
        connection.executemany("INSERT INTO metadata VALUES (?, ?)", rows)
        row = (1 << tile.zoom) - 1 - tile.y
        connection.execute("INSERT INTO tiles VALUES (?, ?, ?, ?)", (tile.zoom, tile.x, row, data))
    connection.close()
    return file


def write_pmtiles(file: Path, tile: Tile, data: bytes, kind: TileType, packed: bool) -> Path:
    """A PMTiles file with one tile."""
    with write(str(file)) as writer:
        writer.write_tile(zxy_to_tileid(tile.zoom, tile.x, tile.y), gzip.compress(data) if packed else data)
        header = {
            "tile_type": kind,
            "tile_compression": Compression.GZIP if packed else Compression.NONE,
            "min_zoom": tile.zoom,
            "max_zoom": tile.zoom,
            **{f"{end}_{axis}_e7": 0 for end in ("min", "max") for axis in ("lon", "lat")},
            "center_zoom": tile.zoom,
            "center_lon_e7": 0,
            "center_lat_e7": 0,
        }
        writer.finalize(header, {"attribution": "© Town survey"})
    return file


def write_geojson(file: Path) -> Path:
    """An area around the town, with its name, and a line through it."""
    east, north = TOWN.longitude, TOWN.latitude
    ring = [[east - 1, north - 1], [east + 1, north - 1], [east + 1, north + 1], [east - 1, north + 1], [east - 1, north - 1]]
    features = [
        {"type": "Feature", "properties": {"name": "West area"}, "geometry": {"type": "Polygon", "coordinates": [ring]}},
        {"type": "Feature", "properties": {}, "geometry": {"type": "LineString", "coordinates": [ring[0], ring[2]]}},
        {"type": "Feature", "properties": {"name": "Depot"}, "geometry": {"type": "Point", "coordinates": [east, north]}},
    ]
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return file


def painted(source: Source, tile: Tile, over: bool = False) -> QImage:
    """A tile as one source paints it, 256 pixels wide."""
    return paint_tile(Order(tile, 256, 1.0, PALETTE, over), (source,))


def colours_of(image: QImage) -> set[str]:
    """All colours in a picture."""
    return {image.pixelColor(x, y).name() for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)}
