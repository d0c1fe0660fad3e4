"""Proving how far plans are from the best: kept with the plan, and said wherever the plan is shown."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from db.exchange.plan_file import read_plan
from desktop.main import ExitCode
from planner.month.bound.words import gap
from tests.desktop.console import Console
from tests.source import ROOT

MONTH = ("--month", "2026-12")
PROVE = ("prove", *MONTH, "--rep", "R6", "--seconds", 1)


@pytest.fixture(scope="module")
def month(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A district in which the last two days of one rep's month are planned: few kinds of days are soon proven."""
    database = tmp_path_factory.mktemp("month") / "district.db"
    shutil.copy(sample, database)
    Console(database).json("plan", "month", *MONTH, "--rep", "R6", "--from", "2026-12-30", "--steps", 3)
    return database


@pytest.fixture
def planned(month: Path, tmp_path: Path) -> Console:
    """A console on such a district of its own."""
    shutil.copy(month, tmp_path / "district.db")
    return Console(tmp_path / "district.db")


def test_that_a_bound_is_proven_and_kept_with_its_plan(planned: Console, tmp_path: Path) -> None:
    (proven,) = planned.json(*PROVE)["reps"]
    assert proven["lower_bound"] <= proven["objective"] and proven["seconds"] > 0 and proven["assumption"] is None
    (listed,) = planned.json("plan", "list", *MONTH)["plans"]
    assert listed["lower_bound"] == pytest.approx(proven["lower_bound"], abs=0.001)
    assert listed["gap"] == pytest.approx(proven["gap"], abs=0.001)
    (file,) = planned.json("export", *MONTH, "--rep", "R6", "--format", "json", "--out", tmp_path)["files"]
    plan = read_plan(Path(file).read_bytes())
    assert plan.proof is not None and plan.proof.seconds == proven["seconds"]
    assert gap(plan.objective.total, plan.lower_bound or 0.0) == pytest.approx(proven["gap"], abs=0.001)
    checked = planned("check", file)
    assert checked.code == ExitCode.FINE and "proven" in checked.out and "s of proving" in checked.out


def test_that_proving_again_never_loses_what_was_proven_and_says_so_in_both_languages(planned: Console) -> None:
    assert "of proving)" in planned(*PROVE, "--quiet").out
    (first,) = planned.json("plan", "list", *MONTH)["plans"]
    assert "证明用时" in planned(*PROVE[:-1], 2, "--quiet", "--lang", "zh").out
    (second,) = planned.json("plan", "list", *MONTH)["plans"]
    assert second["plan"] == first["plan"] and second["lower_bound"] >= first["lower_bound"]


def test_that_a_plan_in_force_is_not_measured_by_its_own_publication(planned: Console) -> None:
    (before,) = planned.json(*PROVE)["reps"]
    planned.json("plan", "publish", before["plan"])
    (after,) = planned.json(*PROVE)["reps"]
    assert after["plan"] == before["plan"] and after["lower_bound"] >= before["lower_bound"]


def test_that_nothing_is_proven_of_a_rep_without_a_plan_nor_of_data_that_have_changed(planned: Console) -> None:
    planned.json("calendar", "add", "2026-12-31", "leave", "--rep", "R6")
    told = planned("prove", *MONTH, "--rep", "R5", "--rep", "R6", "--seconds", 1, "--json")
    assert told.code == ExitCode.ANSWER_IS_NO
    without, changed = told.document["reps"]
    assert "no saved plan" in without["error"]["problem"]
    assert "have changed since" in changed["error"]["problem"]


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C is sent as a POSIX signal")
def test_that_ctrl_c_keeps_what_is_proven_by_then(planned: Console) -> None:
    command = [sys.executable, "-m", "desktop", "prove", *MONTH, "--rep", "R6", "--seconds", "300"]
    environment = {**os.environ, "ROUNDWISE_DB": str(planned.database), "LANG": "en_US.UTF-8"}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        assert running.stderr is not None
        first_news = running.stderr.readline()
        running.send_signal(signal.SIGINT)
        started = time.monotonic()
        running.communicate()
    assert "bound" in first_news
    assert running.returncode == ExitCode.CANCELLED
    assert time.monotonic() - started < 60
    (listed,) = planned.json("plan", "list", *MONTH)["plans"]
    assert listed["lower_bound"] is not None
