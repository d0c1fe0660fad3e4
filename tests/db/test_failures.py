"""Whatever is in the way, the message says what and how to go on, and nothing that was saved is lost."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from db import files
from db.errors import (
    CorruptFileError,
    ForeignFileError,
    LocationError,
    LockedError,
    MissingFolderError,
    NewerFileError,
    NotAFileError,
    StoreError,
)
from db.store import open_store
from tests.db.district import district, plan
from tests.db.handling import content, read_customers, write_district

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


# Backups


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
