"""`roundwise explain`: why a call has no place, why one stands where it does, where one more would fit."""

# ruff: noqa: PLC0415 (what a command needs is imported when it runs, so that help pages come at once)

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from desktop.cli.commands import Command, door, single
from desktop.cli.opening import open_database
from desktop.cli.options import MonthText, date_of, month_of
from desktop.cli.screen import Document
from desktop.settings import country
from planner.domain.units import Month

app = single()

CANCELLED = 4


@app.command(
    cls=Command,
    help="Say of the latest plan why owed calls have no place and which smallest change would admit each; of one customer also"
    " why the calls stand where they do, and the best slots for another. Every answer is tested.",
)
def explain(
    context: typer.Context,
    *,
    rep: Annotated[str, typer.Option("--rep", metavar="NAME", show_default=False, help="The rep, by name or id.")],
    month: MonthText,
    customer: Annotated[
        str | None, typer.Option("--customer", metavar="NAME", show_default=False, help="One customer, by name or id.")
    ] = None,
    date: Annotated[
        list[str] | None,
        typer.Option("--date", metavar="DATE", show_default=False, help="With --customer: only the call planned on this date."),
    ] = None,
    today: Annotated[
        str | None,
        typer.Option(
            "--today", metavar="DATE", show_default=False, help="Look at the month from this date on; otherwise from today."
        ),
    ] = None,
) -> int:
    """Answer for all, or for one customer."""
    from desktop.cli.adviserun import explain_in_worker
    from desktop.cli.reasons import customer_document, show_customer, show_unplanned, whynot_document
    from desktop.usecases.explain_plan import explain_customer
    from desktop.usecases.situation import load_situation

    here = door(context)
    day = date_of(today) if today else datetime.now().astimezone().date()
    first = day if today or Month.of(day) == month_of(month) else None
    with open_database(here) as store:
        situation = load_situation(store, rep, month_of(month), first, country(here.environment))
    code = 0
    document: dict[str, Document] = {"rep": situation.rep.id, "month": month, "today": situation.today.isoformat()}
    if customer is None:
        answers, stopped = explain_in_worker(here.screen, situation)
        show_unplanned(here.screen, situation, answers, stopped=stopped)
        document |= {"unplanned": [whynot_document(here.screen, situation, each) for each in answers], "stopped": stopped}
        code = CANCELLED if stopped else 0
    else:
        dates = [date_of(text) for text in date or ()]
        answer = explain_customer(situation, customer, dates)
        show_customer(here.screen, situation, answer)
        document |= customer_document(here.screen, situation, answer)
    here.screen.document(document)
    return code
