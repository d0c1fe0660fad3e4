"""Stores to test on: a file, and a database on a real server."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from db.store import Store, open_store
from tests.db.handling import write_district
from tests.db.postgres import Server, binaries, running_server


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    programs = binaries()
    if programs is None:
        pytest.skip("no PostgreSQL server on this machine: neither initdb on the path nor in /usr/lib/postgresql/*/bin")
    with running_server(programs) as running:
        yield running


@pytest.fixture(scope="session")
def prepared_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store without data, to copy: making one takes longer than most tests."""
    path = tmp_path_factory.mktemp("prepared") / "district.db"
    open_store(path).close()
    return path


@pytest.fixture(scope="session")
def prepared_database(server: Server) -> str:
    """The name of a store without data on the server, to copy."""
    address = server.create_database()
    open_store(address).close()
    return str(make_url(address).database)


@pytest.fixture(params=["sqlite", "postgresql"])
def new_location(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A place of each kind where no store has been made yet."""
    if request.param == "sqlite":
        return str(tmp_path / "district.db")
    server: Server = request.getfixturevalue("server")
    return server.create_database()


@pytest.fixture(params=["sqlite", "postgresql"])
def location(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A store without data, of each kind."""
    if request.param == "sqlite":
        return str(shutil.copy(request.getfixturevalue("prepared_file"), tmp_path / "district.db"))
    server: Server = request.getfixturevalue("server")
    return server.create_database(template=request.getfixturevalue("prepared_database"))


@pytest.fixture
def store(location: str) -> Iterator[Store]:
    with open_store(location) as opened:
        yield opened


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file that is not there yet."""
    return tmp_path / "district.db"


@pytest.fixture(scope="session")
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
