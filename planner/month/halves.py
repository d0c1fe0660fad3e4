"""A field day's windows as a morning and an afternoon."""

from planner.domain.calendar import FieldDay
from planner.domain.units import NOON, TimeWindow

AMPLE = 60
"""A window this long on both sides of noon is worked in both halves."""


def halves(day: FieldDay) -> tuple[TimeWindow | None, TimeWindow | None]:
    """The hull of the windows of each half; None where nothing is worked. A window belongs where its middle lies."""
    parts: tuple[list[TimeWindow], list[TimeWindow]] = ([], [])
    for window in day.windows:
        if window.start + AMPLE <= NOON <= window.end - AMPLE:
            parts[0].append(TimeWindow(window.start, NOON))
            parts[1].append(TimeWindow(NOON, window.end))
        else:
            parts[window.start + window.end >= 2 * NOON].append(window)
    return _hull(parts[0]), _hull(parts[1])


def _hull(windows: list[TimeWindow]) -> TimeWindow | None:
    if not windows:
        return None
    return TimeWindow(min(each.start for each in windows), max(each.end for each in windows))
