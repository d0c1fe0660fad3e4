"""Published alignments take effect on their day, whoever opens the database first."""

import sqlite3
from datetime import UTC, date, datetime

from db.store import open_store
from desktop.usecases.align_carry_out import carry_out_due
from planner.domain.alignment import AlignmentStatus, AnswerFigures, CustomerMove, Proposal, Publication
from planner.domain.people import CustomerId, RepId
from planner.domain.territory import AlignmentRequest
from planner.domain.units import Month
from tests.desktop.console import Console

AT = datetime(2026, 11, 20, tzinfo=UTC)
FIGURES = AnswerFigures("by hand", 0.0, 0.0, 0.0, 0.0, 0, 0.0, 0, None, 0)


def owner(console: Console, customer: str) -> str:
    with sqlite3.connect(console.database) as connection:
        return str(connection.execute("SELECT rep FROM customer WHERE id = ?", (customer,)).fetchone()[0])


def publish(console: Console, customer: str, after: str, effective: date, before: str | None = None) -> None:
    move = CustomerMove(CustomerId(customer), RepId(before or owner(console, customer)), RepId(after))
    proposal = Proposal("t", AlignmentRequest(Month(2026, 12)), (), FIGURES, "v")
    with open_store(console.database) as store, store.write() as books:
        id = books.alignments.save(proposal, AT, AlignmentStatus.APPROVED)
        books.alignments.publish(id, Publication(effective, (move,), (), (), ()), AT)


def test_that_customers_change_hands_on_the_day_and_not_before(console: Console) -> None:
    before = owner(console, "C0001")
    after = "R1" if before != "R1" else "R2"
    publish(console, "C0001", after, date(2026, 12, 1))
    with open_store(console.database) as store:
        assert carry_out_due(store, date(2026, 11, 30), AT) == ()
        assert owner(console, "C0001") == before
        assert carry_out_due(store, date(2026, 12, 1), AT) == ("alignment-1",)
        assert carry_out_due(store, date(2026, 12, 1), AT) == ()
    assert owner(console, "C0001") == after


def test_that_two_alignments_that_are_due_are_carried_out_in_their_order(console: Console) -> None:
    publish(console, "C0001", "R4", date(2026, 12, 1))
    publish(console, "C0001", "R6", date(2026, 12, 2), before="R4")
    with open_store(console.database) as store:
        assert carry_out_due(store, date(2026, 12, 20), AT) == ("alignment-1", "alignment-2")
    assert owner(console, "C0001") == "R6"


def test_that_any_command_carries_out_what_is_due(console: Console) -> None:
    after = "R1" if owner(console, "C0001") != "R1" else "R2"
    publish(console, "C0001", after, date(2020, 1, 1))
    console.json("align", "history")
    assert owner(console, "C0001") == after
