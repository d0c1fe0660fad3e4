"""Official notices as files."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.exchange.holiday_notice import notice_text, read_notice
from planner.calendar.national import national_holidays
from planner.domain.calendar import Holidays
from planner.errors import CalendarError, UserFacingError

NOTICE = Holidays(
    "CN", 2027, ((date(2027, 1, 1), "元旦"), (date(2027, 2, 5), "春节")), ((date(2027, 2, 14), "春节调休"),), provisional=False
)
CHINESE = "国家,日期,类型,名称\ncn,2027-01-01,休,元旦\nCN,2027/02/05,放假,春节\nCN,2027-02-14,班,春节调休\n"


def written(folder: Path, content: str | bytes, name: str = "notice.csv") -> Path:
    file = folder / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def refusal(file: Path) -> str:
    with pytest.raises(CalendarError) as refused:
        read_notice(file)
    return str(refused.value.problem)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_that_a_chinese_notice_is_understood_in_its_usual_encodings(tmp_path: Path, encoding: str) -> None:
    assert read_notice(written(tmp_path, CHINESE.encode(encoding))) == (NOTICE,)


def test_that_a_json_notice_says_the_same(tmp_path: Path) -> None:
    days = [
        {"country": "CN", "date": "2027-01-01", "kind": "off", "name": "元旦"},
        {"country": "CN", "date": "2027-02-05", "kind": "off", "name": "春节"},
        {"country": "CN", "date": "2027-02-14", "kind": "work", "name": "春节调休"},
    ]
    assert read_notice(written(tmp_path, json.dumps({"format": 1, "days": days}), "notice.json")) == (NOTICE,)


def test_that_a_notice_settles_a_provisional_year(tmp_path: Path) -> None:
    assert national_holidays("CN", 2027).provisional
    settled = national_holidays("CN", 2027, read_notice(written(tmp_path, CHINESE)))
    assert settled == NOTICE
    assert not settled.provisional


def test_that_one_file_may_hold_several_countries_and_years(tmp_path: Path) -> None:
    rows = "country,date,kind\nTW,2027-02-28,off\nCN,2028-01-01,off\nCN,2027-01-01,off\n"
    assert [(each.country, each.year) for each in read_notice(written(tmp_path, rows))] == [
        ("CN", 2027),
        ("CN", 2028),
        ("TW", 2027),
    ]


DAYS = st.dictionaries(st.dates(date(2027, 1, 1), date(2028, 12, 31)), st.booleans(), min_size=1, max_size=30)


@given(DAYS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)
def test_that_what_is_written_comes_back(tmp_path: Path, days: dict[date, bool]) -> None:
    ordered = sorted(days.items())
    notices = tuple(
        Holidays(
            "CN",
            year,
            tuple((day, '假日, "x"') for day, off in ordered if off and day.year == year),
            tuple((day, "") for day, off in ordered if not off and day.year == year),
        )
        for year in sorted({day.year for day in days})
    )
    assert read_notice(written(tmp_path, notice_text(notices))) == notices


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("date,kind\n2027-01-01,off\n", "has no column country"),
        ("country,date,kind\n", "names no day"),
        ("country,date,kind\nCN,2027-13-01,off\n", "row 2: '2027-13-01' is no date"),
        ("country,date,kind\nCN,2027-01-01,off\n\nCN,2027-01-02,maybe\n", "row 4: 'maybe' is no kind"),
        ("country,date,kind\nChina,2027-01-01,off\n", "row 2: 'China' is no country"),
        ("country,date,kind\nCN,2027-01-01,off\nCN,2027-01-01,work\n", "row 2: 2027-01-01 is named more than once"),
        ("{", "is no holiday notice"),
        ('{"format": 2, "days": []}', "is no holiday notice"),
        ('{"format": 1, "days": []}', "names no day"),
        ('{"format": 1, "days": [{"country": "CN"}]}', "row 1: '' is no date"),
        ("[" * 100_000, "is no holiday notice"),
    ],
)
def test_that_a_wrong_notice_is_refused_with_row_and_value(tmp_path: Path, content: str, words: str) -> None:
    assert words in refusal(written(tmp_path, content))


def test_that_an_empty_absent_or_binary_file_is_refused(tmp_path: Path) -> None:
    assert "nowhere.csv" in refusal(tmp_path / "nowhere.csv")
    for content in (b"", bytes(range(256)) * 20):
        with pytest.raises(UserFacingError):
            read_notice(written(tmp_path, content))


def test_that_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    huge = tmp_path / "huge.csv"
    with huge.open("wb") as file:
        file.truncate(6_000_000)
    assert "too large" in refusal(huge)
