"""Bringing the data to this version's form when they are opened: new ones are made, older ones migrated after a backup."""

from pathlib import Path

from sqlalchemy import URL, Connection, Engine, inspect, text

from db.engine import WRITES, connect_to
from db.errors import CorruptFileError, ForeignFileError, NewerFileError, ServerEncodingError
from db.files import APPLICATION_ID, back_up
from db.rows.schema import VERSION_TABLE

HEAD = "0002"
"""The newest revision in `db/migrations/versions` (written here too, so that opening need not load the migrations)."""


def bring_to_head(place: Path | URL, wait_seconds: float) -> None:
    """Create or migrate the tables, in one transaction; nothing happens when they are up to date.

    Raises `NewerFileError`, `ForeignFileError`, `CorruptFileError`, `BackupError` or `ServerEncodingError`; the data are
    then as they were.
    """
    engine = connect_to(place, wait_seconds, foreign_keys=False)
    try:
        with engine.connect() as connection:
            up_to_date = _is_up_to_date(connection, place)
        if not up_to_date:
            _migrate(engine, place)
    finally:
        engine.dispose()


def _is_up_to_date(connection: Connection, place: Path | URL) -> bool:
    if isinstance(place, URL):
        encoding = connection.execute(text("SHOW server_encoding")).scalar_one()
        if encoding != "UTF8":
            raise ServerEncodingError(_named(place), encoding)
    else:
        report = connection.execute(text("PRAGMA quick_check(1)")).scalar_one()
        if report != "ok":
            raise CorruptFileError(str(place), report.splitlines()[-1])
    return _revision(connection) == HEAD


def _revision(connection: Connection) -> str | None:
    """The revision of the data, or None when there are none yet."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    revision: str | None = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()
    return revision


def _migrate(engine: Engine, place: Path | URL) -> None:
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        revision = _revision(connection)  # again: another process may have migrated while this one waited for the lock
        if revision == HEAD:
            return
        _check_origin(connection, place, revision)
        if revision is not None and isinstance(place, Path):
            back_up(place)
        _run_migrations(connection)
        if isinstance(place, Path):
            _seal(connection, place)


def _check_origin(connection: Connection, place: Path | URL, revision: str | None) -> None:
    """Data of another program, or of a newer version, are left alone."""
    from db.migrations import history  # noqa: PLC0415 (loads Alembic)

    if revision is None:
        if history.table_names().intersection(inspect(connection).get_table_names()):
            raise ForeignFileError(_named(place))
    elif revision not in history.revisions():
        raise NewerFileError(_named(place), revision)


def _named(place: Path | URL) -> str:
    return place.render_as_string(hide_password=True) if isinstance(place, URL) else str(place)


def _run_migrations(connection: Connection) -> None:
    from db.migrations import history  # noqa: PLC0415 (loads Alembic)

    history.run(connection)


def _seal(connection: Connection, path: Path) -> None:
    """Mark the file as the program's own, and refuse a migration that broke a reference."""
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchone()
    if broken is not None:
        raise CorruptFileError(str(path), f"foreign_key_check: {broken[0]}, {broken[2]}")
