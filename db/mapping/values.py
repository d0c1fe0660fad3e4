"""Small pieces that many mappings share."""

from typing import TypeAlias

from planner.domain.places import Coordinate
from planner.domain.units import MinuteOfDay, Minutes, TimeWindow

Values: TypeAlias = dict[str, object]
"""One row to write: column name -> value."""


def coordinate(latitude: float | None, longitude: float | None) -> Coordinate | None:
    return None if latitude is None or longitude is None else Coordinate(latitude, longitude)


def window(start: int | None, end: int | None) -> TimeWindow | None:
    return None if start is None or end is None else TimeWindow(MinuteOfDay(start), MinuteOfDay(end))


def window_values(name: str, value: TimeWindow | None) -> Values:
    """The two columns `<name>_start` and `<name>_end`."""
    return {f"{name}_start": value.start if value else None, f"{name}_end": value.end if value else None}


def coordinate_values(value: Coordinate | None) -> Values:
    return {"latitude": value.latitude if value else None, "longitude": value.longitude if value else None}


def minutes(value: int | None) -> Minutes | None:
    return None if value is None else Minutes(value)


def minute_of_day(value: int | None) -> MinuteOfDay | None:
    return None if value is None else MinuteOfDay(value)
