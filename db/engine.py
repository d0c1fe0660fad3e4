"""How a file or a server is connected to, and hardened."""

import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from db.errors import CorruptFileError, LocationError, reason_of
from db.failures import is_busy, translate_failures

WRITES = "roundwise_writes"
"""The execution option of a connection that is going to write."""

_SCHEMES = ("postgresql", "postgresql+psycopg")
# Any fixed number will do: it names the one lock under which a server's data are written.
_WRITER_LOCK = 0x526F756E64
_PAUSE_SECONDS = 0.01


def locate(location: str | Path) -> Path | URL:
    """A path or the address of a server. Raises `LocationError` when the text is neither."""
    written = str(location)
    if isinstance(location, Path) or "://" not in written:
        return Path(written).expanduser().absolute()
    try:
        url = make_url(written)
    except (ArgumentError, ValueError) as error:
        raise LocationError(written.rpartition("@")[2]) from error
    if url.drivername not in _SCHEMES or not url.database:
        raise LocationError(url.render_as_string(hide_password=True))
    return url.set(drivername="postgresql+psycopg")


def connect_to(place: Path | URL, wait_seconds: float, *, foreign_keys: bool = True) -> Engine:
    """An engine whose errors are `StoreError`s and whose transactions take the writer's lock at once when they will write.

    `wait_seconds` is how long to wait for another writer (and for a server to answer). Migrations switch foreign keys off,
    because rebuilding a table would otherwise take its parts along.
    """
    engine = _engine(place, wait_seconds, foreign_keys)
    translate_failures(engine, place)
    return engine


def _engine(place: Path | URL, wait_seconds: float, foreign_keys: bool) -> Engine:
    return _server_engine(place, wait_seconds) if isinstance(place, URL) else _file_engine(place, wait_seconds, foreign_keys)


def _file_engine(path: Path, wait_seconds: float, foreign_keys: bool) -> Engine:
    engine = create_engine(URL.create("sqlite", database=str(path)), connect_args={"timeout": wait_seconds})

    @event.listens_for(engine, "connect")
    def harden(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # the driver begins nothing by itself; `begin` below does
        try:
            harden_file(connection, wait_seconds, foreign_keys=foreign_keys)
        except UnicodeDecodeError as error:  # SQLite's own complaint quotes a damaged name
            raise CorruptFileError(str(path), reason_of(error)) from error

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # Taking the write lock first lets a second writer wait; asking for it midway could only fail.
        writes = connection.get_execution_options().get(WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def harden_file(connection: sqlite3.Connection, wait_seconds: float, *, foreign_keys: bool = True) -> None:
    """Settings of every connection to a file: readers beside a writer, safe against power loss, references checked."""
    connection.execute(f"PRAGMA busy_timeout = {int(wait_seconds * 1000)}")
    _keep_a_log(connection, wait_seconds)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
    connection.execute("PRAGMA trusted_schema = OFF")


def _keep_a_log(connection: sqlite3.Connection, wait_seconds: float) -> None:
    """Switch to write-ahead logging. While another process does the same SQLite answers busy at once, so wait here."""
    patience = time.monotonic() + wait_seconds
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if not is_busy(error) or time.monotonic() > patience:
                raise
            time.sleep(_PAUSE_SECONDS)
        else:
            return


def _server_engine(url: URL, wait_seconds: float) -> Engine:
    # libpq waits whole seconds, and takes less than two for two.
    arguments: dict[str, Any] = {"connect_timeout": max(2, round(wait_seconds)), "application_name": "roundwise"}
    milliseconds = f"{max(1, int(wait_seconds * 1000))}ms"  # 0 would wait for ever
    engine = create_engine(url, connect_args=arguments, pool_pre_ping=True)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get(WRITES, False):
            # One writer at a time, as in a file: whole-value replacement and version numbers stay free of races.
            connection.execute(text("SELECT set_config('lock_timeout', :wait, true)"), {"wait": milliseconds})
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _WRITER_LOCK})

    return engine
