"""The figures of a week and of its month's coverage: what a rep looks at before changing anything."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop.usecases.edit_week import Sheet
from planner.coverage.project import project
from planner.coverage.share import SegmentCoverage
from planner.domain.people import SegmentId
from planner.month.checks.goals import waiting_to_work


@dataclass(frozen=True, slots=True)
class SegmentFigure:
    """Monthly coverage of a segment: `so_far` by recorded calls and `projected` with the plan carried out, both 0..1, against
    `required`; customers seen in the end, of `customers`."""

    segment: SegmentId
    so_far: float
    projected: float
    required: float
    seen: int
    customers: int

    @property
    def met(self) -> bool:
        return self.projected >= self.required - 1e-9


@dataclass(frozen=True, slots=True)
class WeekFigures:
    """`field_days` counts half days as halves; `calls` and minutes are sums of the days shown; lunch is no waiting."""

    calls: int
    field_days: float
    target: int
    travel: int
    walking: int
    waiting: int
    days: int
    segments: tuple[SegmentFigure, ...]

    @property
    def per_field_day(self) -> float | None:
        """Calls per field day; None without field days."""
        return self.calls / self.field_days if self.field_days else None


def week_figures(sheet: Sheet, dates: Sequence[date]) -> WeekFigures:
    """The figures of some days of the month, and the month's coverage of tiers."""
    days = [day for day in sheet.plan.days if day.date in dates]
    known = {day.date: day for day in sheet.problem.days}
    shares = sum(day.share for day in sheet.problem.days if day.date in dates)
    return WeekFigures(
        calls=sum(len(day.calls) for day in days),
        field_days=round(shares, 6),
        target=sheet.problem.call_target,
        travel=sum(day.travel_minutes for day in days),
        walking=sum(day.walking_minutes for day in days),
        waiting=sum(waiting_to_work(call, known[day.date]) for day in days if day.date in known for call in day.calls),
        days=sum(bool(day.stops) for day in days),
        segments=_segments(sheet),
    )


def _segments(sheet: Sheet) -> tuple[SegmentFigure, ...]:
    situation = sheet.situation
    district = situation.district
    outlook = project(
        district.customers_of(situation.rep.id),
        district.calls,
        district.products,
        sheet.plan,
        as_of=sheet.today,
        policy=district.policy,
    )
    so_far = {each.segment: each for each in outlook.actual.segments}
    return tuple(_segment(so_far.get(each.segment), each) for each in outlook.expected.segments)


def _segment(actual: SegmentCoverage | None, expected: SegmentCoverage) -> SegmentFigure:
    seen = 0 if actual is None else actual.month.seen
    whole = expected.month.customers or 1
    return SegmentFigure(
        expected.segment,
        seen / whole,
        expected.month.seen / whole,
        expected.month.required,
        expected.month.seen,
        expected.month.customers,
    )
