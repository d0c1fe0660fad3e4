"""What a relationship is worth: support x recency x calls seen x open funnel stage, one named function per factor."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from planner.domain.calls import Call
from planner.domain.people import Customer, CustomerId, RepId
from planner.domain.policy import TerritoryFigures
from planner.domain.products import ProductId

DaysSeen = Mapping[tuple[CustomerId, RepId], Sequence[date]]
"""The days on which each rep saw each customer, in order; pairs that never met are absent."""


def days_seen(calls: Iterable[Call], before: date) -> DaysSeen:
    """Who saw whom before a day: recorded calls that count, two on one day once."""
    found: dict[tuple[CustomerId, RepId], set[date]] = {}
    for call in calls:
        if call.outcome.counts and call.date < before:
            found.setdefault((call.customer, call.rep), set()).add(call.date)
    return {pair: tuple(sorted(days)) for pair, days in found.items()}


def support_of(customer: Customer, priorities: Mapping[ProductId, float], figures: TerritoryFigures) -> float:
    """Prescriptions of our products by priority; the policy's figure where no support is on record."""
    known = [rating.support * priorities.get(rating.product, 0.0) for rating in customer.ratings if rating.support is not None]
    return sum(known) if known else figures.unrated_support


def recency(last: date | None, day: date, figures: TerritoryFigures) -> float:
    """1 on the day of a call, halved with every half-life since, never below the least."""
    if last is None:
        return figures.never_seen
    return max(figures.least, float(0.5 ** ((day - last).days / figures.half_life_days)))


def familiarity(calls: int, figures: TerritoryFigures) -> float:
    """Calls seen over those of a full relationship, at most 1, never below the least."""
    return min(1.0, max(figures.least, calls / figures.calls_for_full))


def open_stage(probability: float, figures: TerritoryFigures) -> float:
    """An open opportunity with this customer makes a change of rep dearer; 0 = none is open."""
    return 1.0 + figures.open_stage * probability


def equity_of(
    customer: Customer,
    rep: RepId,
    seen: DaysSeen,
    day: date,
    *,
    priorities: Mapping[ProductId, float],
    figures: TerritoryFigures,
    probability: float = 0.0,
) -> float:
    """The relationship of a customer and a rep as of a day, in supported prescriptions a month.

    A visit noted with the customer, but not by whom, counts for the rep who looks after the customer.
    """
    days = [*seen.get((customer.id, rep), ())]
    if customer.last_visit is not None and customer.last_visit < day and customer.rep == rep:
        days = sorted({*days, customer.last_visit})
    last = days[-1] if days else None
    factors = recency(last, day, figures) * familiarity(len(days), figures) * open_stage(probability, figures)
    return support_of(customer, priorities, figures) * factors
