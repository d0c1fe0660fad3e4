"""Whole values as one JSON document: written from the dataclasses, checked against their types when read.

A policy or a plan is always read and written as a whole and nobody searches inside it, so it needs no tables.
Every field of the type must be in the document and no other: a change of such a dataclass needs a migration.
"""

import dataclasses
import json
import types
from collections.abc import Callable
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, NewType, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from planner.domain.messages import Message

Value = TypeVar("Value")
Reader = Callable[[Any], Any]

_PLAIN = (bool, int, str)


def encode(value: object) -> str:
    """The document of a dataclass. Raises ValueError for a number that is not finite: absence is None."""
    return json.dumps(_plain(value), ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def decode(kind: type[Value], text: str) -> Value:
    """The value of that type. Raises ValueError when the document does not hold exactly one."""
    try:
        value: Value = _reader(cast(Any, kind))(json.loads(text))
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"not a {kind.__name__}: {error}") from error
    return value


def _plain(value: Any) -> Any:
    if isinstance(value, Message):
        return {"template": value.template, "values": [[name, _tagged(each)] for name, each in value.values]}
    if dataclasses.is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def _tagged(value: Any) -> Any:
    """A value inside a message says itself whether it is a date or a message; text and numbers speak for themselves."""
    if isinstance(value, date):
        return {"date": value.isoformat()}
    return {"message": _plain(value)} if isinstance(value, Message) else value


def _untagged(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return date.fromisoformat(value["date"]) if "date" in value else _read_message(value["message"])


def _read_message(plain: Any) -> Message:
    return Message(_exactly(str, plain["template"]), tuple((name, _untagged(value)) for name, value in plain["values"]))


def _exactly(kind: type, value: Any) -> Any:
    if type(value) is not kind:
        raise ValueError(f"{value!r} is not of type {kind.__name__}")
    return value


def _read_float(value: Any) -> float:
    if type(value) not in (int, float):
        raise ValueError(f"{value!r} is not a number")
    return float(value)


@cache
def _reader(kind: Any) -> Reader:
    """The function that reads one type, made once per type."""
    if isinstance(kind, NewType):
        return _reader(kind.__supertype__)
    if get_origin(kind) in (Union, types.UnionType):
        return _optional_reader(kind)
    if get_origin(kind) is tuple:
        return _tuple_reader(get_args(kind))
    if dataclasses.is_dataclass(kind):
        return _read_message if kind is Message else _dataclass_reader(kind)
    return _leaf_reader(kind)


def _leaf_reader(kind: Any) -> Reader:
    if kind in _PLAIN:
        return lambda value: _exactly(kind, value)
    if kind is float:
        return _read_float
    if kind is date:
        return date.fromisoformat
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    raise TypeError(f"no document form for {kind}")


def _optional_reader(kind: Any) -> Reader:
    (inner,) = (each for each in get_args(kind) if each is not type(None))
    read = _reader(inner)
    return lambda value: None if value is None else read(value)


def _tuple_reader(kinds: tuple[Any, ...]) -> Reader:
    if kinds[-1] is Ellipsis:
        read = _reader(kinds[0])
        return lambda values: tuple([read(each) for each in _exactly(list, values)])
    readers = tuple(_reader(each) for each in kinds)
    return lambda values: tuple(read(each) for read, each in zip(readers, _exactly(list, values), strict=True))


def _dataclass_reader(kind: Any) -> Reader:
    """Reads the fields of a dataclass. A field with a default may be missing: it came after the document was written."""
    hints = get_type_hints(kind)
    readers = {field.name: _reader(hints[field.name]) for field in dataclasses.fields(kind)}
    required = {field.name for field in dataclasses.fields(kind) if _has_no_default(field)}

    def read(plain: Any) -> Any:
        if not required <= plain.keys() <= readers.keys():
            raise ValueError(f"{kind.__name__} has other fields: {sorted(plain.keys() ^ readers.keys())}")
        return kind(**{name: readers[name](value) for name, value in plain.items()})

    return read


def _has_no_default(field: "dataclasses.Field[Any]") -> bool:
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
