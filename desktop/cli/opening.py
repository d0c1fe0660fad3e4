"""Opening the database that a command is about."""

from db.store import Store, open_store
from desktop.cli.commands import Door
from desktop.settings import database_location


def open_database(door: Door) -> Store:
    """The store asked for; to be closed by `with`. Raises a StoreError that says what is in the way."""
    return open_store(database_location(door.database, door.environment))
