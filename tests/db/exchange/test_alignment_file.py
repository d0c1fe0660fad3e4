import json

import pytest
from hypothesis import HealthCheck, given, settings

from db.exchange.alignment_file import proposal_document, read_request, request_text
from planner.domain.alignment import Proposal
from planner.domain.people import RepId
from planner.domain.territory import AlignmentRequest, BalanceGoal, Contiguity
from planner.domain.units import Month
from planner.errors import AlignmentError
from tests.db.values import any_of

MONTH = Month(2026, 12)
no_worry = settings(max_examples=25, suppress_health_check=list(HealthCheck))


@no_worry
@given(any_of(AlignmentRequest))
def test_that_every_request_comes_back_from_its_file(request: AlignmentRequest) -> None:
    text = request_text(request)
    assert read_request(text.encode(), "r.json") == request
    assert request_text(read_request(text.encode(), "r.json")) == text


@no_worry
@given(any_of(Proposal))
def test_that_a_proposal_is_plain_json(proposal: Proposal) -> None:
    document = json.loads(json.dumps(proposal_document(proposal)))
    assert len(document["holdings"]) == len(proposal.holdings)
    assert document["request"]["month"] == str(proposal.request.month)


def test_that_what_a_file_leaves_out_has_its_default() -> None:
    content = b'{"format": 1, "request": {"month": "2026-12", "contiguity": "hard", "leaving": ["R3"]}}'
    assert read_request(content, "r.json") == AlignmentRequest(MONTH, contiguity=Contiguity.HARD, leaving=(RepId("R3"),))
    goals = b'{"format": 1, "request": {"balances": [{"activity": "workload", "limit": 0.1}]}}'
    assert read_request(goals, "r.json", MONTH).balances == (BalanceGoal("workload", limit=0.1),)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\xff", "is not JSON"),
        (b"{", "is not JSON"),
        (b"[]", "is no request of format 1"),
        (b'{"format": 2, "request": {}}', "is no request of format 1"),
        (b'{"format": 1, "request": {}}', "request.month is not a month"),
        (b'{"format": 1, "request": {"month": "soon"}}', "request.month is not a month"),
        (b'{"format": 1, "request": {"month": "2026-12", "colour": 1}}', "request.colour is not a field"),
        (b'{"format": 1, "request": {"month": "2026-12", "contiguity": "never"}}', 'request.contiguity cannot be "never"'),
        (b'{"format": 1, "request": {"month": "2026-12", "shares": [{"rep": "R1"}]}}', r"request.shares\[0\].share is missing"),
    ],
)
def test_that_a_file_that_is_no_request_is_refused_with_the_place(content: bytes, told: str) -> None:
    with pytest.raises(AlignmentError, match=told):
        read_request(content, "r.json")
