"""Totals of territories while hospitals are drawn from one to another: fast enough to follow the hand.

Everything that does not depend on who has what is worked out once in a `Ledger`; `totals` then only sums.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from planner.alignment.connectivity import Neighbours, neighbour_lists, pieces
from planner.alignment.measures import group_links
from planner.alignment.model import IntArray
from planner.alignment.problem import AlignmentProblem, Assignment, FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Ledger:
    """The arrays of a problem. `weights` (activities, units), `targets` (activities, territories), `away` (territories, units):
    visits x distance from each home, None with free centres, `today` (units): index of the territory of today, -1 = nobody's."""

    weights: FloatArray
    targets: FloatArray
    away: FloatArray | None
    equity: FloatArray
    today: IntArray
    neighbours: Neighbours


@dataclass(frozen=True, slots=True)
class TerritoryTotals:
    """One territory: `loads` and `deviations` (load over target - 1) per activity, `travel` (None with free centres), what it
    gained and lost against today in units and in equity, and its `pieces` on the neighbour graph (None when not asked)."""

    units: int
    loads: tuple[float, ...]
    deviations: tuple[float, ...]
    travel: float | None
    gained: int
    lost: int
    equity_lost: float
    pieces: int | None


def make_ledger(problem: AlignmentProblem) -> Ledger:
    """The ledger of a valid problem."""
    index = {territory.id: k for k, territory in enumerate(problem.territories)}
    kinds = range(len(problem.activities))
    visits = np.array([unit.visits for unit in problem.units])
    links = (*problem.neighbours, *group_links(problem))
    return Ledger(
        weights=np.array([problem.weights(a) for a in kinds]).reshape(len(kinds), len(problem.units)),
        targets=np.array([problem.targets(a) for a in kinds]).reshape(len(kinds), len(problem.territories)),
        away=None if problem.homes is None else np.asarray(problem.homes * visits, dtype=np.float64),
        equity=np.array([unit.equity for unit in problem.units]),
        today=np.array([-1 if unit.today is None else index.get(unit.today, -1) for unit in problem.units]),
        neighbours=neighbour_lists(len(problem.units), links),
    )


def move_units(assignment: Assignment, units: Iterable[int], territory: int) -> Assignment:
    """The assignment with units (by index) given to a territory (by index). Centres stay as they are."""
    who = list(assignment.territory_of)
    for unit in units:
        who[unit] = territory
    return Assignment(tuple(who), assignment.centres)


def totals(ledger: Ledger, assignment: Assignment, *, with_pieces: bool = False) -> tuple[TerritoryTotals, ...]:
    """The totals of every territory, in the order of the problem."""
    who, count = np.array(assignment.territory_of), ledger.targets.shape[1]
    loads = np.array([np.bincount(who, row, count) for row in ledger.weights]).reshape(len(ledger.weights), count)
    deviations = loads / ledger.targets - 1.0
    moved = ledger.today != who
    gained = np.bincount(who[moved], minlength=count)
    left = moved & (ledger.today >= 0)
    lost = np.bincount(ledger.today[left], minlength=count)
    equity = np.bincount(ledger.today[left], ledger.equity[left], count)
    units = np.bincount(who, minlength=count)
    travel = None if ledger.away is None else np.bincount(who, ledger.away[who, np.arange(len(who))], count)
    return tuple(
        TerritoryTotals(
            units=int(units[k]),
            loads=tuple(loads[:, k].tolist()),
            deviations=tuple(deviations[:, k].tolist()),
            travel=None if travel is None else float(travel[k]),
            gained=int(gained[k]),
            lost=int(lost[k]),
            equity_lost=float(equity[k]),
            pieces=len(pieces(np.flatnonzero(who == k).tolist(), ledger.neighbours)) if with_pieces else None,
        )
        for k in range(count)
    )
