"""The window on a real X server, as a person's machine has one."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.desktop.conftest import planned_demo
from tests.source import ROOT

__all__ = ["planned_demo"]

pytestmark = pytest.mark.skipif(shutil.which("xvfb-run") is None, reason="needs xvfb")


def environment(**changed: str) -> dict[str, str]:
    """This process's, without the screenless platform that the other tests choose."""
    kept = {name: value for name, value in os.environ.items() if name not in ("QT_QPA_PLATFORM", "DISPLAY")}
    return {**kept, **changed}


@pytest.mark.parametrize(("look", "scale"), [("zh-dark", "1"), pytest.param("en-light", "1.5", marks=pytest.mark.slow)])
def test_that_pages_are_shown_without_a_word_of_complaint(planned_demo: Path, tmp_path: Path, look: str, scale: str) -> None:
    command = [sys.executable, "-m", "tests.screenshots", str(planned_demo), "--out", str(tmp_path), "--one", look]
    answer = subprocess.run(
        ["xvfb-run", "-a", "-s", "-screen 0 1920x1080x24", *command, "--page", "week", "month", "team"],
        cwd=ROOT,
        env=environment(QT_SCALE_FACTOR=scale),
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    assert (answer.returncode, answer.stderr) == (0, "")
    pictures = sorted(path.stem for path in tmp_path.glob("*.png"))
    assert [f"{look}-1280-{page}" for page in ("month", "start", "team", "week")] == [p for p in pictures if "-1280-" in p]
    assert all(path.stat().st_size > 5_000 for path in tmp_path.glob("*.png"))


def test_that_without_a_display_the_program_says_so_and_how_to_go_on(tmp_path: Path) -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "desktop"], cwd=ROOT, env=environment(HOME=str(tmp_path)), capture_output=True, text=True,
        timeout=60, check=False,
    )  # fmt: skip
    assert "There is no display" in answer.stderr
    assert "plan" in answer.stdout


def test_that_a_display_that_does_not_answer_is_told_by_name(tmp_path: Path) -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "desktop"], cwd=ROOT, env=environment(HOME=str(tmp_path), DISPLAY=":987"), capture_output=True,
        text=True, timeout=60, check=False,
    )  # fmt: skip
    assert ":987 does not answer" in answer.stderr
