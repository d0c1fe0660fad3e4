"""How single figures of a policy or a rep are written and read back by people."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from planner.domain.messages import Message, message
from planner.domain.places import Coordinate
from planner.domain.units import TimeWindow, Weekday, clock, minute_of_day
from planner.errors import UserFacingError

WEEKDAYS = "1234567"
"""Monday to Sunday as people write them in a list of workdays."""


class ValueKind(StrEnum):
    TEXT = "text"
    NAMES = "names"  # several, separated by semicolons
    COUNT = "count"
    NUMBER = "number"
    SHARE = "share"  # 0..1, written in percent
    WINDOW = "window"  # 08:30-17:30
    WEEKDAYS = "weekdays"  # 1 = Monday .. 7 = Sunday
    PLACE = "place"  # latitude, longitude
    SWITCH = "switch"


class FieldError(UserFacingError):
    """Something typed that is not what the place holds."""


@dataclass(frozen=True, slots=True)
class ValueField:
    """One figure: `name` in its dataclass, `title` for people, `hint` with the unit. `optional` figures may be left empty."""

    name: str
    title: Message
    kind: ValueKind
    hint: Message | None = None
    optional: bool = False
    fixed: bool = False


_WRITERS: dict[ValueKind, Callable[[Any], str]] = {
    ValueKind.SHARE: lambda value: f"{value * 100:g}",
    ValueKind.NUMBER: lambda value: f"{value:g}",
    ValueKind.NAMES: "; ".join,
    ValueKind.WINDOW: lambda value: f"{clock(value.start)}-{clock(value.end)}",
    ValueKind.WEEKDAYS: lambda value: "".join(WEEKDAYS[day] for day in value),
    ValueKind.PLACE: lambda value: f"{value.latitude:.6f}, {value.longitude:.6f}",
}


def written(value: Any, kind: ValueKind) -> str:
    """A figure as text; empty for None."""
    return "" if value is None else _WRITERS.get(kind, str)(value)


def read_back(text: str, field: ValueField) -> Any:
    """The figure that a text means. Raises FieldError that names the place, the value, the reason and the way out."""
    stripped = text.strip()
    if not stripped:
        if field.optional:
            return None
        raise _refusal(field, text, message("It must not be empty."))
    reader, reason = _READERS[field.kind]
    try:
        return reader(stripped)
    except (ValueError, IndexError) as error:
        raise _refusal(field, text, reason) from error


def _refusal(field: ValueField, text: str, reason: Message) -> FieldError:
    return FieldError(
        message("{place}: {value} cannot be used. {reason}", place=field.title, value=f"“{text}”", reason=reason),
        message("The figure before is kept; correct it, or press Esc."),
    )


def _count(text: str) -> int:
    return int(text)


def _number(text: str) -> float:
    value = float(text.replace(",", "."))
    if not math.isfinite(value):
        raise ValueError(text)
    return value


def _share(text: str) -> float:
    return round(_number(text.rstrip("%％")) / 100, 6)


def _names(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (part.strip() for part in text.replace("；", ";").split(";"))))


def _window(text: str) -> TimeWindow:
    first, _, last = text.replace("：", ":").replace("–", "-").replace("~", "-").partition("-")
    return TimeWindow(minute_of_day(first), minute_of_day(last))


def _weekdays(text: str) -> tuple[Weekday, ...]:
    return tuple(Weekday(WEEKDAYS.index(digit)) for digit in sorted(set(text) - set(" ,")))


def _place(text: str) -> Coordinate:
    latitude, longitude = (float(part) for part in text.replace("，", ",").split(","))
    return Coordinate(latitude, longitude)


_READERS: dict[ValueKind, tuple[Callable[[str], Any], Message]] = {
    ValueKind.TEXT: (str, message("Write a text.")),
    ValueKind.NAMES: (_names, message("Write names with semicolons between them.")),
    ValueKind.COUNT: (_count, message("Write a whole number.")),
    ValueKind.NUMBER: (_number, message("Write a number.")),
    ValueKind.SHARE: (_share, message("Write a share in percent, such as 90.")),
    ValueKind.WINDOW: (_window, message("Write hours from and until, such as 08:30-17:30.")),
    ValueKind.WEEKDAYS: (_weekdays, message("Write the weekdays as digits, 1 for Monday to 7 for Sunday, such as 12345.")),
    ValueKind.PLACE: (_place, message("Write latitude and longitude in degrees (WGS-84), such as 39.9087, 116.3975.")),
    ValueKind.SWITCH: (str, message("Write a text.")),
}
