"""The map's own reckoning: Web-Mercator, cut rings, names without overlap, points in a lasso."""

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from shapely import Point, Polygon, box

from desktop.basemap.linework import cut_ring, thin
from desktop.basemap.mercator import NORTHERNMOST, WORLD, Spot, coordinate_of, metres_per_pixel, spot_of
from desktop.basemap.placement import Crowd, Room, around
from desktop.basemap.pointcloud import PointCloud
from desktop.basemap.shapes import MapPoint
from planner.domain.places import Coordinate

latitudes = st.floats(-NORTHERNMOST, NORTHERNMOST)
longitudes = st.floats(-180.0, 180.0)
spots = st.builds(Spot, st.floats(0, 100), st.floats(0, 100))


@given(latitudes, longitudes)
def test_that_a_coordinate_comes_back_from_the_map(latitude: float, longitude: float) -> None:
    back = coordinate_of(spot_of(Coordinate(latitude, longitude)))
    assert math.isclose(back.latitude, latitude, abs_tol=1e-9) and math.isclose(back.longitude, longitude, abs_tol=1e-9)


def test_that_the_world_is_a_square_of_256_and_a_pixel_at_zoom_0_is_156_km() -> None:
    assert spot_of(Coordinate(0, 0)) == Spot(WORLD / 2, WORLD / 2)
    assert math.isclose(spot_of(Coordinate(NORTHERNMOST, -180)).y, 0, abs_tol=1e-9)
    assert round(metres_per_pixel(0.0, 0.0), 2) == 156543.03  # OpenStreetMap wiki, "Zoom levels"


@given(st.lists(spots, min_size=3, max_size=9), st.lists(spots, min_size=1, max_size=30))
def test_that_the_lasso_holds_the_points_inside_it(line: list[Spot], places: list[Spot]) -> None:
    polygon = Polygon([(each.x, each.y) for each in line])
    if not polygon.is_valid:
        return
    points = [MapPoint(str(number), coordinate_of(spot), "#000000") for number, spot in enumerate(places)]
    found = set(PointCloud(points).within(line))
    for point in points:
        spot = spot_of(point.coordinate)
        if polygon.boundary.distance(Point(spot.x, spot.y)) > 1e-6:
            assert (point.id in found) == polygon.contains(Point(spot.x, spot.y))


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=3, max_size=12, unique=True))
def test_that_a_cut_ring_covers_what_of_the_ring_lies_in_the_box(corners: list[tuple[int, int]]) -> None:
    polygon = Polygon(corners)
    if not polygon.is_valid:
        return
    cut = cut_ring(np.array(corners, dtype=np.float64), (10.0, 10.0, 30.0, 30.0))
    wanted = polygon.intersection(box(10, 10, 30, 30)).area
    assert math.isclose(_area(cut), wanted, abs_tol=1e-6)


def _area(ring: np.ndarray) -> float:
    if len(ring) < 3:
        return 0.0
    x, y = ring[:, 0], ring[:, 1]
    return abs(float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1)))) / 2


@given(st.lists(st.tuples(st.floats(0, 10), st.floats(0, 10)), min_size=2, max_size=60), st.floats(0.5, 50))
def test_that_a_thinned_line_keeps_its_ends_and_strays_less_than_two_pixels(
    corners: list[tuple[float, float]], scale: float
) -> None:
    line = np.array(corners)
    thinned = thin(line, scale)
    assert (thinned[0] == line[0]).all() and (thinned[-1] == line[-1]).all()
    for corner in line:
        assert np.hypot(*(thinned - corner).T).min() * scale < 2


@given(st.lists(st.tuples(st.floats(-50, 500), st.floats(-50, 500), st.floats(5, 200), st.floats(5, 30)), max_size=60))
def test_that_no_name_stands_over_another(wanted: list[tuple[float, float, float, float]]) -> None:
    crowd, placed = Crowd(), list[Room]()
    for x, y, width, height in wanted:
        choices = around(x, y, width, height, 8)
        taken = crowd.take(choices)
        if taken is not None:
            placed.append(choices[taken])
        else:
            assert all(any(choice.meets(other) for other in placed) for choice in choices)
    assert not any(one.meets(other) for place, one in enumerate(placed) for other in placed[:place])


def test_that_the_point_under_the_pointer_is_the_nearest_whose_disc_is_there() -> None:
    cloud = PointCloud([MapPoint("a", Coordinate(0, 0), "#000000", 10), MapPoint("b", Coordinate(0, 0.001), "#000000", 10)])
    near_b = spot_of(Coordinate(0, 0.0008))
    assert cloud.nearest(near_b, 2.0**14) == 1
    assert cloud.nearest(spot_of(Coordinate(1, 1)), 2.0**14) is None
    assert PointCloud(()).nearest(near_b, 1.0) is None


def test_that_of_points_in_one_small_square_only_the_uppermost_is_drawn() -> None:
    points = [MapPoint(str(number), Coordinate(0, number * 1e-7), "#000000") for number in range(50)]
    drawn = PointCloud(points).pixels((0, 0, 256, 256), 2.0**4, cell=4.0)
    assert [index for index, _, _ in drawn] == [49]
