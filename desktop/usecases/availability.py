"""A weekly timetable changed by painting on it: windows grow together, are cut, and are split."""

from collections.abc import Iterable

from planner.domain.units import MinuteOfDay, TimeWindow, Weekday, WeeklyWindow

Timetable = tuple[WeeklyWindow, ...]


def painted(timetable: Iterable[WeeklyWindow], weekday: Weekday, window: TimeWindow) -> Timetable:
    """The timetable with a window added; windows that touch become one."""
    start, end, others = window.start, window.end, []
    for each in timetable:
        if each.weekday == weekday and each.window.start <= end and start <= each.window.end:
            start, end = min(start, each.window.start), max(end, each.window.end)
        else:
            others.append(each)
    return tuple(sorted([*others, WeeklyWindow(weekday, TimeWindow(start, end))]))


def erased(timetable: Iterable[WeeklyWindow], weekday: Weekday, window: TimeWindow) -> Timetable:
    """The timetable without that part of the day."""
    kept: list[WeeklyWindow] = []
    for each in timetable:
        if each.weekday != weekday or each.window.meet(window) is None:
            kept.append(each)
            continue
        parts = ((each.window.start, window.start), (window.end, each.window.end))
        kept += [WeeklyWindow(weekday, TimeWindow(start, end)) for start, end in parts if start < end]
    return tuple(sorted(kept))


def covers(timetable: Iterable[WeeklyWindow], weekday: Weekday, minute: MinuteOfDay) -> bool:
    """Whether the customer can be met at that minute."""
    return any(each.weekday == weekday and each.window.start <= minute < each.window.end for each in timetable)
