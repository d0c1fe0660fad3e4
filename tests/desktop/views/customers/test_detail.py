"""Changing customers with mouse and keyboard, and taking it back."""

from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop.usecases.list_customers import CustomerLine
from desktop.viewmodels.session import Session
from desktop.views.customers.page import CustomersPage
from desktop.views.customers.side import Side
from planner.domain.calls import CallOutcome
from planner.domain.people import Customer, CustomerKind
from tests.desktop.views.customers.test_list import Button, row_click

Key = Qt.Key


def stored(session: Session, id: str) -> Customer:
    with session.store.read() as books:
        found = books.customers.get(id)  # type: ignore[arg-type]
    assert found is not None
    return found


def write(qtbot: QtBot, line: QLineEdit, text: str) -> None:
    line.selectAll()
    qtbot.keyClick(line, Key.Key_Delete)
    qtbot.keyClicks(line, text)
    qtbot.keyClick(line, Key.Key_Return)


@pytest.fixture
def rated(page: CustomersPage, qtbot: QtBot) -> CustomerLine:
    """A prescriber of one hospital rated for the first product, looked at."""
    row = next(
        row
        for row in range(200)
        if (line := page.list.table.line(row)).tiers
        and line.customer.kind is CustomerKind.PRESCRIBER
        and len(line.customer.affiliations) == 1
        and line.customer.affiliations[0].availability
    )
    page.list.scrollTo(page.list.table.index(row, 0))
    row_click(qtbot, page, row)
    return page.list.table.line(row)


def test_that_a_volume_is_written_and_the_tier_follows_at_once(
    page: CustomersPage, qtbot: QtBot, session: Session, rated: CustomerLine
) -> None:
    product = rated.customer.ratings[0].product
    editors = page.side.detail.ratings.editors[product]
    write(qtbot, editors.support, "1")
    write(qtbot, editors.potential, "900")
    kept = next(each for each in stored(session, rated.customer.id).ratings if each.product == product)
    assert (kept.potential, kept.support) == (900, 1)
    line = page.model.state.line
    assert line is not None
    assert dict(line.tiers)[product] == "B"
    session.history.undo()
    session.history.undo()
    assert stored(session, rated.customer.id) == rated.customer
    qtbot.waitUntil(lambda: editors.potential.text() == f"{rated.customer.ratings[0].potential:g}", timeout=20_000)


def test_that_a_wrong_volume_is_told_at_its_field_and_not_written(
    page: CustomersPage, qtbot: QtBot, session: Session, rated: CustomerLine
) -> None:
    product = rated.customer.ratings[0].product
    editors = page.side.detail.ratings.editors[product]
    write(qtbot, editors.potential, "lots")
    note = editors.fields["potential"].note
    assert note.isVisible()
    assert "lots" in note.text()
    assert stored(session, rated.customer.id) == rated.customer


def test_that_a_tier_by_hand_waits_for_its_reason(
    page: CustomersPage, qtbot: QtBot, session: Session, rated: CustomerLine
) -> None:
    product = rated.customer.ratings[0].product
    editors = page.side.detail.ratings.editors[product]
    place = editors.tier.findData("D")
    editors.tier.setCurrentIndex(place)
    editors.tier.activated.emit(place)
    assert stored(session, rated.customer.id) == rated.customer
    write(qtbot, editors.reason, "retires in March")
    override = next(each for each in stored(session, rated.customer.id).ratings if each.product == product).override
    assert override is not None
    assert (override.tier, override.reason) == ("D", "retires in March")


def test_that_a_name_is_changed_and_an_empty_one_refused(
    page: CustomersPage, qtbot: QtBot, session: Session, rated: CustomerLine
) -> None:
    person = page.side.detail.person
    write(qtbot, person.name_line, "New Name")
    assert stored(session, rated.customer.id).name == "New Name"
    assert page.side.detail.name.text() == "New Name"
    write(qtbot, person.name_line, "")
    assert person.fields["name"].note.isVisible()
    assert stored(session, rated.customer.id).name == "New Name"


def test_that_hours_are_painted_with_the_mouse(page: CustomersPage, qtbot: QtBot, session: Session, rated: CustomerLine) -> None:
    grid = page.side.detail.places.grid
    page.side.detail.ensureWidgetVisible(grid)
    top, bottom = grid.cell_rect(6, 2).center().toPoint(), grid.cell_rect(6, 5).center().toPoint()
    qtbot.mousePress(grid, Button.LeftButton, pos=top)
    qtbot.mouseMove(grid, bottom)
    qtbot.mouseRelease(grid, Button.LeftButton, pos=bottom)
    sunday = [each.window for each in stored(session, rated.customer.id).affiliations[0].availability or () if each.weekday == 6]
    assert [each.minutes for each in sunday] == [120]
    session.history.undo()
    assert stored(session, rated.customer.id) == rated.customer


def test_that_hours_are_painted_with_the_keyboard(
    page: CustomersPage, qtbot: QtBot, session: Session, rated: CustomerLine
) -> None:
    grid = page.side.detail.places.grid
    grid.setFocus()
    for _ in range(6):
        qtbot.keyClick(grid, Key.Key_Right)
    qtbot.keyClick(grid, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyRelease(grid, Key.Key_Shift)
    sunday = [each.window for each in stored(session, rated.customer.id).affiliations[0].availability or () if each.weekday == 6]
    assert [each.minutes for each in sunday] == [60]
    qtbot.keyClick(grid, Key.Key_Space)
    again = [each.window for each in stored(session, rated.customer.id).affiliations[0].availability or () if each.weekday == 6]
    assert [each.minutes for each in again] == [30]


def test_that_any_time_takes_the_limits_away(page: CustomersPage, qtbot: QtBot, session: Session, rated: CustomerLine) -> None:
    qtbot.mouseClick(page.side.detail.places.any_time, Button.LeftButton)
    assert stored(session, rated.customer.id).affiliations[0].availability is None


def test_that_a_record_is_verified_today_and_set_inactive(
    page: CustomersPage, qtbot: QtBot, session: Session, rated: CustomerLine
) -> None:
    qtbot.mouseClick(page.side.detail.verify_button, Button.LeftButton)
    assert stored(session, rated.customer.id).verified_on == session.today()
    assert not page.side.detail.verify_button.isEnabled()
    qtbot.mouseClick(page.side.detail.active_button, Button.LeftButton)
    assert not stored(session, rated.customer.id).active


def test_that_a_call_is_recorded_with_its_outcome_and_shows_at_once(
    page: CustomersPage, qtbot: QtBot, session: Session, rated: CustomerLine
) -> None:
    visits = page.side.detail.visits
    qtbot.mouseClick(visits.record_button, Button.LeftButton)
    visits.outcome.setCurrentIndex(visits.outcome.findData(CallOutcome.PRODUCTIVE))
    qtbot.keyClicks(visits.note_line, "starts two patients")
    qtbot.mouseClick(visits.save_button, Button.LeftButton)
    with session.store.read() as books:
        calls = [each for each in books.calls.on(rated.customer.id) if each.note == "starts two patients"]
    assert [(each.date, each.outcome) for each in calls] == [(session.today(), CallOutcome.PRODUCTIVE)]
    line = page.model.state.line
    assert line is not None
    assert line.last_seen == session.today()
    session.history.undo()
    with session.store.read() as books:
        assert calls[0] not in books.calls.on(rated.customer.id)


def test_that_a_call_of_tomorrow_is_refused_at_the_day(
    page: CustomersPage, qtbot: QtBot, session: Session, rated: CustomerLine
) -> None:
    visits = page.side.detail.visits
    visits.begin()
    visits.day.setDate(QDate(2027, 1, 5))
    qtbot.mouseClick(visits.save_button, Button.LeftButton)
    assert visits.fields["day"].note.isVisible()
    with session.store.read() as books:
        assert not books.calls.between(date(2027, 1, 1), date(2027, 2, 1))


def test_that_a_new_customer_is_added_after_what_is_missing_is_told(page: CustomersPage, qtbot: QtBot, session: Session) -> None:
    qtbot.mouseClick(page.new_button, Button.LeftButton)
    new = page.side.new
    write(qtbot, new.name_line, "Somebody New")
    assert new.fields["hospital"].note.isVisible()
    new.hospital.setCurrentIndex(3)
    qtbot.mouseClick(new.save_button, Button.LeftButton)
    assert page.side.side == Side.CUSTOMER
    assert page.side.detail.name.text() == "Somebody New"
    assert page.list.table.line(0).customer.name == "Somebody New"
    session.history.undo()
    qtbot.waitUntil(lambda: page.list.table.rowCount() == 900, timeout=20_000)


def test_that_several_customers_change_hands_at_once_and_back(page: CustomersPage, qtbot: QtBot, session: Session) -> None:
    row_click(qtbot, page, 0)
    row_click(qtbot, page, 4, Qt.KeyboardModifier.ShiftModifier)
    assert page.side.side is Side.SEVERAL
    several, chosen = page.side.several, page.list.chosen()
    before = [stored(session, each).rep for each in chosen]
    several.rep.setCurrentIndex(several.rep.findData("R6"))
    qtbot.mouseClick(several.rep_button, Button.LeftButton)
    assert {stored(session, each).rep for each in chosen} == {"R6"}
    session.history.undo()
    assert [stored(session, each).rep for each in chosen] == before


def test_that_a_tier_of_several_needs_a_reason_too(page: CustomersPage, qtbot: QtBot, session: Session) -> None:
    row_click(qtbot, page, 0)
    row_click(qtbot, page, 4, Qt.KeyboardModifier.ShiftModifier)
    several, chosen = page.side.several, page.list.chosen()
    several.tier.setCurrentIndex(several.tier.findData("A"))
    qtbot.mouseClick(several.tier_button, Button.LeftButton)
    assert several.tier_fields["reason"].note.isVisible()
    qtbot.keyClicks(several.reason, "launch targets")
    qtbot.mouseClick(several.tier_button, Button.LeftButton)
    overrides = {each.override.tier for id in chosen for each in stored(session, id).ratings if each.override}
    assert overrides == {"A"}
