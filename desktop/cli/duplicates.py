"""`roundwise duplicates`: what may stand twice in the database."""

# ruff: noqa: PLC0415 (what a command needs is imported when it runs, so that help pages come at once)

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from db.exchange.report import RecordKind
from desktop.cli.commands import Command, door, single
from desktop.cli.opening import open_database
from desktop.cli.screen import Document, Screen, percent
from planner.domain.messages import message

if TYPE_CHECKING:
    from db.exchange.report import Proposal


app = single()

KINDS = {RecordKind.HOSPITAL: message("hospital"), RecordKind.CUSTOMER: message("customer")}


@app.command(cls=Command, help="List hospitals and customers that may be the same. Nothing is merged: a person decides.")
def duplicates(context: typer.Context) -> int:
    """All proposals."""
    from desktop.usecases.list_duplicates import list_duplicates

    here = door(context)
    with open_database(here) as store, store.read() as books:
        found = list_duplicates(books)
    show_proposals(here.screen, found)
    here.screen.document({"proposals": [proposal_document(here.screen, each) for each in found]})
    return 0


def show_proposals(screen: Screen, found: Sequence[Proposal]) -> None:
    """A table of pairs, or the word that there are none."""
    if not found:
        screen.say(message("Nothing looks like a duplicate."))
        return
    screen.table(
        (message("Kind"), message("Id"), message("Name"), message("Id"), message("Name"), message("Likely"), message("Reason")),
        [
            (KINDS[each.kind], each.id, each.name, each.other_id, each.other_name, percent(each.score), each.reason)
            for each in found
        ],
    )


def proposal_document(screen: Screen, each: Proposal) -> dict[str, Document]:
    """One proposal for machines."""
    return {
        "kind": each.kind,
        "id": each.id,
        "name": each.name,
        "other_id": each.other_id,
        "other_name": each.other_name,
        "score": each.score,
        "reason": screen.text(each.reason),
    }
