"""Ways out of a month that is too short, each with its price.

All prices are in the plan's own unit, minutes of travel, so that they can be compared: work added counts as its minutes, a
call given up as its segment's value x the policy's `missed_call`.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from itertools import accumulate, takewhile
from math import ceil

from planner.domain.messages import Message, message
from planner.domain.people import CustomerId
from planner.domain.policy import Policy, Team
from planner.frequency.allocation import Allocation, allocate, calls_by_need
from planner.frequency.capacity import Capacity
from planner.frequency.obligations import Obligation


class WayOutKind(StrEnum):
    MORE_DAYS = "more_days"
    OVERTIME = "overtime"
    MORE_CALLS_A_DAY = "more_calls_a_day"
    LOWER_FREQUENCY = "lower_frequency"
    HAND_OVER = "hand_over"


@dataclass(frozen=True, slots=True)
class WayOut:
    """One way out. `amount` in its own unit: field days, minutes a day, calls a day, or customers.

    `calls` given up or handed over; `customers` are those concerned, who gives way first in front.
    """

    kind: WayOutKind
    amount: int
    calls: int
    customers: tuple[CustomerId, ...]
    price: float
    sentence: Message


@dataclass(frozen=True, slots=True)
class Shortage:
    """A month that holds `held_calls` of `calls` calls, which last `visit_minutes` in all."""

    capacity: Capacity
    calls: int
    visit_minutes: int
    held_calls: int

    @property
    def missing_calls(self) -> int:
        return max(0, self.calls - self.held_calls)

    @property
    def minutes_per_call(self) -> float:
        return self.visit_minutes / max(1, self.calls)

    def solved_by(self, capacity: Capacity) -> bool:
        return capacity.holds(self.calls, self.visit_minutes)


def ways_out(shortage: Shortage, obligations: Sequence[Obligation], team: Team, policy: Policy) -> tuple[WayOut, ...]:
    """Ways out of a shortage: more pace or time where that can do it, lower frequency, customers handed over.

    At least three, but for months that even 31 more field days would not hold.
    """
    return (
        *_more_calls_a_day(shortage, team),
        *_overtime(shortage),
        *_more_days(shortage, policy),
        _lower_frequency(shortage, obligations, policy),
        _hand_over(shortage, obligations, policy),
    )


def _more_calls_a_day(shortage: Shortage, team: Team) -> Iterator[WayOut]:
    """Only where the minutes suffice and the team's hard maximum allows it."""
    target = shortage.capacity.target_for(shortage.calls)
    if target is None or target > team.max_calls_per_day or not shortage.solved_by(shortage.capacity.with_target(target)):
        return
    minutes = shortage.missing_calls * (shortage.minutes_per_call + shortage.capacity.overhead.per_call)
    yield WayOut(
        kind=WayOutKind.MORE_CALLS_A_DAY,
        amount=target,
        calls=0,
        customers=(),
        price=round(minutes, 1),
        sentence=message(
            "Raise the calls a day from {target} to {raised}: {minutes:minute more|minutes more} of the field time are used.",
            target=shortage.capacity.target,
            raised=target,
            minutes=round(minutes),
        ),
    )


def _overtime(shortage: Shortage) -> Iterator[WayOut]:
    """Only where the minutes are short and the calls are not."""
    held = shortage.capacity
    lacking = held.minutes_for(shortage.calls, shortage.visit_minutes) - held.minutes
    if held.calls < shortage.calls or held.days == 0 or lacking <= 0:
        return
    each_day = ceil(lacking / held.days)
    yield WayOut(
        kind=WayOutKind.OVERTIME,
        amount=each_day,
        calls=0,
        customers=(),
        price=float(each_day * held.days),
        sentence=message(
            "Work {minutes:minute longer|minutes longer} on each of the {days:field day|field days}:"
            " {total:minute|minutes} in all.",
            minutes=each_day,
            days=held.days,
            total=each_day * held.days,
        ),
    )


def _more_days(shortage: Shortage, policy: Policy) -> Iterator[WayOut]:
    """The least number of full field days; none when even a whole month more would not do (each day costs more than it holds)."""
    day = policy.working_day
    minutes = day.hours.minutes - day.lunch.minutes
    enough = (days for days in range(1, 32) if shortage.solved_by(shortage.capacity.with_more_days(days, minutes)))
    days = next(enough, None)
    if days is not None:
        yield WayOut(
            kind=WayOutKind.MORE_DAYS,
            amount=days,
            calls=0,
            customers=(),
            price=float(days * minutes),
            sentence=message(
                "Add {days:field day|field days} (office days, events or leave moved): {total:minute|minutes} of work.",
                days=days,
                total=days * minutes,
            ),
        )


def _lower_frequency(shortage: Shortage, obligations: Sequence[Obligation], policy: Policy) -> WayOut:
    """Give up calls in the declared order until the rest fits, by the same allocation that a plan would use."""
    paying = allocate(obligations, shortage.held_calls, policy)
    calls = sum(each.calls for each in paying.given_up)
    return WayOut(
        kind=WayOutKind.LOWER_FREQUENCY,
        amount=len(paying.given_up),
        calls=calls,
        customers=tuple(each.customer for each in paying.given_up),
        price=_value_lost(paying, policy),
        sentence=message(
            "Give up {calls:call|calls} on {customers:customer|customers} in the declared order ({segments});"
            " coverage loses {coverage}.",
            calls=calls,
            customers=len(paying.given_up),
            segments=calls_by_segment(paying),
            coverage=sum(each.coverage for each in paying.given_up),
        ),
    )


def calls_kept(capacity: Capacity, obligations: Sequence[Obligation], policy: Policy) -> int:
    """How many calls fit when the most needed come first, each with its own length."""
    minutes = (call.obligation.minutes for call in calls_by_need(obligations, policy))
    return sum(1 for _ in takewhile(lambda kept: capacity.holds(*kept), enumerate(accumulate(minutes), start=1)))


def calls_by_segment(paying: Allocation) -> Message:
    """`D 12, C 3`: the calls given up by segment, who gives way first in front."""
    lost: Counter[str] = Counter()
    for each in paying.given_up:
        lost[each.segment] += each.calls
    parts = [message("{segment} {calls}", segment=segment, calls=calls) for segment, calls in lost.items()]
    if not parts:
        return message("none")
    return reduce(lambda before, last: message("{before}, {last}", before=before, last=last), parts)


def _value_lost(paying: Allocation, policy: Policy) -> float:
    value = {segment.id: segment.value for segment in policy.segments}
    return round(sum(value[each.segment] * each.calls for each in paying.given_up) * policy.weights.missed_call, 1)


def _hand_over(shortage: Shortage, obligations: Sequence[Obligation], policy: Policy) -> WayOut:
    """Whole customers, those who give way first in front, until the rest fits. Everybody is still seen, by a colleague."""
    chosen = customers_to_hand_over(shortage, obligations, policy)
    calls = sum(each.owed for each in chosen)
    visits = sum(each.owed * each.minutes for each in chosen)
    minutes = visits + calls * shortage.capacity.overhead.per_call
    return WayOut(
        kind=WayOutKind.HAND_OVER,
        amount=len(chosen),
        calls=calls,
        customers=tuple(each.customer for each in chosen),
        price=round(minutes, 1),
        sentence=message(
            "Hand {customers:customer|customers} with {calls:call|calls} to a colleague, who needs"
            " {minutes:minute|minutes} for them.",
            customers=len(chosen),
            calls=calls,
            minutes=round(minutes),
        ),
    )


def customers_to_hand_over(shortage: Shortage, obligations: Sequence[Obligation], policy: Policy) -> tuple[Obligation, ...]:
    """Owed customers in the declared order until the rest fits; most calls first inside a segment, then by id."""
    gives_way = {segment.id: (segment.gives_way, segment.value) for segment in policy.segments}
    owed = (each for each in obligations if each.owed > 0)
    calls, visits = shortage.calls, shortage.visit_minutes
    chosen: list[Obligation] = []
    for each in sorted(owed, key=lambda each: (gives_way[each.segment], -each.owed, each.customer)):
        if shortage.capacity.holds(calls, visits):
            break
        chosen.append(each)
        calls, visits = calls - each.owed, visits - each.owed * each.minutes
    return tuple(chosen)
