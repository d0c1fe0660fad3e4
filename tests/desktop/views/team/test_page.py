"""The team page under clicks and keys."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.settings import Language
from desktop.tables.team import TeamTable
from desktop.tables.teamdays import Shown, Speech, cell_value
from desktop.tables.teamtotals import TOTALS, Total, total_value
from desktop.theme.tokens import theme_of
from desktop.usecases.show_team import PlanStatus
from desktop.viewmodels.session import Session
from desktop.views.context import Context
from desktop.views.page import PageState
from desktop.views.team.page import TeamPage
from planner.domain.units import Month
from tests.desktop.window import context_of, open_session

NO_KEY = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton
DAY = len(TOTALS)


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> TeamPage:
    shown = TeamPage(context)
    qtbot.addWidget(shown)
    shown.resize(1180, 800)
    shown.show()
    qtbot.waitUntil(lambda: shown.state is PageState.CONTENT)
    return shown


def spot(page: TeamPage, row: int, column: int) -> QPoint:
    return page.grid.visualRect(page.table.index(row, column)).center()


def click(page: TeamPage, row: int, column: int, key: Qt.KeyboardModifier = NO_KEY) -> None:
    QTest.mouseClick(page.grid.viewport(), LEFT, key, spot(page, row, column))


def statuses(page: TeamPage) -> list[PlanStatus]:
    return [row.status for row in page.table.rows]


def test_that_all_reps_and_all_days_are_seen_at_once(page: TeamPage) -> None:
    assert page.table.rowCount() == 6
    assert page.table.columnCount() == DAY + 31
    assert not page.grid.horizontalScrollBar().maximum()
    assert not page.grid.verticalScrollBar().maximum()


def test_that_a_click_on_a_day_opens_that_week_of_that_rep(page: TeamPage, qtbot: QtBot) -> None:
    navigation = page.context.navigation
    with qtbot.waitSignals([navigation.day_wanted, navigation.page_wanted]):
        click(page, 2, DAY + 6)
    assert page.context.session.rep == page.table.rows[2].rep.id


def test_that_arrow_keys_and_enter_open_a_week(page: TeamPage, qtbot: QtBot) -> None:
    page.grid.setFocus()
    page.grid.setCurrentIndex(page.table.index(0, DAY))
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Right):
        QTest.keyClick(page.grid, key)
    with qtbot.waitSignal(page.context.navigation.day_wanted) as wanted:
        QTest.keyClick(page.grid, Qt.Key.Key_Return)
    assert wanted.args == [date(2026, 12, 3)]
    assert page.context.session.rep == page.table.rows[1].rep.id


def test_that_enter_on_a_figure_opens_the_rep_today(page: TeamPage, qtbot: QtBot) -> None:
    page.grid.setCurrentIndex(page.table.index(3, 0))
    with qtbot.waitSignal(page.context.navigation.day_wanted) as wanted:
        QTest.keyClick(page.grid, Qt.Key.Key_Return)
    assert wanted.args == [date(2026, 12, 1)]


def test_that_a_click_on_a_day_off_opens_nothing(page: TeamPage, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(page.context.navigation.day_wanted):
        click(page, 0, DAY + 5)


def test_that_the_switch_changes_what_the_cells_show(page: TeamPage) -> None:
    for shown in Shown:
        QTest.mouseClick(page.shown[shown], LEFT)
        assert page.table.shown is shown
        value = cell_value(page.table.rows[0].days[0], shown)
        assert value is not None
        written = str(round(value * 100 if shown is Shown.LOAD else value))
        assert page.table.index(0, DAY).data() == ("" if shown is Shown.GAPS and not value else written)


def choose_order(page: TeamPage, column: int) -> None:
    page.sorting.setCurrentIndex(page.sorting.findData(column))
    page.sorting.activated.emit(page.sorting.currentIndex())


def test_that_reps_are_sorted_by_any_figure_and_by_name(page: TeamPage) -> None:
    for total in (Total.CALLS, Total.LOAD, Total.TRAVEL, Total.GAPS, Total.COVERAGE):
        choose_order(page, TOTALS.index(total))
        values = [total_value(row, total) or 0 for row in page.table.rows]
        assert values == sorted(values, reverse=True)
    choose_order(page, -1)
    assert [row.rep.name for row in page.table.rows] == sorted(row.rep.name for row in page.table.rows)


def test_that_a_click_on_a_heading_sorts_by_that_day(page: TeamPage) -> None:
    header = page.grid.horizontalHeader()
    where = QPoint(header.sectionViewportPosition(DAY + 1) + 5, header.height() // 2)
    QTest.mouseClick(header.viewport(), LEFT, NO_KEY, where)
    loads = [row.days[1].load for row in page.table.rows]
    assert loads == sorted(loads)


def test_that_a_plan_is_approved_by_click_and_undo_takes_it_back(page: TeamPage, session: Session, qtbot: QtBot) -> None:
    click(page, 1, 0)
    qtbot.waitUntil(page.to_approve.isEnabled)
    QTest.mouseClick(page.to_approve, LEFT)
    qtbot.waitUntil(lambda: PlanStatus.APPROVED in statuses(page), timeout=10_000)
    assert statuses(page).count(PlanStatus.APPROVED) == 1
    assert statuses(page)[1] is PlanStatus.APPROVED
    assert not page.to_approve.isEnabled()
    assert page.to_withdraw.isEnabled()
    session.history.undo()
    qtbot.waitUntil(lambda: PlanStatus.APPROVED not in statuses(page))
    session.history.redo()
    qtbot.waitUntil(lambda: PlanStatus.APPROVED in statuses(page))
    QTest.mouseClick(page.to_withdraw, LEFT)
    qtbot.waitUntil(lambda: PlanStatus.APPROVED not in statuses(page))


def test_that_several_reps_are_chosen_with_control_and_approved_in_one_step(
    page: TeamPage, session: Session, qtbot: QtBot
) -> None:
    click(page, 0, 0)
    click(page, 4, 0, Qt.KeyboardModifier.ControlModifier)
    page.approve()
    qtbot.waitUntil(lambda: statuses(page).count(PlanStatus.APPROVED) == 2, timeout=10_000)
    assert session.history.count() == 1


def test_that_a_plan_that_breaks_the_rules_waits_until_it_is_approved_anyway(
    page: TeamPage, session: Session, qtbot: QtBot
) -> None:
    rep = page.table.rows[0].rep.id
    with session.store.write() as books:
        plan = books.plans.latest(rep, session.month)
        assert plan is not None
        books.plans.save(replace(plan, days=(replace(plan.days[0], stops=plan.days[0].stops * 2), *plan.days[1:])), session.now())
    page.refresh()
    qtbot.waitUntil(lambda: session.background.idle)
    click(page, 0, 0)
    with qtbot.waitSignal(session.failed, timeout=10_000):
        page.approve()
    assert statuses(page)[0] is PlanStatus.DRAFT
    next(each for each in page.commands() if each.id == "team.approve-anyway").run()
    qtbot.waitUntil(lambda: statuses(page)[0] is PlanStatus.APPROVED)


def test_that_every_rep_has_a_verdict_when_the_certificates_have_come(page: TeamPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.model.state.certificates is not None)
    column = TOTALS.index(Total.VERDICT)
    verdicts = {page.table.index(row, column).data() for row in range(6)}
    assert verdicts <= {"enough", "tight", "short"}
    tip = page.table.index(0, column).data(Qt.ItemDataRole.ToolTipRole)
    assert "owed" in tip


def test_that_customers_without_a_rep_are_assigned_as_proposed(page: TeamPage, session: Session, qtbot: QtBot) -> None:
    assert not page.orphans.isVisible()
    with session.store.write() as books:
        books.customers.put([replace(each, rep=None) for each in books.customers.all()[:4]])
    page.refresh()
    qtbot.waitUntil(page.orphans.isVisible)
    assert page.orphans.list.table.rowCount() == 4
    page.orphans.list.selectRow(0)
    QTest.mouseClick(page.orphans.give, LEFT)
    qtbot.waitUntil(lambda: page.orphans.list.table.rowCount() == 3)
    QTest.mouseClick(page.orphans.give_all, LEFT)
    qtbot.waitUntil(lambda: not page.orphans.isVisible())
    session.history.undo()
    qtbot.waitUntil(page.orphans.isVisible)


def test_that_the_model_keeps_qts_rules(page: TeamPage, qtmodeltester: ModelTester) -> None:
    review = page.model.state.review
    assert review is not None
    table = TeamTable(Speech(page.context.say, page.context.session.locale, theme_of(False)))
    qtmodeltester.check(table)
    table.show_review(review, None)
    table.sort(DAY, Qt.SortOrder.DescendingOrder)
    table.show_as(Shown.GAPS)
    table.show_certificates({})


@pytest.mark.parametrize("dark", [False, True])
def test_that_the_page_is_whole_in_chinese_and_in_a_month_without_plans(
    district_file: Path, tmp_path: Path, qtbot: QtBot, dark: bool
) -> None:
    opened = open_session(district_file, Language.CHINESE)
    opened.look_at(month=Month(2026, 11))
    shown = TeamPage(context_of(opened, tmp_path, dark))
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitUntil(lambda: shown.state is PageState.CONTENT)
    for each in Shown:
        shown.show_as(each)
        assert not shown.grab().isNull()
    assert shown.table.index(0, 0).data() == "无计划"
    opened.close()


def test_that_a_district_without_reps_says_what_to_do(session: Session, context: Context, qtbot: QtBot) -> None:
    with session.store.write() as books:
        books.reps.put([replace(each, active=False) for each in books.reps.all()])
    shown = TeamPage(context)
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitUntil(lambda: shown.state is PageState.EMPTY)


def test_that_a_page_closed_while_certificates_are_weighed_is_left_alone(
    context: Context, session: Session, qtbot: QtBot
) -> None:
    shown = TeamPage(context)
    shown.show()
    qtbot.waitUntil(lambda: shown.state is PageState.CONTENT)
    assert not session.background.idle
    shown.close()
    shown.deleteLater()
    qtbot.waitUntil(lambda: session.background.idle)
