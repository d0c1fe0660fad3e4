from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.exchange import cells
from db.exchange.cells import CellError


@pytest.mark.parametrize(
    ("cell", "decimal", "value"),
    [
        ("120", ".", 120),
        ("１２０", ".", 120),
        (" 1,234.5 ", ".", 1234.5),
        ("1.234,5", ".", 1234.5),
        ("1,234", ".", 1234),
        ("1,234", ",", 1.234),
        ("1.234", ",", 1234),
        ("1,234,567", ",", 1234567),
        ("12,5", ".", 12.5),
        ("0.750", ",", 0.75),
        ("1 234,5", ".", 1234.5),
        ("1'234.5", ".", 1234.5),
        ("-5", ".", -5),
        ("−5", ".", -5),
        ("12人", ".", 12),
        ("约30例", ".", 30),
        ("三十", ".", 30),
        ("一百二十", ".", 120),
        (7, ".", 7),
        (7.5, ",", 7.5),
    ],
)
def test_that_numbers_are_read_as_people_write_them(cell: Any, decimal: str, value: float) -> None:
    assert cells.number(cell, decimal) == value


@pytest.mark.parametrize("cell", ["abc", "", "1.2.3", "1,23,4", "12-13", True, date(2026, 11, 5), "NaN", "inf"])
def test_that_what_is_no_number_is_refused(cell: Any) -> None:
    with pytest.raises(CellError):
        cells.number(cell)


@given(st.floats(-1e12, 1e12, allow_nan=False))
def test_that_numbers_survive_both_ways_of_writing_thousands(value: float) -> None:
    english = f"{value:,.2f}"
    german = english.translate(str.maketrans(",.", ".,"))
    assert cells.number(english) == cells.number(german, ",") == float(f"{value:.2f}")


@pytest.mark.parametrize(
    ("cell", "level"),
    [
        ("三级甲等", 3),
        ("三甲", 3),
        ("三級", 3),
        ("二级乙等", 2),
        ("一级", 1),
        ("3", 3),
        (3.0, 3),
        ("３", 3),
        ("Level 2", 2),
        ("III", 3),
        ("3A", 3),
        ("三级甲等医院", 3),
        ("未定级", None),
        ("无", None),
    ],
)
def test_that_hospital_levels_are_read(cell: Any, level: int | None) -> None:
    assert cells.level(cell) == level


@pytest.mark.parametrize("cell", ["4", "0", "甲等", "五级", "高"])
def test_that_unknown_levels_are_refused(cell: str) -> None:
    with pytest.raises(CellError):
        cells.level(cell)


@pytest.mark.parametrize(
    ("cell", "floor"),
    [
        ("3", 3),
        (3.0, 3),
        ("3F", 3),
        ("三楼", 3),
        ("第12层", 12),
        ("十二层", 12),
        ("B1", -1),
        ("地下一层", -1),
        ("-2", -2),
        ("1st floor", 1),
    ],
)
def test_that_floors_are_read(cell: Any, floor: int) -> None:
    assert cells.floor(cell) == floor


@pytest.mark.parametrize(
    "cell",
    [
        "2026-11-05",
        "2026/11/5",
        "2026.11.5",
        "2026年11月5日",
        "２０２６年１１月５日",
        "20261105",
        "2026-11-05 08:30:00",
        "2026-11-05T08:30:00",
        "5 Nov 2026",
        "Nov 5, 2026",
        "5.11.2026",
        46331,
        46331.5,
        "46331",
        date(2026, 11, 5),
        datetime(2026, 11, 5, 8, 30),  # noqa: DTZ001 a sheet knows no time zones
    ],
)
def test_that_dates_are_read_in_every_spelling(cell: Any) -> None:
    assert cells.day(cell) == date(2026, 11, 5)


def test_that_a_date_is_not_guessed_when_day_and_month_could_be_exchanged() -> None:
    assert cells.day("25/12/2026") == cells.day("12/25/2026") == date(2026, 12, 25)
    with pytest.raises(CellError, match="Day and month"):
        cells.day("05/11/2026")


@pytest.mark.parametrize("cell", ["2026-02-30", "yesterday", "", 5, "11月5日"])
def test_that_what_is_no_date_is_refused(cell: Any) -> None:
    with pytest.raises(CellError):
        cells.day(cell)


@pytest.mark.parametrize("cell", ["是", "Y", "yes", "1", 1, 1.0, True, "✓", "TRUE", "√"])
def test_that_yes_is_read(cell: Any) -> None:
    assert cells.boolean(cell)


@pytest.mark.parametrize("cell", ["否", "N", "no", "0", 0, False, "×", "无", "false"])
def test_that_no_is_read(cell: Any) -> None:
    assert not cells.boolean(cell)


def test_that_perhaps_is_refused() -> None:
    with pytest.raises(CellError):
        cells.boolean("也许")


@pytest.mark.parametrize(
    ("cell", "minute"),
    [
        ("08:30", 510),
        ("8：30", 510),
        ("8点半", 510),
        ("8点", 480),
        ("0830", 510),
        ("下午2:00", 840),
        ("2:00 pm", 840),
        ("12am", 0),
        ("17:30:00", 1050),
        (time(8, 30), 510),
        (timedelta(hours=8, minutes=30), 510),
        (0.5, 720),
    ],
)
def test_that_times_are_read(cell: Any, minute: int) -> None:
    assert cells.clock_time(cell) == minute


@pytest.mark.parametrize("cell", ["25:00", "8:75", "noon-ish", ""])
def test_that_what_is_no_time_is_refused(cell: str) -> None:
    with pytest.raises(CellError):
        cells.clock_time(cell)


def test_that_a_span_must_end_after_it_begins() -> None:
    assert str(cells.time_range("8:30至17:30")) == "08:30-17:30"
    with pytest.raises(CellError, match="ends before"):
        cells.time_range("17:30-08:30")


@given(st.one_of(st.text(max_size=20), st.floats(), st.integers(), st.booleans()))
def test_that_no_cell_crashes_a_reader(cell: Any) -> None:
    for reader in (cells.number, cells.level, cells.floor, cells.boolean, cells.day, cells.clock_time, cells.time_range):
        try:
            reader(cell)
        except CellError as refused:
            assert str(refused.way_out)
