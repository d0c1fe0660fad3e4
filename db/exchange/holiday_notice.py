"""The official notice of a year's public holidays, as CSV or JSON.

CSV: a heading and one row per day, with the columns `country`, `date` (2027-01-01), `kind` (`off`, or `work` for a weekend day
worked in exchange) and `name`; Chinese headings 国家, 日期, 类型, 名称 and kinds 休, 班 are understood.
JSON: an object with `format` (1) and `days`, a list of objects with the same four fields.

A notice stands for its whole year: days that it does not name are ordinary.
"""

import csv
import io
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from db.exchange.encodings import decode
from planner.domain.calendar import Holidays
from planner.domain.messages import message
from planner.errors import CalendarError

FORMAT = 1
LARGEST_FILE = 5_000_000  # bytes
FIELDS = ("country", "date", "kind", "name")
OFF, WORK = "off", "work"
_HEADINGS = {
    "country": ("country", "国家", "国家或地区", "地区"),
    "date": ("date", "day", "日期"),
    "kind": ("kind", "type", "类型"),
    "name": ("name", "holiday", "名称", "节日"),
}
_KINDS = {OFF: (OFF, "holiday", "休", "放假", "休息"), WORK: (WORK, "workday", "班", "上班", "补班")}
_WAY_OUT = message("Write one row per day: country, date such as 2027-01-01, off or work, name.")


@dataclass(frozen=True, slots=True)
class _Entry:
    """One day of a notice and the row it stands in."""

    row: int
    country: str
    day: date
    kind: str
    name: str


def read_notice(path: Path) -> tuple[Holidays, ...]:
    """The notices of a file, one per country and year, in that order.

    Raises:
        CalendarError: for a file that cannot be read or is no notice; names the row (CSV: the heading is row 1; JSON: the
            place in `days`, from 1), the value and the reason.
        UserFacingError: for bytes that are no text in any likely encoding.
    """
    try:
        data = path.read_bytes() if path.stat().st_size <= LARGEST_FILE else None
    except OSError as error:
        problem = message("{file} cannot be read: {reason}.", file=str(path), reason=error.strerror or "?")
        raise CalendarError(problem, message("Check the name of the file and that you may read it.")) from error
    if data is None:
        raise CalendarError(message("{file} is too large for a holiday notice.", file=path.name), _WAY_OUT)
    text, _ = decode(data)
    rows = _json_rows(text, path.name) if text.lstrip()[:1] in ("{", "[") else _csv_rows(text, path.name)
    return notices([_entry(number, row, path.name) for number, row in rows], path.name)


def notice_text(holidays: Iterable[Holidays]) -> str:
    """Notices as the text of a CSV file that `read_notice` reads back."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(FIELDS)
    for each in holidays:
        days = [(day, OFF, name) for day, name in each.days_off] + [(day, WORK, name) for day, name in each.shifted_workdays]
        writer.writerows((each.country, day.isoformat(), kind, name) for day, kind, name in sorted(days))
    return out.getvalue()


def notices(entries: Sequence[_Entry], file: str) -> tuple[Holidays, ...]:
    """Entries joined to one notice per country and year. Raises CalendarError when there are none or a day comes twice."""
    if not entries:
        raise CalendarError(message("{file} names no day.", file=file), _WAY_OUT)
    repeated = Counter((entry.country, entry.day) for entry in entries)
    for entry in entries:
        if repeated[entry.country, entry.day] > 1:
            problem = message(
                "{file}, row {row}: {day} is named more than once.", file=file, row=entry.row, day=entry.day.isoformat()
            )
            raise CalendarError(problem, message("Keep one row for each day."))
    years: dict[tuple[str, int], list[_Entry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda each: each.day):
        years[entry.country, entry.day.year].append(entry)
    return tuple(_notice(country, year, days) for (country, year), days in sorted(years.items()))


def _notice(country: str, year: int, entries: Sequence[_Entry]) -> Holidays:
    return Holidays(
        country=country,
        year=year,
        days_off=tuple((entry.day, entry.name) for entry in entries if entry.kind == OFF),
        shifted_workdays=tuple((entry.day, entry.name) for entry in entries if entry.kind == WORK),
    )


def _entry(number: int, row: Mapping[str, str], file: str) -> _Entry:
    country = row["country"].strip().upper()
    if len(country) != 2 or not country.isalpha() or not country.isascii():
        raise _refused(file, number, row["country"], "country")
    try:
        day = date.fromisoformat(row["date"].strip().replace("/", "-"))
    except ValueError as error:
        raise _refused(file, number, row["date"], "date") from error
    kind = next((kind for kind, words in _KINDS.items() if row["kind"].strip().casefold() in words), None)
    if kind is None:
        raise _refused(file, number, row["kind"], "kind")
    return _Entry(number, country, day, kind, row["name"].strip())


def _refused(file: str, row: int, value: str, column: str) -> CalendarError:
    problem = message("{file}, row {row}: {value} is no {column}.", file=file, row=row, value=repr(value), column=column)
    return CalendarError(problem, _WAY_OUT)


def _csv_rows(text: str, file: str) -> list[tuple[int, dict[str, str]]]:
    lines = csv.reader(io.StringIO(text, newline=""))
    try:
        heading = [cell.strip().casefold() for cell in next(lines, [])]
        columns = {field: _column(heading, field, file) for field in FIELDS}
        return [
            (number, {field: _cell(cells, column) for field, column in columns.items()})
            for number, cells in enumerate(lines, start=2)
            if any(cell.strip() for cell in cells)
        ]
    except csv.Error as error:
        raise CalendarError(message("{file} is no holiday notice.", file=file), _WAY_OUT) from error


def _column(heading: Sequence[str], field: str, file: str) -> int | None:
    """The index of a field's column; only the name may be absent."""
    found = next((index for index, cell in enumerate(heading) if cell in _HEADINGS[field]), None)
    if found is None and field != "name":
        raise CalendarError(message("{file} has no column {column}.", file=file, column=field), _WAY_OUT)
    return found


def _cell(cells: Sequence[str], column: int | None) -> str:
    return cells[column] if column is not None and column < len(cells) else ""


def _json_rows(text: str, file: str) -> list[tuple[int, dict[str, str]]]:
    try:
        content: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise CalendarError(message("{file} is no holiday notice.", file=file), _WAY_OUT) from error
    days = content.get("days") if isinstance(content, dict) and content.get("format") == FORMAT else None
    if not isinstance(days, list) or not all(isinstance(day, dict) for day in days):
        raise CalendarError(message("{file} is no holiday notice.", file=file), _WAY_OUT)
    return [(number, {field: str(day.get(field, "")) for field in FIELDS}) for number, day in enumerate(days, start=1)]
