"""The ordinary working day of a rep: hours, halves, windows for calls."""

from dataclasses import dataclass

from planner.calendar.spans import Windows, subtract
from planner.domain.calendar import CalendarEntry
from planner.domain.people import Rep
from planner.domain.policy import Policy
from planner.domain.units import HalfDay, MinuteOfDay, TimeWindow

MIDNIGHT, DAY_END = MinuteOfDay(0), MinuteOfDay(1440)


@dataclass(frozen=True, slots=True)
class OrdinaryDay:
    """Hours and lunch of one rep; `windows` are the hours less lunch."""

    hours: TimeWindow
    lunch: TimeWindow

    @property
    def windows(self) -> Windows:
        return subtract((self.hours,), self.lunch)

    def half(self, half: HalfDay) -> TimeWindow | None:
        """The hours before lunch, or those after it; None when the rep does not work that half."""
        if half is HalfDay.MORNING:
            before = max(self.lunch.start, MinuteOfDay(1))
            return self.hours.meet(TimeWindow(MIDNIGHT, before))
        after = min(self.lunch.end, MinuteOfDay(DAY_END - 1))
        return self.hours.meet(TimeWindow(after, DAY_END))

    def span(self, entry: CalendarEntry) -> TimeWindow | None:
        """The part of the day an entry speaks of; None when it lies in a half the rep does not work."""
        if entry.window is not None:
            return entry.window
        return self.hours if entry.half is None else self.half(entry.half)


def ordinary_day(rep: Rep, policy: Policy) -> OrdinaryDay:
    """The rep's own hours and lunch where set, else the policy's."""
    working = policy.working_day
    return OrdinaryDay(hours=rep.working_hours or working.hours, lunch=rep.lunch or working.lunch)
