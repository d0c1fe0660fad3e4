"""`roundwise replan`: repair a month after a change; show every difference with its reason; save what is accepted."""

# ruff: noqa: PLC0415 (what a command needs is imported when it runs, so that help pages come at once)

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from desktop.cli.commands import Command, door, single
from desktop.cli.opening import open_database
from desktop.cli.options import MonthText, OptionError, Seed, date_of, month_of
from desktop.settings import country
from planner.domain.calendar import DayKind
from planner.domain.messages import message
from planner.solving import SolveControl, SolveLimits

app = single()
ANSWER_IS_NO = 1
KINDS = {str(kind): kind for kind in (DayKind.LEAVE, DayKind.OFFICE, DayKind.EVENT)}

Texts = list[str] | None

RepName = Annotated[str, typer.Option("--rep", metavar="NAME", show_default=False, help="The rep, by name or id.")]
Today = Annotated[
    str | None,
    typer.Option(
        "--today",
        metavar="DATE",
        show_default=False,
        help="The first day that may change; otherwise today. All before is frozen.",
    ),
]
DaysLost = Annotated[
    Texts, typer.Option("--day-lost", metavar="DATE[:HALF]", show_default=False, help="A day, or half of it, without calls.")
]
LostTo = Annotated[
    str, typer.Option("--lost-to", metavar="leave|office|event", help="What takes the lost days; kept in the calendar.")
]
Unavailable = Annotated[
    Texts,
    typer.Option("--unavailable", metavar="CUSTOMER:DATE[..DATE]", show_default=False, help="A customer who cannot be met then."),
]
Cancelled = Annotated[
    Texts, typer.Option("--cancelled", metavar="CUSTOMER:DATE", show_default=False, help="A planned call that was called off.")
]
Missed = Annotated[
    Texts, typer.Option("--missed", metavar="CUSTOMER:DATE", show_default=False, help="A planned call that did not take place.")
]
Agreed = Annotated[
    Texts,
    typer.Option(
        "--appointment",
        metavar="CUSTOMER:DATE[:HH:MM-HH:MM]",
        show_default=False,
        help="A call agreed for a date, and a time to begin.",
    ),
]
Accepting = Annotated[
    str | None,
    typer.Option("--accept", metavar="N,N|all", show_default=False, help="Save the plan with these differences, or with all."),
]
Steps = Annotated[
    int, typer.Option("--steps", metavar="N", min=0, help="Search steps; equal data, seed and steps repair equally.")
]


@app.command(
    cls=Command,
    help="Repair the latest plan of a month after a change, moving as few calls as possible, each with its reason."
    " Nothing is saved until differences are accepted.",
)
def replan(
    context: typer.Context,
    *,
    rep: RepName,
    month: MonthText,
    today: Today = None,
    day_lost: DaysLost = None,
    kind: LostTo = "leave",
    unavailable: Unavailable = None,
    cancelled: Cancelled = None,
    missed: Missed = None,
    appointment: Agreed = None,
    accept: Accepting = None,
    seed: Seed = 0,
    steps: Steps = 120,
) -> int:
    """Repair, show, and save when asked to."""
    from desktop.cli.changing import Happened, changes_of
    from desktop.cli.repairs import numbers_of, repair_document, saved_document, show_repair, show_saved
    from desktop.usecases.replan_month import repair_month, save_accepted
    from desktop.usecases.situation import load_situation

    here = door(context)
    if kind not in KINDS:
        raise OptionError(message("{value} takes no field day.", value=kind), message("Write leave, office or event."))
    now = datetime.now().astimezone()
    day = date_of(today) if today else now.date()
    with open_database(here) as store:
        situation = load_situation(store, rep, month_of(month), day, country(here.environment))
        happened = Happened(day_lost or [], unavailable or [], cancelled or [], missed or [], appointment or [])
        changes = changes_of(situation, happened)
        repaired = repair_month(situation, changes, seed, SolveLimits(None, steps), SolveControl())
        show_repair(here.screen, situation, repaired)
        document = repair_document(here.screen, situation, repaired)
        if accept is None:
            here.screen.document(document)
            return 0
        numbers = numbers_of(accept, repaired)
        saved = save_accepted(store, situation, repaired, changes, numbers=numbers, kind=KINDS[kind], at=now)
    show_saved(here.screen, situation, saved)
    here.screen.document(document | saved_document(here.screen, situation, saved, numbers))
    return 0 if saved.id else ANSWER_IS_NO
