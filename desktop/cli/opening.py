"""Opening the database that a command is about."""

# ruff: noqa: PLC0415 (what a command needs is imported when it runs, so that help pages come at once)

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from desktop.cli.commands import Door
from desktop.settings import database_location

if TYPE_CHECKING:
    from db.store import Store


def open_database(door: Door) -> Store:
    """The store asked for; to be closed by `with`. Raises a StoreError that says what is in the way.

    Alignments whose day has come take effect first.
    """
    from db.store import open_store
    from desktop.usecases.align_carry_out import carry_out_due

    store = open_store(database_location(door.database, door.environment))
    now = datetime.now().astimezone()
    carry_out_due(store, now.date(), now)
    return store
