"""What every kind of store promises of alignments, on a file and on a server."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings

from db.errors import MissingReferenceError, UnknownAlignmentError
from db.mapping.documents import decode, encode
from db.store import Store, open_store
from planner.domain.alignment import (
    AlignmentId,
    AlignmentStatus,
    AnswerFigures,
    Challenge,
    ChallengeKind,
    ChallengeStatus,
    CustomerMove,
    Holding,
    Proposal,
    Publication,
    RepTurn,
)
from planner.domain.commitments import AppointmentId
from planner.domain.people import RepId, SegmentId
from planner.domain.territory import AlignmentRequest, UnitId, WhatIf
from tests.db.district import CHEN, DECEMBER, LIN, UNION, WANG, district, fill
from tests.db.values import any_of

AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
FIGURES = AnswerFigures("as asked", 120.5, 100.0, 12.5, 8.0, 1, 3.5, 0, 0.004, 7)
HOLDING = Holding(
    unit=UnitId(UNION),
    name="协和医院",
    hospital=UNION,
    department=None,
    customers=(WANG,),
    before=CHEN,
    rep=LIN,
    workload=90.0,
    potential=20.0,
    visits=4.0,
    days=4.0,
    people=((SegmentId("A"), 1),),
    equity=((CHEN, 3.5),),
)
PROPOSAL = Proposal("December", AlignmentRequest(DECEMBER), (HOLDING,), FIGURES, "abc")
CHALLENGE = Challenge(1, CHEN, ChallengeKind.KEEP, UnitId(UNION), "ten years of trust")
PUBLICATION = Publication(
    date(2026, 12, 1),
    (CustomerMove(WANG, CHEN, LIN),),
    (RepTurn(CHEN, 1.0, 0.5, active_before=True, active_after=True),),
    (),
    (AppointmentId("introduction-1"),),
)


@pytest.fixture
def filled(store: Store) -> Store:
    with store.write() as books:
        fill(books, district())
    return store


def saved(store: Store, title: str = "December") -> AlignmentId:
    with store.write() as books:
        return books.alignments.save(replace(PROPOSAL, title=title), AT)


@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(any_of(Proposal), any_of(Publication))
def test_that_every_proposal_and_publication_comes_back_from_its_document(made: Proposal, changes: Publication) -> None:
    assert decode(Proposal, encode(made)) == made
    assert decode(Publication, encode(changes)) == changes


def test_that_an_alignment_comes_back_whole_after_closing(filled: Store, location: str) -> None:
    id = saved(filled)
    filled.close()
    with open_store(location) as again, again.read() as books:
        found = books.alignments.get(id)
        assert found.proposal == PROPOSAL
        assert found.header.status is AlignmentStatus.DRAFT
        assert (found.header.title, found.header.kind, found.header.saved_at) == ("December", WhatIf.REBALANCE, AT)
        assert [(each.what, each.at) for each in found.events] == [("draft", AT)]


def test_that_alignments_are_listed_in_the_order_of_saving_and_ids_are_never_used_again(filled: Store) -> None:
    first, second = saved(filled, "first"), saved(filled, "second")
    with filled.read() as books:
        assert [(each.id, each.title) for each in books.alignments.headers()] == [(first, "first"), (second, "second")]


def test_that_an_unknown_alignment_is_named(filled: Store) -> None:
    with filled.read() as books, pytest.raises(UnknownAlignmentError, match="alignment-9"):
        books.alignments.get(AlignmentId("alignment-9"))
    with pytest.raises(UnknownAlignmentError), filled.write() as books:
        books.alignments.turn(AlignmentId("alignment-9"), AlignmentStatus.SHARED)


def test_that_challenges_are_kept_with_their_answers(filled: Store) -> None:
    id = saved(filled)
    with filled.write() as books:
        books.alignments.put_challenge(id, CHALLENGE)
        books.alignments.put_challenge(id, replace(CHALLENGE, number=2, kind=ChallengeKind.LOWER, unit=None))
        books.alignments.put_challenge(id, replace(CHALLENGE, status=ChallengeStatus.ACCEPTED, answer="agreed"))
    with filled.read() as books:
        first, second = books.alignments.get(id).challenges
        assert (first.status, first.answer) == (ChallengeStatus.ACCEPTED, "agreed")
        assert (second.kind, second.unit, second.status) == (ChallengeKind.LOWER, None, ChallengeStatus.OPEN)


def test_that_a_challenge_of_an_unknown_rep_is_refused(filled: Store) -> None:
    id = saved(filled)
    with pytest.raises(MissingReferenceError), filled.write() as books:
        books.alignments.put_challenge(id, replace(CHALLENGE, rep=RepId("nobody")))


def test_that_a_published_alignment_is_pending_from_its_day_on_until_it_is_carried_out(filled: Store) -> None:
    id = saved(filled)
    with filled.write() as books:
        books.alignments.publish(id, PUBLICATION, AT)
    with filled.read() as books:
        assert books.alignments.pending(date(2026, 11, 30)) == ()
        (waiting,) = books.alignments.pending(date(2026, 12, 1))
        assert waiting.publication == PUBLICATION
        assert waiting.header.status is AlignmentStatus.PUBLISHED
    with filled.write() as books:
        books.alignments.carry_out(id, AT)
    with filled.read() as books:
        assert books.alignments.pending(date(2027, 1, 1)) == ()
        assert [each.what for each in books.alignments.get(id).events] == ["draft", "published", "carried out"]


def test_that_a_failed_transaction_leaves_an_alignment_as_it_was(filled: Store) -> None:
    id = saved(filled)
    with pytest.raises(ZeroDivisionError), filled.write() as books:
        books.alignments.turn(id, AlignmentStatus.SHARED, AT)
        books.alignments.rewrite(id, replace(PROPOSAL, title="lost"))
        raise ZeroDivisionError
    with filled.read() as books:
        found = books.alignments.get(id)
        assert (found.header.status, found.proposal.title, len(found.events)) == (AlignmentStatus.DRAFT, "December", 1)


def test_that_alignments_leave_the_data_version_alone(filled: Store) -> None:
    with filled.write() as books:
        before = books.data_version()
        books.alignments.save(PROPOSAL, AT)
        assert books.data_version() == before
