"""`roundwise demo`: the sample district, and on request everything up to the checked and exported plans."""

# ruff: noqa: PLC0415 (what a command needs is imported when it runs, so that help pages come at once)

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desktop.cli.checking import proof_document
from desktop.cli.commands import Command, Door, door, single
from desktop.cli.exporting import export_to, show_files
from desktop.cli.opening import open_database
from desktop.cli.options import Processes
from desktop.cli.screen import Document
from planner.domain.messages import message
from planner.solving import SolveLimits

if TYPE_CHECKING:
    from desktop.demo.district import SampleDistrict
    from desktop.usecases.export_plan import Exported
    from desktop.usecases.plan_all import Order


app = single()
ANSWER_IS_NO = 1
CANCELLED = 4
FILE_NAME = "demo.db"


@app.command(
    cls=Command,
    help="Make a sample district: 6 reps, 120 hospitals, 900 customers, two products, three months of calls. All people and"
    " hospitals are invented. With --plan, all reps are planned, the plans checked and exported as well.",
)
def demo(
    context: typer.Context,
    *,
    seed: Annotated[int, typer.Option("--seed", metavar="N", min=0, help="Equal seeds make equal districts and plans.")] = 1,
    plan: Annotated[bool, typer.Option("--plan", show_default=False, help="Plan all reps, check and export the plans.")] = False,
    out: Annotated[
        str,
        typer.Option("--out", metavar="FOLDER", help="Folder for --plan: plan files, and unless --db is given a fresh demo.db."),
    ] = "out",
    seconds: Annotated[float, typer.Option("--seconds", metavar="N", min=0.1, help="Seconds for each rep with --plan.")] = 10.0,
    steps: Annotated[
        int | None,
        typer.Option("--steps", metavar="N", min=1, show_default=False, help="Search steps for each rep instead of seconds."),
    ] = None,
    processes: Processes = None,
) -> int:
    """Make the district; with `plan` run the whole story on it."""
    from desktop.demo.district import PLANNED_MONTH
    from desktop.demo.history import COUNTRY
    from desktop.usecases.make_demo import make_demo
    from desktop.usecases.plan_all import Order

    here = door(context)
    folder = Path(out).expanduser()
    if plan and here.database is None:
        here = replace(here, database=str(_fresh_file(folder)))
    with open_database(here) as store:
        made = make_demo(store, seed, here.language)
        show_district(here, made, store.location)
    if not plan:
        here.screen.document(district_document(made))
        return 0
    limits = SolveLimits(seconds=None if steps else seconds, steps=steps)
    return _whole_story(here, Order(PLANNED_MONTH, seed, limits, country=COUNTRY), folder, processes, made)


def _fresh_file(folder: Path) -> Path:
    """An empty place for the demo's own database: an earlier demo of this folder is taken away."""
    folder.mkdir(parents=True, exist_ok=True)
    for leftover in folder.glob(f"{FILE_NAME}*"):
        leftover.unlink()
    return folder / FILE_NAME


def show_district(here: Door, made: SampleDistrict, place: str) -> None:
    """What was made, and where."""
    from desktop.demo.district import PLANNED_MONTH

    here.screen.say(
        message(
            "Sample district: {reps:rep|reps}, {hospitals:hospital|hospitals}, {customers:customer|customers},"
            " {calls:recorded call|recorded calls}, in {place}.",
            reps=len(made.reps),
            hospitals=len(made.hospitals),
            customers=len(made.customers),
            calls=len(made.calls),
            place=place,
        )
    )
    here.screen.say(message("Made to be planned for {month}.", month=str(PLANNED_MONTH)))


def district_document(made: SampleDistrict) -> dict[str, Document]:
    """The sample district for machines."""
    from desktop.demo.district import PLANNED_MONTH

    return {
        "month": str(PLANNED_MONTH),
        "reps": len(made.reps),
        "hospitals": len(made.hospitals),
        "customers": len(made.customers),
        "calls": len(made.calls),
    }


def _whole_story(here: Door, order: Order, folder: Path, processes: int | None, made: SampleDistrict) -> int:
    from desktop.cli.planrun import Hands, run_document, run_planning, show_run
    from desktop.usecases.check_plan import check_plan_file
    from desktop.usecases.export_plan import PlanFormat

    with open_database(here) as store:
        run = run_planning(here.screen, store, order, Hands(processes), datetime.now().astimezone())
        show_run(here.screen, run)
        plans = [each.plan for each in run.planned if each.plan is not None]
        files = export_to(here.screen, run.district, plans, tuple(PlanFormat), folder)
        proofs = [(file, check_plan_file(store, file.path.read_bytes(), order.country)) for file in _plan_files(files)]
    valid = sum(proof.valid for _, proof in proofs)
    here.screen.say(message("{valid} of {count:plan|plans} proved valid, each from its file.", valid=valid, count=len(proofs)))
    show_files(here.screen, files, folder)
    checks: list[Document] = [proof_document(here.screen, str(file.path), proof) for file, proof in proofs]
    here.screen.document(
        {**district_document(made), "planning": run_document(run), "checks": checks, "files": [str(each.path) for each in files]}
    )
    if run.stopped:
        return CANCELLED
    return ANSWER_IS_NO if run.failed or valid < len(made.reps) else 0


def _plan_files(files: tuple[Exported, ...]) -> list[Exported]:
    from desktop.usecases.export_plan import PlanFormat

    return [each for each in files if each.format is PlanFormat.JSON]
