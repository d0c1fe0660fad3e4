"""A real PostgreSQL server for the tests: made in a temporary folder, reachable by a socket only, thrown away at the end."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psycopg
from psycopg import sql

_QUICK = "-F -c listen_addresses='' -c synchronous_commit=off -c full_page_writes=off -c max_connections=30"
_NUMBERS = count(1)


@dataclass(frozen=True, slots=True)
class Server:
    """A running server; every test gets a database of its own."""

    sockets: Path

    def address(self, database: str) -> str:
        return f"postgresql://postgres@/{database}?host={self.sockets}"

    def create_database(self, encoding: str = "UTF8", template: str = "template0") -> str:
        """The address of a new database: an empty one, or a copy of another."""
        name = f"district_{next(_NUMBERS)}"
        create = "CREATE DATABASE {} ENCODING {} TEMPLATE {} LC_COLLATE 'C' LC_CTYPE 'C'"
        self.run(sql.SQL(create).format(sql.Identifier(name), sql.Literal(encoding), sql.Identifier(template)))
        return self.address(name)

    def run(self, statement: sql.Composed | sql.SQL, database: str = "postgres") -> None:
        with psycopg.connect(self.address(database), autocommit=True) as connection:
            connection.execute(statement)


def binaries() -> Path | None:
    """The folder of the server's programs: on the path, or where Debian keeps them."""
    on_path = shutil.which("initdb")
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda each: float(each.parts[-3]))
    return Path(on_path).parent if on_path else found[-1].parent if found else None


@contextmanager
def running_server(programs: Path) -> Iterator[Server]:
    """A server while the block lasts. As root it runs as the user postgres, because it refuses to run as root."""
    with tempfile.TemporaryDirectory(prefix="pg", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)
        data, sockets = folder / "data", folder / "run"
        for each in (data, sockets):
            each.mkdir()
            _give_away(each)
        _run(programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C")
        _run(programs / "pg_ctl", "-D", data, "-w", "-l", sockets / "log", "-o", f"{_QUICK} -k {sockets}", "start")
        try:
            yield Server(sockets)
        finally:
            _run(programs / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")


def _give_away(folder: Path) -> None:
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")


def _run(program: Path, *arguments: object) -> None:
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    subprocess.run([*as_user, str(program), *map(str, arguments)], check=True, capture_output=True, cwd="/", timeout=60)
