"""The bundled boundaries, held against places whose district everybody knows."""

import pytest
from shapely import Point, Polygon

from desktop.basemap.boundaries import REVIEW_NUMBER, Level, borders, dashes, names, rings
from desktop.basemap.ground import Ground
from desktop.basemap.mercator import Tile, spot_of
from planner.domain.places import Coordinate
from tests.desktop.basemap.mapfiles import PALETTE, painted, tile_at

TIANANMEN = Coordinate(39.9087, 116.3975)
TAIPEI = Coordinate(25.0375, 121.5637)
LHASA = Coordinate(29.6525, 91.1721)
OUTSIDE = (Coordinate(47.92, 106.92), Coordinate(35.68, 139.69), Coordinate(21.03, 105.85), Coordinate(28.61, 77.21))


def holds(level: Level, place: Coordinate) -> int:
    """In how many rings of a level a place lies."""
    spot = spot_of(place)
    return sum(Polygon(ring).contains(Point(spot.x, spot.y)) for ring in rings(level) if len(ring) > 3)


@pytest.mark.parametrize("place", [TIANANMEN, TAIPEI, LHASA])
@pytest.mark.parametrize("level", list(Level))
def test_that_every_level_covers_the_country(level: Level, place: Coordinate) -> None:
    assert holds(level, place) % 2 == 1  # a district around another has a hole there


@pytest.mark.parametrize("place", OUTSIDE)
def test_that_nothing_outside_is_covered(place: Coordinate) -> None:
    assert holds(Level.NATION, place) == 0


def test_that_there_are_34_provinces_and_the_nine_dashes() -> None:
    assert len(names(Level.PROVINCE)) == 34
    assert len(dashes()) >= 9
    assert {"北京", "台湾", "香港", "澳门"} <= {each.name for each in names(Level.PROVINCE)}


def test_that_borders_thin_out_with_distance_and_keep_their_place() -> None:
    far, near = (sum(map(len, borders(Level.PROVINCE, zoom).pieces)) for zoom in (4, 10))
    assert far * 3 < near
    spot = spot_of(TIANANMEN)
    box = (spot.x - 1, spot.y - 1, spot.x + 1, spot.y + 1)
    for piece in borders(Level.PROVINCE, 8).within(box):
        assert piece[:, 0].min() <= box[2] and piece[:, 0].max() >= box[0]


@pytest.mark.parametrize("zoom", [3, 4, 5, 7, 9, 12, 15])
def test_that_the_land_is_land_at_every_zoom(zoom: int) -> None:
    tile = tile_at(zoom, TIANANMEN)
    spot = spot_of(TIANANMEN)
    image = painted(Ground(), tile)
    x, y = ((spot.x - tile.left) / tile.span * 256, (spot.y - tile.top) / tile.span * 256)
    near = {image.pixelColor(int(x) + step, int(y)).name() for step in range(-6, 7) if 0 <= int(x) + step < 256}
    assert PALETTE.land in near


def test_that_the_sea_and_other_countries_are_plain() -> None:
    tile = tile_at(8, Coordinate(30.0, 150.0))
    image = painted(Ground(), tile)
    assert {image.pixelColor(x, y).name() for x in range(0, 256, 16) for y in range(0, 256, 16)} == {PALETTE.outside}


def test_that_names_are_of_the_level_that_fits_the_zoom() -> None:
    spot = spot_of(TIANANMEN)

    def named(zoom: float, reach: float) -> set[str]:
        return {each.text for each in Ground().labels((spot.x - reach, spot.y - reach, spot.x + reach, spot.y + reach), zoom)}

    assert "北京" in named(4.5, 10.0) and "东城区" not in named(4.5, 10.0)
    assert {"东城区", "西城区"} <= named(11.0, 0.5)


def test_that_the_source_is_told_with_its_review_number() -> None:
    assert REVIEW_NUMBER in Ground.attribution and "天地图" in Ground.attribution


def test_that_a_tile_knows_its_ancestors() -> None:
    tile = Tile(5, 25, 12)
    assert tile.at_zoom(3) == Tile(3, 6, 3) == tile.parent().parent()
    assert tile.at_zoom(7) == tile
