"""Which limits collide when no alignment exists: a set so small that dropping any one of them opens a way.

QuickXplain (Junker 2004) on limits that can be dropped one by one, each test an exact solve without goals. A test that is
not decided in time counts as "possible", so that a set is never said to collide unless that is proven.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from planner.alignment.feasibility import is_impossible
from planner.alignment.problem import AlignmentProblem, Contiguity, Territory, Unit
from planner.domain.messages import Message, message
from planner.solving import SolveLimits

NODES = 2000
"""Nodes of branch and bound per test when limits are counted in steps."""


class LimitKind(StrEnum):
    """What can be dropped to open a way."""

    BALANCE = "balance"  # subject: activity
    CAPACITY = "capacity"  # subject: activity
    CENTRE_CAPACITY = "centre_capacity"  # all of them together
    CONTIGUITY = "contiguity"
    LOCK = "lock"  # subject: unit
    QUALIFICATION = "qualification"  # subject: unit
    GROUP = "group"  # subject: group
    EQUITY_CAP = "equity_cap"  # subject: territory
    UNITS_CAP = "units_cap"  # subject: territory


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit of a problem, and how to name it to a person."""

    kind: LimitKind
    subject: str
    message: Message


def limits_of(problem: AlignmentProblem) -> tuple[Limit, ...]:
    """Every limit of a problem that could be dropped, those that people give up most easily first."""
    found: list[Limit] = []
    for territory in problem.territories:
        if territory.equity_cap is not None:
            told = message("{rep} loses at most {equity} of relationship equity", rep=territory.id, equity=territory.equity_cap)
            found.append(Limit(LimitKind.EQUITY_CAP, territory.id, told))
        if territory.units_cap is not None:
            told = message("{rep} loses at most {most:hospital|hospitals}", rep=territory.id, most=territory.units_cap)
            found.append(Limit(LimitKind.UNITS_CAP, territory.id, told))
    for activity in problem.activities:
        if activity.limit is not None:
            percent = round(100 * activity.limit, 2)
            told = message("{activity} deviates by at most {percent} % from the target", activity=activity.name, percent=percent)
            found.append(Limit(LimitKind.BALANCE, activity.name, told))
        if activity.capacity is not None:
            told = message("a territory carries at most {most} of {activity}", activity=activity.name, most=activity.capacity)
            found.append(Limit(LimitKind.CAPACITY, activity.name, told))
    if problem.contiguity is Contiguity.HARD:
        found.append(Limit(LimitKind.CONTIGUITY, "", message("every territory is in one piece")))
    found.extend(
        Limit(LimitKind.GROUP, group, message("the hospitals of {group} stay together", group=group))
        for group in dict.fromkeys(unit.group for unit in problem.units if unit.group is not None)
    )
    found.extend(limit for unit in problem.units for limit in _limits_of_unit(unit))
    if problem.free_centres and any(unit.capacity is not None for unit in problem.units):
        found.append(Limit(LimitKind.CENTRE_CAPACITY, "", message("a centre carries no more than its capacity")))
    return tuple(found)


def _limits_of_unit(unit: Unit) -> list[Limit]:
    found = []
    if unit.locked_to is not None:
        told = message("{unit} is locked to {rep}", unit=unit.id, rep=unit.locked_to)
        found.append(Limit(LimitKind.LOCK, unit.id, told))
    if unit.needs:
        told = message("{unit} needs {qualifications}", unit=unit.id, qualifications=", ".join(sorted(unit.needs)))
        found.append(Limit(LimitKind.QUALIFICATION, unit.id, told))
    return found


def keep_only(problem: AlignmentProblem, kept: tuple[Limit, ...]) -> AlignmentProblem:
    """The problem with all its other limits dropped."""
    keys = {(limit.kind, limit.subject) for limit in kept}
    return replace(
        problem,
        units=tuple(_unit_with(unit, keys) for unit in problem.units),
        territories=tuple(_territory_with(territory, keys) for territory in problem.territories),
        activities=tuple(
            replace(
                activity,
                limit=activity.limit if (LimitKind.BALANCE, activity.name) in keys else None,
                capacity=activity.capacity if (LimitKind.CAPACITY, activity.name) in keys else None,
            )
            for activity in problem.activities
        ),
        contiguity=Contiguity.HARD
        if problem.contiguity is Contiguity.HARD and (LimitKind.CONTIGUITY, "") in keys
        else Contiguity.OFF,
    )


def _unit_with(unit: Unit, keys: set[tuple[LimitKind, str]]) -> Unit:
    return replace(
        unit,
        locked_to=unit.locked_to if (LimitKind.LOCK, unit.id) in keys else None,
        needs=unit.needs if (LimitKind.QUALIFICATION, unit.id) in keys else frozenset(),
        group=unit.group if (LimitKind.GROUP, unit.group or "") in keys else None,
        capacity=unit.capacity if (LimitKind.CENTRE_CAPACITY, "") in keys else None,
    )


def _territory_with(territory: Territory, keys: set[tuple[LimitKind, str]]) -> Territory:
    return replace(
        territory,
        equity_cap=territory.equity_cap if (LimitKind.EQUITY_CAP, territory.id) in keys else None,
        units_cap=territory.units_cap if (LimitKind.UNITS_CAP, territory.id) in keys else None,
    )


def conflicts(problem: AlignmentProblem, limits: SolveLimits) -> tuple[Limit, ...]:
    """A minimal set of limits that no alignment can keep together; empty when no conflict is proven within the limits."""
    end = None if limits.steps is not None or limits.seconds is None else time.monotonic() + limits.seconds
    nodes = None if limits.steps is None else NODES

    def clock() -> float | None:
        return None if end is None else max(end - time.monotonic(), 0.01)

    def collide(kept: tuple[Limit, ...]) -> bool:
        return is_impossible(keep_only(problem, kept), clock, nodes)

    everything = limits_of(problem)
    return _explain((), False, everything, collide) if collide(everything) else ()


def _explain(
    background: tuple[Limit, ...], grew: bool, left: tuple[Limit, ...], collide: Callable[[tuple[Limit, ...]], bool]
) -> tuple[Limit, ...]:
    """QuickXplain: the part of `left` that collides with the background, minimal."""
    if grew and collide(background):
        return ()
    if len(left) <= 1:
        return left
    half = len(left) // 2
    second = _explain((*background, *left[:half]), True, left[half:], collide)
    first = _explain((*background, *second), bool(second), left[:half], collide)
    return (*first, *second)
