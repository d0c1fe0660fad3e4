"""Strategies for any value of the business, read off its type, so that a new field is tested without being asked for."""

import dataclasses
import types
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, NewType, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from planner.domain.messages import Message, message
from planner.domain.places import Building, Coordinate
from planner.domain.units import MinuteOfDay, Month, TimeWindow

Value = TypeVar("Value")

# Everything a server can hold: no lone surrogates, no zero character.
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
counts = st.integers(0, 2_000_000)
numbers = st.floats(allow_nan=False, allow_infinity=False)
windows = st.builds(
    lambda pair: TimeWindow(MinuteOfDay(min(pair)), MinuteOfDay(max(pair))),
    st.tuples(st.integers(0, 1440), st.integers(0, 1440)).filter(lambda pair: pair[0] != pair[1]),
)
messages = st.builds(
    lambda day, number, share: message("{a} {b} {c} {d}", a=day, b=number, c=message("inner {x}", x=share), d="文"),
    st.dates(),
    counts,
    numbers,
)

_LEAVES: dict[Any, st.SearchStrategy[Any]] = {
    str: texts,
    int: counts,
    float: numbers,
    bool: st.booleans(),
    date: st.dates(),
    Month: st.builds(Month, st.integers(1900, 9998), st.integers(1, 12)),
    TimeWindow: windows,
    Coordinate: st.builds(Coordinate, st.floats(-90, 90), st.floats(-180, 180)),
    Message: messages,
}


def any_of(kind: type[Value]) -> st.SearchStrategy[Value]:
    """Any value of a dataclass of the business."""
    return cast("st.SearchStrategy[Value]", _strategy(cast(Any, kind)))


@cache
def _strategy(kind: Any) -> st.SearchStrategy[Any]:
    if kind in _LEAVES:
        return _LEAVES[kind]
    if isinstance(kind, NewType):
        return _strategy(kind.__supertype__)
    if get_origin(kind) in (Union, types.UnionType):
        return st.one_of(*(st.none() if each is type(None) else _strategy(each) for each in get_args(kind)))
    if get_origin(kind) is tuple:
        return _tuples(get_args(kind))
    if issubclass(kind, Enum):
        return st.sampled_from(list(kind))
    hints = get_type_hints(kind)
    return st.builds(kind, **{field.name: _strategy(hints[field.name]) for field in dataclasses.fields(kind)})


def _tuples(kinds: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    if kinds[-1] is not Ellipsis:
        return st.tuples(*(_strategy(each) for each in kinds))
    unique = (lambda building: building.id) if kinds[0] is Building else None
    return st.lists(_strategy(kinds[0]), max_size=3, unique_by=unique).map(tuple)
