"""Progress: a live line on a terminal, plain lines elsewhere, nothing for machines."""

from io import StringIO

import pytest

from desktop.cli import progress
from desktop.cli.progress import PlanningProgress
from desktop.cli.screen import Screen
from desktop.jobs.channel import Report
from planner.domain.messages import message
from planner.solving import Progress

NEWS = Report("R1", Progress(done=0.5, objective=1234.4))


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_that_a_terminal_gets_one_line_that_is_wiped_at_the_end() -> None:
    terminal = Terminal()
    shown = PlanningProgress(Screen(StringIO(), terminal), {"R1": "代表A", "R2": "Li"})
    shown.heard(NEWS)
    assert terminal.getvalue() == "\r0/2  代表A: 50 %, best so far 1,234"
    shown.close()
    assert terminal.getvalue().endswith("\r")
    assert "\n" not in terminal.getvalue()


def test_that_elsewhere_a_line_comes_only_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    file = StringIO()
    shown = PlanningProgress(Screen(StringIO(), file), {"R1": "Wang"})
    shown.heard(NEWS)
    assert file.getvalue() == ""
    monkeypatch.setattr(progress, "SECONDS_BETWEEN_LINES", 0.0)
    shown.heard(NEWS)
    assert file.getvalue() == "Wang: 50 %, best so far 1,234\n"


@pytest.mark.parametrize(("machine", "quiet"), [(True, False), (False, True)])
def test_that_machines_and_the_quiet_hear_nothing(machine: bool, quiet: bool) -> None:
    terminal = Terminal()
    shown = PlanningProgress(Screen(StringIO(), terminal, machine=machine, quiet=quiet), {"R1": "Wang"})
    shown.heard(NEWS)
    shown.ended("R1", message("{rep}: not planned.", rep="Wang"))
    shown.close()
    assert terminal.getvalue() == ""
