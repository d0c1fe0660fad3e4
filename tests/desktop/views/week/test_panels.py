"""Around the board: customers to add, rules, advice with one click, proposals to accept one by one."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.tables.candidates import CandidateModel
from desktop.usecases.edit_week import candidates
from desktop.viewmodels.session import Session
from desktop.viewmodels.weekadvice import Proposal
from desktop.views.context import Context
from desktop.views.page import PageState
from desktop.views.week.page import WeekPage
from planner.domain.units import Month
from planner.month.hand.locks import CallRef
from tests.desktop.views.week.conftest import MONDAY
from tests.desktop.views.week.hands import LEFT, click, day_of, drop, plan_of, refs_of, settle, stored
from tests.desktop.window import open_session

TUESDAY = MONDAY + timedelta(days=1)


def proposal_of(page: WeekPage) -> Proposal:
    assert page.advice.proposal is not None
    return page.advice.proposal


def test_that_a_customer_dropped_from_the_list_is_planned_there(page: WeekPage, session: Session, qtbot: QtBot) -> None:
    rows = page.customers.rows
    planned = {call.customer for call in day_of(page, TUESDAY).calls}
    row = next(n for n in range(rows.rowCount()) if rows.candidate(n).customer not in planned)
    customer = rows.candidate(row).customer
    board = page.board
    at = board.mapFromScene(board.scale_now.x(1) + 40, board.scale_now.y(15 * 60))
    drop(board, rows.mimeData([rows.index(row)]), at)
    assert CallRef(customer, TUESDAY) in refs_of(page, TUESDAY)
    assert page.model.selection == {CallRef(customer, TUESDAY)}
    settle(page, qtbot)
    assert stored(session) == plan_of(page)


def test_that_a_customer_is_not_dropped_twice_on_a_day(page: WeekPage, session: Session, qtbot: QtBot) -> None:
    rows, (ref, *_) = page.customers.rows, refs_of(page, TUESDAY)
    row = next(n for n in range(rows.rowCount()) if rows.candidate(n).customer == ref.customer)
    before, board = plan_of(page), page.board
    with qtbot.waitSignal(session.failed) as told:
        drop(board, rows.mimeData([rows.index(row)]), board.mapFromScene(board.scale_now.x(1) + 40, 300))
    assert "already called on" in str(told.args[0])
    assert plan_of(page) is before


def test_that_the_list_is_searched_and_shows_those_without_a_place_first(page: WeekPage) -> None:
    assert page.model.sheet is not None
    page.board.setFocus()
    click(page.board, refs_of(page, TUESDAY)[0])
    QTest.keyClick(page.board, Qt.Key.Key_Delete)
    rows = page.customers.rows
    assert rows.candidate(0).missing == 1
    name = rows.candidate(rows.rowCount() - 1).name
    QTest.keyClicks(page.customers.search, name)
    assert {rows.candidate(n).name for n in range(rows.rowCount())} == {name}
    page.customers.search.clear()
    page.customers.only_missing.setChecked(True)
    assert [rows.candidate(n).missing for n in range(rows.rowCount())] == [1]


def test_that_the_list_is_a_sound_item_model(page: WeekPage) -> None:
    assert page.model.sheet is not None
    model = CandidateModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    found = candidates(page.model.sheet)
    model.show_candidates(found, [each.name for each in found])
    model.search(found[0].name)
    assert model.rowCount(QModelIndex()) >= 1
    assert tester.model() is model


def test_that_best_slots_are_offered_and_taken_with_one_click(page: WeekPage, qtbot: QtBot) -> None:
    ref = refs_of(page, TUESDAY)[2]
    click(page.board, ref)
    with qtbot.waitSignal(page.advice.answered) as told:
        QTest.keyClick(page.board, Qt.Key.Key_B)
    offer = told.args[0].offers[0]
    button = page.answers.findChildren(QPushButton)[0]
    QTest.mouseClick(button, LEFT)
    call = next(each for each in day_of(page, offer.date).calls if each.customer == ref.customer)
    assert call.start == offer.start
    assert page.model.selection == {CallRef(ref.customer, offer.date)}
    settle(page, qtbot)


@pytest.mark.parametrize(("key", "begins"), [(Qt.Key.Key_W, "Why is"), (Qt.Key.Key_E, "Why is"), (Qt.Key.Key_S, "")])
def test_that_a_visit_answers_for_its_place(page: WeekPage, qtbot: QtBot, key: Qt.Key, begins: str) -> None:
    ref = refs_of(page, TUESDAY)[3]
    click(page.board, ref)
    with qtbot.waitSignal(page.advice.answered):
        QTest.keyClick(page.board, key)
    assert page.tabs.currentWidget() is page.answers
    assert page.answers.lines[0].startswith(begins)
    assert page.model.sheet is not None
    assert page.model.sheet.situation.name(ref.customer) in page.answers.lines[0]
    assert len(page.answers.lines) > 1


def test_that_the_menu_holds_every_question_and_change(page: WeekPage) -> None:
    click(page.board, refs_of(page, TUESDAY)[0])
    menu = page.actions_here.popup(page.board.mapToGlobal(page.board.rect().center()))
    names = {action.objectName() for action in menu.actions()}
    assert {"week.why-here", "week.why-not-earlier", "week.slots", "week.stand-bys", "week.not-there", "week.remove"} <= names
    menu.close()


def test_that_keys_are_told_apart(page: WeekPage) -> None:
    keys = [each.shortcut for each in page.commands() if each.shortcut]
    assert len(keys) == len(set(keys))


def test_that_who_is_not_there_is_replaced_and_the_rest_repaired(page: WeekPage, session: Session, qtbot: QtBot) -> None:
    page.model.show_week(session.today())
    ref = refs_of(page, session.today())[0]
    with qtbot.waitSignal(page.advice.proposed, timeout=10_000):
        page.advice.repair_without(ref, None)
    assert page.tabs.currentWidget() is page.changes
    QTest.mouseClick(page.changes.take, LEFT)
    assert ref not in refs_of(page, session.today())
    settle(page, qtbot)
    assert stored(session) == plan_of(page)


def test_that_the_rest_is_re_optimised_around_locks_and_each_change_is_chosen(
    page: WeekPage, session: Session, qtbot: QtBot
) -> None:
    chosen = refs_of(page, TUESDAY)[:6]
    page.model.select(chosen)
    page.model.remove()
    lock = refs_of(page, TUESDAY)[0]
    click(page.board, lock)
    QTest.keyClick(page.board, Qt.Key.Key_T)
    start = day_of(page, TUESDAY).calls[0].start
    with qtbot.waitSignal(page.advice.proposed, timeout=60_000):
        QTest.mouseClick(page.toolbar.optimise, LEFT)
    made = proposal_of(page)
    assert made.replan.differences
    list_of_changes = page.changes.list
    assert list_of_changes.count() == len(made.replan.differences)
    list_of_changes.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert proposal_of(page).chosen == made.chosen - {made.replan.differences[0].number}
    list_of_changes.item(0).setCheckState(Qt.CheckState.Checked)
    QTest.mouseClick(page.changes.take, LEFT)
    assert page.advice.proposal is None
    assert next(call.start for call in day_of(page, TUESDAY).calls if call.customer == lock.customer) == start
    assert page.model.sheet is not None
    assert page.model.sheet.broken == ()
    settle(page, qtbot)
    assert stored(session) == plan_of(page)


def test_that_a_month_without_a_plan_says_what_to_do(context: Context, session: Session, qtbot: QtBot) -> None:
    session.look_at(month=Month(2027, 3))
    page = WeekPage(context)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.state is PageState.EMPTY)
    (button,) = [each for each in page.findChildren(QPushButton) if each.text() == "Plan this month"]
    with qtbot.waitSignal(context.navigation.page_wanted) as wanted:
        QTest.mouseClick(button, LEFT)
    assert wanted.args == ["month"]


def test_that_a_plan_changed_elsewhere_is_not_overwritten(page: WeekPage, district_file: Path, qtbot: QtBot) -> None:
    other = open_session(district_file)
    theirs = stored(other)
    assert theirs is not None
    with other.store.write() as books:
        books.plans.save(theirs.__class__(theirs.rep, theirs.month, theirs.days[:5], (), theirs.objective, theirs.provenance))
    other.close()
    with qtbot.waitSignal(page.context.session.failed) as told:
        page.model.select([refs_of(page, TUESDAY)[0]])
        page.model.remove()
    assert "changed elsewhere" in str(told.args[0])
    qtbot.waitUntil(lambda: len(plan_of(page).days) == 5, timeout=10_000)
