"""Who gets the calls when there are too few: coverage minimums first, then frequencies, by the declared order."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from planner.domain.messages import Message, message
from planner.domain.people import CustomerId, SegmentId
from planner.domain.policy import Policy
from planner.frequency.obligations import Obligation


@dataclass(frozen=True, slots=True)
class GivenUp:
    """Calls that one customer does not get. `coverage`: the minimum of the segment's coverage suffers, not only frequency."""

    customer: CustomerId
    segment: SegmentId
    calls: int
    coverage: bool
    reason: Message


@dataclass(frozen=True, slots=True)
class Allocation:
    """Calls granted to each customer, in the order of the obligations, and who pays, first who gives way first."""

    available: int
    owed: int
    granted: tuple[tuple[CustomerId, int], ...]
    given_up: tuple[GivenUp, ...]

    @property
    def calls(self) -> int:
        return sum(calls for _, calls in self.granted)


@dataclass(frozen=True, slots=True)
class OwedCall:
    """One call owed. `round` counts the customer's calls, `coverage` marks the one that coverage needs."""

    obligation: Obligation
    round: int
    coverage: bool


def allocate(obligations: Sequence[Obligation], calls_available: int, policy: Policy, *, any_days: bool = True) -> Allocation:
    """Share out `calls_available` calls among what is owed; optional calls are not considered.

    1. One call for each customer that a coverage minimum needs, the segment that gives way last first.
    2. Frequencies, again the segment that gives way last first; inside a segment everybody gets a first call before anybody
       gets a second, the longest unvisited first.

    `any_days` False says that nothing is available for want of a field day. The order of single calls does not depend on how
    many there are: one call more never takes a call from anybody.
    """
    ordered = calls_by_need(obligations, policy)
    granted = Counter(call.obligation.customer for call in ordered[: max(0, calls_available)])
    return Allocation(
        available=calls_available,
        owed=len(ordered),
        granted=tuple((each.customer, granted[each.customer]) for each in obligations),
        given_up=tuple(_given_up(reversed(ordered[max(0, calls_available) :]), calls_available, len(ordered), any_days=any_days)),
    )


def calls_by_need(obligations: Iterable[Obligation], policy: Policy) -> list[OwedCall]:
    """All calls owed, one by one, the most needed first."""
    rank = _ranks(policy)
    calls = [
        OwedCall(obligation, number, coverage=obligation.coverage_owed and number == 0)
        for obligation in obligations
        for number in range(obligation.owed)
    ]
    return sorted(calls, key=lambda call: _need(call, rank))


def _ranks(policy: Policy) -> dict[SegmentId, int]:
    """0 for the segment that gives way last. Segments of one place in the declared order: less value gives way first."""
    ordered = sorted(policy.segments, key=lambda segment: (-segment.gives_way, -segment.value, segment.id))
    return {segment.id: rank for rank, segment in enumerate(ordered)}


def _need(call: OwedCall, rank: dict[SegmentId, int]) -> tuple[bool, int, int, date, CustomerId]:
    owed = call.obligation
    return not call.coverage, rank[owed.segment], owed.made + call.round, owed.last_visit or date.min, owed.customer


def _given_up(calls: Iterable[OwedCall], available: int, owed: int, *, any_days: bool) -> Iterable[GivenUp]:
    """One entry per customer, in the order in which the customers give way."""
    lost: dict[CustomerId, list[OwedCall]] = {}
    for call in calls:
        lost.setdefault(call.obligation.customer, []).append(call)
    for customer, gone in lost.items():
        coverage = any(call.coverage for call in gone)
        reason = message("The month has no field days.")
        if any_days:
            reason = _reason(gone[0].obligation, len(gone), coverage, available, owed)
        yield GivenUp(customer, gone[0].obligation.segment, len(gone), coverage, reason)


def _reason(obligation: Obligation, calls: int, coverage: bool, available: int, owed: int) -> Message:
    if coverage:
        return message(
            "{available:call|calls} for {owed} owed: even the coverage minimum of segment {segment} cannot be kept whole.",
            available=available,
            owed=owed,
            segment=obligation.segment,
        )
    return message(
        "{available:call|calls} for {owed} owed: segment {segment} gives way, {calls} of {customer_owed:call|calls}.",
        available=available,
        owed=owed,
        segment=obligation.segment,
        calls=calls,
        customer_owed=obligation.owed,
    )
