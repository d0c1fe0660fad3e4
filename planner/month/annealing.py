"""Simulated annealing over ruin and recreate.

Method: ruin and recreate (Schrimpf, Schneider, Stamm-Wilbrandt and Dueck 2000): take a part of the month out, put it back
differently, keep the result with the probability of simulated annealing.
"""

from collections.abc import Sequence
from math import log
from random import Random

from planner.month.budget import Budget
from planner.month.model import COMMITTED, Model
from planner.month.pressure import Pressure, reprice, short_calls
from planner.month.recreate import Recreate
from planner.month.ruin import Ruin
from planner.month.state import State
from planner.solving import Ending, Progress, SolveControl

HOT, COLD = 15.0, 0.7
"""Temperatures at the start and at the end, in minutes of travel."""
PRESSURE_STEPS = 20
"""Steps between two looks at the price of calls short."""
ASIDE = 0.5
"""Of the visits that stood nowhere before a step, so many are tried again in it on average; promises always."""


class Annealing:
    """One run of the search. `best` holds the placement index of every visit, -1 for those left out."""

    def __init__(self, model: Model, seed: int) -> None:
        self.state = State(model)
        random = Random(seed)
        self._random = random.random
        self._ruin = Ruin(self.state, random)
        self._recreate = Recreate(self.state, random)
        self._model = model
        self._full = self.state.short_price
        self._pressure = Pressure(self._full)
        self.best: list[int] = list(self.state.where)
        self.best_total = self.state.total

    def start(self, control: SolveControl, placed: Sequence[int] | None = None) -> None:
        """Build a first month: promised calls first, visits on the placements given as far as they fit, then every visit
        where it is cheapest, the most valuable and scarcest first."""
        state, model = self.state, self._model
        state.begin()
        order = sorted(range(len(model.need)), key=lambda visit: (-model.penalty[visit], len(model.placements[visit]), visit))
        promised = [visit for visit in order if model.penalty[visit] >= COMMITTED]
        for visit in promised:
            self._recreate.place_one(visit)
        for visit, index in enumerate(placed or ()):
            if index >= 0 > state.where[visit] and not state.days_of[model.need[visit]] & model.placements[visit][index].near:
                self._try(visit, index)
        for visit in order:
            if control.should_stop():
                break
            if state.where[visit] < 0:
                self._recreate.place_one(visit)
        self._remember()

    def _try(self, visit: int, index: int) -> None:
        placement = self._model.placements[visit][index]
        if self.state.price(placement.slot, placement.kind) < self._model.penalty[visit]:
            self.state.add(visit, index)

    def run(self, budget: Budget, control: SolveControl, hot: float = HOT) -> Ending:
        """Improve until the budget is spent or somebody asks to stop."""
        if not any(self._model.placements):
            return Ending.FINISHED
        while budget.more():
            if budget.taken % PRESSURE_STEPS == 0:
                reprice(self.state, self._pressure.price(short_calls(self.state), budget.done))
            self._step(budget.temperature(hot, COLD))
            if budget.due():
                if control.should_stop():
                    return Ending.STOPPED
                if budget.report_due():
                    control.report(Progress(budget.overall, self.best_total))
        return Ending.FINISHED

    def _step(self, temperature: float) -> None:
        state = self.state
        total = state.total
        state.begin()
        idle = [visit for visit, index in enumerate(state.where) if index < 0]
        removed = self._ruin.choose()
        moved = {visit: state.where[visit] for visit in removed}
        for visit in removed:
            state.remove(visit)
        state.settle_touched()
        share = ASIDE / (len(idle) + 1)
        tried = [visit for visit in idle if self._model.penalty[visit] >= COMMITTED or self._random() < share]
        moved.update(dict.fromkeys(tried, -1))
        self._recreate.place(sorted(moved))
        if state.total > total - temperature * log(self._random() + 1e-12):
            state.take_back(total, moved)
        elif state.total < self.best_total - 1e-6:
            self._remember()

    def _remember(self) -> None:
        """Keep the month if it is the best at the full price."""
        state = self.state
        total = state.total + (self._full - state.short_price) * short_calls(state)
        if total < self.best_total - 1e-6:
            self.best = state.where.copy()
            self.best_total = total
