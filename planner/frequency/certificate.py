"""The feasibility certificate: what a month asks for against what it can hold, before anything is planned."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from planner.domain.calendar import FieldDay
from planner.domain.messages import Message, message
from planner.domain.people import SegmentId
from planner.domain.plan import Unplanned
from planner.domain.policy import Policy, Team
from planner.frequency.capacity import Capacity, Limit, capacity
from planner.frequency.obligations import Obligation
from planner.frequency.overhead import Overhead, estimate_overhead
from planner.frequency.remedies import Shortage, WayOut, calls_kept, ways_out


class Verdict(StrEnum):
    ENOUGH = "enough"
    TIGHT = "tight"
    SHORT = "short"


@dataclass(frozen=True, slots=True)
class SegmentLoad:
    """What one segment asks for: its customers, calls owed and their visit minutes, those that coverage needs, optional calls."""

    segment: SegmentId
    customers: int
    calls: int
    minutes: int
    coverage_calls: int
    optional: int


@dataclass(frozen=True, slots=True)
class Certificate:
    """Calls and minutes owed against those available.

    `field_days` counts half days as 0.5. `minutes_owed` holds visits, walking, arriving and travel (`overhead` per day and
    call; `travel_estimated`: by the policy's picture of a day, not from real distances). `calls_held` is what both limits
    together allow; in a short month, how many of the most needed calls fit, each with its own length. `slack_calls` is what
    is left of it (0 when short), `missing_calls` the owed calls beyond it. `provisional`: the public holidays of the month
    are a forecast. `unreachable` are calls owed to customers who can be met nowhere; they stand apart from all other figures,
    because no field day would help them.
    """

    segments: tuple[SegmentLoad, ...]
    days: int
    field_days: float
    call_target: int
    calls_owed: int
    calls_available: int
    minutes_owed: int
    minutes_available: int
    overhead: Overhead
    calls_held: int
    binding: Limit
    verdict: Verdict
    provisional: bool
    ways_out: tuple[WayOut, ...]
    summary: Message
    unreachable: tuple[Unplanned, ...] = ()

    @property
    def unreachable_calls(self) -> int:
        return sum(each.count for each in self.unreachable)

    @property
    def travel_estimated(self) -> bool:
        return self.overhead.travel_estimated

    @property
    def slack_calls(self) -> int:
        return max(0, self.calls_held - self.calls_owed)

    @property
    def slack_minutes(self) -> int:
        return max(0, self.minutes_available - self.minutes_owed)

    @property
    def missing_calls(self) -> int:
        return max(0, self.calls_owed - self.calls_held)


def certify(
    obligations: Sequence[Obligation],
    days: Sequence[FieldDay],
    team: Team,
    policy: Policy,
    travel_minutes_per_day: float | None = None,
    *,
    overhead: Overhead | None = None,
    unreachable: Sequence[Unplanned] = (),
) -> Certificate:
    """Hold one rep's obligations against the month's field days. Obligations to the `unreachable` are set apart.

    `overhead`: what calls cost on the rep's own ground (`sketched_overhead`), where it is known. Otherwise
    `travel_minutes_per_day`: mean minutes on the road a field day where known, from a plan; None = estimated.
    """
    apart = {each.customer for each in unreachable}
    obligations = [each for each in obligations if each.customer not in apart]
    held = capacity(days, team.calls_per_day, overhead or estimate_overhead(policy, travel_minutes_per_day))
    calls = sum(each.owed for each in obligations)
    visits = sum(each.owed * each.minutes for each in obligations)
    calls_held = calls_that_fit(held, calls, visits)
    if calls > calls_held:
        calls_held = calls_kept(held, obligations, policy)
    minutes = round(held.minutes_for(calls, visits)) if calls else 0
    binding = binding_limit(held, calls, minutes)
    verdict = _verdict(held, calls, minutes, calls_held, policy.day_estimate.tight_from)
    shortage = Shortage(held, calls, visits, calls_held)
    return Certificate(
        segments=tuple(segment_loads(obligations, policy)),
        days=held.days,
        field_days=held.shares,
        call_target=team.calls_per_day,
        calls_owed=calls,
        calls_available=held.calls,
        minutes_owed=minutes,
        minutes_available=held.minutes,
        overhead=held.overhead,
        calls_held=calls_held,
        binding=binding,
        verdict=verdict,
        provisional=any(day.provisional for day in days),
        ways_out=ways_out(shortage, obligations, team, policy) if verdict is Verdict.SHORT else (),
        summary=_with_unreachable(_summary(held, calls, minutes, calls_held, binding), unreachable),
        unreachable=tuple(unreachable),
    )


def calls_that_fit(held: Capacity, calls: int, visit_minutes: int) -> int:
    """The calls that both limits allow, each call as long as the mean of those owed."""
    if calls == 0:
        return held.calls
    return min(held.calls, held.calls_by_minutes(visit_minutes / calls))


def binding_limit(held: Capacity, calls: int, minutes: int) -> Limit:
    """The limit of which the greater share is used; calls where both are alike."""
    return Limit.MINUTES if _used(minutes, held.minutes) > _used(calls, held.calls) else Limit.CALLS


def _used(owed: int, available: int) -> float:
    if available > 0:
        return owed / available
    return 0.0 if owed == 0 else float("inf")


def _verdict(held: Capacity, calls: int, minutes: int, calls_held: int, tight_from: float) -> Verdict:
    if calls > calls_held:
        return Verdict.SHORT
    used = max(_used(calls, held.calls), _used(minutes, held.minutes))
    return Verdict.TIGHT if used >= tight_from else Verdict.ENOUGH


def segment_loads(obligations: Sequence[Obligation], policy: Policy) -> Iterable[SegmentLoad]:
    """One row per segment of the policy that has customers here, in the policy's order."""
    for segment in policy.segments:
        own = [each for each in obligations if each.segment == segment.id]
        if own:
            yield SegmentLoad(
                segment=segment.id,
                customers=len(own),
                calls=sum(each.owed for each in own),
                minutes=sum(each.owed * each.minutes for each in own),
                coverage_calls=sum(each.coverage_owed for each in own),
                optional=sum(each.optional for each in own),
            )


def _summary(held: Capacity, calls: int, minutes: int, calls_held: int, binding: Limit) -> Message:
    if calls <= calls_held:
        return message(
            "Enough: {owed:call|calls} owed, {days:field day|field days} hold {held}; {slack:call|calls} of slack.",
            owed=calls,
            days=f"{held.shares:g}",
            held=calls_held,
            slack=calls_held - calls,
        )
    if held.days == 0:
        return message("Short by {missing:call|calls}: the month has no field day.", missing=calls - calls_held)
    if binding is Limit.CALLS:
        return message(
            "Short by {missing:call|calls}: {owed} owed, {days:field day|field days} x {target:call|calls} a day = {available}.",
            missing=calls - calls_held,
            owed=calls,
            days=f"{held.shares:g}",
            target=held.target,
            available=held.calls,
        )
    return message(
        "Short by {missing:call|calls}: the calls owed need {minutes:minute|minutes} with travel, the field days have"
        " {available}.",
        missing=calls - calls_held,
        minutes=minutes,
        available=held.minutes,
    )


def _with_unreachable(summary: Message, unreachable: Sequence[Unplanned]) -> Message:
    """The sentence, and whose calls it does not speak of, the first with the reason."""
    if not unreachable:
        return summary
    return message(
        "{summary} Besides, {calls:call|calls} owed to {customers:customer|customers} cannot be made anywhere: {reason}",
        summary=summary,
        calls=sum(each.count for each in unreachable),
        customers=len(unreachable),
        reason=unreachable[0].reason,
    )
