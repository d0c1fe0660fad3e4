"""Hospitals given to another rep by hand: with the lasso, the brush, and keys."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.basemap.mercator import spot_of
from desktop.usecases.align_desk import Desk
from desktop.views.territories.page import TerritoriesPage
from desktop.views.territories.painting import Hand
from planner.domain.alignment import AlignmentStatus

LEFT = Qt.MouseButton.LeftButton


def desk_of(page: TerritoriesPage) -> Desk:
    assert page.model.state.desk is not None
    return page.model.state.desk


def pixel_of(page: TerritoriesPage, unit: int) -> QPoint:
    """Where a unit lies in the map's viewport."""
    where = desk_of(page).table.places[unit]
    assert where is not None
    spot = spot_of(where)
    return page.maps.view.mapFromScene(spot.x, spot.y)


def unit_of_another(page: TerritoriesPage) -> int:
    """A unit whose hospital is wholly another rep's, and that no other hospital lies close to."""
    desk = desk_of(page)
    brush = [each.id for each in desk.table.case.reps].index(page.model.state.brush)  # type: ignore[arg-type]
    spots = {unit: pixel_of(page, unit) for unit in range(len(desk.table.accounts))}

    def room(unit: int) -> int:
        return min((spots[unit] - spots[other]).manhattanLength() for other in spots if other != unit)

    others = [unit for unit, k in enumerate(desk.assignment.territory_of) if k != brush]
    return max(others, key=room)


def drag_around(page: TerritoriesPage, centre: QPoint, release: bool = True) -> None:
    """Draw a line around a place."""
    port = page.maps.view.viewport()
    corners = [centre + QPoint(x, y) for x, y in ((-14, -14), (14, -14), (14, 14), (-14, 14))]
    QTest.mousePress(port, LEFT, Qt.KeyboardModifier.NoModifier, corners[0])
    for corner in corners[1:]:
        QTest.mouseMove(port, corner)
    if release:
        QTest.mouseRelease(port, LEFT, Qt.KeyboardModifier.NoModifier, corners[-1])


def wait_for_draft(page: TerritoriesPage, qtbot: QtBot) -> None:
    def drawn() -> bool:
        desk = page.model.state.desk
        return desk is not None and desk.record is not None and page.context.session.history.count() == 1

    qtbot.waitUntil(drawn, timeout=20_000)
    qtbot.waitUntil(lambda: page.context.session.background.idle, timeout=20_000)


def test_that_totals_change_while_a_line_is_drawn_and_nothing_is_saved_yet(page: TerritoriesPage) -> None:
    page.take_hand(Hand.LASSO)
    unit, before = unit_of_another(page), desk_of(page).totals
    drag_around(page, pixel_of(page, unit), release=False)
    assert page.model.state.preview_count == 1
    assert page.model.state.totals != before
    assert desk_of(page).record is None


def test_that_what_is_drawn_around_goes_to_the_chosen_rep_in_a_draft_and_undo_takes_it_back(
    page: TerritoriesPage, qtbot: QtBot
) -> None:
    page.take_hand(Hand.LASSO)
    unit = unit_of_another(page)
    before = desk_of(page).assignment.territory_of[unit]
    drag_around(page, pixel_of(page, unit))
    wait_for_draft(page, qtbot)
    desk = desk_of(page)
    assert desk.record is not None
    assert desk.record.header.status is AlignmentStatus.DRAFT
    assert desk.table.case.reps[desk.assignment.territory_of[unit]].id == page.model.state.brush
    page.context.session.history.undo()
    qtbot.waitUntil(lambda: desk_of(page).assignment.territory_of[unit] == before, timeout=20_000)


def test_that_the_brush_gives_what_it_touches(page: TerritoriesPage, qtbot: QtBot) -> None:
    page.take_hand(Hand.PAINT)
    unit = unit_of_another(page)
    QTest.mouseClick(page.maps.view.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, pixel_of(page, unit))
    wait_for_draft(page, qtbot)
    desk = desk_of(page)
    assert desk.table.case.reps[desk.assignment.territory_of[unit]].id == page.model.state.brush


def test_that_hospitals_are_given_and_locked_without_the_mouse(page: TerritoriesPage, qtbot: QtBot) -> None:
    commands = {each.id: each for each in page.commands()}
    unit = unit_of_another(page)
    page.model.mark((desk_of(page).table.accounts[unit].hospital,))
    commands["territories.give"].run()
    wait_for_draft(page, qtbot)
    page.model.mark((desk_of(page).table.accounts[unit].hospital,))
    commands["territories.lock"].run()
    qtbot.waitUntil(lambda: desk_of(page).table.case.problem.units[unit].locked_to is not None, timeout=20_000)
    assert page.maps.view.locks.places
    desk = desk_of(page)
    assert str(desk.table.case.problem.units[unit].locked_to) == page.model.state.brush


def test_that_giving_away_what_is_locked_is_said_at_once(page: TerritoriesPage, qtbot: QtBot) -> None:
    unit = unit_of_another(page)
    hospital = desk_of(page).table.accounts[unit].hospital
    page.model.lock((hospital,))
    wait_for_draft(page, qtbot)
    qtbot.waitUntil(lambda: desk_of(page).table.case.problem.units[unit].locked_to is not None, timeout=20_000)
    page.model.give((hospital,))

    def told() -> bool:
        picture = page.model.state.picture
        return picture is not None and any(each.rule == "locks_kept" for each in picture.violations)

    qtbot.waitUntil(told, timeout=20_000)
    first = page.balance.broken.item(0)
    assert first is not None
    assert "✕" in first.text()
