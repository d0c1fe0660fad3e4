"""plan.xlsx: a month plan as a workbook to read, filter and print (A4 landscape, a sheet a week, a page a day)."""

from collections.abc import Callable, Sequence
from datetime import datetime
from io import BytesIO

from xlsxwriter import Workbook

from db.exchange.plan_names import CoverageFigure, Directory, Names, People, Sites
from db.exchange.plan_tables import calls_table, coverage_table, month_table, unplanned_table
from db.exchange.plan_week import week_tables
from db.exchange.sheet_table import Style, Table, TableWriter
from planner.domain.messages import message
from planner.domain.plan import MonthPlan
from planner.domain.units import TimeWindow

Translate = Callable[[str], str]

FONT = {"font_name": "Arial", "font_size": 10}
"""On every system there is one as wide, so that pages break everywhere alike."""

UNKNOWN_SITES, UNKNOWN_PEOPLE = Sites(), People()


def write_sheet(
    plan: MonthPlan,
    names: Names,
    sites: Sites = UNKNOWN_SITES,
    coverage: Sequence[CoverageFigure] = (),
    translate: Translate = str,
    *,
    people: People = UNKNOWN_PEOPLE,
    lunch: TimeWindow | None = None,
) -> bytes:
    """The bytes of plan.xlsx. Headings and reasons go through `translate`; equal arguments give equal bytes.

    `lunch` is the rep's; None = not known, then no day shows any.
    Sheets: the month by day, each week for printing, all calls in order, what is not planned, and coverage if given.
    Every text is written as text, so that a name that begins with "=" is a name.
    """
    directory = Directory(names.in_language(translate), sites, people)
    tables = [
        month_table(plan),
        *week_tables(plan, directory, lunch),
        calls_table(plan, directory),
        unplanned_table(plan, directory.names),
        *([coverage_table(coverage, directory.names)] if coverage else []),
    ]
    title = message("{rep}, {month}", rep=names.rep(plan.rep), month=str(plan.month)).text(translate)
    return _workbook(tables, title, datetime(plan.month.year, plan.month.month, 1), translate)  # noqa: DTZ001


def _workbook(tables: Sequence[Table], title: str, created: datetime, translate: Translate) -> bytes:
    """`created` is written into the file instead of the clock, so that the bytes repeat."""
    content = BytesIO()
    workbook = Workbook(content, {"in_memory": True, "default_format_properties": FONT})
    workbook.set_properties({"title": title, "created": created})
    style = Style(workbook)
    for table in tables:
        sheet = workbook.add_worksheet(table.title.text(translate))
        TableWriter(sheet, style, translate).write(table, title)
    workbook.close()
    return content.getvalue()
