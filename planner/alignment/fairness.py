"""Why is this account mine: for each account of a rep the reasons, and what it would cost to give it to the next best rep."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from planner.alignment.accounts import Account
from planner.alignment.assemble import Case
from planner.alignment.measures import measure
from planner.alignment.model import may_serve
from planner.alignment.problem import Assignment
from planner.alignment.rules import violations
from planner.domain.messages import Message, message
from planner.domain.people import RepId
from planner.domain.territory import UnitId
from planner.domain.violations import Severity


@dataclass(frozen=True, slots=True)
class Reason:
    """One account of a rep. `minutes` one way from the rep's home; `next_best` is who would be the cheapest other rep, `dearer`
    by how much the whole alignment would be worse then (in minutes of travel, below 0 = better), `breaks` what limit that
    breaks. All three are None when nobody else may have it."""

    unit: UnitId
    name: str
    reasons: tuple[Message, ...]
    minutes: float | None
    next_best: RepId | None
    dearer: float | None
    breaks: Message | None


def fairness_sheet(case: Case, assignment: Assignment, territory: int) -> tuple[Reason, ...]:
    """Every account of one territory (by index), in the order of the case."""
    base = measure(case.problem, assignment).objective
    units = [i for i, k in enumerate(assignment.territory_of) if k == territory]
    return tuple(_reason(case, assignment, unit, territory, base) for unit in units)


def _reason(case: Case, assignment: Assignment, unit: int, territory: int, base: float) -> Reason:
    account = case.accounts[unit]
    options = [k for k in range(len(case.reps)) if k != territory and may_serve(case.problem, unit, k)]
    priced = [(measure(case.problem, _given(assignment, unit, k)).objective - base, k) for k in options]
    dearer, other = min(priced, default=(None, None))
    homes = case.problem.homes
    minutes = None if homes is None else round(float(homes[territory, unit]), 1)
    return Reason(
        unit=account.id,
        name=account.name,
        reasons=tuple(_reasons(case, account, unit, territory)),
        minutes=minutes,
        next_best=None if other is None else case.reps[other].id,
        dearer=None if dearer is None else round(dearer, 1),
        breaks=None if other is None else _broken(case, _given(assignment, unit, other)),
    )


def _given(assignment: Assignment, unit: int, territory: int) -> Assignment:
    who = list(assignment.territory_of)
    who[unit] = territory
    return replace(assignment, territory_of=tuple(who))


def _broken(case: Case, assignment: Assignment) -> Message | None:
    hard = (each.message for each in violations(case.problem, assignment) if each.severity is Severity.HARD)
    return next(hard, None)


def _reasons(case: Case, account: Account, unit: int, territory: int) -> Iterator[Message]:
    rep, asked = case.reps[territory], case.problem.units[unit]
    if asked.locked_to is not None:
        yield message("It is locked to you.")
    if asked.group is not None:
        yield message("It stays together with the other hospitals of {group}.", group=asked.group)
    if asked.needs:
        yield message("It needs {qualifications}, which you have.", qualifications=", ".join(sorted(asked.needs)))
    if account.today == rep.id:
        yield message(
            "You look after it today; your relationships there are worth {equity}.", equity=round(account.equity_with(rep.id), 1)
        )
    elif account.today is None:
        yield message("Nobody looks after it today.")
    yield from _nearness(case, unit, territory)


def _nearness(case: Case, unit: int, territory: int) -> Iterator[Message]:
    if case.problem.homes is None:
        return
    away = case.problem.homes[:, unit]
    nearer = int((away < away[territory] - 1e-9).sum())
    if nearer == 0:
        yield message("Nobody lives nearer: {minutes} minutes from your home.", minutes=round(float(away[territory])))
    else:
        yield message(
            "{count:rep lives|reps live} nearer, but their territories carry enough: {minutes} minutes from your home.",
            count=nearer,
            minutes=round(float(away[territory])),
        )
