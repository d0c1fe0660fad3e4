"""Stores to test on: a file, and a database on a real server."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.store import Store, open_store
from tests.db.postgres import Server, binaries, running_server


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    programs = binaries()
    if programs is None:
        pytest.skip("no PostgreSQL server on this machine: neither initdb on the path nor in /usr/lib/postgresql/*/bin")
    with running_server(programs) as running:
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def location(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A place where nothing is kept yet, of each kind."""
    if request.param == "sqlite":
        return str(tmp_path / "district.db")
    running: Server = request.getfixturevalue("server")
    return running.create_database()


@pytest.fixture
def store(location: str) -> Iterator[Store]:
    with open_store(location) as opened:
        yield opened


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file that is not there yet."""
    return tmp_path / "district.db"
