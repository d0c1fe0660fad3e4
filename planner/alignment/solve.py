"""Aligns territories: a search for good answers and a proof of how good they are, side by side where two processes may run."""

from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from random import Random

import numpy as np

from planner.alignment import shape
from planner.alignment.annealing import is_suited
from planner.alignment.budget import Budget
from planner.alignment.exact import CutPool, ExactLimits, solve_part, with_part
from planner.alignment.feasibility import any_answer
from planner.alignment.improvement import improve
from planner.alignment.measures import Measures, measure
from planner.alignment.model import IntArray, Model, build_model
from planner.alignment.problem import AlignmentProblem, Assignment
from planner.alignment.relaxation import Prices, price, tightened, useful_part
from planner.alignment.search import Search, run_search
from planner.alignment.state import State, make_state, total_cost
from planner.alignment.validate import validate
from planner.solving import Ending, Outcome, Progress, SolveControl, SolveLimits

PROVEN = 1e-6
"""Relative gap that counts as none."""
FIRST_PART, SEARCH_PART = 0.1, 0.6
"""Shares of the budget after which prices are worked out, and after which a lone process turns to the exact model."""
PROOF_NODES_PER_STEP = 100


@dataclass(frozen=True, slots=True)
class Alignment:
    """An answer: who gets what, and how good that is on every goal."""

    assignment: Assignment
    measures: Measures


@dataclass(frozen=True, slots=True, eq=False)
class Proof:
    """What the exact model found: a bound for every answer, a better answer if it has one, and whether none exists at all."""

    bound: float
    slot_of: IntArray | None = None
    site_of: IntArray | None = None
    impossible: bool = False


def gap(outcome: Outcome[Alignment]) -> float | None:
    """How far the answer can be above the best possible one at most, as a fraction; None when nothing is proven."""
    if outcome.best is None or outcome.bound is None:
        return None
    objective = outcome.best.measures.objective
    return max(0.0, (objective - outcome.bound) / objective) if objective > 0 else 0.0


def solve(
    problem: AlignmentProblem,
    seed: int,
    limits: SolveLimits,
    control: SolveControl | None = None,
    executor: Executor | None = None,
) -> Outcome[Alignment]:
    """Aligns the territories of a valid problem; raises AlignmentError for one that is not.

    With an `executor` the proof runs in another process beside the search. With limits in steps the answer is the same
    every time, with or without one. IMPOSSIBLE means proven; `conflicts` then says which limits collide.
    """
    validate(problem)
    run = _Run(problem, build_model(problem), Budget(limits, control or SolveControl()), Random(seed), executor)
    return run.outcome()


def prove_best(
    model: Model, prices: Prices, start: State | None, seconds: float | None, *, nodes: int | None, pool: CutPool
) -> Proof:
    """The exact model of all that may still be better than `start`. Meant to run in a process of its own."""
    budget = Budget(SolveLimits(seconds=seconds), SolveControl())
    if start is None:
        part = useful_part(model, prices, np.inf)
    else:
        part = useful_part(model, prices, total_cost(start) * (1 + PROVEN / 10) + 1e-9)
        part.allowed[np.arange(model.units), np.searchsorted(part.sites, start.site_of[start.slot_of])] = True
    known = None if start is None else np.searchsorted(part.sites, start.site_of[start.slot_of])
    limits = ExactLimits(budget.seconds_left, nodes, budget.is_over)
    found = solve_part(model if start is None else tightened(model, total_cost(start)), part, known, limits, pool)
    if found.site_of is None:
        ruled_out = found.complete and start is None
        return Proof(max(found.bound if not ruled_out else prices.bound, prices.bound), impossible=ruled_out)
    base = start or make_state(model, np.zeros(model.units, dtype=np.int64), np.arange(model.slots))
    better = with_part(base, part, np.arange(model.slots), found.site_of)
    return Proof(max(found.bound, prices.bound), better.slot_of, better.site_of)


class _Run:
    """One solve: its phases share the best answer, the bound and the budget."""

    def __init__(
        self, problem: AlignmentProblem, model: Model, budget: Budget, random: Random, executor: Executor | None
    ) -> None:
        self.problem, self.model, self.budget, self.executor = problem, model, budget, executor
        self.bound: float | None = None
        self.impossible = False
        self.search = Search(model, random, budget, watch=self._tell)

    def outcome(self) -> Outcome[Alignment]:
        beside = None if self.budget.repeats else self.executor
        if is_suited(self.model):
            return self._outcome_of_many(beside)
        if not self.problem.free_centres or beside is not None:
            self._price(beside if self.problem.free_centres else None)
        self._search_until(lambda: self._is_proven() or self.budget.done() >= FIRST_PART)
        if self.search.best is None:
            self._find_any()
        if self.impossible:
            return Outcome(Ending.IMPOSSIBLE, None)
        if self.search.prices is None:
            self._price(None)
        if beside is None:
            self._search_until(lambda: self._is_proven() or self.budget.done() >= SEARCH_PART)
            self._prove_alone()
        else:
            self._prove_beside(beside)
        return self._ended()

    def _outcome_of_many(self, beside: Executor | None) -> Outcome[Alignment]:
        """Many units with given homes: annealing, and beside it, or after its first answer, prices and the bound of the shape."""
        if beside is None:
            self._search_until(lambda: self.budget.done() >= FIRST_PART)
            self._sharpen_alone()
        else:
            self._sharpen_beside(beside)
        if self.search.best is None and not self.budget.is_over():
            self._find_any()
        self._search_until(self._is_proven)
        return self._ended()

    def _sharpen_alone(self) -> None:
        """Prices, then the bound of the shape, in a third of what is left."""
        left = self.budget.seconds_left()
        self._price(None)
        if self.search.prices is not None and shape.is_suited(self.model) and not self.budget.is_over():
            share = None if left is None else 0.3 * left
            self._sharpened(shape.sharpen(self.model, self.search.prices, share, shape.Shape()))

    def _sharpen_beside(self, executor: Executor) -> None:
        """Prices, then the bound of the shape, in the other process until the end."""
        self._price(executor)
        known = shape.Shape()
        while self.search.prices is not None and shape.is_suited(self.model) and not self.budget.is_over():
            left = self.budget.seconds_left()
            share = None if left is None else max(min(0.15 * (self.budget.limits.seconds or left), left - 1.0), 0.1)
            future = executor.submit(shape.sharpen_on, self.model, self.search.prices, share, known)
            self._search_until(future.done)
            if not future.done() and self.budget.stopped:
                return
            before = self.bound
            prices, known = future.result()
            self._sharpened(prices)
            if self.bound == before or self._is_proven():
                return

    def _sharpened(self, prices: Prices) -> None:
        self.search.prices = prices
        self._raise_bound(min(prices.bound, self.search.best_cost))

    def _find_any(self) -> None:
        """The exact model without goals, when the search came to nothing: an answer to start from, or a proof of none."""
        left = self.budget.seconds_left()
        nodes = None if self.budget.limits.steps is None else PROOF_NODES_PER_STEP * self.budget.limits.steps
        clock = Budget(SolveLimits(seconds=None if left is None else 0.5 * left), SolveControl())
        found = any_answer(self.model, clock.seconds_left, nodes, self.budget.stop_asked)
        self.impossible = found.impossible
        if found.state is not None:
            self.search.keep(found.state)
            improve(found.state, self.budget.is_over)
            self.search.keep(found.state)

    def _search_until(self, reached: Callable[[], bool]) -> None:
        self.search.finished = reached
        run_search(self.search, self.search.best.copy() if self.search.best else None)

    def _tell(self, state: State, cost: float) -> None:
        self.budget.control.report(Progress(self.budget.done(), cost, self.bound))

    def _is_proven(self) -> bool:
        if self.search.bound > (self.bound or -np.inf):
            self.bound = self.search.bound
        if self.bound is None or self.search.best is None:
            return False
        return self.search.best_cost - self.bound <= PROVEN * max(abs(self.search.best_cost), 1.0)

    def _raise_bound(self, bound: float) -> None:
        self.bound = bound if self.bound is None else max(bound, self.bound)
        self.budget.control.report(Progress(self.budget.done(), self._cost(), self.bound))

    def _cost(self) -> float | None:
        return None if self.search.best is None else self.search.best_cost

    def _price(self, beside: Executor | None) -> None:
        """Prices in this process, or beside the search in another."""
        left = self.budget.seconds_left()
        share = None if left is None else left * 0.4
        if beside is None:
            prices = price(self.model, share)
        else:
            future = beside.submit(price, self.model, share)
            self._search_until(future.done)
            if not future.done():
                return
            prices = future.result()
        self.search.prices = prices
        self._raise_bound(prices.bound)

    def _prove_alone(self) -> None:
        if self.search.prices is None or self._is_proven() or self.budget.stop_asked():
            return
        left = self.budget.seconds_left()
        nodes = None if self.budget.limits.steps is None else PROOF_NODES_PER_STEP * self.budget.limits.steps
        if left is None or left > 0:
            self._take(prove_best(self.model, self.search.prices, self.search.best, left, nodes=nodes, pool=self.search.pool))

    def _prove_beside(self, executor: Executor) -> None:
        """Exact models in the other process, begun afresh with the newest answer while time is left."""
        while not self.budget.is_over() and not self._is_proven() and not self.impossible and self.search.prices is not None:
            left = self.budget.seconds_left()
            slice_seconds = None if left is None else (left if left < 8 else left * 0.5)
            proof: Future[Proof] = executor.submit(
                prove_best, self.model, self.search.prices, self.search.best, slice_seconds, nodes=None, pool=self.search.pool
            )
            self._search_until(proof.done)
            if not proof.done() and (self.budget.stopped or not proof.cancel()) and self.budget.stopped:
                return
            self._take(proof.result())

    def _take(self, proof: Proof) -> None:
        """Uses what the exact model found."""
        self.impossible = proof.impossible and self.search.best is None
        if proof.slot_of is not None and proof.site_of is not None:
            self.search.keep(make_state(self.model, proof.slot_of, proof.site_of))
        self._raise_bound(min(proof.bound, self.search.best_cost))

    def _ended(self) -> Outcome[Alignment]:
        if self.impossible:
            return Outcome(Ending.IMPOSSIBLE, None)
        ending = Ending.STOPPED if self.budget.stopped else Ending.FINISHED
        if self.search.best is None:
            return Outcome(ending, None, self.bound)
        assignment = self.model.expand(self.search.best.slot_of, self.search.best.site_of)
        measures = measure(self.problem, assignment)
        bound = None if self.bound is None else min(self.bound, measures.objective)
        return Outcome(ending, Alignment(assignment, measures), bound)
