"""The first thing anybody does: make the sample district, plan all of it, look at the files."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from desktop.main import ExitCode
from tests.desktop.console import Console
from tests.source import ROOT

STEPS = 300


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample district, planned by a number of steps, and the answer of the command."""
    folder = tmp_path_factory.mktemp("demo")
    answer = Console(folder / "unused.db")("demo", "--plan", "--steps", STEPS, "--out", folder, "--json")
    (folder / "answer.json").write_text(answer.out, encoding="utf-8")
    assert answer.code == ExitCode.FINE, answer.err
    return folder


def test_that_all_six_months_are_planned_and_proved_valid(planned: Path) -> None:
    answer = json.loads((planned / "answer.json").read_text(encoding="utf-8"))
    assert len(answer["planning"]["reps"]) == 6
    assert [check["valid"] for check in answer["checks"]] == [True] * 6


def test_that_the_plans_reach_the_coverage_of_a_and_b(planned: Path) -> None:
    answer = json.loads((planned / "answer.json").read_text(encoding="utf-8"))
    for rep in answer["planning"]["reps"]:
        assert rep["coverage"]["A"] >= 0.9 and rep["coverage"]["B"] >= 0.9


def test_that_every_rep_has_a_file_of_every_kind(planned: Path) -> None:
    kinds = [path.name.rpartition(".plan.")[2] for path in planned.glob("*.plan.*")]
    assert {kind: kinds.count(kind) for kind in kinds} == {"json": 6, "xlsx": 6, "ics": 6, "geojson": 6}


def test_that_equal_seed_and_steps_give_the_same_bytes(planned: Path, tmp_path: Path) -> None:
    console = Console(planned / "demo.db")
    order = ("plan", "month", "--month", "2026-12", "--rep", "R5", "--rep", "R6", "--seed", 1, "--steps", STEPS, "--again")
    document = console.json(*order, "--processes", 1, "--out", tmp_path)
    again = {Path(file).name: Path(file).read_bytes() for file in document["files"]}
    assert len(again) == 2
    assert {name: (planned / name).read_bytes() for name in again} == again


def test_that_an_exported_plan_comes_back_and_is_exported_the_same(planned: Path, tmp_path: Path) -> None:
    console = Console(planned / "demo.db")
    file = next(iter(sorted(planned.glob("*.plan.json"))))
    saved = console.json("import", "plan", file)
    console.json("export", "--month", "2026-12", "--rep", saved["rep"], "--format", "json", "--out", tmp_path)
    assert (tmp_path / file.name).read_bytes() == file.read_bytes()


def test_that_a_spoiled_plan_is_found_out(planned: Path, tmp_path: Path) -> None:
    """A call that is moved out of a day into the next one stands on a day twice, or outside its hours."""
    file = next(iter(sorted(planned.glob("*.plan.json"))))
    content = json.loads(file.read_text(encoding="utf-8"))
    full = [day for day in content["days"] if day["stops"]]
    full[0]["stops"], full[1]["stops"] = full[1]["stops"], full[0]["stops"]
    full[0]["legs"], full[1]["legs"] = full[1]["legs"], full[0]["legs"]
    spoiled = tmp_path / "spoiled.json"
    spoiled.write_text(json.dumps(_without_figures(content)), encoding="utf-8")
    answer = Console(planned / "demo.db")("check", spoiled, "--json")
    assert answer.code == ExitCode.ANSWER_IS_NO, answer.out + answer.err
    assert any(each["severity"] == "hard" for each in answer.document["plans"][0]["violations"])


def _without_figures(content: dict[str, object]) -> dict[str, object]:
    """A plan file whose derived figures are left out: they would no longer be true."""
    for day in content["days"]:  # type: ignore[attr-defined]
        for key in ("start", "end", "totals", "calls", "travel", "walking", "waiting", "short"):
            day.pop(key, None)
    content.pop("totals", None)
    return content


def test_that_the_checker_goes_on_after_a_file_that_is_no_plan(planned: Path, tmp_path: Path) -> None:
    junk = tmp_path / "junk.json"
    junk.write_bytes(b"\x00\xff")
    good = next(iter(sorted(planned.glob("*.plan.json"))))
    answer = Console(planned / "demo.db")("check", junk, good, "--json")
    assert answer.code == ExitCode.USER_ERROR
    assert [each["valid"] for each in answer.document["plans"]] == [None, True]


def test_that_a_published_plan_is_in_force(planned: Path, tmp_path: Path) -> None:
    console = Console(tmp_path / "district.db")
    console.database.write_bytes((planned / "demo.db").read_bytes())
    published = console.json("plan", "list", "--month", "2026-12", "--rep", "R6")["plans"][0]
    console.json("plan", "publish", published["plan"])
    again = console.json("plan", "list", "--month", "2026-12", "--rep", "R6")["plans"]
    assert [each["plan"] for each in again if each["published"]] == [published["plan"]]


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C is sent as a POSIX signal")
def test_that_ctrl_c_saves_the_best_plans_so_far(planned: Path, tmp_path: Path) -> None:
    database = tmp_path / "district.db"
    database.write_bytes((planned / "demo.db").read_bytes())
    before = len(Console(database).json("plan", "list", "--month", "2026-12")["plans"])
    command = [sys.executable, "-m", "desktop", "plan", "month", "--month", "2026-12", "--rep", "R1", "--rep", "R2"]
    environment = {**os.environ, "ROUNDWISE_DB": str(database), "LANG": "en_US.UTF-8"}
    with subprocess.Popen(
        [*command, "--seconds", "120"], cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        assert running.stderr is not None
        first_news = running.stderr.readline()  # a rep's progress: both are being planned
        running.send_signal(signal.SIGINT)
        started = time.monotonic()
        running.communicate()
    assert "%" in first_news
    assert running.returncode == ExitCode.CANCELLED
    assert time.monotonic() - started < 20
    assert len(Console(database).json("plan", "list", "--month", "2026-12")["plans"]) == before + 2
