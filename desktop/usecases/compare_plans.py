"""Two plans of a rep's month held against each other: visit by visit, and figure by figure."""

from collections import Counter
from dataclasses import dataclass

from db.store import Books
from desktop.usecases.district import District
from desktop.usecases.plan_figures import PlanFigures, plan_figures
from planner.domain.people import CustomerId, SegmentId
from planner.domain.plan import MonthPlan, PlanId
from planner.month.repair.differences import DifferenceKind, Spot, changed_calls


@dataclass(frozen=True, slots=True)
class VisitChange:
    """One call that stands elsewhere, is new, or is gone. `before` and `after` are where it stood and stands."""

    kind: DifferenceKind
    customer: CustomerId
    segment: SegmentId
    before: Spot | None
    after: Spot | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """`base` is the plan compared with; figures stand side by side; `changes` in the order of the days."""

    base: PlanId
    before: PlanFigures
    after: PlanFigures
    changes: tuple[VisitChange, ...]

    def count(self, kind: DifferenceKind) -> int:
        """How many calls of a kind of change there are."""
        return Counter(each.kind for each in self.changes)[kind]


def compare_with(books: Books, district: District, base: PlanId, after: MonthPlan) -> Comparison | None:
    """A saved plan against another of the same month; None when it is not saved any more."""
    before = books.plans.get(base)
    if before is None:
        return None
    return Comparison(base, plan_figures(district, before), plan_figures(district, after), plan_changes(before, after))


def plan_changes(before: MonthPlan, after: MonthPlan) -> tuple[VisitChange, ...]:
    """Every call that is not on the same half day at the same hospital in both plans."""
    segments = {call.customer: call.segment for plan in (before, after) for day in plan.days for call in day.calls}
    return tuple(
        VisitChange(_kind(old, new), customer, segments[customer], old, new)
        for customer, old, new in changed_calls(before.days, after.days)
    )


def _kind(old: Spot | None, new: Spot | None) -> DifferenceKind:
    if old is None:
        return DifferenceKind.ADDED
    return DifferenceKind.DROPPED if new is None else DifferenceKind.MOVED
