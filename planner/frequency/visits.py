"""When each customer was seen: the one reading of call records that obligations and coverage share."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from math import ceil

from planner.domain.calls import Call
from planner.domain.people import Customer, CustomerId
from planner.domain.units import Month

Visits = Mapping[CustomerId, frozenset[date]]
"""The days on which each customer was seen; customers never seen are absent."""


def visits(customers: Iterable[Customer], calls: Iterable[Call]) -> Visits:
    """Days seen: recorded calls that count, by whichever rep, and the last visit noted with the customer.

    Two calls on one customer in one day are one visit, so that splitting a talk gains nothing.
    """
    seen: dict[CustomerId, set[date]] = defaultdict(set)
    for call in calls:
        if call.outcome.counts:
            seen[call.customer].add(call.date)
    for customer in customers:
        if customer.last_visit is not None:
            seen[customer.id].add(customer.last_visit)
    return {customer: frozenset(days) for customer, days in seen.items()}


def visits_in(days: Iterable[date], month: Month) -> int:
    """How many of the days lie in the month."""
    return sum(month.first <= day <= month.last for day in days)


def seen_in_quarter(days: Iterable[date], month: Month) -> bool:
    """Whether one of the days lies in the month's quarter, not after the month."""
    first = month.quarter[0].first
    return any(first <= day <= month.last for day in days)


def seen_earlier_in_quarter(days: Iterable[date], month: Month) -> bool:
    """Whether one of the days lies in the month's quarter before the month."""
    first = month.quarter[0].first
    return any(first <= day < month.first for day in days)


def last_before(days: Iterable[date], limit: date) -> date | None:
    """The latest day not after the limit, or None."""
    return max((day for day in days if day <= limit), default=None)


def customers_required(share: float, customers: int) -> int:
    """The least number of customers that reaches a coverage share: 90 % of 11 are 10 customers."""
    return ceil(share * customers - 1e-9)
