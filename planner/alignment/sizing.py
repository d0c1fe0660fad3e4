"""How many reps are needed: one question to the solver per size of the team, and what each size means for a working month."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.alignment.accounts import Account
from planner.alignment.assemble import Case
from planner.alignment.distances import travel_minutes
from planner.alignment.measures import measure
from planner.alignment.problem import Activity, AlignmentProblem, Contiguity, Goals, Territory, TerritoryId, Unit
from planner.alignment.solve import Alignment, gap
from planner.domain.policy import Policy
from planner.domain.territory import WORKLOAD
from planner.solving import Outcome

MOST_CENTRES = 60
"""Hospitals with the most workload at which a territory may be centred, so that a whole city stays solvable."""
TOLERANCE = 0.05
"""How far a territory may be from an even share at no cost."""


@dataclass(frozen=True, slots=True)
class WorkingMonth:
    """What one full-time rep's month holds: field days, minutes in which calls may take place, calls a day wanted."""

    field_days: float
    minutes: float
    calls_per_day: float

    @property
    def calls(self) -> float:
        """Calls that the target asks for in a month."""
        return self.field_days * self.calls_per_day


@dataclass(frozen=True, slots=True)
class SizePoint:
    """A team of `reps` full-time reps. `load` is the share of a month that the busiest rep needs: by minutes (workload and ways
    from and to home) or by calls (against the target a day), whichever is more. `calls_per_day` is what all calls ask for,
    `travel` in minutes a month, one way; `gap` is proven."""

    reps: int
    load: float
    workload: float
    calls_per_day: float
    travel: float
    gap: float | None


def sizing_problem(case: Case, reps: int, policy: Policy) -> AlignmentProblem:
    """Territories that differ in nothing, centred at hospitals of their own; nothing counts but travel and even workload."""
    places = [account.where for account in case.accounts if account.where is not None]
    heavy = sorted(range(len(case.accounts)), key=lambda i: (-case.accounts[i].workload, i))[:MOST_CENTRES]
    mean = sum(account.workload for account in case.accounts) / reps
    return AlignmentProblem(
        units=tuple(Unit(account.id, (account.workload,), visits=account.days) for account in case.accounts),
        territories=tuple(Territory(TerritoryId(f"place {k + 1}")) for k in range(reps)),
        activities=(Activity(WORKLOAD, tolerance=TOLERANCE, weight=mean),),
        distances=np.round(travel_minutes(places, places, policy), 3),
        candidates=tuple(sorted(heavy)),
        contiguity=Contiguity.OFF,
        goals=Goals(),
    )


def size_point(
    problem: AlignmentProblem, outcome: Outcome[Alignment], accounts: Sequence[Account], month: WorkingMonth
) -> SizePoint | None:
    """What the answer for one size means; None when none was found."""
    if outcome.best is None:
        return None
    assignment = outcome.best.assignment
    count = len(problem.territories)
    loads = np.bincount(assignment.territory_of, problem.weights(0), count)
    travel = measure(problem, assignment).travel
    calls, days = sum(account.visits for account in accounts), count * month.field_days
    busiest = float(np.bincount(assignment.territory_of, [account.visits for account in accounts], count).max())
    stays = sum(account.days for account in accounts)
    # A stay's workload holds a leg between neighbours; each field day has two ways from and to home in place of one of them.
    home = month.field_days * travel / stays if stays else 0.0
    return SizePoint(
        reps=count,
        load=round(max(float(loads.max() + home) / month.minutes, busiest / month.calls), 4) if month.calls else 0.0,
        workload=round(float(loads.mean()), 1),
        calls_per_day=round(calls / days, 2) if days else 0.0,
        travel=round(travel, 1),
        gap=gap(outcome),
    )


def smallest_team(points: Sequence[SizePoint]) -> SizePoint | None:
    """The smallest team whose busiest rep's month holds the load; None when none of the sizes does."""
    return next((point for point in sorted(points, key=lambda each: each.reps) if point.load <= 1.0), None)
