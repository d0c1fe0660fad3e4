"""Questions and the way of an alignment, with clicks, down to publication and back."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from db.mapping.alignments import AlignmentRecord
from desktop.usecases.align_question import Ask
from desktop.views.territories.page import TerritoriesPage
from planner.domain.alignment import AlignmentStatus, ChallengeKind, ChallengeStatus

LEFT = Qt.MouseButton.LeftButton
PATIENCE = 60_000


def record_of(page: TerritoriesPage) -> AlignmentRecord:
    desk = page.model.state.desk
    assert desk is not None
    assert desk.record is not None
    return desk.record


def status_of(page: TerritoriesPage) -> AlignmentStatus | None:
    desk = page.model.state.desk
    return None if desk is None or desk.record is None else desk.record.header.status


def wait_until(page: TerritoriesPage, qtbot: QtBot, true: Callable[[], bool]) -> None:
    qtbot.waitUntil(lambda: true() and page.context.session.background.idle, timeout=PATIENCE)


def draft(page: TerritoriesPage, qtbot: QtBot, count: int = 1) -> str:
    """Give some hospitals of another rep to the chosen one by hand; the first of them."""
    desk, brush = page.model.state.desk, page.model.state.brush
    assert desk is not None
    reps = desk.table.case.reps
    others = [
        each.hospital for each, k in zip(desk.table.accounts, desk.assignment.territory_of, strict=True) if reps[k].id != brush
    ]
    page.model.give(others[:count])
    wait_until(page, qtbot, lambda: page.context.session.history.count() == 1)
    return others[0]


def click(page: TerritoriesPage, button: object) -> None:
    page.show_pane("flow")
    QTest.mouseClick(button, LEFT)  # type: ignore[call-overload]


def test_that_a_question_brings_answers_to_choose_from(page: TerritoriesPage, qtbot: QtBot) -> None:
    page.ask(Ask.REBALANCE)
    page.whatif.seconds.setValue(1)
    page.whatif.answers.setValue(3)
    QTest.mouseClick(page.whatif.start, LEFT)
    assert page.run.state.running
    wait_until(page, qtbot, lambda: not page.run.state.running and page.model.state.chosen is not None)
    picture = page.model.state.picture
    assert picture is not None
    assert 1 <= len(picture.entries) <= 3
    assert page.panes["answers"].isVisible()
    if picture.siblings:
        other = next(each.header.id for each in picture.siblings if each.header.id != page.model.state.chosen)
        page.answers.front.chosen.emit(other)
        wait_until(page, qtbot, lambda: page.model.state.picture is not None and record_of(page).header.id == other)


def test_that_a_challenge_stands_in_the_way_of_the_review_until_it_is_answered(page: TerritoriesPage, qtbot: QtBot) -> None:
    hospital = draft(page, qtbot)
    loser = next(each.before for each in record_of(page).proposal.holdings if each.hospital == hospital)
    click(page, page.flow.share)
    wait_until(page, qtbot, lambda: status_of(page) is AlignmentStatus.SHARED)
    page.model.mark((hospital,))
    form = page.flow.challenges
    form.rep.setCurrentIndex(form.rep.findData(loser))
    form.kind.setCurrentIndex(list(ChallengeKind).index(ChallengeKind.KEEP))
    QTest.keyClicks(form.reason, "Twelve years with the ward")
    click(page, form.send)
    wait_until(page, qtbot, lambda: bool(record_of(page).challenges))
    assert not page.flow.review.isEnabled()
    page.ask(Ask.REBALANCE)
    page.whatif.based.setChecked(True)
    page.whatif.seconds.setValue(1)
    with qtbot.waitSignal(page.context.session.failed, timeout=PATIENCE):  # nothing is solved anew meanwhile, unless asked
        page.solve()
    qtbot.waitUntil(lambda: not page.run.state.running, timeout=PATIENCE)
    assert page.model.state.picture is not None
    assert len(page.model.state.picture.entries) == 1
    page.show_pane("flow")
    QTest.keyClicks(form.answer, "Agreed")
    click(page, form.accept)
    wait_until(page, qtbot, lambda: record_of(page).challenges[0].status is ChallengeStatus.ACCEPTED)
    assert next(each.rep for each in record_of(page).proposal.holdings if each.hospital == hospital) == loser
    assert page.flow.review.isEnabled()


def test_the_way_from_a_draft_to_publication_and_back(page: TerritoriesPage, qtbot: QtBot) -> None:
    session = page.context.session
    with session.store.read() as books:
        before = {each.id: each.rep for each in books.customers.all()}
    draft(page, qtbot, 3)
    for button, status in (
        (page.flow.share, AlignmentStatus.SHARED),
        (page.flow.review, AlignmentStatus.REVIEWED),
        (page.flow.approve, AlignmentStatus.APPROVED),
    ):
        click(page, button)
        wait_until(page, qtbot, lambda status=status: status_of(page) is status)  # type: ignore[misc]
    page.flow.day.setDate(QDate(2026, 12, 1))
    assert page.flow.effective == date(2026, 12, 1)
    click(page, page.flow.publish)
    wait_until(page, qtbot, lambda: status_of(page) is AlignmentStatus.PUBLISHED)
    with session.store.read() as books:
        assert {each.id: each.rep for each in books.customers.all()} != before
    click(page, page.flow.undo)
    wait_until(page, qtbot, lambda: status_of(page) is AlignmentStatus.UNDONE)
    with session.store.read() as books:
        assert {each.id: each.rep for each in books.customers.all()} == before


def test_that_what_has_been_reviewed_is_not_moved_by_hand(page: TerritoriesPage, qtbot: QtBot) -> None:
    hospital = draft(page, qtbot)
    for button, status in ((page.flow.share, AlignmentStatus.SHARED), (page.flow.review, AlignmentStatus.REVIEWED)):
        click(page, button)
        wait_until(page, qtbot, lambda status=status: status_of(page) is status)  # type: ignore[misc]
    desk = page.model.state.desk
    assert desk is not None
    other = next(each.id for each in desk.table.case.reps if each.id != page.model.state.brush)
    with qtbot.waitSignal(page.context.session.failed):
        page.model.give((hospital,), other)
    assert not page.bar.give.isEnabled()


def test_that_a_rep_reads_and_prints_why_accounts_are_theirs(page: TerritoriesPage, qtbot: QtBot, tmp_path: Path) -> None:
    page.show_pane("people")
    QTest.mouseClick(page.people.why, LEFT)
    qtbot.waitUntil(lambda: bool(page.reasons.known()), timeout=PATIENCE)
    page.people.accounts.selectRow(0)
    assert page.people.reason.text()
    file = tmp_path / "sheet.pdf"
    page.reasons.print_to(file)
    assert file.read_bytes().startswith(b"%PDF")


def test_that_today_is_written_down_and_laid_beside_another(page: TerritoriesPage, qtbot: QtBot) -> None:
    QTest.mouseClick(page.list.snapshot, LEFT)
    wait_until(page, qtbot, lambda: page.model.state.picture is not None and len(page.model.state.picture.entries) == 1)
    assert page.model.state.picture is not None
    snapshot = page.model.state.picture.entries[0].header.id
    page.list.step(1)
    wait_until(page, qtbot, lambda: page.model.state.chosen == snapshot and status_of(page) is AlignmentStatus.RECORDED)
    page.model.compare_with(None)
    wait_until(page, qtbot, lambda: page.model.state.picture is not None and page.model.state.picture.other is not None)
    assert page.maps.beside.isVisible()
