"""Planning many reps: run again after an interruption, within a time for all, on a cluster."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from distributed import LocalCluster

from db.store import open_store
from desktop.main import ExitCode
from planner.domain.units import Month
from tests.desktop.console import Console
from tests.source import ROOT

REPS = ("R2", "R3", "R5", "R6")
MONTH = ("--month", "2026-12")
ORDER = ("plan", "month", *MONTH, *(word for rep in REPS for word in ("--rep", rep)), "--seed", 3, "--steps", 10)


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """The address of a cluster of two processes."""
    way = f"import sys; sys.path.insert(0, {str(ROOT)!r})"
    make: Any = LocalCluster
    with make(n_workers=2, threads_per_worker=1, dashboard_address=":0", silence_logs=60, preload=[way]) as cluster:
        yield cluster.scheduler_address


def saved(database: Path) -> dict[str, str]:
    """The latest plan of every rep who has one."""
    with open_store(database) as store, store.read() as books:
        return {str(header.rep): str(header.id) for header in books.plans.headers(month=Month(2026, 12))}


def kill_when_some_are_saved(console: Console) -> None:
    """Start planning all reps, one after the other, and kill the program outright once a plan is saved."""
    command = [sys.executable, "-m", "desktop", *map(str, ORDER), "--processes", "1", "--quiet"]
    environment = {**os.environ, "ROUNDWISE_DB": str(console.database)}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        deadline = time.monotonic() + 300
        while not saved(console.database) and time.monotonic() < deadline and running.poll() is None:
            time.sleep(0.02)
        running.kill()


def test_that_a_killed_batch_run_again_plans_only_the_rest(console: Console) -> None:
    kill_when_some_are_saved(console)
    before = saved(console.database)
    assert 0 < len(before) < len(REPS)
    said = console(*ORDER)
    assert said.code == ExitCode.FINE and "Kept from before" in said.out
    after = saved(console.database)
    assert after.keys() == set(REPS) and {rep: after[rep] for rep in before} == before
    reps = console.json(*ORDER)["reps"]
    assert {each["rep"]: each["plan"] for each in reps if each["kept"]} == after


@pytest.mark.parametrize("otherwise", [("--again",), ("--seed", 4), ("--steps", 4)])
def test_that_another_order_plans_anew(console: Console, otherwise: tuple[object, ...]) -> None:
    one = (*ORDER[:6], "--seed", 3, "--steps", 3)
    first, then = (console.json(*one, *more)["reps"][0] for more in ((), otherwise))
    assert first["rep"] == then["rep"] and then["plan"] != first["plan"] and "kept" not in then


def test_that_changed_data_and_a_repaired_month_are_planned_anew(console: Console) -> None:
    one = ("plan", "month", *MONTH, "--rep", "R6", "--steps", 3)
    first = console.json(*one)["reps"][0]
    console.json("calendar", "add", "2026-12-03", "office", "--rep", "R5")
    second = console.json(*one)["reps"][0]
    assert "kept" not in second and second["plan"] != first["plan"]
    lost = console.json("replan", "--rep", "R6", *MONTH, "--day-lost", "2026-12-09", "--today", "2026-12-01", "--accept", "all")
    third = console.json(*one)["reps"][0]
    assert "kept" not in third and third["plan"] not in (second["plan"], lost["plan"])


def test_that_a_cluster_makes_the_plans_that_this_machine_makes(console: Console, scheduler: str, tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    console.json(*ORDER, "--again", "--processes", 2, "--out", here)
    document = console.json(*ORDER, "--again", "--scheduler", scheduler, "--out", there)
    assert [each["rep"] for each in document["reps"] if each["ending"] == "finished"] == list(REPS)
    files = sorted(path.name for path in here.iterdir())
    assert len(files) == len(REPS)
    assert [(there / name).read_bytes() for name in files] == [(here / name).read_bytes() for name in files]


def test_that_a_cluster_nobody_reaches_is_told_before_anything_is_planned(
    console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.jobs.cluster.SECONDS_TO_ANSWER", 0.3)
    told = console(*ORDER, "--scheduler", "tcp://127.0.0.1:9")
    assert told.code == ExitCode.USER_ERROR and "tcp://127.0.0.1:9" in told.err
    assert saved(console.database) == {}


def test_that_a_time_for_all_is_shared_out(console: Console) -> None:
    reps = console.json("plan", "month", *MONTH, "--rep", "R5", "--rep", "R6", "--within", 5, "--processes", 1)["reps"]
    with open_store(console.database) as store, store.read() as books:
        plans = [books.plans.get(each["plan"]) for each in reps]
    assert [plan.provenance.seconds for plan in plans if plan] == [1.3, 1.3]


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (("--within", 3, "--processes", 1), "3.0 seconds are too few for 4 reps, 1 at a time."),
        (("--within", 30, "--steps", 5), "Both --steps and --within are given."),
        (("--scheduler", "tcp://127.0.0.1:9", "--processes", 2), "Both --scheduler and --processes are given."),
    ],
)
def test_that_options_that_cannot_be_meant_are_refused(console: Console, options: tuple[object, ...], problem: str) -> None:
    order = [word for word in ORDER if word not in ("--steps", 10)]
    told = console(*order, *options)
    assert told.code == ExitCode.USER_ERROR and problem in told.err
