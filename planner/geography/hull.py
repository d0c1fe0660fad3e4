"""The outline of scattered places."""

from collections.abc import Iterable

from shapely import MultiPoint, Polygon

from planner.domain.places import Coordinate


def hull_of(places: Iterable[Coordinate]) -> tuple[Coordinate, ...]:
    """The corners of the convex hull, the first not repeated; empty when the places do not span an area."""
    hull = MultiPoint([(each.longitude, each.latitude) for each in places]).convex_hull
    if not isinstance(hull, Polygon) or hull.is_empty:
        return ()
    return tuple(Coordinate(latitude, longitude) for longitude, latitude in list(hull.exterior.coords)[:-1])
