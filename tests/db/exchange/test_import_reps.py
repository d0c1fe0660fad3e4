import pytest

from db.exchange.fields import ImportKind
from db.exchange.known import ImportOptions, Known
from db.exchange.report import ImportPlan, Status
from db.exchange.table import Cell
from planner.domain.people import TeamId
from planner.domain.places import Coordinate
from tests.db.exchange.tables import EMPTY, KNOWN, after, only_refusal, records
from tests.db.exchange.tables import plan as plan_kind


def plan(*rows: dict[str, Cell], known: Known = EMPTY, team: str | None = None) -> ImportPlan:
    return plan_kind(ImportKind.REPS, records(*rows), known, ImportOptions(team=TeamId(team) if team else None))


FULL: dict[str, Cell] = {
    "代表": "代表A", "家庭经度": 121.5, "家庭纬度": 25.04, "坐标系": "WGS84", "团队": "普药",
    "上班": "08:00", "下班": "17:30", "午休开始": "12:00", "午休结束": "13:00", "工作比例": "80%",
}  # fmt: skip


def test_that_a_rep_is_read_with_home_team_hours_and_lunch() -> None:
    rep = plan(FULL).reps[0]
    assert (rep.name, rep.team, rep.home) == ("代表A", "GENERAL", Coordinate(25.04, 121.5))
    assert (str(rep.working_hours), str(rep.lunch), rep.part_time) == ("08:00-17:30", "12:00-13:00", 0.8)


def test_that_hours_may_stand_in_one_column() -> None:
    rep = plan(
        {"name": "Ann Lee", "team": "ONC", "working hours": "9:00-18:00", "lunch": "12:30-13:30", "is_active": "FALSE"}
    ).reps[0]
    assert (str(rep.working_hours), str(rep.lunch), rep.active) == ("09:00-18:00", "12:30-13:30", False)


def test_that_importing_the_same_reps_twice_changes_nothing() -> None:
    first = plan(FULL)
    again = plan(FULL, known=after(EMPTY, first))
    assert again.changes_nothing
    assert again.report.rows == ((2, Status.UNCHANGED),)


def test_that_absent_columns_keep_what_is_stored() -> None:
    changed = plan({"代表": "代表A", "团队": "ONC"}, known=after(EMPTY, plan(FULL))).reps[0]
    assert (changed.team, changed.home, changed.part_time) == ("ONC", Coordinate(25.04, 121.5), 0.8)


def test_that_a_new_rep_needs_a_team_from_the_file_or_the_options() -> None:
    refusal = only_refusal(plan({"代表": "代表C"}, known=KNOWN))
    assert "needs a team" in str(refusal.reason)
    assert "ONC" in str(refusal.way_out)
    assert plan({"代表": "代表C"}, known=KNOWN, team="ONC").reps[0].team == "ONC"


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"团队": "火星队"}, "团队"),
        ({"上班": "18:00", "下班": "09:00"}, "下班"),
        ({"上班": "early"}, "上班"),
        ({"工作比例": "300"}, "工作比例"),
        ({"代表": ""}, "代表"),
        ({"家庭纬度": 0, "家庭经度": 0}, "家庭纬度"),
    ],
)
def test_that_a_bad_rep_is_refused_by_column(cells: dict[str, Cell], column: str) -> None:
    planned = plan({**FULL, "代表": "代表B"}, {**FULL, **cells})
    assert (only_refusal(planned).row, only_refusal(planned).column) == (3, column)
    assert [each.name for each in planned.reps] == ["代表B"]


def test_that_one_rep_told_twice_differently_is_refused() -> None:
    assert only_refusal(plan(FULL, {**FULL, "团队": "ONC"})).row == 3


def test_that_a_name_in_two_columns_is_put_in_its_order() -> None:
    chinese = plan({"姓": "王", "名": "伟", "团队": "ONC"}).reps[0]
    english = plan({"First Name": "Ann", "Last Name": "Lee", "Team": "ONC"}).reps[0]
    assert (chinese.name, english.name) == ("王伟", "Ann Lee")
