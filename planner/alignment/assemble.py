"""From accounts and a manager's request to the frozen problem of an alignment."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from planner.alignment.accounts import Account, Landscape, participants
from planner.alignment.connectivity import neighbour_lists, pieces
from planner.alignment.distances import travel_minutes
from planner.alignment.doubts import notes_on, refuse
from planner.alignment.problem import Activity, AlignmentProblem, FloatArray, Goals, Territory, TerritoryId, Unit
from planner.alignment.ties import locked_reps, needs_of, together_of
from planner.alignment.validate import validate
from planner.domain.messages import Message
from planner.domain.people import Rep, RepId, SegmentId
from planner.domain.places import Coordinate
from planner.domain.policy import Policy
from planner.domain.territory import POTENTIAL, WORKLOAD, AlignmentRequest, BalanceGoal, Centres


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """A problem with what its units and territories stand for: `accounts` and `reps` in the order of the problem.

    `notes` are remarks that do not stand in the way.
    """

    request: AlignmentRequest
    accounts: tuple[Account, ...]
    reps: tuple[Rep, ...]
    problem: AlignmentProblem
    notes: tuple[Message, ...] = ()


def assemble(
    landscape: Landscape, request: AlignmentRequest, accounts: tuple[Account, ...], neighbours: tuple[tuple[int, int], ...]
) -> Case:
    """The case of a request; `neighbours` are pairs of accounts. Raises AlignmentError for a question that cannot be asked."""
    reps = participants(landscape, request)
    refuse(landscape, request, accounts, reps)
    locks = locked_reps(landscape, request, accounts, reps)
    needs = needs_of(landscape, request, accounts)
    groups = together_of(request, accounts)
    shares = _shares(reps, request)
    full_time = sum(shares.values())
    units = tuple(
        Unit(
            id=account.id,
            weights=tuple(weight_of(account, goal.activity) for goal in request.balances),
            visits=account.days,
            today=None if account.today is None else TerritoryId(account.today),
            equity=account.equity_with(account.today),
            needs=needs.get(account.id, frozenset()),
            locked_to=None if locks.get(account.id) is None else TerritoryId(locks[account.id]),
            group=groups.get(account.id),
        )
        for account in accounts
    )
    places = tuple(account.where for account in accounts if account.where is not None)
    problem = AlignmentProblem(
        units=units,
        territories=tuple(_territory(rep, shares[rep.id], request, accounts) for rep in reps),
        activities=tuple(_activity(goal, accounts, full_time) for goal in request.balances),
        homes=_homes(reps, places, landscape.policy) if request.centres is Centres.HOMES else None,
        distances=travel_minutes(places, places, landscape.policy) if request.centres is Centres.FREE else None,
        neighbours=(*neighbours, *bridges(units, neighbours)),
        contiguity=request.contiguity,
        goals=_goals(request, accounts, neighbours, full_time),
    )
    validate(problem)
    return Case(request, accounts, reps, problem, notes_on(landscape, request, accounts, problem))


def bridges(units: Sequence[Unit], neighbours: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Links that join the pieces of what is locked to one rep: what may not move is not held against an answer."""
    near, held = neighbour_lists(len(units), neighbours), defaultdict[str, list[int]](list)
    for index, unit in enumerate(units):
        if unit.locked_to is not None:
            held[unit.locked_to].append(index)
    apart = [sorted(piece[0] for piece in pieces(members, near)) for members in held.values()]
    return tuple(pair for starts in apart for pair in pairwise(starts))


def weight_of(account: Account, activity: str) -> float:
    """What an account weighs in a quantity that is balanced: minutes, volume or customers."""
    if activity == WORKLOAD:
        return account.workload
    if activity == POTENTIAL:
        return account.potential
    _, _, segment = activity.partition(":")
    return float(account.count(SegmentId(segment))) if segment else float(len(account.customers))


def _shares(reps: Sequence[Rep], request: AlignmentRequest) -> dict[RepId, float]:
    """What part of a full-time rep's load everybody is to carry."""
    weeks = {each.rep: each.share for each in request.shares}
    reliefs = {each.rep: each.share for each in request.reliefs}
    return {rep.id: weeks.get(rep.id, rep.part_time) * reliefs.get(rep.id, 1.0) for rep in reps}


def _homes(reps: Sequence[Rep], places: Sequence[Coordinate], policy: Policy) -> FloatArray:
    homes = [rep.home for rep in reps if rep.home is not None]
    return np.round(travel_minutes(homes, places, policy), 3)


def _territory(rep: Rep, share: float, request: AlignmentRequest, accounts: Sequence[Account]) -> Territory:
    theirs = [account for account in accounts if account.today == rep.id]
    equity, moved = request.wishes.equity_cap, request.wishes.moved_cap
    return Territory(
        id=TerritoryId(rep.id),
        share=share,
        qualifications=frozenset({str(rep.team), *(each.qualification for each in request.qualifications if each.rep == rep.id)}),
        equity_cap=None if equity is None else round(equity * sum(each.equity_with(rep.id) for each in theirs), 3),
        units_cap=None if moved is None else int(moved * len(theirs) + 1e-9),
    )


def _activity(goal: BalanceGoal, accounts: Sequence[Account], full_time: float) -> Activity:
    """One per cent beyond the tolerance costs `weight` times one per cent of a mean workload."""
    mean = sum(account.workload for account in accounts) / full_time
    return Activity(goal.activity, tolerance=goal.tolerance, weight=goal.weight * mean, limit=goal.limit, ideal=goal.ideal)


def _goals(
    request: AlignmentRequest, accounts: Sequence[Account], neighbours: Sequence[tuple[int, int]], full_time: float
) -> Goals:
    """The wishes in minutes of travel a month; what moves is counted of all that is looked after today."""
    wishes, workload = request.wishes, sum(account.workload for account in accounts)
    equity = sum(account.equity_with(account.today) for account in accounts)
    owned = sum(account.today is not None for account in accounts)
    return Goals(
        travel=wishes.travel,
        compactness=wishes.cut * workload / len(neighbours) if neighbours else 0.0,
        fragment=wishes.piece * workload / full_time,
        moved=wishes.moved * workload / owned if owned else 0.0,
        equity=wishes.equity * workload / equity if equity else 0.0,
    )
