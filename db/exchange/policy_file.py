"""A policy as a JSON file: written for people to edit, checked field by field when read.

The file is an object with `format` (1) and `policy`, an object with every field of the policy by its name. Windows of time are
written as "08:00-17:30", shares as 0..1, everything else in the unit that the field's documentation names. The file of the
preset, `write_policy(preset(), path)`, is the documented example.
"""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from db.exchange.plan_faults import path_of, shown
from planner.domain.messages import Message, message
from planner.domain.policy import Policy
from planner.domain.units import MinuteOfDay, clock, minute_of_day
from planner.errors import PolicyError
from planner.policy.validate import validate

FORMAT = 1
LARGEST_FILE = 5_000_000  # bytes; the preset takes about ten thousand
_WAY_OUT = message("Correct the file, or export the policy in force and start from that.")
_WINDOWS = frozenset({"hours", "lunch", "morning", "afternoon", "window"})
"""The fields that hold a window of time."""
_POLICY = TypeAdapter(Policy)


def write_policy(policy: Policy, path: Path) -> None:
    """Write a policy, replacing the file. Raises OSError when the place cannot be written."""
    path.write_text(policy_text(policy), encoding="utf-8")


def policy_text(policy: Policy) -> str:
    """The policy as the text of its file. Equal policies give equal texts."""
    plain = _in_windows(_POLICY.dump_python(policy, mode="json"), _window_text)
    return json.dumps({"format": FORMAT, "policy": plain}, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def read_policy(path: Path) -> Policy:
    """The policy of a file.

    Raises:
        PolicyError: for a file that cannot be read, is no policy, is of another format, or holds figures that contradict
            each other. The sentence names the path inside the file and the value there.
    """
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise PolicyError(message("{file} is too large for a policy.", file=path.name), _WAY_OUT)
        data = path.read_bytes()
    except OSError as error:
        raise PolicyError(
            message("{file} cannot be read: {reason}.", file=str(path), reason=error.strerror or "?"),
            message("Check the name of the file and that you may read it."),
        ) from error
    return policy_of(data, path.name)


def policy_of(data: bytes, name: str) -> Policy:
    """The policy in the content of a file called `name`. Raises PolicyError as `read_policy` does."""
    content = _json(data, name)
    _require_format(content, name)
    return validate(_policy(content["policy"], name))


def _json(data: bytes, name: str) -> Any:
    try:
        return json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise PolicyError(message("{file} is not written in UTF-8.", file=name), _WAY_OUT) from error
    except json.JSONDecodeError as error:
        problem = message("{file} is not JSON: line {line}, column {column}.", file=name, line=error.lineno, column=error.colno)
        raise PolicyError(problem, _WAY_OUT) from error
    except (RecursionError, ValueError) as error:
        raise PolicyError(message("{file} is not a policy.", file=name), _WAY_OUT) from error


def _require_format(content: Any, name: str) -> None:
    if not isinstance(content, dict) or "format" not in content or "policy" not in content:
        raise PolicyError(message("{file} is not a policy.", file=name), _WAY_OUT)
    found = content["format"]
    if found != FORMAT or isinstance(found, bool):
        raise PolicyError(
            message(
                "{file} is a policy of format {found}; this version reads format {known}.",
                file=name,
                found=shown(found),
                known=FORMAT,
            ),
            message("Export the policy again with this version, or install the newest version."),
        )


def _policy(plain: Any, name: str) -> Policy:
    try:
        return _POLICY.validate_json(json.dumps(_in_windows(plain, _window_parts)), strict=True, extra="forbid")
    except RecursionError as error:
        raise PolicyError(message("{file} is not a policy.", file=name), _WAY_OUT) from error
    except ValidationError as error:
        faults = [_fault(detail) for detail in error.errors(include_url=False)]
    if len(faults) == 1:
        raise PolicyError(message("{file}: {fault}", file=name, fault=faults[0]), _WAY_OUT)
    problem = message("{file}: {fault} And {others} more.", file=name, fault=faults[0], others=len(faults) - 1)
    raise PolicyError(problem, _WAY_OUT)


def _fault(detail: Mapping[str, Any]) -> Message:
    """The sentence for one field that does not fit, from one of pydantic's error details."""
    path, kind = path_of(("policy", *detail["loc"])), detail["type"]
    if kind.startswith("missing"):
        return message("{path} is missing.", path=path)
    if kind.startswith("unexpected"):
        return message("{path} is not a field of a policy.", path=path)
    is_window = any(step in _WINDOWS for step in detail["loc"][-2:])
    expected = message("a span of time such as 08:00-17:30") if is_window else _KINDS.get(kind.partition("_")[0], _OTHER)
    return message("{path}: {value} is not {expected}.", path=path, value=shown(detail["input"]), expected=expected)


_OTHER = message("what belongs there")
_KINDS = {
    "int": message("a whole number"),
    "float": message("a number"),
    "string": message("a text"),
    "tuple": message("a list"),
    "dataclass": message("an object"),
    "enum": message("one of the words allowed there"),
}


def _in_windows(plain: Any, change: Callable[[Any], Any]) -> Any:
    """The same document with every window of time in its other form."""
    if isinstance(plain, list):
        return [_in_windows(each, change) for each in plain]
    if isinstance(plain, dict):
        return {name: change(each) if name in _WINDOWS else _in_windows(each, change) for name, each in plain.items()}
    return plain


def _window_text(parts: Mapping[str, int]) -> str:
    return f"{clock(MinuteOfDay(parts['start']))}-{clock(MinuteOfDay(parts['end']))}"


def _window_parts(text: Any) -> Any:
    """The parts of a window's text; what is no such text stays as it is, for the check to name."""
    if not isinstance(text, str):
        return text
    start, _, end = text.partition("-")
    try:
        parts = {"start": minute_of_day(start), "end": minute_of_day(end)}
    except ValueError:
        return text
    return parts if parts["start"] < parts["end"] else text
