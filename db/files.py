"""Looking at a file before it is opened for good, and copying it before it is changed."""

import re
import sqlite3
from contextlib import suppress
from pathlib import Path

from db.errors import (
    BackupError,
    CorruptFileError,
    ForeignFileError,
    MissingFolderError,
    NoAccessError,
    NotAFileError,
    reason_of,
)
from db.failures import file_failure

APPLICATION_ID = 0x5257_4953
"""What SQLite's header names a file of this program ("RWIS")."""

KEPT_BACKUPS = 5

_HEADER = b"SQLite format 3\x00"
_HEADER_BYTES = 100
_MARK_AT = slice(68, 72)
"""Where the header keeps the application id, the greatest byte first (sqlite.org/fileformat.html, 1.3)."""


def check_file(path: Path, wait_seconds: float) -> None:
    """Refuse a path that cannot be a file of this program, without changing anything.

    Raises `MissingFolderError`, `NotAFileError`, `NoAccessError`, `ForeignFileError`, or what SQLite says. A file that is
    not there yet, and an empty one, are fine.
    """
    if not path.parent.is_dir():
        raise MissingFolderError(str(path.parent))
    if not path.exists():
        return
    if not path.is_file():
        raise NotAFileError(str(path))
    header = _header(path)
    if not header:
        return
    if not header.startswith(_HEADER) or not (_is_marked(header) or _is_new_or_logged(path, wait_seconds)):
        raise ForeignFileError(str(path))


def _header(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_HEADER_BYTES)
    except OSError as error:
        raise NoAccessError(str(path)) from error


def _is_marked(header: bytes) -> bool:
    return int.from_bytes(header[_MARK_AT], "big") == APPLICATION_ID


def _is_new_or_logged(path: Path, wait_seconds: float) -> bool:
    """Whether the file holds nothing at all, or its mark is still in the log: its creation was cut short."""
    try:
        connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=wait_seconds)
        try:
            (mark,) = connection.execute("PRAGMA application_id").fetchone()
            (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            return bool(mark == APPLICATION_ID or tables == 0)
        finally:
            connection.close()
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise file_failure(error, path) or error from error


def back_up(path: Path) -> Path:
    """Copy a file, changes of the moment included, to the next `<name>.backup-<n>.db` beside it; keep the last few.

    The copy is whole or not there. Raises `BackupError` when it cannot be written, and `CorruptFileError` when the file
    cannot be read.
    """
    existing = backups(path)
    number = _number(existing[-1]) + 1 if existing else 1
    target = path.with_name(f"{path.stem}.backup-{number}.db")
    copy(path, target)
    for old in existing[: max(0, len(existing) + 1 - KEPT_BACKUPS)]:
        old.unlink(missing_ok=True)
    return target


def backups(path: Path) -> tuple[Path, ...]:
    """The backups beside a file, the oldest first."""
    name = re.compile(rf"{re.escape(path.stem)}\.backup-[0-9]+\.db")
    return tuple(sorted((each for each in path.parent.iterdir() if name.fullmatch(each.name)), key=_number))


def _number(backup: Path) -> int:
    return int(backup.stem.rpartition("-")[2])


def copy(path: Path, target: Path) -> None:
    """A consistent copy, also while others read and write; `target` appears only when it is complete."""
    partial = target.with_name(f"{target.name}.partial")
    _remove_partial(partial)  # of a copy that was killed: its journal would be replayed into this one
    try:
        _copy_pages(path, partial)
        partial.replace(target)
    except (sqlite3.Error, UnicodeDecodeError, OSError) as error:
        damage = None if isinstance(error, OSError) else file_failure(error, path)
        raise damage if isinstance(damage, CorruptFileError) else BackupError(str(target), reason_of(error)) from error
    finally:
        _remove_partial(partial)


def _copy_pages(path: Path, partial: Path) -> None:
    # Not `mode=ro`: a reader that may not write cannot tidy up the log when it is the last one to leave.
    source = sqlite3.connect(f"{path.as_uri()}?mode=rw", uri=True)
    destination = sqlite3.connect(partial)
    try:
        source.backup(destination)
        if destination.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise CorruptFileError(str(path), "quick_check")
    finally:
        destination.close()
        source.close()


def _remove_partial(partial: Path) -> None:
    for suffix in ("", "-journal", "-wal", "-shm"):
        # On a read-only folder there is nothing to remove, and what cannot be removed fails again, by name, when copying.
        with suppress(OSError):
            partial.with_name(partial.name + suffix).unlink(missing_ok=True)
