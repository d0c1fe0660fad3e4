"""Whatever is in the way, the message says what and how to go on, and nothing that was saved is lost."""

import os
import socket
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random

import psycopg
import pytest
from psycopg import sql

from db import files
from db.errors import (
    BackupError,
    CorruptFileError,
    DeviceError,
    DiskFullError,
    ForeignFileError,
    LocationError,
    LockedError,
    MissingFolderError,
    NewerFileError,
    NoAccessError,
    NotAFileError,
    ReadOnlyError,
    ServerEncodingError,
    StoreError,
    UnreachableServerError,
    UnstorableError,
)
from db.store import open_store
from planner.domain.people import Customer
from tests.db.district import district, fill, plan
from tests.db.postgres import Server

needs_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0 or sys.platform != "linux", reason="mounting needs root on Linux"
)


@pytest.fixture(scope="module")
def filled_file(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What a file with the district holds."""
    path = tmp_path_factory.mktemp("filled") / "district.db"
    write_district(path)
    return path.read_bytes()


@pytest.fixture
def district_path(path: Path, filled_file: bytes) -> Path:
    """A file with the district."""
    path.write_bytes(filled_file)
    return path


def write_district(path: Path | str) -> None:
    with open_store(path) as store, store.write() as books:
        fill(books, district())


def read_customers(path: Path | str) -> tuple[Customer, ...]:
    with open_store(path) as store, store.read() as books:
        return books.customers.all()


def content(path: Path) -> bytes:
    return path.read_bytes()


@contextmanager
def small_disk(folder: Path, kilobytes: int) -> Iterator[Path]:
    """A real disk of its own that is full very soon."""
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"this machine lets nobody mount: {mounted.stderr.decode().strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def remount(folder: Path, how: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{how}", str(folder)], check=True)


# Places


@pytest.mark.parametrize("location", ["mysql://host/x", "postgresql://host", "sqlite:///a.db", "postgresql://u:p@h:port/x"])
def test_that_a_wrong_address_is_refused_without_showing_its_password(location: str) -> None:
    with pytest.raises(LocationError, match="neither a file nor a PostgreSQL server") as caught:
        open_store(location.replace(":p@", ":secret@"))
    assert "secret" not in str(caught.value)


def test_that_a_missing_folder_is_named_and_not_created(tmp_path: Path) -> None:
    with pytest.raises(MissingFolderError, match="nowhere"):
        open_store(tmp_path / "nowhere" / "district.db")
    assert list(tmp_path.iterdir()) == []


def test_that_a_folder_in_place_of_a_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotAFileError, match="is not a file"):
        open_store(tmp_path)


# Files of others


@pytest.mark.parametrize("text", [b"id,name\n1,x\n", b"SQLite format 3\x00", bytes(range(256)) * 40, b"x"])
def test_that_a_file_of_another_kind_is_refused_untouched(path: Path, text: bytes) -> None:
    path.write_bytes(text)
    with pytest.raises((ForeignFileError, CorruptFileError)):
        open_store(path)
    assert content(path) == text
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_that_the_database_of_another_program_is_refused_untouched(path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE customer (id TEXT)")
    other.commit()
    other.close()
    before = content(path)
    with pytest.raises(ForeignFileError, match="not made by Roundwise"):
        open_store(path)
    assert content(path) == before


def test_that_an_empty_file_becomes_a_store(path: Path) -> None:
    path.touch()
    write_district(path)
    assert read_customers(path) == district().customers


def test_that_a_path_with_odd_characters_is_opened(tmp_path: Path) -> None:
    folder = tmp_path / "区域 %20?#&"
    folder.mkdir()
    write_district(folder / "数据;1.db")
    assert read_customers(folder / "数据;1.db") == district().customers
    assert [each.name for each in folder.iterdir()] == ["数据;1.db"]


def test_that_a_file_of_a_newer_version_is_refused_untouched(district_path: Path) -> None:
    newer = sqlite3.connect(district_path)
    newer.execute("UPDATE roundwise_version SET version_num = '9001'")
    newer.execute("CREATE TABLE future (id TEXT)")
    newer.commit()
    newer.close()
    before = content(district_path)
    with pytest.raises(NewerFileError, match="9001"):
        open_store(district_path)
    assert content(district_path) == before


# Damage


@pytest.mark.parametrize("seed", range(30))
def test_that_a_damaged_file_is_reported_or_read_but_never_breaks_the_program(district_path: Path, seed: int) -> None:
    random, damaged = Random(seed), bytearray(content(district_path))
    for _ in range(random.choice([1, 20, 2_000])):
        damaged[random.randrange(100, len(damaged))] = random.randrange(256)
    district_path.write_bytes(bytes(damaged))
    try:
        with open_store(district_path) as store, store.read() as books:
            for repository in (books.customers, books.hospitals, books.calendar, books.holidays, books.calls, books.pins):
                repository.all()
            books.policies.all()
            books.data_version()
    except StoreError as error:
        assert isinstance(error, CorruptFileError | ForeignFileError | NewerFileError), error
    assert content(district_path) == bytes(damaged)


def test_that_torn_pages_are_found_when_the_file_is_opened(district_path: Path) -> None:
    damaged = bytearray(content(district_path))
    damaged[4096 * 3 : 4096 * 20] = bytes(4096 * 17)
    district_path.write_bytes(bytes(damaged))
    with pytest.raises(CorruptFileError, match="damaged"):
        open_store(district_path)
    assert content(district_path) == bytes(damaged)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE hospital SET latitude = 900",
        "UPDATE customer SET kind = 'robot'",
        "UPDATE customer SET last_visit = 'yesterday'",
        "UPDATE affiliation SET availability = '[[0,1'",
        "UPDATE customer SET name = CAST(x'ff41' AS TEXT)",
        "UPDATE rep SET work_end = 1",
        "UPDATE policy SET body = '{}'",
        "UPDATE holidays SET days_off = '[[1,2,3]]'",
    ],
)
def test_that_a_value_that_cannot_be_is_reported_as_damage(district_path: Path, statement: str) -> None:
    vandal = sqlite3.connect(district_path)
    vandal.execute(statement)
    vandal.commit()
    vandal.close()
    with open_store(district_path) as store, store.read() as books, pytest.raises(CorruptFileError, match="damaged"):
        for load in (books.hospitals.all, books.customers.all, books.reps.all, books.policies.all, books.holidays.all):
            load()


# Disks


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


def run_python(code: str) -> str:
    finished = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, timeout=60, check=True, cwd=Path.cwd()
    )
    return finished.stdout.strip()


# Others at work


@contextmanager
def held_by_another_process(path: Path, statements: str) -> Iterator[None]:
    code = f"import sqlite3, sys; c = sqlite3.connect({str(path)!r}, isolation_level=None); c.executescript({statements!r})"
    code += "; print('held', flush=True); sys.stdin.read(); c.close()"
    holder = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    with holder:
        assert holder.stdout is not None
        assert holder.stdin is not None
        assert holder.stdout.readline() == b"held\n"
        try:
            yield
        finally:
            holder.stdin.close()


def test_that_a_file_locked_by_another_process_is_named_and_opens_afterwards(district_path: Path) -> None:
    whole = "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; UPDATE rep SET name = 'x'"
    with held_by_another_process(district_path, whole), pytest.raises(LockedError, match="another program"):
        open_store(district_path, wait_seconds=0.1)
    assert read_customers(district_path) == district().customers


def test_that_one_can_read_while_another_process_writes_and_write_when_it_is_done(district_path: Path) -> None:
    with open_store(district_path, wait_seconds=0.1) as store:
        with held_by_another_process(district_path, "BEGIN IMMEDIATE; UPDATE rep SET name = 'x'"):
            with store.read() as books:
                assert books.reps.all() == district().reps
            with pytest.raises(LockedError), store.write() as books:
                books.reps.remove([])
        with store.write() as books:
            books.plans.save(plan())
    assert read_customers(district_path) == district().customers


def test_that_a_second_writer_on_a_server_is_told_to_wait(server: Server) -> None:
    address = server.create_database()
    with open_store(address, wait_seconds=0.2) as store, store.write() as books:
        fill(books, district())
        with open_store(address, wait_seconds=0.2) as other, pytest.raises(LockedError), other.write():
            raise AssertionError("two writers at once")
    assert read_customers(address) == district().customers


# Backups


@needs_root
def test_that_a_backup_that_does_not_fit_leaves_no_half_file(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 600) as disk:
        write_district(disk / "district.db")
        with open_store(disk / "district.db") as store, pytest.raises(BackupError, match=r"district\.backup-"):
            for _ in range(10):
                store.back_up()
        assert not list(disk.glob("*.partial*"))
        assert all(read_customers(each) == district().customers for each in files.backups(disk / "district.db")[:1])
        assert read_customers(disk / "district.db") == district().customers


def test_that_a_backup_holds_what_is_committed_and_only_the_last_few_are_kept(district_path: Path) -> None:
    district_path.with_name("district.backup-old.db").write_bytes(b"not ours to count")
    with open_store(district_path) as store:
        for number in range(files.KEPT_BACKUPS + 3):
            with store.write() as books:
                books.reps.put([replace(district().reps[0], name=f"name {number}")])
            newest = store.back_up()
    kept = files.backups(district_path)
    assert [each.name for each in kept] == [f"district.backup-{number}.db" for number in range(4, 9)]
    assert newest == kept[-1]
    with open_store(kept[-2]) as older, older.read() as books:
        assert books.reps.all()[0].name == "name 6"
    assert district_path.with_name("district.backup-old.db").exists()


def test_that_a_backup_that_was_killed_halfway_is_in_nobodys_way(district_path: Path) -> None:
    for suffix in ("partial", "partial-journal"):
        district_path.with_name(f"district.backup-1.db.{suffix}").write_bytes(b"half a copy" * 1_000)
    with open_store(district_path) as store:
        backup = store.back_up()
    assert backup is not None
    assert read_customers(backup) == district().customers
    assert sorted(each.name for each in district_path.parent.iterdir()) == ["district.backup-1.db", "district.db"]


def test_that_the_backup_of_a_backup_is_not_taken_for_one_of_the_file(district_path: Path) -> None:
    with open_store(district_path) as store:
        first = store.back_up()
    assert first is not None
    with open_store(first) as store:
        assert files.backups(first) == ()
        store.back_up()
    assert files.backups(district_path) == (first,)
    assert len(files.backups(first)) == 1


# Servers


def test_that_a_server_that_does_not_answer_is_named_without_its_password() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(UnreachableServerError, match="cannot be reached") as caught:
        open_store(f"postgresql://me:secret@127.0.0.1:{port}/district", wait_seconds=0.5)
    assert "secret" not in str(caught.value)
    assert f"127.0.0.1:{port}" in str(caught.value)


def test_that_a_missing_database_on_a_server_is_named(server: Server) -> None:
    with pytest.raises(UnreachableServerError, match="nowhere"):
        open_store(server.address("nowhere"))


def test_that_a_server_stopping_in_the_middle_keeps_what_was_committed(server: Server) -> None:
    address = server.create_database()
    with open_store(address) as store:
        with store.write() as books:
            fill(books, district())
        with pytest.raises(UnreachableServerError), store.write() as books:
            books.customers.remove([district().customers[2].id])
            server.run(
                sql.SQL("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'roundwise'")
            )
            books.customers.all()
        with store.read() as books:
            assert books.customers.all() == district().customers


def test_that_a_database_of_another_encoding_is_refused(server: Server) -> None:
    with pytest.raises(ServerEncodingError, match="LATIN1"):
        open_store(server.create_database("LATIN1"))


def test_that_tables_of_another_program_on_a_server_are_left_alone(server: Server) -> None:
    address = server.create_database()
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("CREATE TABLE customer (id int)")
        with pytest.raises(ForeignFileError):
            open_store(address)
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    assert tables == [("customer",)]


def test_that_data_of_a_newer_version_on_a_server_are_refused(server: Server) -> None:
    address = server.create_database()
    write_district(address)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("UPDATE roundwise_version SET version_num = '9001'")
    with pytest.raises(NewerFileError, match="9001"):
        open_store(address)


def test_that_a_user_who_may_only_read_on_a_server_is_told_so(server: Server) -> None:
    address = server.create_database()
    write_district(address)
    with psycopg.connect(address, autocommit=True) as connection:
        name = connection.info.dbname
        connection.execute(sql.SQL("ALTER DATABASE {} SET default_transaction_read_only = on").format(sql.Identifier(name)))
    with open_store(address) as store, pytest.raises(ReadOnlyError), store.write() as books:
        books.plans.save(plan())
    assert read_customers(address) == district().customers


def test_that_text_a_server_cannot_hold_is_refused_and_nothing_changed(server: Server) -> None:
    address = server.create_database()
    write_district(address)
    broken = replace(district().customers[0], name="a\0b")
    with open_store(address) as store, pytest.raises(UnstorableError), store.write() as books:
        books.customers.put([broken])
    assert read_customers(address) == district().customers
