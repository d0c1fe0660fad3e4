"""The calendar under real clicks and keys: choose, open the week, change the kind of a day, take it back."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from pytestqt.qtbot import QtBot

from desktop.viewmodels.month import Heat
from desktop.views.month.daypaint import heat_share, value_of
from desktop.views.month.page import MonthPage
from planner.domain.calendar import DayKind
from planner.domain.units import HalfDay, Month
from tests.desktop.views.month.conftest import settled

FIELD, OTHER = date(2026, 12, 8), date(2026, 12, 10)
CONGRESS = date(2026, 12, 17)


def middle(page: MonthPage, when: date) -> QPoint:
    return page.calendar.cell(when).center().toPoint()


def click(page: MonthPage, qtbot: QtBot, when: date) -> None:
    qtbot.mouseClick(page.calendar, Qt.MouseButton.LeftButton, pos=middle(page, when))


def kind_on(page: MonthPage, when: date) -> DayKind:
    picture = page.model.state.picture
    assert picture is not None
    return next(each.kind for each in picture.days if each.date == when)


def test_that_every_day_of_the_month_is_shown_with_its_kind(page: MonthPage) -> None:
    picture = page.model.state.picture
    assert picture is not None
    assert tuple(each.date for each in picture.days) == Month(2026, 12).dates
    assert kind_on(page, FIELD) is DayKind.FIELD
    assert kind_on(page, date(2026, 12, 5)) is DayKind.REST


def test_that_a_click_chooses_a_day_and_tells_of_it(page: MonthPage, qtbot: QtBot) -> None:
    click(page, qtbot, FIELD)
    assert page.model.state.chosen == FIELD
    assert "8 December 2026" in page.day.title.text()
    assert "calls" in page.day.load.text()


def test_that_a_double_click_and_enter_open_the_week_of_the_day(page: MonthPage, qtbot: QtBot) -> None:
    navigation = page.context.navigation
    with qtbot.waitSignals([navigation.day_wanted, navigation.page_wanted]):
        qtbot.mouseDClick(page.calendar, Qt.MouseButton.LeftButton, pos=middle(page, OTHER))
    click(page, qtbot, FIELD)
    with qtbot.waitSignal(navigation.day_wanted) as wanted:
        qtbot.keyClick(page.calendar, Qt.Key.Key_Return)
    assert wanted.args == [FIELD]


def test_that_arrow_keys_walk_over_days_and_weeks_and_stay_in_the_month(page: MonthPage, qtbot: QtBot) -> None:
    click(page, qtbot, FIELD)
    qtbot.keyClick(page.calendar, Qt.Key.Key_Right)
    qtbot.keyClick(page.calendar, Qt.Key.Key_Down)
    assert page.model.state.chosen == date(2026, 12, 16)
    qtbot.keyClick(page.calendar, Qt.Key.Key_End)
    qtbot.keyClick(page.calendar, Qt.Key.Key_Down)
    assert page.model.state.chosen == date(2026, 12, 31)


def test_that_page_down_turns_to_the_next_month(page: MonthPage, qtbot: QtBot) -> None:
    page.calendar.setFocus()
    with qtbot.waitSignal(page.model.loaded, timeout=5000):
        qtbot.keyClick(page.calendar, Qt.Key.Key_PageDown)
    assert page.context.session.month == Month(2027, 1)


def test_that_a_day_is_made_leave_with_one_click_and_undo_takes_it_back(page: MonthPage, qtbot: QtBot) -> None:
    click(page, qtbot, FIELD)
    with qtbot.waitSignal(page.model.loaded, timeout=5000):
        qtbot.mouseClick(page.day.kinds[DayKind.LEAVE], Qt.MouseButton.LeftButton)
    assert kind_on(page, FIELD) is DayKind.LEAVE
    with qtbot.waitSignal(page.model.loaded, timeout=5000):
        page.context.session.history.undo()
    assert kind_on(page, FIELD) is DayKind.FIELD


def test_that_one_kind_replaces_another_and_as_usual_takes_it_away(page: MonthPage, qtbot: QtBot) -> None:
    click(page, qtbot, CONGRESS)
    assert kind_on(page, CONGRESS) is DayKind.EVENT
    for button, expected in ((DayKind.OFFICE, DayKind.OFFICE), (None, DayKind.FIELD)):
        with qtbot.waitSignal(page.model.loaded, timeout=5000):
            qtbot.mouseClick(page.day.kinds[button], Qt.MouseButton.LeftButton)
        assert kind_on(page, CONGRESS) is expected


def test_that_half_a_day_is_changed_and_the_other_half_stays_in_the_field(page: MonthPage, qtbot: QtBot) -> None:
    click(page, qtbot, FIELD)
    qtbot.mouseClick(page.day.parts[HalfDay.MORNING], Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(page.model.loaded, timeout=5000):
        qtbot.mouseClick(page.day.kinds[DayKind.OFFICE], Qt.MouseButton.LeftButton)
    day = page.model.state.day
    assert day is not None
    assert (day.kind, day.share) == (DayKind.FIELD, 0.5)
    assert "Morning" in page.day.kind.text()


def test_that_a_weekend_day_can_be_worked(page: MonthPage, qtbot: QtBot) -> None:
    saturday = date(2026, 12, 5)
    click(page, qtbot, saturday)
    with qtbot.waitSignal(page.model.loaded, timeout=5000):
        qtbot.mouseClick(page.day.kinds[DayKind.FIELD], Qt.MouseButton.LeftButton)
    assert kind_on(page, saturday) is DayKind.FIELD


def test_that_making_a_day_what_it_is_writes_nothing(page: MonthPage, qtbot: QtBot) -> None:
    click(page, qtbot, FIELD)
    qtbot.mouseClick(page.day.kinds[DayKind.FIELD], Qt.MouseButton.LeftButton)
    assert not page.context.session.history.canUndo()


@pytest.mark.parametrize("heat", list(Heat))
def test_that_the_heat_is_switched_by_its_button(page: MonthPage, qtbot: QtBot, heat: Heat) -> None:
    qtbot.mouseClick(page.heats.buttons[heat], Qt.MouseButton.LeftButton)
    assert page.model.state.heat is heat
    picture = page.model.state.picture
    assert picture is not None
    busy = [each for each in picture.days if each.load is not None]
    assert busy
    assert all(0 <= (heat_share(each, heat) or 0.0) <= 1 for each in busy)
    assert all(value_of(page.context, each, heat) for each in busy)


def test_that_a_right_click_offers_the_kinds_of_a_day(page: MonthPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.calendar.menu_wanted) as wanted:
        place = middle(page, OTHER)
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, page.calendar.mapToGlobal(place))
        page.calendar.menu_wanted.disconnect(page.show_day_menu)  # a menu on the screen would wait for a hand
        page.calendar.contextMenuEvent(event)
    assert wanted.args[0] == OTHER
    click(page, qtbot, OTHER)
    leave = next(each for each in page.day_menu(OTHER).actions() if each.text() == "On leave")
    with qtbot.waitSignal(page.model.loaded, timeout=5000):
        leave.trigger()
    assert kind_on(page, OTHER) is DayKind.LEAVE
    qtbot.waitUntil(settled(page))
