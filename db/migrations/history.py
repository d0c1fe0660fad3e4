"""The migrations, as the program itself runs them. Imported only when there is something to migrate: Alembic loads slowly."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from db.rows.schema import metadata

_FOLDER = str(Path(__file__).parent)


def revisions() -> tuple[str, ...]:
    """All revisions that this version of the program knows, the oldest first."""
    return tuple(reversed([each.revision for each in ScriptDirectory(_FOLDER).walk_revisions()]))


def table_names() -> frozenset[str]:
    """The tables that the program calls its own."""
    return frozenset(metadata().tables)


def run(connection: Connection) -> None:
    """Bring the tables to the newest revision, inside the connection's transaction."""
    config = Config()
    config.set_main_option("script_location", _FOLDER.replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
