"""Why not? For every owed call without a place: where it fits all the same, or the smallest single change that admits it.

Every slot is tested call by call, and every remedy is carried out and checked by the rules before it is named.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from planner.domain.messages import Message, message
from planner.domain.people import CustomerId, SegmentId
from planner.domain.plan import MonthPlan, Unplanned
from planner.month.advice.fixes import Applied, Fix, Keys, apply_fix, broken_keys
from planner.month.advice.offers import Offer, offers_of
from planner.month.advice.remedies import FINDERS, Candidate, Month, RemedyKind
from planner.month.explain import Obstacle, explain, orders_of
from planner.month.missing import missing_calls
from planner.month.objective import call_dates, days_objective
from planner.month.problem import MonthProblem
from planner.solving import Progress, SolveControl

QUIET = SolveControl()


@dataclass(frozen=True, slots=True)
class Remedy:
    """A relaxation that was carried out and broke no rule. `size` is in its own unit: minutes of a longer day, days of gap, worth
    of the call given up. `cost` is what the rest of the plan pays, in minutes of the objective, the call's own worth apart."""

    kind: RemedyKind
    size: float
    cost: float
    text: Message
    fix: Fix


@dataclass(frozen=True, slots=True)
class WhyNot:
    """Why `count` owed calls on a customer have no place. `slots` where one fits, cheapest first; else `obstacles` count the
    field days by what forbids them, and `remedies` are the smallest changes, the cheapest first. `fix` takes the first of these
    with one click; None when no single change helps."""

    customer: CustomerId
    segment: SegmentId
    count: int
    slots: tuple[Offer, ...]
    obstacles: tuple[tuple[Obstacle, int], ...]
    remedies: tuple[Remedy, ...]
    reason: Message
    fix: Fix | None


def why_not(
    problem: MonthProblem, plan: MonthPlan, control: SolveControl = QUIET, customer: CustomerId | None = None
) -> tuple[WhyNot, ...]:
    """An answer for every customer who lacks owed calls, the most valuable first, then for those whom nobody can reach.

    With `customer` only for that one. Calls that the problem gave up beforehand are asked for again. Stops when asked to.
    """
    problem, nowhere = asked_in_full(problem)
    plan = replace(plan, objective=days_objective(problem, plan.days))
    lacking = [each for each in missing_calls(problem, call_dates(plan.days)) if _is_asked(problem, each[0], customer)]
    lacking.sort(key=lambda each: (-problem.needs[each[0]].value, each[0]))
    month = Month(problem, orders_of(problem, plan))
    before = broken_keys(problem, plan)
    answers = []
    for done, (need, count) in enumerate(lacking):
        if control.should_stop():
            break
        control.report(Progress(done / len(lacking)))
        answers.append(_answer(month, plan, need, count, before))
    unreached = (each for each in nowhere if customer in {None, each.customer})
    return (*answers, *(WhyNot(each.customer, each.segment, each.count, (), (), (), each.reason, None) for each in unreached))


def _is_asked(problem: MonthProblem, need: int, customer: CustomerId | None) -> bool:
    return customer in {None, problem.needs[need].customer}


def asked_in_full(problem: MonthProblem) -> tuple[MonthProblem, tuple[Unplanned, ...]]:
    """The problem with the calls that it left out owed again, as far as there is room for them among the optional ones; and those
    left out on customers who can be met nowhere."""
    needs, nowhere = {need.customer: need for need in problem.needs}, []
    for each in problem.left_out:
        need = needs.get(each.customer)
        if need is None:
            nowhere.append(each)
        else:
            more = min(each.count, need.optional)
            needs[each.customer] = replace(need, owed=need.owed + more, optional=need.optional - more)
    return replace(problem, needs=tuple(needs.values()), left_out=tuple(nowhere)), tuple(nowhere)


def _answer(month: Month, plan: MonthPlan, need: int, count: int, before: Keys) -> WhyNot:
    problem, asked = month.problem, month.problem.needs[need]
    told = explain(month.values.timetable, month.orders, need)
    slots = offers_of(problem, told)
    remedies = () if slots else tuple(sorted(_remedies(month, plan, need, before), key=lambda each: (each.cost, each.kind)))
    return WhyNot(
        customer=asked.customer,
        segment=asked.segment,
        count=count,
        slots=slots,
        obstacles=told.obstacles,
        remedies=remedies,
        reason=_with_remedy(told.reason, remedies),
        fix=slot_fix(problem, plan, slots[0]) if slots else remedies[0].fix if remedies else None,
    )


def _with_remedy(reason: Message, remedies: tuple[Remedy, ...]) -> Message:
    if not remedies:
        return reason
    return message("{reason} The smallest change: {remedy}", reason=reason, remedy=remedies[0].text)


def _remedies(month: Month, plan: MonthPlan, need: int, before: Keys) -> Iterator[Remedy]:
    """What the finders propose, as far as doing it proves it."""
    for find in FINDERS:
        candidate = find(month, need)
        if candidate is not None:
            applied = apply_fix(month.problem, plan, candidate.fix, reasons=False, before=before)
            if applied is not None and not applied.broken:
                yield _priced(month, plan, need, candidate, applied)


def _priced(month: Month, plan: MonthPlan, need: int, candidate: Candidate, applied: Applied) -> Remedy:
    worth = month.problem.weights.missed_call * month.problem.needs[need].value
    cost = applied.plan.objective.total - plan.objective.total + worth
    if candidate.kind is RemedyKind.LONGER_DAY:
        cost += candidate.size
    return Remedy(candidate.kind, candidate.size, cost, candidate.text, candidate.fix)


def slot_fix(problem: MonthProblem, plan: MonthPlan, offer: Offer, instead_of: tuple[CustomerId, date] | None = None) -> Fix:
    """The fix that takes an offered slot; `instead_of` names the call, by customer and date, that moves there."""
    days = [(offer.date, tuple((problem.needs[need].customer, place) for need, place in offer.order))]
    if instead_of is not None and instead_of[1] != offer.date:
        left = {
            day.date: tuple((problem.needs[need].customer, place) for need, place in order)
            for day, order in zip(problem.days, orders_of(problem, plan), strict=True)
        }[instead_of[1]]
        days.append((instead_of[1], tuple(visit for visit in left if visit[0] != instead_of[0])))
    return Fix(tuple(days))
