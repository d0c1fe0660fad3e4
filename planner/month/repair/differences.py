"""What two plans of the same days differ in: call by call, in the order of the days."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from planner.domain.messages import Message
from planner.domain.people import CustomerId
from planner.domain.places import HospitalId
from planner.domain.plan import CallReason, DayPlan
from planner.domain.units import HalfDay, MinuteOfDay, half_of


class DifferenceKind(StrEnum):
    MOVED = "moved"
    ADDED = "added"
    DROPPED = "dropped"
    REORDERED = "reordered"  # a day's calls in another order or at other times


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a call stands."""

    date: date
    start: MinuteOfDay
    hospital: HospitalId

    @property
    def half(self) -> HalfDay:
        return half_of(self.start)


@dataclass(frozen=True, slots=True)
class Difference:
    """One change of the plan, numbered from 1. `customer` is None for a day reordered; `cause` is the rule or wish behind it;
    `forced` when the old place is gone, so that the call did not make room for another one."""

    number: int
    kind: DifferenceKind
    customer: CustomerId | None
    before: Spot | None
    after: Spot | None
    cause: Message
    forced: bool = False

    @property
    def dates(self) -> frozenset[date]:
        """The days it touches."""
        return frozenset(spot.date for spot in (self.before, self.after) if spot is not None)


Pair = tuple[CustomerId, Spot | None, Spot | None]


def spots_of(days: Iterable[DayPlan]) -> Mapping[CustomerId, list[Spot]]:
    """Where every customer's calls stand, in order of time."""
    spots: dict[CustomerId, list[Spot]] = {}
    for day in days:
        for stop in day.stops:
            for call in stop.calls:
                spots.setdefault(call.customer, []).append(Spot(day.date, call.start, stop.hospital))
    return {customer: sorted(each, key=lambda spot: (spot.date, spot.start)) for customer, each in spots.items()}


def changed_calls(before: Sequence[DayPlan], after: Sequence[DayPlan]) -> list[Pair]:
    """Every call that is not on the same half day at the same hospital in both: old and new spot, or one of them."""
    old, new = spots_of(before), spots_of(after)
    pairs = [
        (customer, *spots)
        for customer in sorted(old.keys() | new.keys())
        for spots in _matched(old.get(customer, []), new.get(customer, []))
    ]
    return sorted(pairs, key=lambda pair: (min(spot.date for spot in pair[1:] if spot), pair[0]))


def _matched(old: Sequence[Spot], new: Sequence[Spot]) -> Iterator[tuple[Spot | None, Spot | None]]:
    """Spots that stay leave the match; of the others those on one date belong together, then in order of time."""
    kept = Counter(map(_where, old)) & Counter(map(_where, new))
    left, right = _less(old, kept), _less(new, kept)
    for spot in list(left):
        same = next((each for each in right if each.date == spot.date), None)
        if same is not None:
            left.remove(spot)
            right.remove(same)
            yield spot, same
    while left and right:
        pair = min(((a, b) for a in left for b in right), key=lambda each: abs((each[0].date - each[1].date).days))
        left.remove(pair[0])
        right.remove(pair[1])
        yield pair
    yield from ((spot, None) for spot in left)
    yield from ((None, spot) for spot in right)


def _where(spot: Spot) -> tuple[date, HalfDay, HospitalId]:
    return spot.date, spot.half, spot.hospital


def _less(spots: Sequence[Spot], kept: Counter[tuple[date, HalfDay, HospitalId]]) -> list[Spot]:
    left, rest = Counter(kept), []
    for spot in spots:
        if left[_where(spot)] > 0:
            left[_where(spot)] -= 1
        else:
            rest.append(spot)
    return rest


def same_times(one: DayPlan | None, other: DayPlan | None) -> bool:
    """Whether two days hold the same calls at the same times, whatever reasons the calls state."""
    if one is None or other is None:
        return not (one and one.stops) and not (other and other.stops)
    return _unmarked(one) == _unmarked(other)


def _unmarked(day: DayPlan) -> DayPlan:
    stops = tuple(replace(stop, calls=tuple(replace(call, reason=CallReason.OWED) for call in stop.calls)) for stop in day.stops)
    return replace(day, stops=stops, target=0)
