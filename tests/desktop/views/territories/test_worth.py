"""What the worker process makes of territories: the real planner's score, the sizing curve, questions that cannot be asked."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.theme.tokens import DARK, LIGHT
from desktop.usecases.align_question import Ask
from desktop.views.territories.page import TerritoriesPage
from desktop.views.territories.shaping import colours_of
from tests.desktop.views.territories.test_way import PATIENCE, draft

LEFT = Qt.MouseButton.LeftButton


def test_that_team_sizes_are_solved_and_the_smallest_that_is_enough_is_named(page: TerritoriesPage, qtbot: QtBot) -> None:
    page.ask(Ask.SIZING)
    page.whatif.sizes.setText("5, 7")
    page.whatif.seconds.setValue(1)
    QTest.mouseClick(page.whatif.start, LEFT)
    qtbot.waitUntil(lambda: page.whatif.curve.table.rowCount() == 2, timeout=PATIENCE)
    assert page.whatif.enough.text()


def test_that_what_cannot_be_read_is_said_and_nothing_is_solved(page: TerritoriesPage, qtbot: QtBot) -> None:
    page.ask(Ask.JOINS)
    page.whatif.name.setText("Zhao Min")
    page.whatif.home.setText("somewhere")
    with qtbot.waitSignal(page.context.session.failed):
        page.solve()
    assert not page.run.state.running
    page.whatif.middle.click()
    assert page.whatif.question(page.model.state).home is not None


def test_that_a_draft_is_scored_by_planning_the_months_concerned(page: TerritoriesPage, qtbot: QtBot) -> None:
    draft(page, qtbot)
    page.show_pane("answers")
    QTest.mouseClick(page.answers.score, LEFT)
    qtbot.waitUntil(lambda: page.run.state.begun > 0, timeout=PATIENCE)
    page.run.stop()
    qtbot.waitUntil(lambda: page.deeds.known_score() is not None, timeout=PATIENCE)
    score = page.deeds.known_score()
    assert score is not None
    assert 2 <= len(score.reps) <= 3
    assert page.answers.scores.isVisible()


def test_that_every_rep_has_a_colour_of_its_own(page: TerritoriesPage) -> None:
    desk = page.model.state.desk
    assert desk is not None
    for theme in (LIGHT, DARK):
        colours = colours_of(theme, desk.table)
        assert len(set(colours)) == len(desk.table.case.reps)
