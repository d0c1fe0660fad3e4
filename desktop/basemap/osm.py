"""OpenStreetMap extracts (.osm.pbf, .osm): roads, streets, rails, water, green, buildings and names of places."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from desktop.basemap.errors import unreadable
from desktop.basemap.features import Collecting, FeatureTable, Kind, Shape
from desktop.basemap.linework import project
from planner.domain.messages import message

_ROADS = frozenset({"motorway", "trunk", "primary", "secondary", "motorway_link", "trunk_link", "primary_link"})
_STREETS = frozenset({"tertiary", "unclassified", "residential", "living_street", "pedestrian", "secondary_link", "road"})
_GREEN = frozenset({"forest", "grass", "meadow", "park", "garden", "wood", "recreation_ground", "golf_course", "cemetery"})
_PLACES = {
    "city": Kind.CITY,
    "town": Kind.TOWN,
    "suburb": Kind.QUARTER,
    "village": Kind.QUARTER,
    "neighbourhood": Kind.QUARTER,
    "quarter": Kind.QUARTER,
}
_KEYS = ("highway", "railway", "waterway", "natural", "water", "landuse", "leisure", "building", "place")


def is_osm(file: Path) -> bool:
    """Whether a name is that of an OpenStreetMap extract."""
    return file.name.lower().endswith((".pbf", ".osm"))


def kind_of(tags: Mapping[str, str], area: bool) -> Kind | None:
    """What an object with these tags is drawn as; borders are not: those of the bundled map are the reviewed ones."""
    if area:
        return _area_kind(tags)
    highway = tags.get("highway")
    if highway:
        return Kind.ROAD if highway in _ROADS else Kind.STREET if highway in _STREETS else Kind.PATH
    if tags.get("railway") in ("rail", "light_rail", "subway"):
        return Kind.RAIL
    return Kind.RIVER if tags.get("waterway") in ("river", "canal", "stream") else None


def _area_kind(tags: Mapping[str, str]) -> Kind | None:
    if (
        tags.get("natural") == "water"
        or "water" in tags
        or tags.get("landuse") == "reservoir"
        or tags.get("waterway") == "riverbank"
    ):
        return Kind.WATER
    if any(tags.get(key) in _GREEN for key in ("landuse", "leisure", "natural")):
        return Kind.GREEN
    return Kind.BUILDING if "building" in tags else None


def read_osm(file: Path) -> FeatureTable:
    """All that is drawn of an extract; a city of 50 MB takes a minute or two. Raises BasemapError."""
    import osmium  # noqa: PLC0415 - only who adds such a file waits for it

    if not file.is_file():
        raise unreadable(file, message("it is not there any more."))
    found = Collecting()
    try:
        extract = osmium.FileProcessor(str(file)).with_areas().with_filter(osmium.filter.KeyFilter(*_KEYS))
        for each in extract:
            shape = _shape(each)
            if shape is not None:
                found.add(shape)
    except RuntimeError as error:
        raise unreadable(file, message("it is not an OpenStreetMap extract.")) from error
    if not found.kinds:
        raise unreadable(file, message("there is no shape in it."))
    return found.table()


def _shape(thing: Any) -> Shape | None:
    tags = dict(thing.tags)
    if thing.is_node():
        kind = _PLACES.get(tags.get("place", ""))
        name = tags.get("name", "")
        degrees = np.array([(thing.location.lon, thing.location.lat)])
        return Shape(kind, (project(degrees),), name) if kind and name else None
    if thing.is_area():
        kind = kind_of(tags, area=True)
        rings = [ring for outer in thing.outer_rings() for ring in (outer, *thing.inner_rings(outer))]
        return Shape(kind, tuple(_line(ring) for ring in rings)) if kind else None
    if thing.is_way():
        kind = kind_of(tags, area=False)
        line = _line(thing.nodes) if kind else np.empty((0, 2))
        return Shape(kind, (line,)) if kind and len(line) > 1 else None
    return None


def _line(nodes: Any) -> Any:
    degrees = [(node.lon, node.lat) for node in nodes if node.location.valid()]
    return project(np.array(degrees, dtype=np.float64)) if degrees else np.empty((0, 2))
