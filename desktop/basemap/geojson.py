"""GeoJSON files (RFC 7946): points, lines and areas of the user's own, in WGS-84."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from desktop.basemap.errors import unreadable
from desktop.basemap.features import Collecting, FeatureTable, Kind, Shape
from desktop.basemap.linework import Line, project
from planner.domain.messages import message

_NAMES = ("name", "name:zh", "NAME", "名称", "title", "label")


def read_geojson(file: Path) -> FeatureTable:
    """All shapes of a file. Raises BasemapError when it is no GeoJSON or holds nothing."""
    try:
        document = json.loads(file.read_text(encoding="utf-8-sig"))
        found = Collecting()
        for shape in _shapes(document):
            found.add(shape)
    except OSError as error:
        raise unreadable(file, message("it cannot be opened ({reason}).", reason=error.strerror or "")) from error
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise unreadable(file, message("it is not GeoJSON.")) from error
    if not found.kinds:
        raise unreadable(file, message("there is no shape in it."))
    return found.table()


def _shapes(thing: dict[str, Any], name: str = "") -> Iterator[Shape]:
    kind = thing["type"]
    if kind == "FeatureCollection":
        for each in thing["features"]:
            yield from _shapes(each)
    elif kind == "Feature":
        if thing.get("geometry"):
            properties = thing.get("properties") or {}
            yield from _shapes(thing["geometry"], next((str(properties[key]) for key in _NAMES if properties.get(key)), ""))
    elif kind == "GeometryCollection":
        for each in thing["geometries"]:
            yield from _shapes(each, name)
    else:
        yield from _geometry(kind, thing["coordinates"], name)


def _geometry(kind: str, places: Any, name: str) -> Iterator[Shape]:
    many = places if kind.startswith("Multi") else [places]
    if kind.endswith("Point"):
        for each in many:
            yield Shape(Kind.POINT, (_line([each]),), name)
    elif kind.endswith("LineString"):
        yield Shape(Kind.LINE, tuple(_line(each) for each in many), name)
    elif kind.endswith("Polygon"):
        yield Shape(Kind.AREA, tuple(_line(ring) for polygon in many for ring in polygon), name)
    else:
        raise ValueError(kind)


def _line(places: Any) -> Line:
    degrees = np.array([(float(each[0]), float(each[1])) for each in places], dtype=np.float64)
    if not np.isfinite(degrees).all() or np.abs(degrees[:, 0]).max() > 180 or np.abs(degrees[:, 1]).max() > 90:
        raise ValueError("not degrees")
    return project(degrees)
