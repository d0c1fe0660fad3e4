"""The board under a real pointer and real keys: what is dropped is checked, shown, written and can be taken back."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.viewmodels.session import Session
from desktop.views.week.page import WeekPage
from planner.domain.commitments import PinKind
from planner.month.hand.locks import CallRef
from tests.desktop.views.week.conftest import MONDAY
from tests.desktop.views.week.hands import LEFT, click, day_of, drag, plan_of, refs_of, settle, spot_of, stored

TUESDAY, WEDNESDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)


def test_that_every_field_day_has_a_column_with_its_calls_in_order(page: WeekPage) -> None:
    assert list(page.board.layers) == list(page.model.dates)
    for when, layer in page.board.layers.items():
        assert list(layer.visits) == refs_of(page, when)
        tops = [visit.sceneBoundingRect().top() for visit in layer.visits.values()]
        assert tops == sorted(tops)


def test_that_minutes_are_drawn_to_scale(page: WeekPage) -> None:
    layer = page.board.layers[TUESDAY]
    for stop, block in zip(layer.look.plan.stops, layer.stops, strict=True):
        assert block.boundingRect().height() == pytest.approx((stop.departure - stop.arrival) * page.board.pixels)
    page.board.zoom(1)
    assert page.board.layers[TUESDAY].stops[0].boundingRect().height() > layer.stops[0].boundingRect().height()


def test_that_a_visit_dragged_to_another_day_moves_there_and_is_written(page: WeekPage, session: Session, qtbot: QtBot) -> None:
    before, ref = plan_of(page), refs_of(page, TUESDAY)[0]
    start = spot_of(page.board, ref)
    drag(page.board, start, start + QPoint(round(page.board.scale_now.width), 0))
    moved = CallRef(ref.customer, WEDNESDAY)
    assert moved in refs_of(page, WEDNESDAY)
    assert ref not in refs_of(page, TUESDAY)
    assert page.model.selection == {moved}
    settle(page, qtbot)
    assert stored(session) == plan_of(page)
    session.history.undo()
    qtbot.waitUntil(lambda: plan_of(page) == before)
    assert stored(session) == before
    session.history.redo()
    qtbot.waitUntil(lambda: moved in refs_of(page, WEDNESDAY))


def test_that_a_drag_shows_what_it_would_do_and_escape_takes_it_back(page: WeekPage) -> None:
    before, ref = plan_of(page), refs_of(page, TUESDAY)[0]
    start = spot_of(page.board, ref)
    drag(page.board, start, start + QPoint(round(page.board.scale_now.width), 0), drop=False)
    assert page.board.gesture.active
    assert {ghost.look.date for ghost in page.board.ghosts} == {TUESDAY, WEDNESDAY}
    QTest.keyClick(page.board, Qt.Key.Key_Escape)
    assert page.board.ghosts == []
    assert plan_of(page) is before


def test_that_a_hospital_dragged_takes_all_its_visits_along(page: WeekPage) -> None:
    layer = page.board.layers[TUESDAY]
    block = max(layer.stops, key=lambda each: len(each.stop.calls))
    customers = [call.customer for call in block.stop.calls]
    page.board.centerOn(block)
    grip = page.board.mapFromScene(block.sceneBoundingRect().topLeft()) + QPoint(30, 6)
    drag(page.board, grip, grip + QPoint(round(page.board.scale_now.width), 0))
    there = [call.customer for call in day_of(page, WEDNESDAY).calls]
    assert set(customers) <= set(there)
    places = [there.index(each) for each in customers]
    assert places == list(range(places[0], places[0] + len(places)))


def test_that_a_visit_dropped_out_of_hours_is_red_with_the_sentence(page: WeekPage, qtbot: QtBot) -> None:
    ref = refs_of(page, TUESDAY)[0]
    start = spot_of(page.board, ref)
    late = round((19 * 60 - day_of(page, TUESDAY).calls[0].start) * page.board.pixels)
    drag(page.board, start, start + QPoint(0, late))
    visit = page.board.layers[TUESDAY].visits[ref]
    assert visit.broken
    assert "reception hours" in visit.toolTip() or "working windows" in visit.toolTip() or "availability" in visit.toolTip()
    assert page.model.sheet is not None
    assert page.model.sheet.broken
    assert str(len(page.model.sheet.broken)) in page.tabs.tabText(page.tabs.indexOf(page.problems))
    settle(page, qtbot)


def test_that_calls_are_chosen_by_click_ctrl_shift_and_rubber_band(page: WeekPage) -> None:
    first, second, third, *_ = refs_of(page, TUESDAY)
    click(page.board, first)
    assert page.model.selection == {first}
    click(page.board, third, Qt.KeyboardModifier.ControlModifier)
    assert page.model.selection == {first, third}
    click(page.board, third, Qt.KeyboardModifier.ControlModifier)
    assert page.model.selection == {first}
    click(page.board, third, Qt.KeyboardModifier.ShiftModifier)
    assert page.model.selection == {first, second, third}
    column = page.board.scale_now.x(1)
    page.board.verticalScrollBar().setValue(0)
    corner = page.board.mapFromScene(column - 20, 2)
    drag(page.board, corner, page.board.mapFromScene(column + page.board.scale_now.width - 2, 520))
    assert page.model.selection
    assert {ref.date for ref in page.model.selection} == {TUESDAY}


def test_that_keys_choose_move_lock_and_take_out(page: WeekPage, qtbot: QtBot, session: Session) -> None:
    board = page.board
    board.setFocus()
    QTest.keyClick(board, Qt.Key.Key_Right)
    (ref,) = page.model.selection
    QTest.keyClick(board, Qt.Key.Key_Down)
    (below,) = page.model.selection
    assert below.date == ref.date
    assert refs_of(page, ref.date).index(below) == refs_of(page, ref.date).index(ref) + 1
    QTest.keyClick(board, Qt.Key.Key_P)
    assert page.model.sheet is not None
    assert [pin.kind for pin in page.model.sheet.problem.pins] == [PinKind.DAY]
    assert board.layers[below.date].visits[below].locked
    QTest.keyClick(board, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    (moved,) = page.model.selection
    assert (moved.customer, moved.date > below.date) == (below.customer, True)
    assert [(pin.customer, pin.date) for pin in page.model.sheet.problem.pins] == [(moved.customer, moved.date)]
    QTest.keyClick(board, Qt.Key.Key_Delete)
    assert moved not in refs_of(page, moved.date)
    assert page.model.sheet.problem.pins == ()
    settle(page, qtbot)
    assert session.history.count() == 3
    with session.store.read() as books:
        assert books.pins.all() == ()


def test_that_undo_of_everything_leaves_the_file_as_it_was(page: WeekPage, session: Session, qtbot: QtBot) -> None:
    before = stored(session)
    click(page.board, refs_of(page, WEDNESDAY)[1])
    for key, modifier in (
        (Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_T, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier),
    ):
        QTest.keyClick(page.board, key, modifier)
    settle(page, qtbot)
    assert stored(session) != before
    while session.history.canUndo():
        session.history.undo()
    settle(page, qtbot)
    assert stored(session) == before == plan_of(page)


def test_that_days_that_are_over_cannot_be_changed(page: WeekPage, session: Session, qtbot: QtBot) -> None:
    assert page.model.sheet is not None
    page.model.step(-1)
    session.today = lambda: date(2026, 12, 9)
    page.model.note(page.watches)
    page.model.reload()
    settle(page, qtbot)
    page.model.show_week(MONDAY)
    before, ref = plan_of(page), refs_of(page, TUESDAY)[0]
    with qtbot.waitSignal(session.failed) as told:
        page.model.select([ref])
        assert not page.model.shift(0, 30)
    assert "is over" in str(told.args[0])
    assert plan_of(page) is before


def test_that_the_week_is_turned_by_buttons(page: WeekPage) -> None:
    QTest.mouseClick(page.toolbar.next, LEFT)
    assert page.model.monday == MONDAY + timedelta(days=7)
    QTest.mouseClick(page.toolbar.previous, LEFT)
    assert page.model.monday == MONDAY
    QTest.mouseClick(page.toolbar.today, LEFT)
    assert date(2026, 12, 1) in page.model.dates
    assert page.toolbar.title.text() == "1–4 Dec 2026"
