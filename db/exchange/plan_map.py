"""plan.geojson: the routes of a month plan for any map program (RFC 7946: WGS-84, longitude first)."""

import json
from collections.abc import Iterator
from typing import Any

from db.exchange.plan_faults import PlanFileError
from db.exchange.plan_names import Names, Sites
from planner.domain.messages import message
from planner.domain.places import Coordinate, HospitalId
from planner.domain.plan import DayPlan, HospitalStop, MonthPlan
from planner.domain.units import clock

Feature = dict[str, Any]

DECIMALS = 6
"""Of a degree: a tenth of a metre."""


def write_map(plan: MonthPlan, names: Names, sites: Sites, home: Coordinate | None) -> str:
    """The text of plan.geojson: for each day with stops a line from home to home and a point for each stop.

    Lines are straight from stop to stop. Without `home` a line joins the stops only, and a day with one stop has none.
    Equal arguments give equal text. Raises `PlanFileError` when a stop's hospital has no coordinate.
    """
    features = [feature for day in plan.days if day.stops for feature in _features(day, names, sites, home)]
    content = {"type": "FeatureCollection", "features": features}
    return json.dumps(content, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def _features(day: DayPlan, names: Names, sites: Sites, home: Coordinate | None) -> Iterator[Feature]:
    where = [_coordinate(stop.hospital, names, sites) for stop in day.stops]
    way = where if home is None else [home, *where, home]
    if len(way) > 1:
        yield _feature("LineString", [_position(each) for each in way], _route(day))
    for order, (stop, coordinate) in enumerate(zip(day.stops, where, strict=True), start=1):
        yield _feature("Point", _position(coordinate), _stay(day, order, stop, names))


def _feature(kind: str, coordinates: list[Any], properties: dict[str, Any]) -> Feature:
    return {"type": "Feature", "geometry": {"type": kind, "coordinates": coordinates}, "properties": properties}


def _route(day: DayPlan) -> dict[str, Any]:
    return {
        "kind": "route",
        "date": day.date.isoformat(),
        "start": clock(day.legs[0].departure),
        "end": clock(day.legs[-1].arrival),
        "stops": len(day.stops),
        "calls": len(day.calls),
        "travel": day.travel_minutes,
    }


def _stay(day: DayPlan, order: int, stop: HospitalStop, names: Names) -> dict[str, Any]:
    return {
        "kind": "stop",
        "date": day.date.isoformat(),
        "order": order,
        "hospital": stop.hospital,
        "name": names.hospital(stop.hospital),
        "arrival": clock(stop.arrival),
        "departure": clock(stop.departure),
        "customers": [names.customer(call.customer) for call in stop.calls],
    }


def _coordinate(id: HospitalId, names: Names, sites: Sites) -> Coordinate:
    hospital = sites.hospitals.get(id)
    if hospital is None or hospital.coordinate is None:
        raise PlanFileError(
            message("The plan stops at hospital {name} ({id}), of which no coordinate is known.", name=names.hospital(id), id=id),
            message("Enter the hospital's latitude and longitude and export again."),
        )
    return hospital.coordinate


def _position(coordinate: Coordinate) -> list[float]:
    """Longitude before latitude, as the format has it."""
    return [round(coordinate.longitude, DECIMALS), round(coordinate.latitude, DECIMALS)]
