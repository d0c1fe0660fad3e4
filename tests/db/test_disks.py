"""Disks that are full, read-only or out of reach: the message says so, and what was saved is kept."""

import os
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest

from db import files
from db.errors import (
    BackupError,
    DeviceError,
    DiskFullError,
    NoAccessError,
    ReadOnlyError,
)
from db.store import open_store
from tests.db.district import district
from tests.db.handling import needs_root, read_customers, remount, run_python, small_disk, write_district


@needs_root
def test_that_a_read_only_disk_is_named_and_the_file_kept(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 4_000) as disk:
        write_district(disk / "district.db")
        remount(disk, "ro")
        for name in ("district.db", "new.db"):
            with pytest.raises(ReadOnlyError, match="read-only"):
                open_store(disk / name)
        remount(disk, "rw")
        assert read_customers(disk / "district.db") == district().customers


@needs_root
def test_that_a_file_frozen_by_the_administrator_is_named_and_kept(district_path: Path) -> None:
    if subprocess.run(["chattr", "+i", str(district_path)], capture_output=True, check=False).returncode:
        pytest.skip("this file system knows no immutable files")
    try:
        with pytest.raises(ReadOnlyError):
            write_district(district_path)
    finally:
        subprocess.run(["chattr", "-i", str(district_path)], check=True)
    assert read_customers(district_path) == district().customers


@needs_root
def test_that_a_file_that_may_not_be_read_is_named(district_path: Path) -> None:
    district_path.chmod(0)
    let_anybody_enter(district_path.parent)
    assert as_nobody(district_path) == NoAccessError.__name__
    assert read_customers(district_path) == district().customers


@needs_root
def test_that_a_folder_in_which_one_may_not_write_is_named(district_path: Path) -> None:
    district_path.chmod(0o644)
    let_anybody_enter(district_path.parent)
    assert as_nobody(district_path) == ReadOnlyError.__name__
    assert as_nobody(district_path.with_name("new.db")) == ReadOnlyError.__name__
    assert read_customers(district_path) == district().customers


def let_anybody_enter(folder: Path) -> None:
    """The temporary folders of root are closed to others all the way up."""
    root = Path(tempfile.gettempdir())
    for each in (folder, *folder.parents):
        if each != root and each.is_relative_to(root):
            each.chmod(0o755)


def as_nobody(path: Path) -> str:
    """The name of the error that a user without rights gets on opening a file: forked, because the code may lie in a
    folder that such a user cannot enter.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.setgid(65534)
        os.setuid(65534)
        try:
            open_store(path).close()
            name = "opened"
        except BaseException as error:
            name = type(error).__name__
        os.write(writing, name.encode())
        os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as pipe:
        return pipe.read().decode()


@needs_root
def test_that_a_full_disk_loses_only_the_change_that_did_not_fit(tmp_path: Path) -> None:
    values = district()
    many = [replace(values.customers[0], id=f"X{number}") for number in range(20_000)]  # type: ignore[arg-type]
    with small_disk(tmp_path / "disk", 2_000) as disk:
        write_district(disk / "district.db")
        with open_store(disk / "district.db") as store:
            with pytest.raises(DiskFullError, match="full"), store.write() as books:
                books.customers.put(many)
            with store.read() as books:
                assert books.customers.all() == values.customers
        assert read_customers(disk / "district.db") == values.customers


@needs_root
@pytest.mark.parametrize("kilobytes", [4, 40, 120, 200, 300])
def test_that_a_new_file_on_a_disk_that_is_too_small_says_so(tmp_path: Path, kilobytes: int) -> None:
    with small_disk(tmp_path / "disk", kilobytes) as disk:
        with pytest.raises(DiskFullError):
            write_district(disk / "district.db")
        remount(disk, "size=4000k")
        write_district(disk / "district.db")
        assert read_customers(disk / "district.db") == district().customers


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no file sizes")
def test_that_a_write_the_system_refuses_loses_only_that_change(district_path: Path) -> None:
    limited = f"""
        import resource
        from dataclasses import replace
        from db.errors import DeviceError, DiskFullError
        from db.store import open_store
        from tests.db.district import district
        resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
        many = [replace(district().customers[0], id=f"X{{number}}") for number in range(5_000)]
        try:
            with open_store({str(district_path)!r}) as store, store.write() as books:
                books.customers.put(many)
        except (DeviceError, DiskFullError) as error:
            print(type(error).__name__)
    """
    result = run_python(limited)
    assert result in (DeviceError.__name__, DiskFullError.__name__)
    assert read_customers(district_path) == district().customers


@needs_root
def test_that_a_backup_that_does_not_fit_leaves_no_half_file(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 700) as disk:
        write_district(disk / "district.db")
        with open_store(disk / "district.db") as store, pytest.raises(BackupError, match=r"district\.backup-"):
            for _ in range(10):
                store.back_up()
        assert not list(disk.glob("*.partial*"))
        assert all(read_customers(each) == district().customers for each in files.backups(disk / "district.db")[:1])
        assert read_customers(disk / "district.db") == district().customers
