"""Small tables for import tests, and the store's values they are compared with."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from db.exchange.fields import ImportKind
from db.exchange.imports import plan_import
from db.exchange.known import ImportOptions, Known
from db.exchange.report import ImportPlan, Refusal
from db.exchange.table import Cell, ReadOptions, Row, Table
from db.exchange.tabular import table_of
from planner.domain.people import Rep, RepId, TeamId
from planner.domain.places import Coordinate, Hospital, HospitalId
from planner.policy.preset import preset

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"

HOSPITALS = (
    Hospital(HospitalId("H1"), "北京协和医院", Coordinate(39.9115, 116.4103), level=3, district="东城区"),
    Hospital(HospitalId("H2"), "北京朝阳医院", Coordinate(39.9235, 116.4468), level=3, district="朝阳区"),
    Hospital(HospitalId("H3"), "垂杨柳医院", None, level=2, district="朝阳区", aliases=("垂医",)),
)
REPS = (Rep(RepId("R1"), "代表A", TeamId("GENERAL")), Rep(RepId("R2"), "代表B", TeamId("ONC")))
KNOWN = Known(preset(), hospitals=HOSPITALS, reps=REPS)
EMPTY = Known(preset())


def table(columns: Sequence[str], *rows: Sequence[Cell]) -> Table:
    """A table with its header in row 1."""
    return Table("test.csv", tuple(columns), tuple(Row(number, tuple(row)) for number, row in enumerate(rows, start=2)))


def records(*rows: Mapping[str, Cell]) -> Table:
    """A table of rows that name their columns; a column that a row does not name is blank there."""
    columns = list(dict.fromkeys(column for row in rows for column in row))
    return table(columns, *([row.get(column, "") for column in columns] for row in rows))


def plan(kind: ImportKind, rows: Table, known: Known = KNOWN, options: ImportOptions | None = None) -> ImportPlan:
    return plan_import(kind, rows, known, options)


def customers(*rows: Mapping[str, Cell], known: Known = KNOWN, options: ImportOptions | None = None) -> ImportPlan:
    """Plan customer rows; hospital and name are filled in where a row leaves them out."""
    return plan(ImportKind.CUSTOMERS, records(*({"医院": "北京协和医院", "姓名": "王伟", **row} for row in rows)), known, options)


def only_refusal(planned: ImportPlan) -> Refusal:
    assert len(planned.report.refusals) == 1, planned.report.refusals
    return planned.report.refusals[0]


def after(known: Known, planned: ImportPlan) -> Known:
    """The stored values once the plan is applied."""
    return replace(
        known,
        products=(*known.products, *planned.products),
        hospitals=tuple({each.id: each for each in (*known.hospitals, *planned.hospitals)}.values()),
        departments=(*known.departments, *planned.departments),
        reps=tuple({each.id: each for each in (*known.reps, *planned.reps)}.values()),
        customers=tuple({each.id: each for each in (*known.customers, *planned.customers)}.values()),
    )


def csv_bytes(rows: Sequence[Sequence[object]], encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode(encoding)


def read(data: bytes, options: ReadOptions | None = None) -> Table:
    return table_of(data, "test.csv", options or ReadOptions())
