"""coverage.xlsx: coverage by segment, hospital and product, and who is to be seen, as a workbook."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from db.exchange.plan_names import Names
from db.exchange.plan_sheet import FONT
from db.exchange.sheet_table import Cell, Column, Kind, Style, Table, TableWriter
from planner.coverage.measure import Coverage, Segments
from planner.coverage.rescue import Rescue
from planner.coverage.share import SegmentCoverage, Share
from planner.domain.messages import Message, message
from planner.domain.products import ProductId

_FIGURES = (
    Column(message("Tier")),
    Column(message("Customers"), Kind.COUNT),
    Column(message("Seen this month"), Kind.COUNT),
    Column(message("Coverage of the month"), Kind.SHARE),
    Column(message("Expected"), Kind.SHARE),
    Column(message("Required"), Kind.SHARE),
    Column(message("Seen this quarter"), Kind.COUNT),
    Column(message("Coverage of the quarter"), Kind.SHARE),
    Column(message("Expected"), Kind.SHARE),
    Column(message("Required"), Kind.SHARE),
    Column(message("Calls"), Kind.COUNT),
    Column(message("Calls owed"), Kind.COUNT),
)


def write_coverage(
    title: Message,
    *,
    actual: Coverage,
    expected: Coverage | None,
    rescues: Sequence[Rescue],
    names: Names,
    products: Mapping[ProductId, str],
    translate: Callable[[str], str] = str,
) -> bytes:
    """The bytes of coverage.xlsx; equal arguments give equal bytes. `expected` None = there is no plan."""
    known = names.in_language(translate)
    tables = (
        Table(message("Coverage"), _FIGURES, list(_rows(actual.segments, expected.segments if expected else None, known))),
        _split(
            message("By hospital"),
            Column(message("Hospital")),
            [(known.hospital(id), own, _at(expected.hospitals if expected else None, id)) for id, own in actual.hospitals],
            known,
        ),
        _split(
            message("By product"),
            Column(message("Product")),
            [(products.get(id, id), own, _at(expected.products if expected else None, id)) for id, own in actual.products],
            known,
        ),
        _rescue_table(rescues, known),
    )
    content = BytesIO()
    workbook = Workbook(content, {"in_memory": True, "default_format_properties": FONT})
    heading = title.text(translate)
    workbook.set_properties({"title": heading, "created": datetime(actual.month.year, actual.month.month, 1)})  # noqa: DTZ001
    style = Style(workbook)
    for table in tables:
        TableWriter(workbook.add_worksheet(table.title.text(translate)), style, translate).write(table, heading)
    workbook.close()
    return content.getvalue()


def _at(parts: Sequence[tuple[Any, Segments]] | None, id: Any) -> Segments | None:
    return None if parts is None else dict(parts).get(id)


def _split(title: Message, first: Column, parts: Iterable[tuple[str, Segments, Segments | None]], names: Names) -> Table:
    rows: list[tuple[Cell, ...]] = [(name, *row) for name, own, later in parts for row in _rows(own, later, names)]
    return Table(title, (first, *_FIGURES), rows, filtered=True)


def _rows(actual: Segments, expected: Segments | None, names: Names) -> Iterable[tuple[Cell, ...]]:
    later = {each.segment: each for each in expected or ()}
    for each in actual:
        end = later.get(each.segment)
        yield (names.segment(each.segment), each.month.customers, *_shares(each, end), each.calls, each.calls_required)


def _shares(each: SegmentCoverage, end: SegmentCoverage | None) -> tuple[Cell, ...]:
    return (*_share(each.month, end.month if end else None), *_share(each.quarter, end.quarter if end else None))


def _share(now: Share, end: Share | None) -> tuple[Cell, ...]:
    return now.seen, now.reached, None if end is None else end.reached, now.required


def _rescue_table(rescues: Sequence[Rescue], names: Names) -> Table:
    columns = (Column(message("Customer")), Column(message("Tier")), Column(message("Last visit"), Kind.DATE))
    rows = [(names.customer(each.customer), names.segment(each.segment), each.last_visit) for each in rescues]
    return Table(message("Rescue list"), columns, rows, filtered=True)
