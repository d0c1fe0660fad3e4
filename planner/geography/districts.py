"""Districts as polygons, read from GeoJSON: which district a point lies in, and which points agree with their district."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shapely import Geometry, Point, STRtree, contains_xy, prepare
from shapely.errors import ShapelyError
from shapely.geometry import shape

from planner.domain.messages import message
from planner.errors import UserFacingError
from planner.geography.frames import Frame


class BoundaryError(UserFacingError):
    """A boundary file that holds no usable districts."""


@dataclass(frozen=True, slots=True)
class District:
    """A named area. `geometry` is in degrees (longitude, latitude) of `frame`."""

    name: str
    geometry: Geometry
    frame: Frame


def districts_from_geojson(geojson: Mapping[str, Any], frame: Frame) -> tuple[District, ...]:
    """The named polygons of a GeoJSON FeatureCollection. DataV and AMap files are in GCJ-02, despite the standard.

    Raises BoundaryError when there is no feature with a name and a polygon.
    """
    features = geojson.get("features")
    found: list[District] = []
    for feature in features if isinstance(features, list) else []:
        name = str((feature.get("properties") or {}).get("name") or "").strip()
        if not name or not feature.get("geometry"):
            continue
        try:
            geometry = shape(feature["geometry"])
        except (ShapelyError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise BoundaryError(
                message("District {name} has a boundary that cannot be read: {reason}.", name=name, reason=str(error)),
                message("Take the file from its source again."),
            ) from error
        prepare(geometry)
        found.append(District(name, geometry, frame))
    if not found:
        raise BoundaryError(
            message("The boundary file holds no named districts."),
            message('Give a GeoJSON FeatureCollection whose features have a polygon and a property "name".'),
        )
    return tuple(found)


def same_district_name(one: str, other: str) -> bool:
    """`武汉市江岸区` and `江岸区` and `江岸` are the same district."""
    short, long = sorted((_stem(one), _stem(other)), key=len)
    return bool(short) and long.endswith(short)


def _stem(name: str) -> str:
    text = name.strip().casefold()
    return text[:-1] if len(text) > 2 and text[-1] in "区县市區縣" else text


def lies_in(district: District, latitude: float, longitude: float) -> bool:
    """Whether degrees of the district's own frame lie inside it."""
    return bool(contains_xy(district.geometry, longitude, latitude))


class DistrictMap:
    """Finds the district of a point among many."""

    def __init__(self, districts: Sequence[District]) -> None:
        self._districts = tuple(districts)
        self._tree = STRtree([each.geometry for each in self._districts])

    def at(self, latitude: float, longitude: float) -> District | None:
        """The district that holds the point (degrees of the districts' frame), or None."""
        found = self._tree.query(Point(longitude, latitude), predicate="intersects")
        return self._districts[int(min(found))] if len(found) else None
