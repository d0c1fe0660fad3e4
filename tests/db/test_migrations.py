"""Data of every earlier release open in this one, after a backup, and the tables are what the rows say."""

import gzip
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from textwrap import dedent

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect

from db import files
from db.engine import connect_to, locate
from db.errors import BackupError, CorruptFileError
from db.migrations import history
from db.rows.schema import VERSION_TABLE, metadata
from db.store import open_store
from db.upgrade import HEAD
from planner.domain.units import Minutes
from tests.db.district import CHEN, DECEMBER, district, plan
from tests.old_files.make import GATE, HOME

OLD_FILES = sorted((Path(__file__).parent.parent / "old_files").glob("release_*.db.gz"))


@contextmanager
def connected(location: str | Path) -> Iterator[Connection]:
    engine = connect_to(locate(location), 5.0)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def test_that_the_migrations_lead_exactly_to_the_tables_of_the_rows(new_location: str) -> None:
    open_store(new_location).close()
    with connected(new_location) as connection:
        options = {"version_table": VERSION_TABLE, "compare_type": True, "compare_server_default": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata()) == []
        assert set(inspect(connection).get_table_names()) == {*metadata().tables, VERSION_TABLE}


def test_that_a_missing_column_would_be_seen_as_drift(location: str) -> None:
    open_store(location).close()
    with connected(location) as connection:
        connection.exec_driver_sql("ALTER TABLE rep DROP COLUMN part_time")
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        (difference,) = compare_metadata(context, metadata())
        assert difference[0] == "add_column"


def test_that_references_and_unique_rules_are_those_of_the_rows(new_location: str) -> None:
    open_store(new_location).close()
    with connected(new_location) as connection:
        found = inspect(connection)
        for table in metadata().sorted_tables:
            declared = {
                (tuple(key.column_keys), key.referred_table.name, key.ondelete, key.deferrable, key.initially)
                for key in table.foreign_key_constraints
            }
            actual = {
                (
                    tuple(key["constrained_columns"]),
                    key["referred_table"],
                    key["options"].get("ondelete"),
                    key["options"].get("deferrable"),
                    key["options"].get("initially"),
                )
                for key in found.get_foreign_keys(table.name)
            }
            assert actual == declared, table.name
            assert found.get_pk_constraint(table.name)["constrained_columns"] == [each.name for each in table.primary_key]


def test_that_the_newest_revision_is_the_one_that_opening_asks_for() -> None:
    assert history.revisions()[-1] == HEAD


def test_that_an_up_to_date_file_opens_without_backup_or_change(path: Path) -> None:
    open_store(path).close()
    before = path.read_bytes()
    open_store(path).close()
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_that_files_are_hardened(path: Path) -> None:
    open_store(path).close()
    with connected(path) as connection:
        names = ("journal_mode", "foreign_keys", "synchronous", "trusted_schema", "application_id", "busy_timeout")
        values = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names]
        assert values == ["wal", 1, 2, 0, files.APPLICATION_ID, 5000]


@pytest.mark.parametrize("old", OLD_FILES, ids=lambda old: old.name.removesuffix(".db.gz"))
def test_that_a_file_of_every_release_opens_with_all_it_held(old: Path, path: Path) -> None:
    path.write_bytes(gzip.decompress(old.read_bytes()))
    values = district()
    with open_store(path) as store, store.read() as books:
        assert (books.products.all(), books.reps.all()) == (values.products, values.reps)
        assert (books.hospitals.all(), books.departments.all()) == (values.hospitals, values.departments)
        assert books.customers.all() == values.customers
        assert (set(books.calendar.all()), books.holidays.all()) == (set(values.calendar), values.holidays)
        assert (books.calls.all(), books.appointments.all()) == (values.calls, values.appointments)
        assert set(books.pins.all()) == set(values.pins)
        assert books.policies.all() == (values.policy,)
        assert books.plans.published(CHEN, DECEMBER) == plan()
        assert books.plans.headers()[0].saved_at == datetime(2026, 11, 30, 12, tzinfo=UTC)
        assert books.travel.recall("geodesic/1", (HOME, GATE)) == {(HOME.id, GATE.id): (Minutes(12), Minutes(20))}
        assert [each.file_name for each in books.imports.all()] == ["客户.csv"]


def test_that_there_is_a_file_of_the_first_release() -> None:
    assert "release_0_1_0.db.gz" in [each.name for each in OLD_FILES]


# A later revision, made up for the test, on a copy of the real migrations.

NEXT_REVISION = """
    import sqlalchemy as sa
    from alembic import op

    revision = "9999"
    down_revision = "{head}"
    branch_labels = None
    depends_on = None


    def upgrade() -> None:
        with op.batch_alter_table("hospital") as hospital:
            hospital.add_column(sa.Column("beds", sa.Integer()))
            hospital.alter_column("district", new_column_name="area")
        op.execute("{statement}")
"""


@pytest.fixture
def old_path(path: Path) -> Path:
    """The file of the first release."""
    path.write_bytes(gzip.decompress(OLD_FILES[0].read_bytes()))
    return path


def foresee(monkeypatch: pytest.MonkeyPatch, folder: Path, statement: str) -> None:
    """Let the program believe that it is one revision further."""
    migrations = folder / "migrations"
    (migrations / "versions").mkdir(parents=True)
    original = Path(history.__file__).parent
    for each in (original / "env.py", *original.glob("versions/v*.py")):
        (migrations / each.relative_to(original)).write_text(each.read_text(encoding="utf-8"), encoding="utf-8")
    later = dedent(NEXT_REVISION).replace("{statement}", statement).replace("{head}", HEAD)
    (migrations / "versions" / "v9999.py").write_text(later, encoding="utf-8")
    monkeypatch.setattr(history, "_FOLDER", str(migrations))
    monkeypatch.setattr("db.upgrade.HEAD", "9999")


def test_that_an_older_file_is_migrated_after_a_backup_and_keeps_everything(
    old_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    foresee(monkeypatch, tmp_path / "later", "UPDATE hospital SET beds = 900")
    open_store(old_path).close()
    with open_store(old_path) as store, store.read() as books:
        assert books.customers.all() == district().customers
    migrated = sqlite3.connect(old_path)
    assert migrated.execute("SELECT area, beds FROM hospital ORDER BY id").fetchone() == ("东城区", 900)
    assert migrated.execute("SELECT count(*) FROM building").fetchone() == (2,)
    assert migrated.execute("PRAGMA foreign_key_check").fetchone() is None
    migrated.close()
    monkeypatch.undo()
    (backup,) = files.backups(old_path)
    with open_store(backup) as store, store.read() as books:
        assert books.hospitals.all() == district().hospitals


@pytest.mark.parametrize("statement", ["DELETE FROM nothing_of_that_name", "DELETE FROM rep"])
def test_that_a_migration_that_fails_leaves_the_file_as_it_was(
    old_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, statement: str
) -> None:
    foresee(monkeypatch, tmp_path / "later", statement)
    with pytest.raises(Exception, match=r"nothing_of_that_name|foreign_key_check") as caught:
        open_store(old_path)
    assert "rep" not in statement or isinstance(caught.value, CorruptFileError)
    monkeypatch.undo()
    with open_store(old_path) as store, store.read() as books:
        assert books.hospitals.all() == district().hospitals
        assert books.reps.all() == district().reps


def test_that_nothing_is_migrated_when_the_backup_cannot_be_written(
    old_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    foresee(monkeypatch, tmp_path / "later", "UPDATE hospital SET beds = 900")
    obstacle = old_path.with_name("district.backup-1.db.partial")
    obstacle.mkdir()
    with pytest.raises(BackupError, match=r"district\.backup-1\.db cannot be written"):
        open_store(old_path)
    obstacle.rmdir()
    monkeypatch.undo()
    with open_store(old_path) as store, store.read() as books:
        assert books.hospitals.all() == district().hospitals


def test_that_a_server_is_migrated_in_one_transaction(location: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_store(location).close()
    foresee(monkeypatch, tmp_path / "later", "DELETE FROM nothing_of_that_name")
    with pytest.raises(Exception, match="nothing_of_that_name"):
        open_store(location)
    monkeypatch.undo()
    open_store(location).close()
    with connected(location) as connection:
        assert "beds" not in [each["name"] for each in inspect(connection).get_columns("hospital")]
