"""Questions to the alignment as JSON files, written for people, and alignments as JSON for other programs.

A request file is an object with `format` (1) and `request`, an object with any fields of `AlignmentRequest`; what is left out
has its default. Months are written "2026-12", windows of time as minutes {start, end}. A proposal's document is all of it.
"""

import json
from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter, ValidationError

from db.exchange.plan_faults import path_of, shown
from planner.domain.alignment import Proposal
from planner.domain.messages import message
from planner.domain.territory import AlignmentRequest
from planner.domain.units import Month
from planner.errors import AlignmentError

FORMAT = 1
LARGEST_FILE = 20_000_000  # bytes
_WAY_OUT = message("Correct the file; the format is described in docs/alignment-format.md.")
_REQUEST = TypeAdapter(AlignmentRequest)
_PROPOSAL = TypeAdapter(Proposal)


def request_document(request: AlignmentRequest) -> dict[str, Any]:
    """A request as plain values."""
    return _with_month(_REQUEST.dump_python(request, mode="json"))


def proposal_document(proposal: Proposal) -> dict[str, Any]:
    """A proposal as plain values."""
    plain: dict[str, Any] = _PROPOSAL.dump_python(proposal, mode="json")
    return {**plain, "request": _with_month(plain["request"])}


def request_text(request: AlignmentRequest) -> str:
    """A request as the text of its file. Equal requests give equal texts."""
    document = {"format": FORMAT, "request": request_document(request)}
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def read_request(content: bytes, name: str, month: Month | None = None) -> AlignmentRequest:
    """The request in the content of a file called `name`; `month` stands in when the file names none. Raises AlignmentError."""
    plain = _plain(content, name)
    if month is not None:
        plain = {"month": str(month), **plain}
    try:
        parsed = Month.parse(str(plain.get("month", "")))
    except ValueError:
        told = message("{file}: {path} is not a month such as 2026-12.", file=name, path="request.month")
        raise AlignmentError(told, _WAY_OUT) from None
    document = {**plain, "month": {"year": parsed.year, "month": parsed.month}}
    try:
        return _REQUEST.validate_json(json.dumps(document), extra="forbid")
    except ValidationError as error:
        raise _refused(name, error.errors(include_url=False)[0]) from error


def _plain(content: bytes, name: str) -> dict[str, Any]:
    if len(content) > LARGEST_FILE:
        raise AlignmentError(message("{file} is too large for a request.", file=name), _WAY_OUT)
    try:
        document = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise AlignmentError(message("{file} is not JSON in UTF-8.", file=name), _WAY_OUT) from error
    if not isinstance(document, dict) or document.get("format") != FORMAT or not isinstance(document.get("request"), dict):
        raise AlignmentError(message("{file} is no request of format {known}.", file=name, known=FORMAT), _WAY_OUT)
    found: dict[str, Any] = document["request"]
    return found


def _refused(name: str, detail: Mapping[str, Any]) -> AlignmentError:
    path, kind = path_of(("request", *detail["loc"])), detail["type"]
    if kind.startswith("missing"):
        told = message("{file}: {path} is missing.", file=name, path=path)
    elif kind.startswith(("unexpected", "extra")):
        told = message("{file}: {path} is not a field of a request.", file=name, path=path)
    else:
        told = message("{file}: {path} cannot be {value}.", file=name, path=path, value=shown(detail["input"]))
    return AlignmentError(told, _WAY_OUT)


def _with_month(plain: dict[str, Any]) -> dict[str, Any]:
    month = plain["month"]
    return {**plain, "month": f"{month['year']:04d}-{month['month']:02d}"}
