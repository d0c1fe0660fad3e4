from dataclasses import replace

import pytest

from db.exchange.fields import ImportKind
from db.exchange.known import Known
from db.exchange.report import ImportPlan, Status
from db.exchange.table import Cell
from planner.domain.travel import MeasuredLeg, PlaceId
from planner.domain.units import MinuteOfDay, Minutes, TimeWindow
from tests.db.exchange.tables import KNOWN, only_refusal, records
from tests.db.exchange.tables import plan as plan_kind

RUSH = TimeWindow(MinuteOfDay(420), MinuteOfDay(540))


def plan(*rows: dict[str, Cell], known: Known = KNOWN) -> ImportPlan:
    return plan_kind(ImportKind.TRAVEL, records(*rows), known)


def leg(origin: str, destination: str, minutes: int, window: TimeWindow | None = None) -> MeasuredLeg:
    return MeasuredLeg(PlaceId(origin), PlaceId(destination), Minutes(minutes), window)


def test_that_hospitals_are_meant_by_code_or_name_and_homes_by_rep() -> None:
    found = plan(
        {"从": "H1", "到": "北京朝阳医院", "分钟": 25},
        {"从": "代表A", "到": "垂医", "分钟": "18 分钟"},
        {"从": "H2", "到": "R2 home", "分钟": 31.5},
    )
    assert found.measured == (leg("H1", "H2", 25), leg("home:R1", "H3", 18), leg("H2", "home:R2", 32))


def test_that_one_direction_says_nothing_about_the_other() -> None:
    found = plan({"from": "H1", "to": "H2", "minutes": 25}, {"from": "H2", "to": "H1", "minutes": 40})
    assert found.measured == (leg("H1", "H2", 25), leg("H2", "H1", 40))


def test_that_a_time_may_hold_for_some_departures_only() -> None:
    found = plan(
        {"from": "H1", "to": "H2", "minutes": 45, "window": "7:00-9:00"},
        {"from": "H1", "to": "H2", "minutes": 25},
        {"from": "H2", "to": "H1", "minutes": 50, "window start": "07:00", "window end": "09:00"},
    )
    assert found.measured == (leg("H1", "H2", 45, RUSH), leg("H1", "H2", 25), leg("H2", "H1", 50, RUSH))


def test_that_importing_the_same_times_twice_changes_nothing() -> None:
    rows: tuple[dict[str, Cell], ...] = ({"from": "H1", "to": "H2", "minutes": 25, "window": "07:00-09:00"},)
    again = plan(*rows, known=replace(KNOWN, measured=plan(*rows).measured))
    assert again.changes_nothing
    assert again.report.rows == ((2, Status.UNCHANGED),)


def test_that_a_new_time_replaces_the_old_one_and_says_so() -> None:
    found = plan({"from": "H1", "to": "H2", "minutes": 30}, known=replace(KNOWN, measured=(leg("H1", "H2", 25),)))
    (change,) = found.report.changes
    assert (change.status, change.name) == (Status.CHANGED, "北京协和医院 → 北京朝阳医院")
    assert [(each.field, each.before, each.after) for each in change.fields] == [("minutes", "25", "30")]
    assert found.measured == (leg("H1", "H2", 30),)


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"from": "火星医院"}, "from"),
        ({"from": ""}, "from"),
        ({"to": "H1"}, "to"),
        ({"minutes": ""}, "minutes"),
        ({"minutes": "far"}, "minutes"),
        ({"minutes": -5}, "minutes"),
        ({"minutes": 0}, "minutes"),
        ({"minutes": 2000}, "minutes"),
        ({"window": "soon"}, "window"),
    ],
)
def test_that_a_bad_row_is_refused_by_column_and_the_good_one_goes_in(cells: dict[str, Cell], column: str) -> None:
    good: dict[str, Cell] = {"from": "H1", "to": "H2", "minutes": 25, "window": ""}
    found = plan(good, {**good, "from": "H1", "to": "H3", **cells})
    assert (only_refusal(found).row, only_refusal(found).column) == (3, column)
    assert found.measured == (leg("H1", "H2", 25),)


def test_that_one_leg_told_twice_differently_is_refused() -> None:
    found = plan({"from": "H1", "to": "H2", "minutes": 25}, {"from": "H1", "to": "北京朝阳医院", "minutes": 26})
    assert only_refusal(found).row == 3
    assert "Row 2" in str(only_refusal(found).reason)
