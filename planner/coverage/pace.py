"""Calls per field day: days that are no field days never pollute the rate."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from planner.domain.calendar import FieldDay
from planner.domain.calls import Call


@dataclass(frozen=True, slots=True)
class Pace:
    """Visits and field days of a period; half days count as halves."""

    calls: int
    field_days: float
    target: int

    @property
    def per_field_day(self) -> float | None:
        """Calls per field day; None without field days."""
        return self.calls / self.field_days if self.field_days else None

    @property
    def short(self) -> float:
        """Calls below the target so far."""
        return max(0.0, self.target * self.field_days - self.calls)


def pace(calls: Iterable[Call], days: Sequence[FieldDay], target: int, as_of: date) -> Pace:
    """One rep's calls a field day from the first of the field days up to and including `as_of`.

    Calls made on other days (an event, a weekend) count as calls: the model counts one-to-one talks there as well. A customer
    counts once a day; attempts do not count.
    """
    passed = [day for day in days if day.date <= as_of]
    first = min((day.date.replace(day=1) for day in days), default=as_of)
    made = {(call.customer, call.date) for call in calls if call.outcome.counts and first <= call.date <= as_of}
    return Pace(len(made), round(sum(day.share for day in passed), 6), target)
