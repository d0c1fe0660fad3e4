"""From what a database driver raises to an error that a person can act on."""

import re
import shutil
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, ExceptionContext, event

from db.errors import (
    CorruptFileError,
    DeviceError,
    DiskFullError,
    ForeignFileError,
    LockedError,
    MissingReferenceError,
    NoAccessError,
    ReadOnlyError,
    StoreError,
    UnreachableServerError,
    UnstorableError,
    reason_of,
)

# With less than this left, a failed write is taken for a full disk whatever the system called it.
_NO_ROOM_BYTES = 256 * 1024


def translate_failures(engine: Engine, place: Path | URL) -> None:
    """Make every driver error of an engine, connecting and committing included, a `StoreError` where one fits."""

    @event.listens_for(engine, "handle_error")
    def translate(context: ExceptionContext) -> StoreError | None:
        error = context.original_exception
        if isinstance(place, URL):
            return server_failure(error, place)
        if _primary(error) == sqlite3.SQLITE_CONSTRAINT and "FOREIGN KEY" in str(error) and context.connection is not None:
            return _missing_reference(context.connection.connection.driver_connection)
        return file_failure(error, place)


def _primary(error: BaseException) -> int | None:
    """SQLite's primary result code: the low byte of the extended one."""
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF


def is_busy(error: BaseException) -> bool:
    """Whether SQLite gave up because somebody else holds the file."""
    return _primary(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def file_failure(error: BaseException, path: Path) -> StoreError | None:
    """What an error of SQLite means for the file; None when it is a fault of the program.

    A text that is not UTF-8, be it a value or the name of a table in SQLite's own message, can only come from damage.
    """
    code = _primary(error)
    if is_busy(error):
        return LockedError(str(path))
    if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
        return _disk_failure(code, error, path)
    if code == sqlite3.SQLITE_NOTADB:
        return ForeignFileError(str(path))
    if code == sqlite3.SQLITE_CORRUPT or _is_garbled(error):
        return CorruptFileError(str(path), reason_of(error))
    return NoAccessError(str(path)) if code in (sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH) else None


def _is_garbled(error: BaseException) -> bool:
    return isinstance(error, UnicodeDecodeError) or "Could not decode to UTF-8" in str(error)


def _disk_failure(code: int, error: BaseException, path: Path) -> StoreError:
    """A full disk shows itself as a failed write, or as a journal that cannot be opened, as well as by its own code."""
    if code == sqlite3.SQLITE_FULL or no_room(path):
        return DiskFullError(str(path))
    return DeviceError(str(path), reason_of(error)) if code == sqlite3.SQLITE_IOERR else ReadOnlyError(str(path))


def no_room(path: Path) -> bool:
    """Whether the disk of a file is as good as full."""
    return shutil.disk_usage(path.parent).free < _NO_ROOM_BYTES


def _missing_reference(driver: Any) -> StoreError:
    """Ask SQLite, whose transaction is still open, which reference is broken."""
    broken = driver.execute("PRAGMA foreign_key_check").fetchone()
    if broken is None:
        return MissingReferenceError("?", "?", "?")
    table, row, target, key = broken
    columns = [each[3] for each in driver.execute(f'PRAGMA foreign_key_list("{table}")') if each[0] == key]
    chosen = ", ".join(f'"{column}"' for column in columns)
    values = driver.execute(f'SELECT {chosen} FROM "{table}" WHERE rowid = ?', (row,)).fetchone()
    return MissingReferenceError(table, target, ", ".join(str(value) for value in values))


def server_failure(error: BaseException, url: URL) -> StoreError | None:
    """What an error of PostgreSQL means; None when it is a fault of the program."""
    state = getattr(error, "sqlstate", None)
    address = url.render_as_string(hide_password=True)
    if state == "23503":
        return _server_reference(error)
    return _without_state(error, address) if state is None else _by_class(state, error, address)


def _without_state(error: BaseException, address: str) -> StoreError | None:
    """What the driver itself found, before or instead of the server."""
    if type(error).__name__ == "DataError":
        return UnstorableError(reason_of(error))
    return UnreachableServerError(address, reason_of(error)) if type(error).__name__ == "OperationalError" else None


def _by_class(state: str, error: BaseException, address: str) -> StoreError | None:
    """By the SQLSTATE and its class (PostgreSQL manual, appendix A)."""
    if state == "53100":
        return DiskFullError(address)
    if state in ("25006", "42501"):
        return ReadOnlyError(address)
    if state in ("55P03", "40001", "40P01"):
        return LockedError(address)
    if state[:2] in ("08", "28", "3D", "53", "57"):
        return UnreachableServerError(address, reason_of(error))
    if state[:2] == "XX" or state == "58030":
        return CorruptFileError(address, reason_of(error))
    return UnstorableError(reason_of(error)) if state[:2] == "22" else None


def _server_reference(error: Any) -> StoreError:
    """PostgreSQL names the tables and the key: `Key (hospital)=(H9) is not present in table "hospital".`"""
    detail = error.diag.message_detail or ""
    values = re.search(r"\)=\((.*?)\)", detail)
    target = re.search(r'table "(\w+)"', detail)
    table, named = error.diag.table_name or "?", target[1] if target else "?"
    gone = "still referenced" in detail
    pair = (named, table) if gone else (table, named)
    return MissingReferenceError(pair[0], pair[1], values[1] if values else "?")
