"""The picture of potential and support under the mouse."""

import math

from PySide6.QtCore import QPoint, QPointF, Qt
from pytestqt.qtbot import QtBot

from desktop.usecases.preview_thresholds import thresholds_in
from desktop.viewmodels.session import Session
from desktop.views.customers.cloudview import CloudView
from desktop.views.customers.page import CustomersPage
from planner.domain.people import SegmentId
from planner.policy.preset import preset
from tests.desktop.views.customers.test_list import Button

HIGH = (SegmentId("A"), SegmentId("B"))


def ready(page: CustomersPage, qtbot: QtBot) -> CloudView:
    qtbot.waitUntil(lambda: page.side.picture.view.scale is not None and bool(page.side.picture.counts))
    return page.side.picture.view


def drag(qtbot: QtBot, view: CloudView, *line: QPointF) -> None:
    qtbot.mousePress(view, Button.LeftButton, pos=line[0].toPoint())
    for point in line[1:]:
        qtbot.mouseMove(view, point.toPoint())
    qtbot.mouseRelease(view, Button.LeftButton, pos=line[-1].toPoint())


def test_that_dragging_a_threshold_counts_at_once_and_applying_writes_the_policy(
    page: CustomersPage, qtbot: QtBot, session: Session
) -> None:
    view, picture = ready(page, qtbot), page.side.picture
    scale, before = view.scale, picture.counts
    assert scale is not None
    drag(qtbot, view, QPointF(scale.across(160), 150), QPointF(scale.across(220), 150), QPointF(scale.across(260), 150))
    after = picture.counts
    assert sum(after[each] for each in HIGH) < sum(before[each] for each in HIGH)
    assert sum(after.values()) == sum(before.values())
    assert abs(int(picture.potential.text()) - 260) <= 4
    qtbot.mouseClick(picture.apply_button, Button.LeftButton)
    with session.store.read() as books:
        policy = books.policies.current() or preset()
    product = picture.product.currentData()
    assert thresholds_in(policy, product).potential == int(picture.potential.text())
    session.history.undo()
    with session.store.read() as books:
        policy = books.policies.current() or preset()
    assert thresholds_in(policy, product).potential == 160


def test_that_thresholds_move_with_the_keyboard_and_are_reset(page: CustomersPage, qtbot: QtBot) -> None:
    view, picture = ready(page, qtbot), page.side.picture
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert (picture.potential.text(), picture.support.text()) == ("170", "49")
    qtbot.mouseClick(picture.reset_button, Button.LeftButton)
    assert (picture.potential.text(), picture.support.text()) == ("160", "48")


def test_that_a_threshold_is_typed(page: CustomersPage, qtbot: QtBot) -> None:
    ready(page, qtbot)
    picture = page.side.picture
    picture.potential.selectAll()
    qtbot.keyClicks(picture.potential, "300")
    qtbot.keyClick(picture.potential, Qt.Key.Key_Return)
    assert picture.apply_button.isEnabled()


def test_that_a_click_on_a_field_lists_its_customers_and_a_second_one_all(page: CustomersPage, qtbot: QtBot) -> None:
    view = ready(page, qtbot)
    scale = view.scale
    assert scale is not None
    corner = QPoint(int(scale.plot.right()) - 60, int(scale.plot.top()) + 40)
    qtbot.mouseClick(view, Button.LeftButton, pos=corner)
    product = page.side.picture.product.currentData()
    listed = [page.list.table.line(row) for row in range(page.list.table.rowCount())]
    assert {dict(line.tiers)[product] for line in listed} == {"A"}
    qtbot.mouseClick(view, Button.LeftButton, pos=corner)
    assert page.list.table.rowCount() == 900


def test_that_a_line_around_dots_lists_them(page: CustomersPage, qtbot: QtBot) -> None:
    view, picture = ready(page, qtbot), page.side.picture
    scale = view.scale
    assert scale is not None
    middle, radius = QPointF(scale.across(300), scale.up(80)), 45.0
    circle = [middle + QPointF(radius * math.cos(turn / 4), radius * math.sin(turn / 4)) for turn in range(25)]
    drag(qtbot, view, *circle)
    chosen = page.model.state.wanted.chosen
    assert chosen
    assert page.list.table.rowCount() == len(chosen)
    product = picture.product.currentData()
    for row in range(page.list.table.rowCount()):
        rating = next(each for each in page.list.table.line(row).customer.ratings if each.product == product)
        assert rating.potential is not None and rating.potential > 160
