"""`roundwise plan`: plan months, list plans, put one in force."""

# ruff: noqa: PLC0415 (what a command needs is imported when it runs, so that help pages come at once)

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desktop.cli.commands import Command, Door, door, group
from desktop.cli.exporting import export_formats, export_to, show_files
from desktop.cli.opening import open_database
from desktop.cli.options import AllReps, MonthText, OptionError, Processes, RepNames, Seed, chosen_reps, date_of, month_of
from desktop.cli.screen import Cell, Document, percent
from desktop.settings import country
from planner.domain.messages import message
from planner.domain.plan import PlanId
from planner.domain.units import Month
from planner.solving import SolveLimits

if TYPE_CHECKING:
    from db.mapping.plans import PlanHeader

app = group(help="Plan a month, day by day, and save it.")

ANSWER_IS_NO = 1
CANCELLED = 4


Seconds = Annotated[float, typer.Option("--seconds", metavar="N", min=0.1, help="Seconds for each rep.")]
Steps = Annotated[
    int | None,
    typer.Option(
        "--steps",
        metavar="N",
        min=1,
        show_default=False,
        help="Search steps for each rep instead of seconds: repeats byte for byte.",
    ),
]
Start = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar="DATE",
        show_default=False,
        help="Plan from this date on; otherwise from today in a month that has begun.",
    ),
]
Out = Annotated[
    str | None, typer.Option("--out", metavar="FOLDER", show_default=False, help="Also write plan files into this folder.")
]
Format = Annotated[str, typer.Option("--format", metavar="FORMAT", help="Files for --out: json, xlsx, ics, geojson or all.")]


Again = Annotated[
    bool,
    typer.Option(
        "--again", show_default=False, help="Also reps who have a plan of the same data, seed and limits; otherwise it is kept."
    ),
]
Within = Annotated[
    float | None,
    typer.Option(
        "--within", metavar="N", min=1, show_default=False, help="Seconds for all reps together, instead of --seconds for each."
    ),
]
Scheduler = Annotated[
    str | None,
    typer.Option(
        "--scheduler",
        metavar="ADDRESS",
        show_default=False,
        help="Plan on the Dask cluster whose scheduler listens there, such as tcp://10.0.0.5:8786.",
    ),
]


@app.command(
    "month",
    cls=Command,
    help="Plan the month of one rep, of several or of all: which customers on which day, in which order, at what time."
    " Every plan is saved in the database as soon as it is made; Ctrl+C saves the best plans found so far. Run again after an"
    " interruption, only the rest is planned.",
)
def plan_month(
    context: typer.Context,
    *,
    month: MonthText,
    rep: RepNames = None,
    everybody: AllReps = False,
    seed: Seed = 0,
    seconds: Seconds = 10.0,
    steps: Steps = None,
    within: Within = None,
    start: Start = None,
    again: Again = False,
    out: Out = None,
    format: Format = "json",
    processes: Processes = None,
    scheduler: Scheduler = None,
) -> int:
    """Plan, save, and export when asked to."""
    from desktop.cli.planrun import Hands, run_document, run_planning, show_run
    from desktop.usecases.plan_all import Order

    here = door(context)
    formats = export_formats(format)
    refuse_both(steps, within, scheduler, processes)
    now = datetime.now().astimezone()
    order = Order(
        month=month_of(month),
        seed=seed,
        limits=SolveLimits(seconds=None if steps else seconds, steps=steps),
        reps=chosen_reps(rep, everybody),
        first=first_day(month_of(month), start, now.date()),
        country=country(here.environment),
        again=again,
    )
    with open_database(here) as store:
        run = run_planning(here.screen, store, order, Hands(processes, scheduler, within), now)
    show_run(here.screen, run)
    document = run_document(run)
    if out is not None:
        plans = [each.plan for each in run.planned if each.plan is not None]
        files = export_to(here.screen, run.district, plans, formats, Path(out))
        show_files(here.screen, files, Path(out))
        document["files"] = [str(each.path) for each in files]
    here.screen.document(document)
    if run.stopped:
        return CANCELLED
    return ANSWER_IS_NO if run.failed else 0


def refuse_both(steps: int | None, within: float | None, scheduler: str | None, processes: int | None) -> None:
    """Options that contradict each other. Raises OptionError."""
    for first, second, given in (
        ("--steps", "--within", steps is not None and within is not None),
        ("--scheduler", "--processes", scheduler is not None and processes is not None),
    ):
        if given:
            raise OptionError(
                message("Both {first} and {second} are given.", first=first, second=second), message("Give one of them.")
            )


def first_day(month: Month, asked: str | None, today: date) -> date | None:
    """The first day to plan: as asked for, else today in a month that has begun, else the whole month. Raises OptionError."""
    if asked is not None:
        first = date_of(asked)
        if Month.of(first) != month:
            raise OptionError(
                message("--from {date} does not lie in {month}.", date=asked, month=str(month)),
                message("Give a date of the month that is planned."),
            )
        return first
    return today if Month.of(today) == month else None


@app.command("list", cls=Command, help="List the saved plans of a month.")
def list_plans(context: typer.Context, month: MonthText, rep: RepNames = None) -> int:
    """Every saved plan, the oldest first."""
    from desktop.usecases.district import find_reps

    here = door(context)
    with open_database(here) as store, store.read() as books:
        names = {each.id: each.name for each in books.reps.all()}
        chosen = {each.id for each in find_reps(books.reps.all(), tuple(rep or ()))} if rep else set(names)
        headers = [header for header in books.plans.headers(month=month_of(month)) if header.rep in chosen]
    here.screen.table(
        (
            message("Plan"),
            message("Rep"),
            message("Calls"),
            message("Not planned"),
            message("Travel"),
            message("Gap"),
            message("Saved"),
            message("In force"),
        ),
        [_header_row(each, names.get(each.rep, each.rep)) for each in headers],
    )
    here.screen.document({"plans": [_header_document(each) for each in headers]})
    return 0


def _gap_of(header: PlanHeader) -> float | None:
    from planner.month.bound.words import gap

    return None if header.lower_bound is None else gap(header.total, header.lower_bound)


def _header_row(header: PlanHeader, name: str) -> Sequence[Cell]:
    return (
        header.id,
        name,
        header.calls,
        header.unplanned,
        header.travel_minutes,
        percent(_gap_of(header)),
        f"{header.saved_at:%Y-%m-%d %H:%M}" if header.saved_at else None,
        message("yes") if header.published else None,
    )


def _header_document(header: PlanHeader) -> Document:
    return {
        "plan": header.id,
        "rep": header.rep,
        "month": str(header.month),
        "calls": header.calls,
        "unplanned": header.unplanned,
        "travel_minutes": header.travel_minutes,
        "lower_bound": header.lower_bound,
        "gap": _gap_of(header),
        "saved_at": header.saved_at.isoformat() if header.saved_at else None,
        "published": header.published,
    }


@app.command("publish", cls=Command, help="Put a saved plan in force; later plans move its calls only for a good reason.")
def publish(
    context: typer.Context,
    plan: Annotated[str, typer.Argument(metavar="PLAN", help="The plan's id, such as plan-3.")],
    anyway: Annotated[bool, typer.Option("--anyway", show_default=False, help="Even when the plan breaks a hard rule.")] = False,
) -> int:
    """Publish one plan, after a check."""
    from desktop.usecases.publish_plan import publish_plan

    here: Door = door(context)
    with open_database(here) as store:
        publish_plan(store, PlanId(plan), country(here.environment), anyway=anyway)
    here.screen.say(message("{plan} is in force.", plan=plan))
    here.screen.document({"published": plan})
    return 0
