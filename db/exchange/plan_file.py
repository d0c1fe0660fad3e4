"""plan.json: a month plan as a file that reads well, repeats byte for byte and comes back exactly (docs/plan-format.md)."""

import json
import math
from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import ValidationError

from db.exchange.plan_document import FORMAT, VERSION, PlanDocument, Sentence
from db.exchange.plan_faults import MAKE_ANEW, PlanFileError, fault_of, is_plain, path_of, shown
from db.exchange.plan_names import CoverageFigure, Names
from db.exchange.plan_reading import message_of, plan_of
from db.exchange.plan_writing import document_of
from planner.domain.messages import message
from planner.domain.plan import MonthPlan

NOBODY = Names()


def write_plan(plan: MonthPlan, names: Names = NOBODY, coverage: Sequence[CoverageFigure] = ()) -> str:
    """The text of plan.json, to be saved as UTF-8 without changing line ends. Equal arguments give equal text.

    `names` are put beside ids; `coverage` is shown, and not read back.
    """
    content = _without_unknown_names(document_of(plan, names, coverage).model_dump(mode="json"))
    return json.dumps(content, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def read_plan(text: str | bytes) -> MonthPlan:
    """The plan of a plan.json. Raises `PlanFileError`, which names the JSON path and the value, for anything else."""
    source = _utf8(text)
    _check_format(_parsed(source))
    try:
        document = PlanDocument.model_validate_json(source)
    except ValidationError as error:
        raise PlanFileError(fault_of(error.errors(include_url=False)[0]), MAKE_ANEW) from None
    _check_sentences(document)
    _check_legs(document)
    plan = _plan(document)
    _check_derived(document, plan)
    return plan


def _without_unknown_names(content: Any) -> Any:
    """The same JSON without the `_name` fields that are null."""
    if isinstance(content, list):
        return [_without_unknown_names(each) for each in content]
    if isinstance(content, dict):
        return {key: _without_unknown_names(each) for key, each in content.items() if not (each is None and _is_name(key))}
    return content


def _is_name(key: str) -> bool:
    return key.endswith("_name")


def _is_for_people(key: str) -> bool:
    """Names, and the sentences that hold them: not read back, so they may be anything."""
    return _is_name(key) or key == "text"


def _utf8(text: str | bytes) -> bytes:
    """The bytes of the file without byte order mark."""
    try:
        content = text if isinstance(text, bytes) else text.encode("utf-8")
        content.decode("utf-8")
    except UnicodeError:
        raise PlanFileError(message("The plan file is not UTF-8 text."), MAKE_ANEW) from None
    return content.removeprefix("\ufeff".encode())


def _parsed(source: bytes) -> Any:
    try:
        return json.loads(source.decode("utf-8"))
    except json.JSONDecodeError as error:
        problem = message("The plan file is not whole JSON: line {line}, column {column}.", line=error.lineno, column=error.colno)
        raise PlanFileError(problem, MAKE_ANEW) from None
    except (ValueError, RecursionError):
        raise PlanFileError(message("The plan file is no JSON that a plan could be."), MAKE_ANEW) from None


def _check_format(content: Any) -> None:
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        problem = message("The file is no plan: its field format is not {format}.", format=FORMAT)
        raise PlanFileError(problem, message("Choose a file that was exported as plan.json."))
    version = content.get("version")
    if version != VERSION or not isinstance(version, int) or isinstance(version, bool):
        problem = message(
            "version: {version} is not a plan format known here; {known} is.", version=shown(version), known=VERSION
        )
        raise PlanFileError(problem, message("Update the program, or export the plan again in this format."))


def _check_sentences(document: PlanDocument) -> None:
    """Templates must be filled by their values, so that they can be shown."""
    said: list[tuple[Sentence, tuple[int | str, ...]]] = [
        (part.reason, ("unplanned", index, "reason")) for index, part in enumerate(document.unplanned)
    ]
    if document.objective.proof is not None and document.objective.proof.assumption is not None:
        said.append((document.objective.proof.assumption, ("objective", "proof", "assumption")))
    for sentence, place in said:
        if not _can_be_shown(sentence):
            path = path_of((*place, "template"))
            problem = message("{path}: {value} is not filled by its values.", path=path, value=shown(sentence.template))
            raise PlanFileError(problem, MAKE_ANEW)


def _can_be_shown(sentence: Sentence) -> bool:
    nested = [value for value in sentence.values.values() if isinstance(value, Sentence)]
    if not (is_plain(sentence.template, set(sentence.values)) and all(_can_be_shown(each) for each in nested)):
        return False
    try:
        message_of(sentence).text()
    except (ValueError, TypeError):
        return False
    return True


def _check_legs(document: PlanDocument) -> None:
    """A day with stops begins and ends at home, so it has one leg more than stops."""
    for index, day in enumerate(document.days):
        wanted = len(day.stops) + 1 if day.stops else 0
        if len(day.legs) != wanted:
            problem = message(
                "{path}: a day with {stops:stop|stops} has {wanted:leg|legs}, not {legs}.",
                path=path_of(("days", index, "legs")), stops=len(day.stops), wanted=wanted, legs=len(day.legs),
            )  # fmt: skip
            raise PlanFileError(problem, MAKE_ANEW)


def _plan(document: PlanDocument) -> MonthPlan:
    try:
        return plan_of(document)
    except ValueError:
        problem = message(
            "{path}: {value} is not {expected}.",
            path="month",
            value=shown(document.month),
            expected=message("a month such as 2026-12"),
        )
        raise PlanFileError(problem, MAKE_ANEW) from None


def _check_derived(document: PlanDocument, plan: MonthPlan) -> None:
    """Derived figures that are present must be true: nobody should read totals that the days do not hold."""
    true = document_of(plan, NOBODY, ()).model_dump(mode="json", exclude={"coverage"})
    for path, value, right in _differences(document.model_dump(mode="json"), true, ()):
        problem = message(
            "{path}: {value} does not follow from the rest of the file, which gives {right}.",
            path=path_of(path), value=shown(value), right=shown(right),
        )  # fmt: skip
        raise PlanFileError(problem, message("Correct the value, or leave the field out: it is derived."))


def _differences(present: Any, true: Any, path: tuple[int | str, ...]) -> Iterator[tuple[tuple[int | str, ...], Any, Any]]:
    """Places at which a present value is not the true one; absent values and those for people may be anything."""
    if isinstance(present, dict) and isinstance(true, dict):
        for key in (key for key in true if present.get(key) is not None and not _is_for_people(key)):
            yield from _differences(present[key], true[key], (*path, key))
    elif isinstance(present, list) and isinstance(true, list):
        for index, (one, other) in enumerate(zip(present, true, strict=True)):
            yield from _differences(one, other, (*path, index))
    elif not _same(present, true):
        yield path, present, true


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-6)
    return bool(one == other)
