"""What the layers of vector tiles mean: the schemas of OpenMapTiles 3, Protomaps 4 and Shortbread 1.

Borders in them are passed over: those of the bundled map are the reviewed ones.
"""

from collections.abc import Mapping
from typing import Any

from desktop.basemap.features import Kind

_AREAS = {
    "water": Kind.WATER,
    "water_polygons": Kind.WATER,
    "ocean": Kind.WATER,
    "park": Kind.GREEN,
    "landcover": Kind.GREEN,
    "building": Kind.BUILDING,
    "buildings": Kind.BUILDING,
}
_GREEN = frozenset({"grass", "wood", "forest", "park", "meadow", "garden", "cemetery", "golf_course", "grassland", "scrub"})
_LAND = frozenset({"landuse", "land", "landcover"})
_WAYS = frozenset({"transportation", "roads", "streets", "street_polygons"})
_MAJOR = frozenset({"motorway", "trunk", "primary", "secondary", "highway", "major_road"})
_MINOR = frozenset({"tertiary", "minor", "minor_road", "residential", "unclassified", "living_street", "service", "medium_road"})
_RAILS = frozenset({"rail", "transit", "subway", "light_rail"})
_PLACES = {
    "city": Kind.CITY,
    "capital": Kind.CITY,
    "locality": Kind.TOWN,
    "town": Kind.TOWN,
    "suburb": Kind.QUARTER,
    "village": Kind.QUARTER,
    "neighbourhood": Kind.QUARTER,
    "macrohood": Kind.QUARTER,
    "quarter": Kind.QUARTER,
}


def kind_in_layer(layer: str, tags: Mapping[str, Any], geometry: str) -> Kind | None:
    """What a feature is drawn as; None = not at all."""
    said = str(tags.get("kind") or tags.get("class") or tags.get("subclass") or "")
    if geometry.endswith("Polygon"):
        if layer in _LAND and said:
            return Kind.GREEN if said in _GREEN else None
        return _AREAS.get(layer)
    if geometry.endswith("Point"):
        return _PLACES.get(str(tags.get("kind_detail") or said)) or _PLACES.get(said) if layer.startswith("place") else None
    if layer in _WAYS:
        return _way(said)
    return Kind.RIVER if layer in ("waterway", "water", "water_lines") else None


def _way(said: str) -> Kind:
    if said in _RAILS:
        return Kind.RAIL
    if said in _MAJOR:
        return Kind.ROAD
    return Kind.STREET if said in _MINOR else Kind.PATH
