"""`roundwise export`: plans as files."""

# ruff: noqa: PLC0415 (what a command needs is imported when it runs, so that help pages come at once)

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desktop.cli.commands import Command, door, single
from desktop.cli.opening import open_database
from desktop.cli.options import AllReps, MonthText, OptionError, OutFolder, RepNames, chosen_reps, month_of
from desktop.cli.screen import Screen
from desktop.settings import country
from planner.domain.messages import message
from planner.domain.people import Rep
from planner.domain.plan import MonthPlan

if TYPE_CHECKING:
    from desktop.usecases.district import District
    from desktop.usecases.export_plan import Exported, PlanFormat


app = single()
EVERY = "all"


@app.command(cls=Command, help="Write the latest plan of each rep as JSON, Excel, calendar or map files.")
def export(
    context: typer.Context,
    *,
    month: MonthText,
    out: OutFolder,
    rep: RepNames = None,
    everybody: AllReps = False,
    format: Annotated[str, typer.Option("--format", metavar="FORMAT", help="json, xlsx, ics, geojson or all.")] = EVERY,
) -> int:
    """Export the latest saved plans; reps without a plan are named."""
    from desktop.usecases.district import find_reps, load_district

    here = door(context)
    formats = export_formats(format)
    with open_database(here) as store, store.read() as books:
        district = load_district(books, month_of(month), country(here.environment))
        reps = find_reps(district.reps, chosen_reps(rep, everybody))
        latest = [(each, books.plans.latest(each.id, district.month)) for each in reps]
    plans = [plan for _, plan in latest if plan is not None]
    missing = [each for each, plan in latest if plan is None]
    if not plans:
        raise OptionError(
            message("There is no plan of {month} to export.", month=str(district.month)),
            message("Plan first: roundwise plan month --month {month}", month=str(district.month)),
        )
    files = export_to(here.screen, district, plans, formats, Path(out))
    show_files(here.screen, files, Path(out))
    _name_missing(here.screen, missing)
    here.screen.document({"files": [str(each.path) for each in files], "without_plan": [each.id for each in missing]})
    return 0


def export_formats(asked: str) -> tuple[PlanFormat, ...]:
    """The formats behind `json`, `json,xlsx` or `all`. Raises OptionError."""
    from desktop.usecases.export_plan import PlanFormat

    if asked == EVERY:
        return tuple(PlanFormat)
    try:
        return tuple(PlanFormat(each.strip()) for each in asked.split(","))
    except ValueError:
        known = ", ".join([*PlanFormat, EVERY])
        problem = message("{value} is not a format of plan files.", value=asked)
        raise OptionError(problem, message("Choose among {known}.", known=known)) from None


def export_to(
    screen: Screen, district: District, plans: Sequence[MonthPlan], formats: Sequence[PlanFormat], folder: Path
) -> tuple[Exported, ...]:
    """Write the files in the screen's language."""
    from desktop.usecases.export_plan import export_plans

    return export_plans(district, plans, formats, folder.expanduser(), screen.translate)


def show_files(screen: Screen, files: Sequence[Exported], folder: Path) -> None:
    """Where the files are."""
    screen.say(message("{count:file|files} written to {folder}.", count=len(files), folder=str(folder)))


def _name_missing(screen: Screen, missing: Sequence[Rep]) -> None:
    if missing:
        screen.say(message("Without a plan: {names}.", names=", ".join(rep.name for rep in missing)))
