"""Arithmetic of windows within one day: taking away, joining, covering."""

from collections.abc import Iterable

from planner.domain.units import MinuteOfDay, Minutes, TimeWindow

Windows = tuple[TimeWindow, ...]


def subtract(windows: Iterable[TimeWindow], taken: TimeWindow) -> Windows:
    """What is left of the windows without the taken one, in order."""
    return tuple(sorted(piece for window in windows for piece in _pieces(window, taken)))


def _pieces(window: TimeWindow, taken: TimeWindow) -> Windows:
    if window.meet(taken) is None:
        return (window,)
    ends = ((window.start, min(window.end, taken.start)), (max(window.start, taken.end), window.end))
    return tuple(TimeWindow(start, end) for start, end in ends if start < end)


def join(windows: Iterable[TimeWindow]) -> Windows:
    """The same minutes as windows that neither overlap nor touch, in order."""
    joined: list[TimeWindow] = []
    for window in sorted(windows):
        if joined and window.start <= joined[-1].end:
            joined[-1] = TimeWindow(joined[-1].start, max(joined[-1].end, window.end))
        else:
            joined.append(window)
    return tuple(joined)


def shared(windows: Iterable[TimeWindow], limit: TimeWindow) -> Windows:
    """The parts of the windows inside the limit, in order."""
    return tuple(sorted(part for window in windows if (part := window.meet(limit)) is not None))


def length(windows: Iterable[TimeWindow]) -> Minutes:
    """Minutes in windows that do not overlap."""
    return Minutes(sum(window.minutes for window in windows))


def hull(windows: Iterable[TimeWindow]) -> TimeWindow:
    """The smallest window around at least one window."""
    every = tuple(windows)
    return TimeWindow(MinuteOfDay(min(each.start for each in every)), MinuteOfDay(max(each.end for each in every)))
