"""Finding customers on the page with mouse and keyboard."""

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from desktop.usecases.list_customers import Due
from desktop.usecases.order_customers import Column, Records
from desktop.views.context import Context
from desktop.views.customers.page import CustomersPage
from desktop.views.customers.side import Side
from tests.desktop.views.customers.conftest import shown

Button, Flag = Qt.MouseButton, QItemSelectionModel.SelectionFlag


def header_click(qtbot: QtBot, page: CustomersPage, column: Column) -> None:
    header = page.list.horizontalHeader()
    at = QPoint(header.sectionViewportPosition(column) + 20, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Button.LeftButton, pos=at)


def row_click(
    qtbot: QtBot, page: CustomersPage, row: int, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    at = page.list.visualRect(page.list.table.index(row, 0)).center()
    qtbot.mouseClick(page.list.viewport(), Button.LeftButton, modifier, pos=at)


def choose(qtbot: QtBot, page: CustomersPage, name: str, value: object) -> None:
    combo = getattr(page.filters, name)
    combo.setFocus()
    combo.setCurrentIndex(next(place for place in range(combo.count()) if combo.itemData(place) == value))


def test_that_typing_narrows_the_list(page: CustomersPage, qtbot: QtBot) -> None:
    name = page.list.table.line(5).customer.name.split()[0]
    qtbot.keyClicks(page.filters.search, name.lower())
    qtbot.waitUntil(lambda: 0 < page.list.table.rowCount() < 900)
    assert all(
        name.lower() in f"{line.customer.name} {line.hospital}".lower()
        for line in (page.list.table.line(row) for row in range(page.list.table.rowCount()))
    )
    assert page.filters.clear_button.isVisible()
    qtbot.mouseClick(page.filters.clear_button, Button.LeftButton)
    assert (page.list.table.rowCount(), page.filters.search.text()) == (900, "")


def test_that_a_heading_sorts_and_sorts_back(page: CustomersPage, qtbot: QtBot) -> None:
    header_click(qtbot, page, Column.DUE)
    first = page.list.table.line(0)
    assert first.due is Due.OVERDUE
    header_click(qtbot, page, Column.DUE)
    assert page.model.state.descending
    assert page.list.table.line(0).due is not Due.OVERDUE


def test_that_tiers_are_pressed_together(page: CustomersPage, qtbot: QtBot) -> None:
    for tier in "AB":
        qtbot.mouseClick(page.filters.chips.button(tier), Button.LeftButton)
    assert {page.list.table.line(row).segment for row in range(page.list.table.rowCount())} == {"A", "B"}


def test_that_every_filter_list_narrows(page: CustomersPage, qtbot: QtBot, context: Context) -> None:
    line = page.list.table.line(0)
    choose(qtbot, page, "rep", line.customer.rep)
    choose(qtbot, page, "hospital", line.customer.affiliations[0].hospital)
    listed = [page.list.table.line(row) for row in range(page.list.table.rowCount())]
    assert listed
    assert {each.rep for each in listed} == {line.rep}
    choose(qtbot, page, "records", Records.INACTIVE)
    assert page.list.table.rowCount() == 0


def test_that_who_was_selected_stays_selected_in_another_order(page: CustomersPage, qtbot: QtBot) -> None:
    row_click(qtbot, page, 3)
    row_click(qtbot, page, 5, Qt.KeyboardModifier.ControlModifier)
    chosen = set(page.list.chosen())
    header_click(qtbot, page, Column.HOSPITAL)
    assert set(page.list.chosen()) == chosen
    assert len(chosen) == 2


def test_that_a_click_shows_the_customer_and_arrow_keys_go_on(page: CustomersPage, qtbot: QtBot) -> None:
    row_click(qtbot, page, 2)
    assert page.side.side is Side.CUSTOMER
    assert page.side.detail.name.text() == page.list.table.line(2).customer.name
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    assert page.side.detail.name.text() == page.list.table.line(3).customer.name


def test_that_selected_customers_are_copied_as_text_without_asking_row_by_row(page: CustomersPage, qtbot: QtBot) -> None:
    page.list.selectAll()
    assert page.list.chosen_count == 900
    row_click(qtbot, page, 0)
    row_click(qtbot, page, 2, Qt.KeyboardModifier.ShiftModifier)
    page.list.copy()
    lines = QGuiApplication.clipboard().text().split("\n")
    assert len(lines) == 4
    assert [line.split("\t")[0] for line in lines[1:]] == [page.list.table.line(row).customer.name for row in range(3)]


def test_that_another_page_may_ask_for_a_customer_whom_a_filter_hides(
    page: CustomersPage, qtbot: QtBot, context: Context
) -> None:
    customer = page.list.table.customer(400)
    qtbot.keyClicks(page.filters.search, "qqqq")
    qtbot.waitUntil(lambda: page.list.table.rowCount() == 0)
    context.navigation.customer_wanted.emit(customer)
    assert page.side.side is Side.CUSTOMER
    assert page.list.chosen() == [customer]


def test_that_a_customer_asked_for_before_loading_is_shown_after_it(qtbot: QtBot, context: Context) -> None:
    with context.session.store.read() as books:
        customer = books.customers.all()[30]
    page = CustomersPage(context)
    qtbot.addWidget(page)
    context.navigation.customer_wanted.emit(customer.id)
    page.show()
    qtbot.waitUntil(lambda: page.side.detail.name.text() == customer.name, timeout=20_000)


def test_that_commands_have_their_own_shortcuts(page: CustomersPage) -> None:
    shortcuts = [each.shortcut for each in page.commands()]
    assert all(shortcuts)
    assert len(set(shortcuts)) == len(shortcuts)


def test_that_an_empty_district_leads_to_the_import(qtbot: QtBot, context: Context) -> None:
    with context.session.store.write() as books:
        books.appointments.remove([each.id for each in books.appointments.all()])
        books.calls.remove([each.id for each in books.calls.all()])
        books.pins.remove(books.pins.all())
        books.customers.remove([each.id for each in books.customers.all()])
    page = shown(qtbot, context)
    from PySide6.QtWidgets import QPushButton  # noqa: PLC0415

    button = next(each for each in page.findChildren(QPushButton) if each.text() == "Import customers" and each.isVisible())
    with qtbot.waitSignal(context.navigation.page_wanted) as asked:
        qtbot.mouseClick(button, Button.LeftButton)
    assert asked.args == ["import"]
