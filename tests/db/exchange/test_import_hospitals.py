from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.exchange.fields import ImportKind
from db.exchange.known import ImportOptions, Known
from db.exchange.positions import PositionOptions
from db.exchange.report import ImportPlan, RecordKind, Status
from db.exchange.table import Cell
from planner.domain.places import Coordinate, Hospital, HospitalId
from planner.geography.distance import metres_between
from planner.geography.frames import Frame, from_wgs84
from tests.db.exchange.tables import EMPTY, KNOWN, after, only_refusal, records, table
from tests.db.exchange.tables import plan as plan_kind

CITY = tuple(Coordinate(39.85 + 0.01 * n, 116.30 + 0.012 * n) for n in range(8))


def plan(*rows: dict[str, Cell], known: Known = EMPTY, frame: Frame | None = None, swap: bool = False) -> ImportPlan:
    positions = PositionOptions(frame, swap)
    return plan_kind(ImportKind.HOSPITALS, records(*rows), known, ImportOptions(positions=positions))


def _city(frame: Frame, **more: Cell) -> list[dict[str, Cell]]:
    rows: list[dict[str, Cell]] = []
    for number, place in enumerate(CITY):
        latitude, longitude = from_wgs84(place, frame)
        rows.append({"名称": f"第{number}医院", "纬度": latitude, "经度": longitude, **more})
    return rows


def test_that_a_hospital_is_read_with_all_it_tells() -> None:
    row: dict[str, Cell] = {
        "编号": "7", "医院名称": "协和医院", "别名": "老协和；协和", "医院等级": "三级甲等", "区县": "东城区", "地址": "东单",
        "纬度": "39,9115", "经度": "116,4103", "坐标系": "WGS84", "日门诊量": "１2,000", "接待时间": "周三下午", "到达分钟": "12",
    }  # fmt: skip
    hospital = plan(row).hospitals[0]
    assert (hospital.id, hospital.name, hospital.level, hospital.district) == ("7", "协和医院", 3, "东城区")
    assert hospital.coordinate == Coordinate(39.9115, 116.4103)
    assert (hospital.daily_outpatients, hospital.arrival_minutes) == (12000, 12)
    assert hospital.aliases == ("老协和", "协和")
    assert hospital.reception is not None
    assert str(hospital.reception[0].window) == "13:00-17:30"


def test_that_importing_the_same_file_twice_changes_nothing() -> None:
    rows = _city(Frame.GCJ02, 等级="三级", 地址="路")
    first = plan(*rows)
    second = plan(*rows, known=after(EMPTY, first))
    assert len(first.hospitals) == 8
    assert second.changes_nothing
    assert second.report.rows_with(Status.UNCHANGED) == 8


def test_that_absent_columns_and_blank_cells_keep_what_is_stored() -> None:
    first = plan({"名称": "甲医院", "等级": "三级", "地址": "东路"}, {"名称": "乙医院", "等级": "二级", "地址": "西路"})
    changed = plan({"名称": "甲医院", "地址": "北路"}, {"名称": "乙医院", "地址": ""}, known=after(EMPTY, first))
    assert [(each.name, each.level, each.address) for each in changed.hospitals] == [("甲医院", 3, "北路")]
    change = changed.report.records(RecordKind.HOSPITAL, Status.CHANGED)[0]
    assert [(each.field, each.before, each.after) for each in change.fields] == [("address", "东路", "北路")]


def test_that_a_hospital_known_by_code_is_found_by_its_name_in_a_file_without_codes() -> None:
    assert [each.id for each in plan({"名称": "北京协和医院", "地址": "帅府园"}, known=KNOWN).hospitals] == ["H1"]


def test_that_a_renamed_hospital_keeps_its_old_name_as_an_alias() -> None:
    renamed = plan({"编号": "H1", "名称": "协和医院东单院区"}, known=KNOWN).hospitals[0]
    assert (renamed.name, renamed.aliases) == ("协和医院东单院区", ("北京协和医院",))


def test_that_a_code_of_another_list_does_not_overwrite_a_hospital() -> None:
    row: dict[str, Cell] = {"编号": "H1", "名称": "武汉同济医院", "纬度": 30.58, "经度": 114.26, "坐标系": "WGS84"}
    refusal = only_refusal(plan(row, known=KNOWN))
    assert (refusal.row, refusal.column, refusal.value) == (2, "编号", "H1")
    assert "北京协和医院" in str(refusal.reason)


def test_that_a_code_given_twice_with_different_content_is_refused() -> None:
    planned = plan({"编号": "1", "名称": "甲医院", "地址": "东路"}, {"编号": "1", "名称": "甲医院", "地址": "西路"})
    assert only_refusal(planned).row == 3
    assert [each.address for each in planned.hospitals] == ["东路"]


def test_that_a_hospital_listed_twice_alike_is_one() -> None:
    planned = plan({"名称": "甲医院", "地址": "东路"}, {"名称": "甲医院", "地址": "东路"})
    assert len(planned.hospitals) == 1
    assert planned.report.changes[0].rows == (2, 3)


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ({"名称": ""}, "名称", "no name"),
        ({"等级": "五星"}, "等级", "no hospital level"),
        ({"日门诊量": "-5"}, "日门诊量", "negative"),
        ({"日门诊量": "many"}, "日门诊量", "not a number"),
        ({"接待时间": "有空就行"}, "接待时间", "not understood"),
        ({"纬度": 0, "经度": 0}, "纬度", "Atlantic"),
        ({"纬度": 39.9, "经度": ""}, "纬度", "belong together"),
        ({"纬度": 116.4, "经度": 39.9}, "纬度", "exchanged"),
        ({"纬度": 399, "经度": 1164}, "纬度", "from -90 to 90"),
        ({"纬度": "north", "经度": 116}, "纬度", "not a number"),
        ({"纬度": 39.9, "经度": 116.4, "坐标系": "Mars One"}, "坐标系", "no coordinate frame"),
    ],
)
def test_that_a_bad_row_is_refused_by_column_while_good_rows_go_in(row: dict[str, Cell], column: str, reason: str) -> None:
    planned = plan({"名称": "好医院"}, {"名称": "坏医院", **row}, {"名称": "又好医院"})
    refusal = only_refusal(planned)
    assert (refusal.row, refusal.column) == (3, column)
    assert reason in str(refusal.reason)
    assert str(refusal.way_out)
    assert [each.name for each in planned.hospitals] == ["好医院", "又好医院"]
    assert [status for _, status in planned.report.rows] == [Status.NEW, Status.REFUSED, Status.NEW]


def test_that_a_hospital_without_a_coordinate_goes_in_and_is_remarked_on() -> None:
    planned = plan({"名称": "甲医院", "纬度": "", "经度": ""})
    assert planned.hospitals[0].coordinate is None
    assert planned.report.remarks[0].row == 2


@pytest.mark.parametrize("frame", list(Frame))
@pytest.mark.parametrize("told_by", ["row", "header", "option"])
def test_that_the_frame_told_by_row_header_or_option_is_used(frame: Frame, told_by: str) -> None:
    rows = _city(frame, **({"坐标系": str(frame)} if told_by == "row" else {}))
    if told_by == "header":
        rows = [{"名称": row["名称"], f"纬度({frame})": row["纬度"], f"经度({frame})": row["经度"]} for row in rows]
    planned = plan(*rows, frame=frame if told_by == "option" else None)
    _lie_at_their_places(planned)
    assert not any("ASSUMED" in str(statement) for statement in planned.report.statements)


def _lie_at_their_places(planned: ImportPlan) -> None:
    for hospital, place in zip(planned.hospitals, CITY, strict=True):
        assert hospital.coordinate is not None
        assert metres_between(hospital.coordinate, place) < 0.01


@pytest.mark.parametrize("frame", list(Frame))
def test_that_hospitals_already_known_tell_the_frame_of_a_file(frame: Frame) -> None:
    stored = tuple(Hospital(HospitalId(f"S{n}"), f"第{n}医院", place) for n, place in enumerate(CITY[:5]))
    planned = plan(*_city(frame, 地址="路"), known=replace(EMPTY, hospitals=stored))
    _lie_at_their_places(planned)
    assert any(f"found to be {frame}" in str(statement) for statement in planned.report.statements)


def test_that_an_assumed_frame_is_stated_with_the_way_to_change_it() -> None:
    planned = plan(*_city(Frame.GCJ02))
    _lie_at_their_places(planned)
    assert any("ASSUMED to be GCJ-02" in str(each) and "frame told" in str(each) for each in planned.report.statements)


def test_that_a_file_with_both_frames_proves_them() -> None:
    rows: list[dict[str, Cell]] = [
        {"name": f"H{n}", "lat": gcj[0], "lon": gcj[1], "lat_wgs84": place.latitude, "lon_wgs84": place.longitude}
        for n, place in enumerate(CITY)
        for gcj in [from_wgs84(place, Frame.GCJ02)]
    ]
    planned = plan(*rows)
    _lie_at_their_places(planned)
    assert any("both pairs agree" in str(statement) for statement in planned.report.statements)


def test_that_exchanged_columns_can_be_swapped_by_option() -> None:
    rows = [{**row, "纬度": row["经度"], "经度": row["纬度"]} for row in _city(Frame.GCJ02)]
    assert len(plan(*rows).report.refusals) == 8
    _lie_at_their_places(plan(*rows, swap=True))


def test_that_an_exchanged_row_is_found_abroad_too_by_its_neighbours() -> None:
    rows: list[dict[str, Cell]] = [{"name": f"H{n}", "lat": 51 + n / 10, "lon": -1.0} for n in range(5)]
    refusal = only_refusal(plan(*rows, {"name": "swapped", "lat": -1.0, "lon": 51.2}))
    assert (refusal.row, "exchanged" in str(refusal.reason)) == (7, True)


def test_that_decimal_commas_are_recognised_by_column() -> None:
    rows = table(["name", "lat", "lon"], ["A", "48,137", "11,575"], ["B", "48,1391", "11,5"])
    planned = plan_kind(ImportKind.HOSPITALS, rows, EMPTY)
    assert [each.coordinate for each in planned.hospitals] == [Coordinate(48.137, 11.575), Coordinate(48.1391, 11.5)]


names = st.text(alphabet="人民中心第一二三医院北南ABC ", min_size=1, max_size=12)
cells = st.one_of(st.just(""), st.text(max_size=8), st.floats(-400, 400), st.integers(-5, 5))


@given(
    st.lists(
        st.fixed_dictionaries({"编号": cells, "名称": names, "纬度": cells, "经度": cells, "等级": cells, "区县": cells}),
        max_size=8,
    )
)
def test_that_any_rows_have_a_fate_and_a_second_import_changes_nothing(rows: list[dict[str, Cell]]) -> None:
    if not rows:
        return
    first = plan(*rows)
    assert len(first.report.rows) == len(rows)
    assert first.report.rows_with(Status.REFUSED) == len(first.report.refusals)
    again = plan(*rows, known=after(EMPTY, first))
    assert again.changes_nothing, again.report.changes
