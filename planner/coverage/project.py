"""Where the month will end: what was done, what is still planned, and whom it leaves unseen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from planner.coverage.measure import Coverage, measure
from planner.domain.calls import Call, CallId, CallOutcome
from planner.domain.messages import Message, message
from planner.domain.people import Customer, CustomerId, SegmentId
from planner.domain.plan import MonthPlan
from planner.domain.policy import Policy
from planner.domain.products import Product
from planner.frequency.obligations import Obligation, obligations


@dataclass(frozen=True, slots=True)
class Shortfall:
    """What a segment will lack at the end of the month. `rescue` are the customers whose visit would repair coverage.

    `month` and `quarter`: customers lacking for the coverage of each; `calls` lacking for the frequency.
    """

    segment: SegmentId
    month: int
    quarter: int
    calls: int
    rescue: tuple[CustomerId, ...]
    sentence: Message


@dataclass(frozen=True, slots=True)
class Projection:
    """The coverage so far, the one expected at the end of the month, and the segments that will fall short."""

    as_of: date
    actual: Coverage
    expected: Coverage
    planned_calls: int
    shortfalls: tuple[Shortfall, ...]

    @property
    def met(self) -> bool:
        return not self.shortfalls


def project(
    customers: Sequence[Customer],
    calls: Iterable[Call],
    products: Sequence[Product],
    plan: MonthPlan,
    *,
    as_of: date,
    policy: Policy,
) -> Projection:
    """Coverage at the end of the plan's month: calls recorded up to `as_of` and planned calls not yet due.

    A planned call of `as_of` itself still counts, one of an earlier day without a record does not: it did not take place.
    `customers` are those of the plan's rep.
    """
    recorded = [call for call in calls if call.date <= as_of]
    planned = planned_calls(plan, as_of)
    expected = measure(customers, [*recorded, *planned], products, plan.month, policy)
    owed = obligations(customers, [*recorded, *planned], products, plan.month, policy)
    return Projection(
        as_of=as_of,
        actual=measure(customers, recorded, products, plan.month, policy),
        expected=expected,
        planned_calls=len(planned),
        shortfalls=tuple(_shortfalls(expected, owed)),
    )


def planned_calls(plan: MonthPlan, as_of: date) -> tuple[Call, ...]:
    """The plan's calls from `as_of` on, as if they had taken place."""
    return tuple(
        Call(CallId(f"planned/{day.date}/{call.customer}"), call.customer, plan.rep, stop.hospital, day.date, CallOutcome.SEEN)
        for day in plan.days
        if day.date >= as_of
        for stop in day.stops
        for call in stop.calls
    )


def _shortfalls(expected: Coverage, owed: Sequence[Obligation]) -> Iterable[Shortfall]:
    """The quarter counts as short only by what is due in this month: its earlier months leave time to the later ones."""
    for segment in expected.segments:
        own = [each for each in owed if each.segment == segment.segment]
        rescue = tuple(each.customer for each in sorted(own, key=_longest_unvisited) if each.coverage_owed)
        calls = sum(max(0, each.frequency - each.made) for each in own)
        if rescue or calls:
            quarter = min(len(rescue), segment.quarter.missing)
            yield Shortfall(
                segment=segment.segment,
                month=segment.month.missing,
                quarter=quarter,
                calls=calls,
                rescue=rescue,
                sentence=message(
                    "Segment {segment} will end the month {month:customer|customers} short of monthly coverage,"
                    " {quarter} short of what"
                    " the quarter needs by now, and {calls:call|calls} short of its frequency.",
                    segment=segment.segment,
                    month=segment.month.missing,
                    quarter=quarter,
                    calls=calls,
                ),
            )


def _longest_unvisited(obligation: Obligation) -> tuple[bool, date, CustomerId]:
    return obligation.seen_in_quarter, obligation.last_visit or date.min, obligation.customer
