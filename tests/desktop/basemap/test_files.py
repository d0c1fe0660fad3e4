"""Map files of every kind that a user may add, made by the formats' own writers."""

from pathlib import Path

import osmium
import pytest
from osmium.osm.mutable import Node, Way
from pmtiles.tile import TileType
from PySide6.QtWidgets import QApplication

from desktop.basemap.errors import BasemapError
from desktop.basemap.features import Kind
from desktop.basemap.opening import open_file
from desktop.basemap.osm import read_osm
from tests.desktop.basemap.mapfiles import (
    PALETTE,
    TOWN,
    colours_of,
    painted,
    picture,
    shapes,
    tile_at,
    write_geojson,
    write_mbtiles,
    write_pmtiles,
)

TILE = tile_at(10)
RED = "#ff0000"
WORLD = (0.0, 0.0, 256.0, 256.0)


@pytest.fixture(autouse=True)
def _application(qapp: QApplication) -> None:
    """Pictures and fonts need one."""


def test_that_pictures_of_an_mbtiles_file_are_shown_where_they_lie(tmp_path: Path) -> None:
    source = open_file(write_mbtiles(tmp_path / "town.mbtiles", TILE, picture(), "png"))
    assert colours_of(painted(source, TILE)) == {RED}
    assert source.attribution == "© Town survey"


def test_that_nearer_tiles_enlarge_the_picture_and_tiles_elsewhere_stay_as_they_are(tmp_path: Path) -> None:
    source = open_file(write_mbtiles(tmp_path / "town.mbtiles", TILE, picture(), "png"))
    assert colours_of(painted(source, tile_at(12))) == {RED}
    assert colours_of(painted(source, tile_at(10, type(TOWN)(40.0, 116.0)))) == {PALETTE.outside}


@pytest.mark.parametrize("packed", [False, True])
def test_that_pictures_and_shapes_of_a_pmtiles_file_are_shown(tmp_path: Path, packed: bool) -> None:
    raster = open_file(write_pmtiles(tmp_path / "r.pmtiles", TILE, picture(), TileType.PNG, packed))
    vector = open_file(write_pmtiles(tmp_path / "v.pmtiles", TILE, shapes(), TileType.MVT, packed))
    assert colours_of(painted(raster, TILE)) == {RED}
    assert {PALETTE.water, PALETTE.road} <= colours_of(painted(vector, TILE))


def test_that_shapes_of_a_vector_mbtiles_file_lie_where_the_tile_has_them(tmp_path: Path) -> None:
    source = open_file(write_mbtiles(tmp_path / "town.mbtiles", TILE, shapes(), "pbf"))
    image = painted(source, TILE)
    assert image.pixelColor(60, 128).name() == PALETTE.water
    assert image.pixelColor(200, 64).name() == PALETTE.road  # three quarters up: y grows upwards in the tile
    assert image.pixelColor(200, 160).name() == PALETTE.outside


def test_that_borders_in_vector_tiles_are_not_drawn(tmp_path: Path) -> None:
    source = open_file(write_mbtiles(tmp_path / "town.mbtiles", TILE, shapes(), "pbf"))
    assert not {PALETTE.nation, PALETTE.province} & colours_of(painted(source, TILE))


def test_that_places_of_vector_tiles_are_named(tmp_path: Path) -> None:
    source = open_file(write_mbtiles(tmp_path / "town.mbtiles", TILE, shapes(), "pbf"))
    box = (TILE.left, TILE.top, TILE.left + TILE.span * 0.9, TILE.top + TILE.span * 0.9)
    assert [each.text for each in source.labels(box, 10.0)] == ["临江"]


def test_that_a_geojson_file_is_drawn_and_named(tmp_path: Path) -> None:
    source = open_file(write_geojson(tmp_path / "areas.geojson"))
    assert len(colours_of(painted(source, TILE))) > 1
    assert {each.text for each in source.labels(WORLD, 12.0)} == {"West area", "Depot"}


def write_extract(file: Path) -> Path:
    """A square park, a primary road, a border and a town."""
    corners = [(104.0, 30.6), (104.1, 30.6), (104.1, 30.7), (104.0, 30.7)]
    writer = osmium.SimpleWriter(str(file))
    for number, place in enumerate(corners, start=1):
        writer.add_node(Node(id=number, location=place, version=1))
    writer.add_node(Node(id=9, location=(104.05, 30.65), tags={"place": "town", "name": "Linjiang"}, version=1))
    writer.add_way(Way(id=1, nodes=[1, 2, 3, 4, 1], tags={"leisure": "park"}, version=1))
    writer.add_way(Way(id=2, nodes=[1, 3], tags={"highway": "primary"}, version=1))
    writer.add_way(Way(id=3, nodes=[2, 4], tags={"boundary": "administrative", "admin_level": "2"}, version=1))
    writer.close()
    return file


def test_that_an_openstreetmap_extract_gives_roads_green_and_places_but_no_borders(tmp_path: Path) -> None:
    features = read_osm(write_extract(tmp_path / "town.osm.pbf"))
    found = [features.shape(index) for index in range(len(features))]
    assert sorted(each.kind for each in found) == [Kind.GREEN, Kind.ROAD, Kind.TOWN]
    source = open_file(tmp_path / "town.osm.pbf")
    assert {PALETTE.green, PALETTE.road} <= colours_of(painted(source, tile_at(11)))
    assert [each.text for each in source.labels(WORLD, 12.0)] == ["Linjiang"]


BAD = {
    "empty.mbtiles": b"",
    "noise.mbtiles": b"no database at all " * 90,
    "noise.pmtiles": b"PMTiles?" * 90,
    "short.pmtiles": b"",
    "text.geojson": b"not json",
    "list.geojson": b"[1, 2]",
    "nowhere.geojson": b'{"type": "Point", "coordinates": [400, 95]}',
    "nothing.geojson": b'{"type": "FeatureCollection", "features": []}',
    "noise.osm.pbf": b"noise" * 50,
    "picture.png": b"\x89PNG",
}


@pytest.mark.parametrize("name", BAD)
def test_that_a_file_that_cannot_be_shown_is_refused_by_name(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(BAD[name])
    with pytest.raises(BasemapError) as refused:
        open_file(file)
    assert name in str(refused.value.problem)


@pytest.mark.parametrize("name", ["a.mbtiles", "a.pmtiles", "a.geojson", "a.osm.pbf"])
def test_that_a_file_that_is_gone_is_refused_by_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(BasemapError, match=name.replace(".", r"\.")):
        open_file(tmp_path / name)
