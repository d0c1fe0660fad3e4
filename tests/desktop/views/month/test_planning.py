"""Planning from the page: progress, stop, undo, all reps, versions."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop.changes import Changes
from desktop.views.month.line import steps_of
from desktop.views.month.page import MonthPage
from desktop.views.page import PageState
from planner.domain.people import RepId
from planner.domain.plan import MonthPlan
from planner.month.repair.differences import DifferenceKind
from planner.solving import SolveLimits
from tests.desktop.views.month.conftest import planned, settled
from tests.desktop.window import context_of, open_session

WAIT = 60_000


def latest(page: MonthPage, rep: RepId | None = None) -> MonthPlan | None:
    session = page.context.session
    assert session.rep is not None
    with session.store.read() as books:
        return books.plans.latest(rep or session.rep, session.month)


def test_that_planning_saves_a_version_shows_what_changed_and_can_be_undone(page: MonthPage, qtbot: QtBot) -> None:
    before = latest(page)
    planned(page, qtbot)
    after = latest(page)
    assert after is not None
    assert after != before
    assert after.provenance.seed == 3
    state = page.model.state
    assert state.picture is not None
    assert len(state.picture.versions) == 2
    assert state.comparison is not None
    assert {each.kind for each in state.comparison.changes} <= set(DifferenceKind)
    assert page.versions.changes.rowCount() == len(state.comparison.changes)
    page.context.session.history.undo()
    assert latest(page) == before
    qtbot.waitUntil(settled(page), timeout=WAIT)
    assert page.model.state.picture is not None
    assert len(page.model.state.picture.versions) == 1


def test_that_a_running_plan_shows_its_best_and_is_stopped_with_the_best_kept(page: MonthPage, qtbot: QtBot) -> None:
    before = latest(page)
    page.model.settle(seconds=120.0)
    page.plan()
    qtbot.waitUntil(lambda: page.run.state.best is not None, timeout=WAIT)
    assert page.planning.line.points
    assert page.planning.stop_button.isVisible()
    qtbot.mouseClick(page.planning.stop_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(settled(page), timeout=WAIT)
    assert latest(page) not in (None, before)
    assert "stopped at the best so far" in page.planning.news.text()


def test_that_one_failing_rep_never_loses_the_others(page: MonthPage, qtbot: QtBot) -> None:
    picture = page.model.state.picture
    assert picture is not None
    kept = picture.district.reps[0]
    unknown = replace(kept, id=RepId("gone"), name="Gone Meanwhile")
    page.run.start((unknown, kept), picture.month, 5, SolveLimits(1.0))
    qtbot.waitUntil(settled(page), timeout=WAIT)
    assert [(each.rep.id, each.failed) for each in page.run.state.ended] == [("gone", True), (kept.id, False)]
    assert "Gone Meanwhile" in page.planning.news.text()
    assert latest(page, kept.id) is not None


def test_that_an_older_version_is_restored_and_the_other_stays(page: MonthPage, qtbot: QtBot) -> None:
    before = latest(page)
    planned(page, qtbot)
    page.show_tab(2)
    page.versions.list.selectRow(1)
    qtbot.mouseClick(page.versions.restore_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: latest(page) == before, timeout=WAIT)
    qtbot.waitUntil(settled(page), timeout=WAIT)
    assert page.model.state.picture is not None
    assert len(page.model.state.picture.versions) == 3


def test_that_a_sound_plan_is_put_in_force_and_taken_back_by_undo(page: MonthPage, qtbot: QtBot) -> None:
    page.show_tab(2)
    session = page.context.session
    with qtbot.waitSignal(session.changed, timeout=WAIT) as told:
        qtbot.mouseClick(page.versions.publish_button, Qt.MouseButton.LeftButton)
    assert told.args == [Changes.PLANS]
    with session.store.read() as books:
        assert books.plans.headers(session.rep, session.month)[-1].published
    session.history.undo()
    with session.store.read() as books:
        assert not books.plans.headers(session.rep, session.month)[-1].published
    qtbot.waitUntil(settled(page), timeout=WAIT)


def test_that_the_line_never_rises_and_ends_where_it_is(page: MonthPage) -> None:
    box = page.planning.line.rect().toRectF()
    line = steps_of(((0.0, 9.0), (1.0, 7.0), (3.0, 6.5)), 4.0, box)
    heights = [point.y() for point in line]
    assert heights == sorted(heights)
    assert line[-1].x() == box.left() + box.width() * 0.75


def test_that_pressing_twice_gives_the_same_plan(page: MonthPage, qtbot: QtBot) -> None:
    planned(page, qtbot)
    first = latest(page)
    planned(page, qtbot)
    assert latest(page) == first
    assert "nothing has changed" in page.planning.news.text()


def test_that_an_empty_file_offers_the_sample_district(qapp: QApplication, tmp_path: Path, qtbot: QtBot) -> None:
    session = open_session(tmp_path / "empty.db")
    page = MonthPage(context_of(session, tmp_path))
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.state is PageState.EMPTY)
    offers = {each.text(): each for each in page.findChildren(QPushButton) if each.isVisible()}
    assert {"Import files", "Make the sample district"} <= offers.keys()
    qtbot.mouseClick(offers["Make the sample district"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.state is PageState.CONTENT, timeout=WAIT)
    assert page.unplanned.news.text().startswith("Plan the month first")
    assert not page.figures.isVisible()
    qtbot.waitUntil(settled(page), timeout=WAIT)
    page.hide()
    session.close()
