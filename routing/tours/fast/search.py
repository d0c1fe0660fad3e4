# ruff: noqa: PLR0917 (compiled code passes its arrays by position)
"""The annealing search in compiled code, so many steps a call, and its face for the rest of the program."""

import math
import random

import numpy as np

from planner.month.fast.compiled import compiled, draw
from routing.tours.fast.moves import recreate, ruin
from routing.tours.fast.routes import copy_prices, copy_route, cost, tell_time
from routing.tours.fast.tables import (
    LEFT,
    Ground,
    Plan,
    Pool,
    Scratch,
    Trio,
    Whole,
    empty_plan,
    empty_pool,
    empty_scratch,
    ground_of,
)
from routing.tours.route import Routes
from routing.tours.stretch import Stretch, Stretched

MET = 2_000
"""Routes of good plans that one stretch brings back at most, the youngest."""
GOOD = 0.97
"""Share of the best reward from which a plan is good."""


@compiled
def _anneal(ground: Ground, plans: Trio, scratch: Scratch, pool: Pool, degrees: float, reward_first: float, steps: int) -> None:
    """So many steps at one temperature, in units of reward."""
    for _ in range(steps):
        for route in range(len(scratch.touched)):
            scratch.touched[route] = 0
        ruin(ground, plans.trial, scratch)
        recreate(ground, plans.trial, scratch, reward_first)
        price = cost(ground, plans.trial)
        if price < plans.costs[0] - degrees * math.log(max(1e-12, draw(scratch.seed))):
            _accept(plans, scratch.touched, pool, price)
        else:
            _copy_touched(plans.current, plans.trial, scratch.touched)
            for node in range(len(plans.trial.place)):
                plans.trial.place[node] = plans.current.place[node]


@compiled
def _accept(plans: Trio, touched: Whole, pool: Pool, price: float) -> None:
    """The trial becomes the current plan, a good one is met, the best is kept."""
    costs = plans.costs
    _copy_touched(plans.trial, plans.current, touched)
    copy_prices(plans.trial, plans.current)
    costs[0] = price
    if price <= GOOD * costs[1]:
        _meet(plans.current, touched, pool)
    if price < costs[1]:
        costs[1] = price
        for route in range(len(touched)):
            copy_route(plans.current, plans.best, route)


@compiled
def _copy_touched(source: Plan, target: Plan, touched: Whole) -> None:
    for route in range(len(touched)):
        if touched[route]:
            copy_route(source, target, route)


@compiled
def _meet(plan: Plan, touched: Whole, pool: Pool) -> None:
    """Write the touched routes of a plan into the pool, unless they stand there."""
    for route in range(len(touched)):
        if touched[route] == 0:
            continue
        mark = 0
        for k in range(plan.size[route] + 2):
            mark += pool.marks[plan.calls[route, k]]
        if pool.seen[mark & (len(pool.seen) - 1)] == mark:
            continue
        pool.seen[mark & (len(pool.seen) - 1)] = mark
        row = pool.met[0] % len(pool.routes)
        pool.met[0] += 1
        for k in range(plan.size[route] + 2):
            pool.routes[row, k] = plan.calls[route, k]


class FastSearch:
    """The same promise as the plain search."""

    def __init__(self, stretch: Stretch, candidates: tuple[int, ...]) -> None:
        nodes, shifts = len(stretch.problem.rewards), stretch.problem.shifts
        self._ground = ground_of(stretch.problem, candidates)
        current, trial, best = (self._plan(routes, nodes) for routes in (stretch.current, stretch.current, stretch.best))
        costs = np.array([cost(self._ground, current), cost(self._ground, best)])
        self._plans = Trio(current, trial, best, costs)
        self._pool = empty_pool(nodes, MET)
        self._scratch = empty_scratch(nodes, shifts, random.Random(stretch.seed).randrange(1, 2**63))

    def run(self, steps: int, temperature: float, reward_first: float) -> None:
        """So many steps at one temperature, a share of the mean reward of a call."""
        degrees = temperature * float(self._ground.scale[0])
        _anneal(self._ground, self._plans, self._scratch, self._pool, degrees, reward_first, steps)

    def result(self) -> Stretched:
        """The routes now, the best ones, and those of good plans."""
        met = self._pool.routes[: min(int(self._pool.met[0]), MET)].tolist()
        return Stretched(
            _routes(self._plans.current), _routes(self._plans.best), tuple(tuple(row[1 : row.index(0, 1)]) for row in met)
        )

    def _plan(self, routes: Routes, nodes: int) -> Plan:
        plan = empty_plan(nodes, len(routes))
        plan.place[:] = LEFT
        for index, calls in enumerate(routes):
            plan.calls[index, 1 : len(calls) + 1] = calls
            plan.size[index] = len(calls)
            plan.place[list(calls)] = index
            tell_time(self._ground, plan, index)
        return plan


def _routes(plan: Plan) -> Routes:
    return tuple(tuple(plan.calls[index, 1 : size + 1].tolist()) for index, size in enumerate(plan.size))
