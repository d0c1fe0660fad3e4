"""`roundwise coverage`: who was seen and who will be, by segment, hospital and product."""

# ruff: noqa: PLC0415 (what a command needs is imported when it runs, so that help pages come at once)

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from desktop.cli.commands import Command, door, single
from desktop.cli.opening import open_database
from desktop.cli.options import AllReps, MonthText, RepNames, chosen_reps, date_of, month_of
from desktop.cli.screen import Cell, Document, Screen, percent
from desktop.settings import country
from planner.domain.messages import message

if TYPE_CHECKING:
    from db.exchange.plan_names import Names
    from desktop.usecases.district import District
    from desktop.usecases.show_coverage import RepCoverage
    from planner.coverage.measure import Coverage
    from planner.coverage.share import SegmentCoverage, Share


app = single()


@app.command(
    cls=Command, help="Show coverage and frequency by segment against the requirement, so far and with the plan carried out."
)
def coverage(
    context: typer.Context,
    *,
    month: MonthText,
    rep: RepNames = None,
    everybody: AllReps = False,
    by: Annotated[
        str, typer.Option("--by", metavar="segment|hospital|product", help="What to break the figures down by.")
    ] = "segment",
    today: Annotated[
        str | None, typer.Option("--today", metavar="DATE", show_default=False, help="Look at the month as of this date.")
    ] = None,
) -> int:
    """One table for each rep."""
    from desktop.usecases.district import find_reps, load_district
    from desktop.usecases.show_coverage import show_coverage

    here = door(context)
    day = date_of(today) if today else datetime.now().astimezone().date()
    with open_database(here) as store, store.read() as books:
        district = load_district(books, month_of(month), country(here.environment))
        reps = find_reps(district.reps, chosen_reps(rep, everybody))
        covered = [show_coverage(books, district, each, day) for each in reps]
    for each in covered:
        show_rep(here.screen, district, each, by)
    here.screen.document(
        {
            "month": month,
            "today": day.isoformat(),
            "reps": [rep_document(here.screen, each, district.names.in_language(here.screen.translate)) for each in covered],
        }
    )
    return 0


def show_rep(screen: Screen, district: District, covered: RepCoverage, by: str) -> None:
    """One rep's table, and what will fall short."""
    shown = covered.outlook.expected if covered.outlook else covered.actual
    state = message("with the plan carried out") if covered.outlook else message("as recorded; there is no plan")
    screen.say(message("{rep}, {state}:", rep=covered.rep.name, state=state))
    screen.table(
        (
            message("Of") if by != "segment" else message("Segment"),
            message("Customers"),
            message("Seen this month"),
            message("Required"),
            message("Seen this quarter"),
            message("Required"),
            message("Calls"),
            message("Required"),
        ),
        [_row(label, each) for label, each in _broken_down(district.names.in_language(screen.translate), district, shown, by)],
    )
    if covered.outlook:
        for gap in covered.outlook.shortfalls:
            screen.say(district.names.in_language(screen.translate).in_words(gap.sentence))
    screen.lines([""])


def _broken_down(names: Names, district: District, shown: Coverage, by: str) -> list[tuple[str, SegmentCoverage]]:
    if by == "hospital":
        hospitals = {each.id: each.name for each in district.hospitals}
        return [(f"{hospitals[id]} {names.segment(each.segment)}", each) for id, segments in shown.hospitals for each in segments]
    if by == "product":
        products = {each.id: each.name for each in district.products}
        return [(f"{products[id]} {names.segment(each.segment)}", each) for id, segments in shown.products for each in segments]
    return [(names.segment(each.segment), each) for each in shown.segments]


def _row(label: str, each: SegmentCoverage) -> Sequence[Cell]:
    return (
        label,
        each.month.customers,
        percent(each.month.reached),
        percent(each.month.required),
        percent(each.quarter.reached),
        percent(each.quarter.required),
        each.calls,
        each.calls_required,
    )


def rep_document(screen: Screen, covered: RepCoverage, names: Names) -> dict[str, Document]:
    """One rep's coverage for machines."""
    return {
        "rep": covered.rep.id,
        "name": covered.rep.name,
        "actual": coverage_document(covered.actual),
        "expected": coverage_document(covered.outlook.expected) if covered.outlook else None,
        "shortfalls": [screen.text(names.in_words(gap.sentence)) for gap in covered.outlook.shortfalls]
        if covered.outlook
        else [],
    }


def coverage_document(covered: Coverage) -> dict[str, Document]:
    """Coverage by segment, hospital and product."""
    return {
        "segments": [_segment_document(each) for each in covered.segments],
        "hospitals": {id: [_segment_document(each) for each in segments] for id, segments in covered.hospitals},
        "products": {id: [_segment_document(each) for each in segments] for id, segments in covered.products},
        "unclassified": covered.unclassified,
    }


def _segment_document(each: SegmentCoverage) -> dict[str, Document]:
    return {
        "segment": each.segment,
        "month": _share_document(each.month),
        "quarter": _share_document(each.quarter),
        "calls": each.calls,
        "calls_required": each.calls_required,
    }


def _share_document(share: Share) -> dict[str, Document]:
    return {"customers": share.customers, "seen": share.seen, "required": share.required, "reached": share.reached}
