"""What can be wrong with a plan file, said with the JSON path and the value."""

import json
import re
from collections.abc import Mapping
from string import Formatter
from typing import Any

from db.exchange.plan_document import MONTH_PATTERN, TIME_PATTERN, BackwardsError
from planner.domain.messages import Message, message
from planner.errors import UserFacingError

_KINDS_OF_VALUE = {"str", "int", "float", "DateValue", "Sentence"}
"""Steps that name the kind that a sentence's value was tried as; they are in no file."""
MAKE_ANEW = message("Export the plan again, or take the file from a backup.")


class PlanFileError(UserFacingError):
    """A file that is no plan, or a plan that cannot be written as asked."""


def fault_of(detail: Mapping[str, Any]) -> Message:
    """The sentence for one thing that the document's shape does not allow, from one of pydantic's error details."""
    path, kind, value = path_of(detail["loc"]), detail["type"], shown(detail["input"])
    if kind == "missing":
        return message("{path} is missing.", path=path)
    if kind == "extra_forbidden":
        return message("{path} is not a field of a plan file.", path=path)
    cause = detail.get("ctx", {}).get("error")
    if isinstance(cause, BackwardsError):
        return message("{path}: {value} is before {earlier}.", path=path, value=value, earlier=cause.earlier)
    return message("{path}: {value} is not {expected}.", path=path, value=value, expected=_expected(detail))


def _expected(detail: Mapping[str, Any]) -> Message:
    """What should stand in the place of a wrong value."""
    pattern = detail.get("ctx", {}).get("pattern")
    if pattern == TIME_PATTERN:
        return message("a time of day such as 08:30")
    if pattern == MONTH_PATTERN:
        return message("a month such as 2026-12")
    stem = detail["type"].partition("_")[0]
    return _KINDS.get(stem, message("what belongs there"))


_KINDS = {
    "string": message("a text"),
    "int": message("a whole number"),
    "float": message("a number"),
    "finite": message("a number"),
    "greater": message("zero or more"),
    "date": message("a date such as 2026-12-01"),
    "list": message("a list"),
    "too": message("a list with at least one entry"),
    "dict": message("an object"),
    "model": message("an object"),
    "enum": message("one of the words allowed there"),
    "literal": message("one of the words allowed there"),
}


def path_of(steps: tuple[int | str, ...]) -> str:
    """`("days", 3, "stops", 0)` -> `days[3].stops[0]`; the document itself is `$`."""
    in_file = [step for index, step in enumerate(steps) if step not in _KINDS_OF_VALUE or steps[index - 2] != "values"]
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in in_file)
    return text.removeprefix(".") or "$"


def shown(value: object, most: int = 60) -> str:
    """A value as JSON, shortened."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= most else text[: most - 1] + "…"


def is_plain(template: str, names: set[str]) -> bool:
    """Whether a template only has places that its values fill, with no attribute, index, conversion or wide padding.

    A file is not trusted: a template may otherwise reach into objects or ask for gigabytes of blanks.
    """
    try:
        fields = [(name, layout, conversion) for _, name, layout, conversion in Formatter().parse(template) if name is not None]
    except ValueError:
        return False
    return all(
        name in names and name.isidentifier() and not conversion and _is_modest(layout or "")
        for name, layout, conversion in fields
    )


def _is_modest(layout: str) -> bool:
    return "{" not in layout and not re.search("[0-9]{3}", layout)
