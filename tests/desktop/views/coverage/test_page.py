"""The coverage page under clicks and keys."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.changes import Changes
from desktop.settings import Language
from desktop.viewmodels.session import Session
from desktop.views.context import Context
from desktop.views.coverage.page import CoveragePage
from desktop.views.page import PageState
from tests.desktop.window import context_of, open_session

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support raise", extend=True)  # tooltips, offscreen
LATE = date(2026, 12, 20)


@pytest.fixture
def session(district_file: Path, qtbot: QtBot) -> Iterator[Session]:
    """A session late in the month: planned calls without a record are lost, so there is something to rescue."""
    opened = open_session(district_file, today=LATE)
    yield opened
    opened.close()


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> Iterator[CoveragePage]:
    shown = CoveragePage(context)
    qtbot.addWidget(shown)
    shown.resize(1180, 900)
    shown.show()
    qtbot.waitUntil(lambda: shown.state is PageState.CONTENT)
    yield shown
    shown.close()


def test_that_the_page_shows_every_segment_against_its_requirement(page: CoveragePage, qtbot: QtBot) -> None:
    review = page.model.state.review
    assert review is not None
    qtbot.waitUntil(lambda: len(page.board.month.marks) == len(review.actual.segments))
    assert [mark.key for mark in page.board.month.marks] == [each.segment for each in review.actual.segments]
    assert len(page.board.hospitals.table.values) == len(review.hospitals)


def test_that_the_whole_team_is_one_click_away_and_back(page: CoveragePage, qtbot: QtBot) -> None:
    QTest.mouseClick(page.all, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.model.state.review is not None and len(page.model.state.review.reps) == 6)
    assert page.board.rescue.table.columnCount() == 6
    QTest.mouseClick(page.one, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.model.state.review is not None and len(page.model.state.review.reps) == 1)


def test_that_enter_on_the_rescue_list_shows_the_customer(page: CoveragePage, qtbot: QtBot) -> None:
    first = page.board.rescue.table.value_at(0)
    page.board.rescue.setFocus()
    wishes = [page.context.navigation.customer_wanted, page.context.navigation.page_wanted]
    with qtbot.waitSignals(wishes, timeout=1000):
        QTest.keyClick(page.board.rescue, Qt.Key.Key_Return)
    with qtbot.waitSignal(page.context.navigation.customer_wanted) as wanted:
        QTest.mouseClick(page.board.to_customer, Qt.MouseButton.LeftButton)
    assert wanted.args == [first.rescue.customer]


def test_that_the_next_day_at_the_hospital_is_one_click_away(page: CoveragePage, qtbot: QtBot) -> None:
    rows = page.board.rescue.table.values
    place = next(place for place, each in enumerate(rows) if each.next_there is not None)
    page.board.rescue.selectRow(place)
    with qtbot.waitSignal(page.context.navigation.day_wanted) as wanted:
        QTest.mouseClick(page.board.to_day, Qt.MouseButton.LeftButton)
    assert wanted.args == [rows[place].next_there]


def test_that_a_click_on_a_day_opens_it_on_the_week_page(page: CoveragePage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: any(mark.key for mark in page.board.pace.marks))
    mark = next(mark for mark in page.board.pace.marks if mark.key)
    spot: QPoint = mark.area.boundingRect().center().toPoint()
    page.board.ensureWidgetVisible(page.board.pace)
    with qtbot.waitSignal(page.context.navigation.day_wanted) as wanted:
        QTest.mouseClick(page.board.pace, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
    assert wanted.args == [date.fromisoformat(mark.key)]


def test_that_the_rescue_list_is_shown_on_the_map(page: CoveragePage, qtbot: QtBot) -> None:
    command = next(each for each in page.commands() if each.id == "coverage.map")
    with qtbot.waitSignal(page.context.navigation.hospitals_wanted) as wanted:
        command.run()
    assert wanted.args is not None
    assert set(wanted.args[0]) == {each.hospital for each in page.board.rescue.table.values if each.hospital}


@pytest.mark.parametrize("language", Language)
def test_that_what_is_shown_is_printed_and_exported(
    district_file: Path, tmp_path: Path, qtbot: QtBot, language: Language
) -> None:
    opened = open_session(district_file, language, LATE)
    shown = CoveragePage(context_of(opened, tmp_path, dark=True))
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitUntil(lambda: shown.state is PageState.CONTENT)
    with qtbot.waitSignal(opened.noted):
        shown.print_to(tmp_path / "coverage.pdf")
    shown.export_to(tmp_path / "coverage.xlsx")
    assert (tmp_path / "coverage.pdf").read_bytes().count(b"/Type /Page\n") >= 2
    assert (tmp_path / "coverage.xlsx").read_bytes().startswith(b"PK")
    opened.close()


def test_that_a_file_that_cannot_be_written_is_told_and_stops_nobody(page: CoveragePage, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignal(page.context.session.failed):
        page.print_to(tmp_path / "nowhere" / "coverage.pdf")
    assert page.state is PageState.CONTENT


def test_that_a_change_of_data_is_shown_at_once(page: CoveragePage, session: Session, qtbot: QtBot) -> None:
    before = len(page.board.rescue.table.values)
    with session.store.write() as books:
        books.customers.put([replace(each, active=False) for each in books.customers.all() if each.rep == session.rep])
    session.announce(Changes.PEOPLE)
    assert before
    qtbot.waitUntil(lambda: page.state is PageState.EMPTY)


def test_that_a_page_closed_while_reading_is_left_alone(context: Context, session: Session, qtbot: QtBot) -> None:
    shown = CoveragePage(context)
    shown.show()
    shown.close()
    shown.deleteLater()
    qtbot.waitUntil(lambda: session.background.idle)
