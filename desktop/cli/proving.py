"""`roundwise prove`: how far the latest plans are, at most, from the best possible ones."""

# ruff: noqa: PLC0415 (what a command needs is imported when it runs, so that help pages come at once)

from __future__ import annotations

from typing import Annotated

import typer

from desktop.cli.commands import Command, door, single
from desktop.cli.opening import open_database
from desktop.cli.options import AllReps, MonthText, Processes, RepNames, chosen_reps, month_of
from desktop.settings import country
from planner.solving import SolveLimits

app = single()

ANSWER_IS_NO = 1
CANCELLED = 4

Seconds = Annotated[float, typer.Option("--seconds", metavar="N", min=0.1, help="Seconds of proving for each rep.")]
Steps = Annotated[
    int | None, typer.Option("--steps", metavar="N", min=1, show_default=False, help="Rounds of proving instead of seconds.")
]


@app.command(
    cls=Command,
    help="Prove how far the latest plans are, at most, from the best possible ones, and keep the bound with each plan."
    " Ctrl+C keeps what is proven so far.",
)
def prove(
    context: typer.Context,
    *,
    month: MonthText,
    rep: RepNames = None,
    everybody: AllReps = False,
    seconds: Seconds = 60.0,
    steps: Steps = None,
    processes: Processes = None,
) -> int:
    """Prove, keep, and say it."""
    from desktop.cli.proverun import prove_document, run_proving, show_proofs

    here = door(context)
    limits = SolveLimits(seconds=None if steps else seconds, steps=steps)
    names = chosen_reps(rep, everybody)
    where = country(here.environment)
    with open_database(here) as store:
        run = run_proving(here.screen, store, names, month_of(month), limits=limits, processes=processes, country=where)
    show_proofs(here.screen, run)
    here.screen.document(prove_document(here.screen, run))
    if run.stopped:
        return CANCELLED
    return ANSWER_IS_NO if any(each.error is not None for each in run.proven) else 0
