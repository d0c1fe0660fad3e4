import json
from typing import Any

import pytest

from db.exchange.plan_faults import PlanFileError
from db.exchange.plan_map import write_map
from db.exchange.plan_names import Sites
from planner.domain.places import Coordinate, Hospital
from tests.db.exchange.plans import NAMES_IN_TOWN, NORTH, SITES_IN_TOWN, SOUTH, plan_in_town

HOME = Coordinate(39.9000004, 116.30)


def features(home: Coordinate | None = HOME) -> list[dict[str, Any]]:
    content = json.loads(write_map(plan_in_town(), NAMES_IN_TOWN, SITES_IN_TOWN, home))
    assert content["type"] == "FeatureCollection"
    found: list[dict[str, Any]] = content["features"]
    return found


def of_kind(kind: str, found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [feature for feature in found if feature["geometry"]["type"] == kind]


def test_that_every_day_with_stops_is_one_line_from_home_to_home_longitude_first() -> None:
    lines = of_kind("LineString", features())
    assert [line["properties"]["date"] for line in lines] == ["2026-12-01", "2026-12-08"]
    assert lines[0]["geometry"]["coordinates"] == [[116.3, 39.9], [116.35, 39.95], [116.4, 39.85], [116.3, 39.9]]
    assert lines[0]["properties"] == {
        "kind": "route", "date": "2026-12-01", "start": "08:20", "end": "12:00", "stops": 2, "calls": 3, "travel": 100,
    }  # fmt: skip


def test_that_every_stop_is_a_point_with_its_order_and_times() -> None:
    points = of_kind("Point", features())
    assert [(point["properties"]["date"], point["properties"]["order"]) for point in points] == [
        ("2026-12-01", 1), ("2026-12-01", 2), ("2026-12-08", 1),
    ]  # fmt: skip
    assert points[1]["geometry"]["coordinates"] == [116.4, 39.85]
    assert points[1]["properties"] == {
        "kind": "stop", "date": "2026-12-01", "order": 2, "hospital": "h2", "name": "城南医院",
        "arrival": "10:20", "departure": "11:20", "customers": ["赵宁"],
    }  # fmt: skip


def test_that_a_line_needs_two_places_when_home_is_not_known() -> None:
    lines = of_kind("LineString", features(home=None))
    assert [line["geometry"]["coordinates"] for line in lines] == [[[116.35, 39.95], [116.4, 39.85]]]


@pytest.mark.parametrize("sites", [Sites(), Sites.of([Hospital(NORTH, "城北人民医院"), Hospital(SOUTH, "城南医院")], [])])
def test_that_a_stop_without_coordinate_is_refused_by_name(sites: Sites) -> None:
    with pytest.raises(PlanFileError, match="城北人民医院"):
        write_map(plan_in_town(), NAMES_IN_TOWN, sites, HOME)


def test_that_the_same_plan_gives_the_same_text() -> None:
    assert write_map(plan_in_town(), NAMES_IN_TOWN, SITES_IN_TOWN, HOME) == write_map(
        plan_in_town(), NAMES_IN_TOWN, SITES_IN_TOWN, HOME
    )
