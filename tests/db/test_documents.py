"""Stored documents of values outlive the fields that a later program adds."""

import json
from dataclasses import replace

import pytest

from db.mapping.documents import decode, encode
from planner.domain.policy import Policy
from planner.policy.preset import preset


def test_that_a_document_written_before_a_field_with_a_default_came_is_read_with_the_default() -> None:
    plain = json.loads(encode(preset()))
    del plain["segments"][0]["optional_calls"]
    first = replace(preset().segments[0], optional_calls=0)
    assert decode(Policy, json.dumps(plain)) == replace(preset(), segments=(first, *preset().segments[1:]))


def test_that_a_document_with_a_field_of_a_later_program_is_refused() -> None:
    with pytest.raises(ValueError, match="colour"):
        decode(Policy, json.dumps({**json.loads(encode(preset())), "colour": "red"}))


def test_that_a_document_without_a_figure_that_has_no_default_is_refused() -> None:
    plain = json.loads(encode(preset()))
    del plain["weights"]
    with pytest.raises(ValueError, match="weights"):
        decode(Policy, json.dumps(plain))
