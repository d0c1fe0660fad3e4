"""Edits are written, told of, taken back and made again; reading and long work never hold up the window."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from desktop.changes import Changes
from desktop.usecases.edit import Edit, PlanRewrite, Rewrite, Shelf
from desktop.viewmodels.session import Session
from planner.domain.messages import Message
from planner.domain.people import Customer
from planner.domain.plan import MonthPlan
from planner.errors import UserFacingError
from tests.desktop.jobs import errands
from tests.source import ROOT


def first_customer(session: Session) -> Customer:
    with session.store.read() as books:
        return books.customers.all()[0]


def renamed(customer: Customer, name: str) -> Edit:
    return Edit(Message("Rename a customer"), (Rewrite(Shelf.CUSTOMERS, (customer,), (replace(customer, name=name),)),))


def test_that_an_edit_is_written_and_told_of(session: Session, qtbot: QtBot) -> None:
    customer = first_customer(session)
    with qtbot.waitSignal(session.changed) as told:
        assert session.commit(renamed(customer, "Another Name"))
    assert told.args == [Changes.PEOPLE]
    assert first_customer(session).name == "Another Name"


def test_that_undo_and_redo_write_again(session: Session) -> None:
    customer = first_customer(session)
    session.commit(renamed(customer, "Another Name"))
    session.history.undo()
    assert first_customer(session) == customer
    session.history.redo()
    assert first_customer(session).name == "Another Name"


def test_that_an_edit_of_what_somebody_else_changed_is_refused_and_nothing_is_written(session: Session, qtbot: QtBot) -> None:
    customer = first_customer(session)
    with session.store.write() as books:
        books.customers.put([replace(customer, title="changed elsewhere")])
    with qtbot.waitSignal(session.failed):
        assert not session.commit(renamed(customer, "Another Name"))
    assert first_customer(session).name == customer.name
    assert not session.history.canUndo()


def latest(session: Session) -> MonthPlan | None:
    assert session.rep is not None
    with session.store.read() as books:
        return books.plans.latest(session.rep, session.month)


def test_that_a_plan_edited_by_hand_comes_back_with_undo(session: Session) -> None:
    before = latest(session)
    assert before is not None
    after = replace(before, days=before.days[1:])
    session.commit(Edit(Message("Drop"), (PlanRewrite(before.rep, before.month, before, after),)))
    assert latest(session) == after
    session.history.undo()
    assert latest(session) == before
    session.history.redo()
    assert latest(session) == after


def test_that_reading_answers_in_the_windows_thread_in_the_order_asked(session: Session, qtbot: QtBot) -> None:
    heard: list[int] = []
    for number in range(5):
        session.fetch(lambda books, number=number: number, heard.append)  # type: ignore[misc]
    assert not heard
    qtbot.waitUntil(lambda: len(heard) == 5)
    assert heard == [0, 1, 2, 3, 4]
    assert session.background.idle


@pytest.fixture
def jobs_can_be_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker imports its jobs by name, so the project's root must be on the path that it inherits."""
    monkeypatch.syspath_prepend(str(ROOT))


@pytest.mark.usefixtures("jobs_can_be_imported")
def test_that_long_work_runs_in_another_process_and_answers(session: Session, qtbot: QtBot) -> None:
    heard: list[int] = []
    session.jobs.run(Message("Doubling"), errands.double, 21, then=heard.append, failed=session.failed.emit)
    assert len(session.jobs.running) == 1
    qtbot.waitUntil(lambda: heard == [42], timeout=30_000)
    assert not session.jobs.running


@pytest.mark.usefixtures("jobs_can_be_imported")
def test_that_long_work_asked_to_stop_hands_over_its_best_answer(session: Session, qtbot: QtBot) -> None:
    heard: list[int] = []
    job = session.jobs.run(Message("Counting"), errands.count_until_stopped, "x", then=heard.append, failed=session.failed.emit)
    qtbot.waitUntil(lambda: job.latest is not None, timeout=30_000)
    job.stop()
    qtbot.waitUntil(lambda: len(heard) == 1, timeout=30_000)
    assert heard[0] > 0


@pytest.mark.usefixtures("jobs_can_be_imported")
def test_that_a_refusal_of_long_work_is_told(session: Session, qtbot: QtBot) -> None:
    heard: list[UserFacingError] = []
    session.jobs.run(Message("Refusing"), errands.refuse, then=lambda _: None, failed=heard.append)
    qtbot.waitUntil(lambda: len(heard) == 1, timeout=30_000)
    assert heard[0].problem.text() == "There is no rep Nobody."
