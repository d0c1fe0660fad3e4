"""Every way to end has its number, its words and, for machines, its document."""

import subprocess
import sys
from pathlib import Path

import pytest

import desktop.report
from desktop.cli.app import Root
from desktop.main import ExitCode
from tests.desktop.console import Console
from tests.source import ROOT


@pytest.fixture
def nowhere(tmp_path: Path) -> Console:
    """A console whose database does not exist yet."""
    return Console(tmp_path / "new.db")


def test_that_the_version_is_told(nowhere: Console) -> None:
    answer = nowhere("--version")
    assert answer.code == ExitCode.FINE
    assert answer.out.startswith("roundwise 0.")


def test_that_without_a_command_the_help_page_is_shown(nowhere: Console) -> None:
    answer = nowhere()
    assert answer.code == ExitCode.FINE
    assert all(name in answer.out for name in Root.entries)


@pytest.mark.parametrize("name", Root.entries)
@pytest.mark.parametrize(("language", "heading"), [("en", "Options:"), ("zh", "选项：")])
def test_that_every_command_has_help_in_both_languages(nowhere: Console, name: str, language: str, heading: str) -> None:
    answer = nowhere(name, "--help", "--lang", language)
    assert answer.code == ExitCode.FINE
    assert heading in answer.out
    assert not nowhere.database.exists()


def test_that_help_is_chinese_in_every_word_of_ours(nowhere: Console) -> None:
    lines = nowhere("plan", "month", "--help", "--lang", "zh").out.splitlines()
    told = [line.split("  ")[-1] for line in lines if line.startswith("  --") and "  " in line.strip()]
    assert told and all(any("一" <= character <= "鿿" for character in text) for text in told)


def test_that_the_locale_chooses_the_language_and_the_option_goes_before(tmp_path: Path) -> None:
    chinese = Console(tmp_path / "x.db", {"LC_ALL": "zh_CN.UTF-8"})
    assert "命令：" in chinese("--help").out
    assert "Commands:" in chinese("--help", "--lang", "en").out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["plann"], "Did you mean plan?"),
        (["plan", "mnth"], "Did you mean month?"),
        (["--wrong"], "There is no option --wrong."),
        (["plan", "month"], "--month is missing."),
        (["plan", "month", "--month"], "--month needs a value."),
        (["certificate", "--month", "2026-12", "extra"], "one argument too many"),
        (["plan", "month", "--month", "2026-12", "--seed", "x"], "--seed is not valid"),
    ],
)
def test_that_a_mistyped_command_line_is_explained(nowhere: Console, arguments: list[str], words: str) -> None:
    answer = nowhere(*arguments)
    assert answer.code == ExitCode.USAGE
    assert words in answer.err
    assert "--help" in answer.err


def test_that_a_users_error_names_problem_and_way_out(console: Console) -> None:
    answer = console("certificate", "--month", "2026-13")
    assert answer.code == ExitCode.USER_ERROR
    assert answer.err.splitlines() == ["2026-13 is not a month.", "Write year and month, such as 2026-12."]


def test_that_machines_get_an_error_as_a_document(console: Console) -> None:
    answer = console("certificate", "--month", "2026-13", "--json")
    assert answer.code == ExitCode.USER_ERROR
    assert answer.document["error"]["problem"] == "2026-13 is not a month."


def test_that_common_options_may_stand_before_the_command(console: Console) -> None:
    answer = console("--lang", "zh", "--json", "--db", console.database, "certificate", "--month", "2026-13")
    assert answer.document["error"]["problem"] == "2026-13 不是月份。"


def test_that_an_unexpected_error_leaves_a_report_and_says_where(
    console: Console, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desktop.report, "log_folder", lambda: tmp_path)
    monkeypatch.setattr("desktop.usecases.show_certificate.find_reps", lambda *_: 1 / 0)
    answer = console("certificate", "--month", "2026-12")
    assert answer.code == ExitCode.BUG
    (report,) = tmp_path.glob("*.log")
    assert str(report) in answer.err
    assert "Traceback" not in answer.err
    story = report.read_text(encoding="utf-8")
    assert "ZeroDivisionError" in story and "certificate" in story


def test_that_a_report_goes_to_standard_error_when_its_folder_cannot_be_written(
    console: Console, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(desktop.report, "log_folder", lambda: tmp_path / "missing" / "folder")
    monkeypatch.setattr("desktop.usecases.show_certificate.find_reps", lambda *_: 1 / 0)
    assert console("certificate", "--month", "2026-12").code == ExitCode.BUG
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_that_ctrl_c_outside_planning_is_a_cancel(console: Console, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("desktop.usecases.show_certificate.find_reps", interrupt)
    answer = console("certificate", "--month", "2026-12")
    assert (answer.code, answer.err) == (ExitCode.CANCELLED, "Cancelled.\n")


def test_that_a_closed_pipe_ends_the_program_quietly(console: Console) -> None:
    command = f"{sys.executable} -m desktop policy show --db {console.database} | true"
    ended = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.stderr == ""


def test_that_the_help_page_imports_nothing_heavy() -> None:
    heavy = {"sqlalchemy", "ortools", "numpy", "networkx", "holidays", "geopy", "shapely", "pydantic", "rich", "db.store"}
    code = (
        "import sys, os, io; from desktop.main import run; run(['--help'], {}, io.StringIO(), io.StringIO()); print(*sys.modules)"
    )
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert heavy.isdisjoint(ended.stdout.split())


def test_that_a_check_loads_no_code_that_makes_plans() -> None:
    makers = {"ortools", "planner.month.solve", "planner.month.annealing", "planner.month.recreate", "routing.tours.day"}
    code = "import sys; import desktop.cli.checking; print(*sys.modules)"
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert makers.isdisjoint(ended.stdout.split())
