"""Looking at a file before it is opened for good, and copying it before it is changed."""

import sqlite3
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
    if header != _HEADER or not _is_ours(path, wait_seconds):
        raise ForeignFileError(str(path))


def _header(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(len(_HEADER))
    except OSError as error:
        raise NoAccessError(str(path)) from error


def _is_ours(path: Path, wait_seconds: float) -> bool:
    """Whether the file carries the program's mark, or nothing at all (it was just being created)."""
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
    found = (each for each in path.parent.iterdir() if each.name.startswith(f"{path.stem}.backup-"))
    return tuple(sorted((each for each in found if each.suffix == ".db" and _digits(each).isdigit()), key=_number))


def _digits(backup: Path) -> str:
    return backup.stem.rpartition("-")[2]


def _number(backup: Path) -> int:
    return int(_digits(backup))


def copy(path: Path, target: Path) -> None:
    """A consistent copy, also while others read and write; `target` appears only when it is complete."""
    partial = target.with_name(f"{target.name}.partial")
    try:
        _copy_pages(path, partial)
        partial.replace(target)
    except (sqlite3.Error, UnicodeDecodeError, OSError) as error:
        damage = None if isinstance(error, OSError) else file_failure(error, path)
        raise damage if isinstance(damage, CorruptFileError) else BackupError(str(target), reason_of(error)) from error
    finally:
        _remove_quietly(partial)


def _copy_pages(path: Path, partial: Path) -> None:
    source = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    destination = sqlite3.connect(partial)
    try:
        source.backup(destination)
        if destination.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise CorruptFileError(str(path), "quick_check")
    finally:
        destination.close()
        source.close()


def _remove_quietly(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return  # on a read-only folder there is nothing to remove, and the first error says so
