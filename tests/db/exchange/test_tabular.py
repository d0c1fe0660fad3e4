import io
import random
import zipfile
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.exchange import delimited, sheetxml
from db.exchange.table import ReadOptions, Table, TableError
from db.exchange.tabular import read_table
from tests.db.exchange.tables import csv_bytes, read

ROWS = [["医院名称", "地址"], *[[f"第{n}人民医院", f"解放路{n}号，东区"] for n in range(60)]]


def _xlsx(*rows: list[Any], sheets: tuple[str, ...] = (), merge: str = "") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    if merge:
        sheet.merge_cells(merge)
    for name in sheets:
        book.create_sheet(name).append(["x", "y"])
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _values(table: Table) -> list[tuple[object, ...]]:
    return [row.cells for row in table.rows]


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("gb18030", "gb18030"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
    ],
)
def test_that_the_encoding_of_chinese_text_is_found(encoding: str, found: str) -> None:
    table = read(csv_bytes(ROWS, encoding))
    assert table.columns == ("医院名称", "地址")
    assert _values(table)[3] == ("第3人民医院", "解放路3号，东区")
    assert table.encoding is not None
    assert table.encoding.name == found


def test_that_big5_is_not_taken_for_gb18030() -> None:
    rows = [["醫院名稱", "地址"], *[[f"臺北市立聯合醫院{n}", f"臺北市中正區鄭州路{n}號"] for n in range(40)]]
    table = read(csv_bytes(rows, "big5"))
    assert table.columns == ("醫院名稱", "地址")
    assert table.encoding is not None
    assert table.encoding.name == "big5"


def test_that_utf8_is_certain_and_a_guess_is_not() -> None:
    certain, guessed = read(csv_bytes(ROWS)).encoding, read(csv_bytes(ROWS[:3], "gb18030")).encoding
    assert certain is not None
    assert guessed is not None
    assert certain.sureness == 1.0 > guessed.sureness


@pytest.mark.parametrize("encoding", ["gb18030", "big5", "utf-8"])
@pytest.mark.parametrize("bad", [b"\xff", b"\x80", b"\x81\x20"])
def test_that_one_bad_byte_costs_its_row_and_not_the_file(encoding: str, bad: bytes) -> None:
    rows = [["醫院名稱", "地址"], *[[f"第{n}人民醫院", f"中正路{n}號"] for n in range(40)]]
    content = csv_bytes(rows, encoding).replace("第7人民".encode(encoding), b"A7" + bad + b",", 1)
    table = read(content)
    assert table.columns == ("醫院名稱", "地址")
    assert table.encoding is not None
    assert table.encoding.name == encoding
    assert table.encoding.sureness < 0.9
    assert [broken.number for broken in table.broken] == [9]
    assert len(table.rows) == 39
    assert encoding in str(table.broken[0].reason)
    assert "--encoding" in str(table.broken[0].way_out)


def test_that_utf8_with_a_bad_byte_is_utf8_even_below_an_english_header() -> None:
    rows = [["name", "address"], *[[f"第{n}人民医院", f"解放路{n}号"] for n in range(40)]]
    table = read(csv_bytes(rows).replace("第7人民".encode(), b"\xe7\xac", 1))
    assert table.encoding is not None and table.encoding.name == "utf-8"
    assert table.rows[0].cells == ("第0人民医院", "解放路0号")
    assert [broken.number for broken in table.broken] == [9]


def test_that_a_header_of_known_columns_decides_between_encodings() -> None:
    content = "姓名,医院\n王,协和\n".encode("gb18030")
    assert read(content).columns == ("姓名", "医院")


def test_that_an_encoding_told_is_obeyed() -> None:
    table = read(csv_bytes([["名称"], ["Müller"]], "utf-8"), ReadOptions(encoding="utf-8"))
    assert table.encoding is not None
    assert table.encoding.told


def test_that_a_wrong_encoding_told_is_refused_and_names_the_row() -> None:
    data = b"name\nplain\n" + "北京第一人民医院".encode("gb18030") + b"\n"
    with pytest.raises(TableError, match="row 3") as refused:
        read(data, ReadOptions(encoding="utf-8"))
    assert "Leave the encoding out" in str(refused.value)


def test_that_an_encoding_nobody_knows_is_refused() -> None:
    with pytest.raises(TableError, match="klingon"):
        read(csv_bytes(ROWS), ReadOptions(encoding="klingon"))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_that_the_delimiter_is_found(delimiter: str) -> None:
    table = read(csv_bytes(ROWS, delimiter=delimiter))
    assert table.delimiter == delimiter
    assert table.columns == ("医院名称", "地址")


def test_that_a_delimiter_told_goes_before_the_one_found() -> None:
    assert read(b"a;b,c\n1;2,3\n", ReadOptions(delimiter="semicolon")).columns == ("a", "b,c")


def test_that_decimal_commas_do_not_pass_for_delimiters() -> None:
    table = read(b"name;lat;lon\nA;48,13;11,57\nB;48,14;11,58\n")
    assert table.delimiter == ";"
    assert _values(table)[0] == ("A", "48,13", "11,57")


@pytest.mark.parametrize("data", [b"", b"  \r\n \n", b"\xef\xbb\xbf", b",,,\n,,\n"])
def test_that_an_empty_file_is_refused(data: bytes) -> None:
    with pytest.raises(TableError, match="is empty"):
        read(data)


def test_that_a_header_without_rows_is_refused() -> None:
    with pytest.raises(TableError, match="no rows below"):
        read(b"name,address\n")


@pytest.mark.parametrize(
    "data",
    [
        random.Random(1).randbytes(5000),
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
        b"\x00" * 3000,
        b"%PDF-1.7\n\x01\x02\x00\x03" * 90,
    ],
)
def test_that_binary_junk_is_refused(data: bytes) -> None:
    with pytest.raises(TableError):
        read(data)


@pytest.mark.parametrize("data", [b"PK\x03\x04junk that is no archive", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600])
def test_that_a_damaged_workbook_is_refused(data: bytes) -> None:
    with pytest.raises(TableError, match="save it as XLSX or CSV"):
        read(data)


@given(st.binary(max_size=300))
def test_that_any_bytes_are_read_or_refused_but_never_crash(data: bytes) -> None:
    try:
        table = read(data)
    except TableError:
        return
    assert all(len(row.cells) == len(table.columns) for row in table.rows)


def test_that_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(TableError, match="cannot be read"):
            read_table(path)


def test_that_row_numbers_are_those_of_a_spreadsheet() -> None:
    table = read(b'name,note\nA,"two\nlines"\n\nB,x\n')
    assert [(row.number, row.cells[0]) for row in table.rows] == [(2, "A"), (4, "B")]


def test_that_titles_above_the_header_are_passed_over() -> None:
    table = read("2026年医院名单\n\n医院名称,地址\n协和医院,东单\n".encode())
    assert table.columns == ("医院名称", "地址")
    assert table.rows[0].number == 4
    assert "row 3" in str(table.notes[0])


def test_that_an_unclosed_quote_refuses_its_row_only() -> None:
    lines = ["name,note", "A,fine", 'B,"never closed', *[f"N{n},fine" for n in range(200)]]
    table = read("\n".join(lines).encode())
    assert [broken.number for broken in table.broken] == [3]
    assert len(table.rows) == 201
    assert table.rows[-1].cells == ("N199", "fine")


def test_that_a_row_with_too_many_values_is_refused_and_one_with_too_few_is_noted() -> None:
    table = read(b"name,a,b\nlong,1,2,3\nshort,1\nlate,1,2,,\n")
    assert [(broken.number, "4 values" in str(broken.reason)) for broken in table.broken] == [(2, True)]
    assert _values(table) == [("short", "1", ""), ("late", "1", "2")]
    assert "rows 3" in str(table.notes[0])


def test_that_nul_characters_refuse_their_row() -> None:
    table = read(b"name,note\n" + b"good,x\n" * 40 + b"b\x00d,x\n")
    assert [broken.number for broken in table.broken] == [42]
    assert len(table.rows) == 40


def test_that_two_hundred_columns_are_read() -> None:
    table = read(csv_bytes([[f"c{n}" for n in range(200)], list(range(200))]))
    assert len(table.columns) == 200


def test_that_more_columns_than_the_limit_are_refused() -> None:
    with pytest.raises(TableError, match="1500 columns"):
        read(csv_bytes([[f"c{n}" for n in range(1500)], list(range(1500))]))


def test_that_a_million_rows_are_refused_with_the_limit_named() -> None:
    with pytest.raises(TableError, match="more than 200000 rows"):
        read(b"name,note\n" + b"A,b\n" * 1_000_000)


def test_that_a_file_beyond_the_size_limit_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    with pytest.raises(TableError, match="200 MB"):
        read_table(path)


def test_that_a_workbook_gives_numbers_dates_and_texts() -> None:
    day = date(2026, 11, 5)
    table = read(_xlsx(["name", "n", "d", "t", "b", "text"], ["A", 1.5, day, time(8, 30), True, "007"]))
    assert _values(table) == [("A", 1.5, day, time(8, 30), True, "007")]
    moment = read(_xlsx(["name", "when"], ["A", datetime(2026, 11, 5, 8, 30)]))  # noqa: DTZ001 a sheet knows no time zones
    assert str(moment.rows[0].cells[1]).startswith("2026-11-05 08:30")


def test_that_a_formula_without_a_saved_result_refuses_its_row() -> None:
    table = read(_xlsx(["name", "n"], ["A", "=1+1"], ["B", 2]))
    assert [(broken.number, broken.value) for broken in table.broken] == [(2, "B2")]
    assert _values(table) == [("B", 2.0)]


def test_that_a_formula_counts_by_its_saved_result() -> None:
    data = _edit(_xlsx(["name", "n"], ["A", "=1+1"]), b"<v></v>", b"<v>2</v>")
    data = _edit(data, b"<v />", b"<v>2</v>")
    table = read(data)
    assert (_values(table), table.broken) == ([("A", 2.0)], ())


def _edit(data: bytes, old: bytes, new: bytes) -> bytes:
    edited = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(edited, "w") as target:
        for entry in source.infolist():
            content = source.read(entry)
            is_sheet = entry.filename.startswith("xl/worksheets/")
            target.writestr(entry, content.replace(old, new) if is_sheet else content)
    return edited.getvalue()


def test_that_every_row_of_a_merged_range_has_its_value() -> None:
    table = read(
        _xlsx(["hospital", "name"], ["协和医院", "王伟"], [None, "李娜"], [None, "张敏"], ["朝阳医院", "刘强"], merge="A2:A4")
    )
    assert [row[0] for row in _values(table)] == ["协和医院", "协和医院", "协和医院", "朝阳医院"]


def test_that_a_sheet_may_begin_anywhere() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["C4"], sheet["D4"], sheet["C5"], sheet["D5"], sheet["C6"] = "name", "note", "A", "x", "B"
    sheet.merge_cells("D5:D6")
    data = io.BytesIO()
    book.save(data)
    table = read(data.getvalue())
    assert [(row.number, row.cells) for row in table.rows] == [(5, ("A", "x")), (6, ("B", "x"))]


def test_that_the_other_sheets_are_named_and_one_can_be_chosen() -> None:
    data = _xlsx(["name"], ["A"], sheets=("Other",))
    assert "Other" in str(read(data).notes[0])
    with pytest.raises(TableError, match="no rows below"):
        read(data, ReadOptions(sheet="other"))
    with pytest.raises(TableError, match="no sheet named Nope") as refused:
        read(data, ReadOptions(sheet="Nope"))
    assert "Sheet, Other" in str(refused.value)


def test_that_an_empty_workbook_is_refused() -> None:
    with pytest.raises(TableError, match="is empty"):
        read(_xlsx())


def test_that_a_workbook_of_a_million_rows_is_refused_before_it_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    data = _edit(_xlsx(["name"], ["A"]), b'r="A2"', b'r="A1000001"')
    with pytest.raises(TableError, match="more than 200000 rows"):
        read(data)
    monkeypatch.setattr(sheetxml, "MAXIMUM_UNPACKED_BYTES", 1000)
    with pytest.raises(TableError, match="more than 200000 rows"):
        read(_xlsx(["name"], ["A"]))


def test_that_sniffing_a_single_column_falls_back_to_the_comma() -> None:
    assert delimited.sniff_delimiter("name\nA\nB\n") == ","


def test_that_a_stray_cell_far_to_the_right_of_many_rows_is_refused_before_it_is_opened() -> None:
    data = _edit(_xlsx(["name", "note"], ["A", "x"]), b'r="B2"', b'r="XFD150000"')
    with pytest.raises(TableError, match="column 16384"):
        read(data)
