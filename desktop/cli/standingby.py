"""`roundwise standby`: somebody is not there; who can be met now, and how the day goes on."""

# ruff: noqa: PLC0415 (what a command needs is imported when it runs, so that help pages come at once)

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from desktop.cli.commands import Command, door, single
from desktop.cli.opening import open_database
from desktop.cli.options import date_of
from desktop.cli.screen import Document
from desktop.settings import country
from planner.domain.messages import message
from planner.domain.units import Month

app = single()
STEPS = 120

Here = Annotated[str, typer.Option("--hospital", metavar="NAME", show_default=False, help="Where the rep stands, by name or id.")]
Missed = Annotated[
    str | None,
    typer.Option(
        "--missed", metavar="NAME", show_default=False, help="Who is not there; otherwise whoever is planned there now."
    ),
]


@app.command(
    cls=Command,
    help="List who can be met now, a few minutes away, when somebody is not there, the most worth per minute first;"
    " with --take also how the day and the month go on.",
)
def standby(
    context: typer.Context,
    *,
    rep: Annotated[str, typer.Option("--rep", metavar="NAME", show_default=False, help="The rep, by name or id.")],
    date: Annotated[str, typer.Option("--date", metavar="DATE", show_default=False, help="The day, such as 2026-12-24.")],
    time: Annotated[str, typer.Option("--time", metavar="HH:MM", show_default=False, help="The time now.")],
    hospital: Here,
    missed: Missed = None,
    within: Annotated[int, typer.Option("--within", metavar="N", min=0, help="Minutes of way at most.")] = 10,
    take: Annotated[
        int | None,
        typer.Option("--take", metavar="N", min=0, show_default=False, help="Take this one of the list, or 0 for nobody."),
    ] = None,
    save: Annotated[bool, typer.Option("--save", show_default=False, help="With --take: save the repaired plan.")] = False,
) -> int:
    """List, and repair when asked to."""
    from desktop.cli.standbylist import chosen, repair_document, show_day, show_stand_bys, stand_by_document, time_of
    from desktop.usecases.find_standbys import Moment, find_stand_bys, repair_moment
    from desktop.usecases.replan_month import save_repaired
    from desktop.usecases.situation import load_situation

    here = door(context)
    day, now = date_of(date), time_of(time)
    with open_database(here) as store:
        situation = load_situation(store, rep, Month.of(day), day, country(here.environment))
        who = situation.customer(missed).id if missed else None
        moment = Moment(day, now, situation.hospital(hospital).id, who)
        found = find_stand_bys(situation, moment, within)
        show_stand_bys(here.screen, situation, found)
        document: dict[str, Document] = {
            "rep": situation.rep.id,
            "date": date,
            "stand_bys": [stand_by_document(each) for each in found],
        }
        if take is not None:
            repaired = repair_moment(situation, moment, chosen(found, take), STEPS)
            show_day(here.screen, situation, repaired, day)
            document |= repair_document(here.screen, situation, repaired)
            if save:
                saved = save_repaired(store, situation, repaired.plan, datetime.now().astimezone())
                here.screen.say(message("Saved as {plan}.", plan=saved))
                document["plan"] = saved
    here.screen.document(document)
    return 0
