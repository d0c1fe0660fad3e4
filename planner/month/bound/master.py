"""The restricted master of column generation: which prices of calls suit the days found so far.

A linear programme over days found: every kind of day is used as often as it occurs, every customer's calls are those of the
days. Prices are the duals of the customers' rows. They are kept in a box around the best prices so far (du Merle, Villeneuve,
Desrosiers and Hansen, 1999), because duals of a few columns alone swing wildly.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from ortools.linear_solver import pywraplp

from planner.month.bound.pricing import Column
from planner.month.bound.relaxation import Numbers, Relaxation, convex_steps


@dataclass(frozen=True, slots=True)
class Duals:
    """The master's optimum: its value, prices of customers, and how many of them lie on the edge of the box."""

    value: float
    prices: Numbers
    on_edge: int


class Master:
    """The linear programme, solved again after columns were added or the box moved."""

    def __init__(self, relaxation: Relaxation) -> None:
        solver = pywraplp.Solver.CreateSolver("GLOP")
        if solver is None:
            raise RuntimeError("OR-Tools has no GLOP")
        self._solver, self._goal = solver, solver.Objective()
        self._goal.SetMinimization()
        self._customers = [self._customer(costs) for costs in relaxation.costs]
        self._base = relaxation.constant + sum(costs[0] for costs in relaxation.costs)
        self._days = []
        for kind in relaxation.kinds:
            self._days.append(solver.Constraint(len(kind.days), len(kind.days)))
            self._variable(relaxation.call_short * kind.target, {len(self._days) - 1: 1.0}, self._days)
        self._box = [self._edges(row) for row in range(len(self._customers))]
        self._known: set[tuple[int, Column]] = set()

    @property
    def columns(self) -> int:
        """How many days are known."""
        return len(self._known)

    def add(self, kind: int, columns: Iterable[Column]) -> int:
        """Add days of one kind. Returns how many were new."""
        new = [column for column in columns if (kind, column) not in self._known]
        for column in new:
            self._known.add((kind, column))
            variable = self._variable(column.cost, {kind: 1.0}, self._days)
            for customer in set(column.customers):
                self._customers[customer].SetCoefficient(variable, column.customers.count(customer))
        return len(new)

    def solve(self, centre: Numbers, reach: float) -> Duals:
        """The best prices within `reach` of `centre`."""
        for (above, below), price in zip(self._box, centre, strict=True):
            self._goal.SetCoefficient(above, float(price) + reach)
            self._goal.SetCoefficient(below, reach - float(price))
        if self._solver.Solve() != pywraplp.Solver.OPTIMAL:
            return Duals(np.inf, centre, 0)
        prices = np.array([row.dual_value() for row in self._customers])
        on_edge = int((np.abs(prices - centre) > 0.99 * reach).sum())
        return Duals(self._goal.Value() + self._base, prices, on_edge)

    def _customer(self, costs: tuple[float, ...]) -> "pywraplp.Constraint":
        row = self._solver.Constraint(0.0, 0.0)
        for calls, cost in convex_steps(costs):
            variable = self._solver.NumVar(0.0, float(calls), "")
            self._goal.SetCoefficient(variable, cost)
            row.SetCoefficient(variable, -1.0)
        return row

    def _edges(self, row: int) -> "tuple[pywraplp.Variable, pywraplp.Variable]":
        return self._variable(0.0, {row: 1.0}, self._customers), self._variable(0.0, {row: -1.0}, self._customers)

    def _variable(self, cost: float, entries: dict[int, float], rows: "list[pywraplp.Constraint]") -> "pywraplp.Variable":
        variable = self._solver.NumVar(0.0, self._solver.infinity(), "")
        self._goal.SetCoefficient(variable, cost)
        for row, entry in entries.items():
            rows[row].SetCoefficient(variable, entry)
        return variable
