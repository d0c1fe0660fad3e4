"""Column types for small values that nobody searches by: kept as JSON text, typed on the way in and out."""

import json
from datetime import UTC, date, datetime
from functools import lru_cache

from sqlalchemy import Dialect, Text
from sqlalchemy.types import TypeDecorator

from planner.domain.units import MinuteOfDay, TimeWindow, Weekday, WeeklyWindow

# Thousands of customers share a few dozen timetables: each distinct one is written and read once.
_TIMETABLES = 4096


@lru_cache(_TIMETABLES)
def _timetable_text(windows: tuple[WeeklyWindow, ...]) -> str:
    return json.dumps([(each.weekday, each.window.start, each.window.end) for each in windows], separators=(",", ":"))


@lru_cache(_TIMETABLES)
def _timetable(text: str) -> tuple[WeeklyWindow, ...]:
    return tuple(
        WeeklyWindow(Weekday(weekday), TimeWindow(MinuteOfDay(start), MinuteOfDay(end)))
        for weekday, start, end in json.loads(text)
    )


class WeeklyWindows(TypeDecorator[tuple[WeeklyWindow, ...]]):
    """A weekly timetable as `[[weekday, start, end], ...]`. None (any time) and the empty timetable (never) stay apart."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[WeeklyWindow, ...] | None, dialect: Dialect) -> str | None:
        return None if value is None else _timetable_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[WeeklyWindow, ...] | None:
        return None if value is None else _timetable(value)


class StringList(TypeDecorator[tuple[str, ...]]):
    """Names in their order, as a JSON list."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str | None:
        return None if value is None else json.dumps(value, ensure_ascii=False)

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...] | None:
        return None if value is None else tuple(str(each) for each in json.loads(value))


class DatedNames(TypeDecorator[tuple[tuple[date, str], ...]]):
    """Days with their names, as `[["2026-10-01", "国庆节"], ...]`."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[tuple[date, str], ...] | None, dialect: Dialect) -> str | None:
        return None if value is None else json.dumps([(day.isoformat(), name) for day, name in value], ensure_ascii=False)

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[tuple[date, str], ...] | None:
        return None if value is None else tuple((date.fromisoformat(day), str(name)) for day, name in json.loads(value))


class Moment(TypeDecorator[datetime]):
    """An instant, kept as ISO text in UTC. A datetime without a time zone is refused: nobody could say when it was."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment needs a time zone: {value}")
        return value.astimezone(UTC).isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)
