import dataclasses
import datetime
import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import python_calamine
from hypothesis import given, settings

from db.exchange.plan_names import Names, People
from db.exchange.plan_sheet import write_sheet
from planner.domain.plan import MonthPlan
from planner.domain.units import TimeWindow, minute_of_day
from tests.db.exchange.plans import COVERAGE_IN_TOWN, MONTH_PLANS, NAMES_IN_TOWN, SITES_IN_TOWN, SOUTH, WANG, leg, plan_in_town

Rows = list[list[Any]]


def book(plan: MonthPlan | None = None, names: Names = NAMES_IN_TOWN, translate: Callable[[str], str] = str) -> bytes:
    people = People({WANG: "主任医师"}, {WANG: ("维立平", "安克林")})
    lunch = TimeWindow(minute_of_day("12:00"), minute_of_day("13:00"))
    return write_sheet(plan or plan_in_town(), names, SITES_IN_TOWN, COVERAGE_IN_TOWN, translate, people=people, lunch=lunch)


def whole_sheets(content: bytes) -> dict[str, Rows]:
    workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: workbook.get_sheet_by_name(name).to_python() for name in workbook.sheet_names}


def sheets(content: bytes) -> dict[str, Rows]:
    """The sheets below the line that tells whose month it is."""
    return {name: rows[1:] for name, rows in whole_sheets(content).items()}


def called(rows: Rows, column: str) -> list[Any]:
    """The values under a heading."""
    return [row[rows[0].index(column)] for row in rows[1:]]


def minutes(time: Any) -> int:
    return int(time.hour * 60 + time.minute)


def parts(content: bytes, pattern: str) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if re.search(pattern, name)}


def test_that_the_workbook_has_the_month_its_weeks_the_calls_and_what_is_missing() -> None:
    assert list(sheets(book())) == ["Month", "2026 week 49", "2026 week 50", "Calls", "Not planned", "Coverage"]


def test_that_every_sheet_begins_with_whose_month_it_is() -> None:
    assert {rows[0][0] for rows in whole_sheets(book()).values()} == {"林晓, 2026-12"}


def test_that_the_month_has_one_row_per_field_day_and_the_sums() -> None:
    rows = sheets(book())["Month"]
    assert rows[0][:5] == ["Date", "Weekday", "Calls", "Target", "Short"]
    assert rows[1] == [
        datetime.date(2026, 12, 1), "Tue", 3, 4, 1, 2, datetime.time(8, 20), datetime.time(12, 0), 100, 20, 30, 25, 45,
    ]  # fmt: skip
    assert rows[2][6:8] == ["", ""]
    assert rows[4] == ["Total", "", 4, 9, 5, 3, "", "", 165, 30, 35, 25, 60]


def test_that_the_minutes_of_a_day_add_up_to_the_time_away_from_home() -> None:
    for row in (sheets(book())["Month"][1], sheets(book())["Month"][3]):
        assert minutes(row[7]) - minutes(row[6]) == sum(row[8:])


def test_that_every_call_stands_in_order_with_real_dates_and_times() -> None:
    rows = sheets(book())["Calls"]
    assert called(rows, "Customer") == ["王立", "李安", "赵宁", "王立"]
    time = datetime.time
    assert rows[3] == [
        datetime.date(2026, 12, 1), "Tue", "", 30, time(10, 20), 10, 5, time(10, 35), 25, time(11), time(11, 15), time(11, 20),
        40, time(12), "城南医院", "", "", "", "", "赵宁", "", "药房组长", "", "owed",
    ]  # fmt: skip
    assert called(rows, "Hospital")[0] == "城北人民医院"
    assert called(rows, "Address")[0] == "北京市海淀区学院路十二号"
    assert [called(rows, column)[0] for column in ("Building", "Floor", "Department")] == ["门诊楼", 3, "心内科"]
    assert [called(rows, column)[0] for column in ("Title", "Tier", "Products")] == ["主任医师", "A", "维立平, 安克林"]
    assert called(rows, "Reason") == ["owed", "owed", "owed", "★ appointment"]


def test_that_the_times_of_a_call_follow_from_leaving_home() -> None:
    rows = sheets(book())["Calls"]
    leave, gate, door, start = (called(rows, each)[0] for each in ("Leave home", "At the gate", "At the door", "Start"))
    travel, arriving, walking, waiting = (called(rows, f"{each} min")[0] for each in ("Travel", "Arrival", "Walking", "Waiting"))
    assert minutes(leave) + travel == minutes(gate)
    assert minutes(gate) + arriving + walking == minutes(door)
    assert minutes(door) + waiting == minutes(start)


def test_that_travel_and_arrival_are_counted_once_per_stop_and_home_once_per_day() -> None:
    rows = sheets(book())["Calls"]
    assert called(rows, "Travel min") == [30, 0, 30, 30]
    assert called(rows, "Arrival min") == [10, 0, 10, 10]
    assert called(rows, "Travel home min") == ["", "", 40, 35]
    assert called(rows, "Back home") == ["", "", datetime.time(12), datetime.time(15, 5)]


def test_that_a_week_is_printed_day_by_day_with_the_way_and_room_for_notes() -> None:
    rows = sheets(book())["2026 week 49"]
    assert rows[0][-1] == "Notes"
    assert [row[0] for row in rows[1:]] == [
        "Tue 2026-12-01: leave home 08:20, back 12:00, calls 3, travel 100 min",
        "城北人民医院, 北京市海淀区学院路十二号: from 08:20 + travel 30 min = gate 08:50 + arrival 10 min = 09:00; leave 09:50",
        1,
        2,
        "城南医院: from 09:50 + travel 30 min = gate 10:20 + arrival 10 min = 10:30; leave 11:20",
        3,
        "Leave the gate 11:20 + travel 40 min = back home 12:00",
    ]


def test_that_lunch_stands_where_it_falls_in_the_day() -> None:
    plan = plan_in_town()
    wide = dataclasses.replace(plan.days[0], legs=(*plan.days[0].legs[:2], leg(SOUTH, None, "13:00", "13:40")))
    rows = sheets(book(dataclasses.replace(plan, days=(wide,))))["2026 week 49"]
    assert [row[0] for row in rows[-3:]] == [3, "Lunch 12:00-13:00", "Leave the gate 13:00 + travel 40 min = back home 13:40"]
    assert not [row for row in sheets(book())["2026 week 49"] if str(row[0]).startswith("Lunch")]
    assert not [row for row in sheets(write_sheet(plan, Names()))["2026 week 50"] if str(row[0]).startswith("Lunch")]


def test_that_every_day_of_a_week_is_a_page_of_its_own_as_wide_as_the_paper() -> None:
    plan = plan_in_town()
    next_day = dataclasses.replace(plan.days[0], date=datetime.date(2026, 12, 3))
    content = book(dataclasses.replace(plan, days=(plan.days[0], next_day)))
    week = parts(content, "sheet2.xml$")["xl/worksheets/sheet2.xml"]
    second = next(index for index, row in enumerate(whole_sheets(content)["2026 week 49"]) if str(row[0]).startswith("Thu"))
    assert re.findall(r'<rowBreaks[^>]*><brk id="(\d+)"', week) == [str(second)]
    assert "fitToPage" not in week
    scale = int(re.findall(r'scale="(\d+)"', week)[0])
    widths = [(int(last) - int(first) + 1) * float(width) for first, last, width in re.findall(
        r'<col min="(\d+)" max="(\d+)" width="([\d.]+)"', week
    )]  # fmt: skip
    assert 0.85 * 1045 < sum(widths) * 7 * scale / 100 < 1045 or scale == 100


def test_that_calls_left_out_carry_their_reason() -> None:
    rows = sheets(book())["Not planned"]
    assert rows[1] == ["陈默", "A", 2, "Every day is full on which 陈默 can be met."]
    complete = dataclasses.replace(plan_in_town(), unplanned=())
    assert sheets(book(complete))["Not planned"][1][0] == "Every call owed is planned."


def test_that_coverage_without_customers_is_empty_and_the_sheet_is_left_out_without_figures() -> None:
    assert sheets(book())["Coverage"][1:] == [["A", "month", 3, 2, 2 / 3, 0.9], ["D", "quarter", 0, 0, "", 0.6]]
    assert "Coverage" not in sheets(write_sheet(plan_in_town(), NAMES_IN_TOWN))


def test_that_headings_sheet_names_and_reasons_are_translated() -> None:
    chinese = {
        "Month": "月份",
        "Customer": "客户",
        "Tue": "周二",
        "Every day is full on which {customer} can be met.": "{customer}：已满。",
    }
    found = sheets(book(translate=lambda template: chinese.get(template, template)))
    assert found["月份"][1][1] == "周二"
    assert found["Not planned"][0][0] == "客户"
    assert found["Not planned"][1][3] == "陈默：已满。"


def test_that_a_name_is_never_a_formula_a_number_or_a_link() -> None:
    for name in ("=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "0012", "https://a.example"):
        content = book(names=dataclasses.replace(NAMES_IN_TOWN, customers={WANG: name}))
        assert sheets(content)["Calls"][1][19] == name
        assert not [part for part, text in parts(content, "worksheets/sheet").items() if "<f>" in text or "<hyperlink" in text]


def test_that_the_same_plan_gives_the_same_bytes_dated_with_its_month() -> None:
    assert book() == book()
    core = parts(book(), "core.xml")["docProps/core.xml"]
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core)) == {"2026-12-01T00:00:00Z"}


def test_that_pages_are_a4_landscape_with_the_heading_frozen_and_repeated() -> None:
    found = parts(book(), "worksheets/sheet")
    assert len(found) == 6
    for text in found.values():
        assert 'paperSize="9"' in text
        assert 'orientation="landscape"' in text
        assert 'state="frozen"' in text
    assert parts(book(), "workbook.xml$")["xl/workbook.xml"].count("_xlnm.Print_Titles") == 6


def test_that_columns_are_wide_enough_for_chinese() -> None:
    calls = parts(book(), "sheet4.xml")["xl/worksheets/sheet4.xml"]
    widths = [float(width) for width in re.findall(r'<col min="15" max="15" width="([\d.]+)"', calls)]
    assert widths[0] >= 2 * len("城北人民医院")


def test_that_an_ampersand_in_a_name_does_not_become_a_command_of_the_page_header() -> None:
    content = book(names=dataclasses.replace(NAMES_IN_TOWN, reps={plan_in_town().rep: "A&D"}))
    assert "A&amp;&amp;D, 2026-12" in parts(content, "sheet1.xml")["xl/worksheets/sheet1.xml"]


@given(MONTH_PLANS)
@settings(max_examples=15, deadline=None)
def test_that_any_plan_becomes_a_workbook_with_every_call(plan: MonthPlan) -> None:
    found = sheets(write_sheet(plan, Names()))
    assert len(found["Calls"]) == 1 + sum(len(day.calls) for day in plan.days)
