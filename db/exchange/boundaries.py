"""District boundaries from a GeoJSON file, by which an import can tell the frame of coordinates."""

import json
from pathlib import Path

from db.exchange.tabular import read_bytes
from planner.domain.messages import message
from planner.geography.districts import BoundaryError, District, districts_from_geojson
from planner.geography.frames import Frame


def read_boundaries(path: Path, frame: Frame) -> tuple[District, ...]:
    """The districts of a file. DataV and AMap files are in GCJ-02, whatever the standard says.

    Raises BoundaryError or TableError, naming the file and the way out.
    """
    try:
        document = json.loads(read_bytes(path).decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise _no_geojson(path) from error
    if not isinstance(document, dict):
        raise _no_geojson(path)
    return districts_from_geojson(document, frame)


def _no_geojson(path: Path) -> BoundaryError:
    return BoundaryError(
        message("{path} is no GeoJSON file.", path=str(path)),
        message("Take a file of district boundaries, such as those of DataV GeoAtlas."),
    )
