"""The main job in the window, from an empty file to paper: import, plan, drag, lock, re-optimise, undo, print."""

import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from desktop.viewmodels.planning import planning_run
from desktop.views.importing.page import ImportPage
from desktop.views.page import PageState
from desktop.views.shell.desk import Desk
from desktop.views.week.page import WeekPage
from planner.domain.units import Month
from planner.month.hand.locks import CallRef
from planner.solving import SolveLimits
from tests.desktop.views.shell.conftest import desk
from tests.desktop.views.week.hands import click, day_of, drag, plan_of, refs_of, spot_of, stored
from tests.stories.test_real_files import BEIJING, HOSPITALS, SHARED

__all__ = ["desk"]

pytestmark = pytest.mark.skipif(not HOSPITALS.exists(), reason="needs the real files in ../shared/data")
DECEMBER = Month(2026, 12)


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, ...]:
    """The real hospitals of Beijing, with invented reps and customers."""
    invent = [sys.executable, str(SHARED / "tools" / "make_customers.py"), str(BEIJING), str(tmp_path / "customers.csv")]
    subprocess.run(invent, check=True, capture_output=True)
    return BEIJING, tmp_path / "customers.csv", tmp_path / "customers.reps.csv"


class Person:
    """Who does the job: waits for the window, then acts."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        self.desk = desk
        self.qtbot = qtbot

    def wait(self, until: Callable[[], bool], seconds: float = 60) -> None:
        self.qtbot.waitUntil(until, timeout=round(seconds * 1000))

    def press(self, key: Qt.Key, *keys: Qt.KeyboardModifier) -> None:
        modifiers = Qt.KeyboardModifier.NoModifier
        for each in keys:
            modifiers |= each
        QTest.keyClick(self.desk.frame, key, modifiers)

    def idle(self) -> bool:
        session = self.desk.session
        return session is not None and session.background.idle and not session.jobs.running

    def import_all(self, files: tuple[Path, ...]) -> None:
        assert self.desk.workspace is not None
        self.desk.workspace.context.navigation.files_wanted.emit(files)
        page = self.desk.workspace.page
        assert isinstance(page, ImportPage)
        for number in range(1, len(files) + 1):
            self.wait(lambda: page.desk.state.preview is not None and not page.desk.state.busy)
            QTest.mouseClick(page.write, Qt.MouseButton.LeftButton)
            self.wait(lambda number=number: len(page.desk.state.done) == number and not page.desk.state.busy)  # type: ignore[misc]
        assert page.state is PageState.EMPTY

    def plan(self) -> None:
        session = self.desk.session
        assert session is not None
        with session.store.read() as books:
            reps = [rep for rep in books.reps.all() if rep.id == session.rep]
        run = planning_run(session)
        with self.qtbot.waitSignal(run.finished, timeout=120_000):
            assert run.start(reps, session.month, 1, SolveLimits(seconds=None, steps=150))
        self.wait(self.idle)

    def open_week(self) -> WeekPage:
        assert self.desk.workspace is not None
        self.press(Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
        page = self.desk.workspace.page
        assert isinstance(page, WeekPage)
        self.wait(lambda: page.state is PageState.CONTENT and self.idle())
        return page


def test_that_a_rep_gets_from_an_empty_file_to_a_printed_week(
    desk: Desk, files: tuple[Path, ...], tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = Person(desk, qtbot)
    paper = tmp_path / "week.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(paper), ""))
    assert desk.open(str(tmp_path / "new.db"))
    session = desk.session
    assert session is not None
    session.look_at(month=DECEMBER)
    person.import_all(files)
    person.wait(lambda: session.rep is not None and person.idle())
    person.plan()
    page = person.open_week()
    page.model.show_week(DECEMBER.first + timedelta(days=6))
    planned = plan_of(page)
    assert sum(len(day.calls) for day in planned.days) > 150
    moved = drag_to_the_next_day(page)
    click(page.board, moved)
    QTest.keyClick(page.board, Qt.Key.Key_T)
    person.wait(person.idle)
    start = next(call.start for call in day_of(page, moved.date).calls if call.customer == moved.customer)
    re_optimise(page, qtbot)
    person.wait(person.idle)
    assert next(call.start for call in day_of(page, moved.date).calls if call.customer == moved.customer) == start
    print_week(person, paper)
    take_everything_back(person, page, planned_at=planned)


def drag_to_the_next_day(page: WeekPage) -> CallRef:
    """Carry the first visit of the week's first day one column on, with the mouse."""
    first, second = page.model.dates[:2]
    ref = next(each for each in refs_of(page, first) if all(each.customer != other.customer for other in refs_of(page, second)))
    place = spot_of(page.board, ref)
    drag(page.board, place, place + QPoint(round(page.board.scale_now.width), 0))
    moved = CallRef(ref.customer, second)
    assert moved in refs_of(page, second)
    return moved


def re_optimise(page: WeekPage, qtbot: QtBot) -> None:
    """Ask for a better rest of the month and take what is proposed, if anything is."""
    with qtbot.waitSignal(page.advice.proposed, timeout=120_000):
        QTest.mouseClick(page.toolbar.optimise, Qt.MouseButton.LeftButton)
    if page.advice.proposal is not None and page.advice.proposal.replan.differences:
        QTest.mouseClick(page.changes.take, Qt.MouseButton.LeftButton)


def print_week(person: Person, path: Path) -> None:
    """Ctrl+P; the dialog is answered with the file's name."""
    person.desk.frame.activateWindow()
    person.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    person.wait(path.exists)
    person.wait(person.idle)
    assert path.read_bytes().startswith(b"%PDF")


def take_everything_back(person: Person, page: WeekPage, planned_at: object) -> None:
    """Undo the changes by hand, the plan, and the three imports; the file is empty again."""
    session = person.desk.session
    assert session is not None
    seen_plan = False
    while session.history.canUndo():
        session.history.undo()
        page.model.flush()
        person.wait(person.idle)
        QApplication.processEvents()
        seen_plan = seen_plan or stored(session) == planned_at
    assert seen_plan
    with session.store.read() as books:
        assert (books.customers.all(), books.hospitals.all(), books.reps.all()) == ((), (), ())
