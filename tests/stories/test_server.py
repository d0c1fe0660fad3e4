"""The main job on a PostgreSQL server, through the command line: a team's data lie there, everything else is the same."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.main import ExitCode
from tests.db.postgres import Server, binaries, running_server
from tests.desktop.console import Console

STEPS = 40


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    programs = binaries()
    if programs is None:
        pytest.skip("no PostgreSQL server on this machine: neither initdb on the path nor in /usr/lib/postgresql/*/bin")
    with running_server(programs) as running:
        yield running


@pytest.fixture(scope="module")
def console(server: Server) -> Console:
    """A console on a server that holds the sample district."""
    made = Console(Path("no-file.db"), {"ROUNDWISE_DB": server.create_database()})
    assert made.json("demo", "--seed", 1)["customers"] == 900
    return made


def test_that_a_month_on_a_server_is_weighed_planned_exported_and_proved(console: Console, tmp_path: Path) -> None:
    (promise,) = console.json("certificate", "--month", "2026-12", "--rep", "R6")["reps"]
    assert promise["own_hospitals"]["calls_per_stop"] >= 1
    order = ("plan", "month", "--month", "2026-12", "--rep", "R6", "--steps", STEPS, "--processes", 1)
    (planned,) = console.json(*order)["reps"]
    assert planned["calls"] > 100
    exported = console.json("export", "--month", "2026-12", "--rep", "R6", "--out", tmp_path)
    assert len(exported["files"]) == 4
    (checked,) = console.json("check", *tmp_path.glob("*.plan.json"))["plans"]
    assert (checked["valid"], checked["notes"]) == (True, [])


def test_that_files_are_imported_into_a_server_once(console: Console, tmp_path: Path) -> None:
    file = tmp_path / "times.csv"
    file.write_text("from,to,minutes\nR1,R2,25\nR2,R1,31\n", encoding="utf-8")
    assert [change["status"] for change in console.json("import", "travel", file)["changes"]] == ["new", "new"]
    assert console.json("import", "travel", file)["changes"] == []


def test_that_a_server_that_is_not_there_is_told_with_a_way_out(server: Server) -> None:
    answer = Console(Path("no-file.db"), {"ROUNDWISE_DB": server.address("nowhere")})("policy", "show")
    assert answer.code == ExitCode.USER_ERROR
    assert len(answer.err.splitlines()) == 2
