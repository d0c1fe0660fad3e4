# ruff: noqa: PLR0917 (compiled code passes its arrays by position)
"""The compiled search behind the same interface as `planner.month.annealing.Annealing`."""

from math import log

import numpy as np

from planner.month.budget import Budget
from planner.month.compiling import compile_model
from planner.month.fast.compiled import compiled, draw
from planner.month.fast.month import begin, copy, remove, reprice, settle, short_calls, take_back
from planner.month.fast.prices import SHORT
from planner.month.fast.recreate import place, place_one
from planner.month.fast.ruin import choose
from planner.month.fast.smallest import smallest_problem
from planner.month.fast.tables import (
    Array,
    Book,
    Month,
    Tables,
    Work,
    make_book,
    make_month,
    make_tables,
    make_work,
)
from planner.month.model import COMMITTED, Model
from planner.month.pressure import Pressure
from planner.solving import Ending, Progress, SolveControl, SolveLimits

HOT, COLD = 15.0, 0.7
ASIDE = 0.5
"""Of the visits that stood nowhere before a step, so many are tried again in it on average, promises always: most months have
scores of calls that cannot all fit, and trying them all in every step took most of the time."""
STRIDE = 200
"""Steps between two looks at the world outside, some milliseconds."""


@compiled
def _steps(
    tables: Tables, book: Book, month: Month, kept: Month, work: Work, seed: Array, best: Array, best_total: Array,
    full: float, temperature: float, steps: int,
) -> None:  # fmt: skip
    """Some steps at one temperature; the looks and the total of the best month, a call short priced in full, are kept in
    `best` and `best_total`."""
    for _ in range(steps):
        begin(month, kept, work)
        for n in range(choose(tables, month, work, seed)):
            remove(tables, month, kept, work, work.chosen[n])
        for n in range(1, work.touched[0] + 1):
            settle(tables, book, month, work, work.touched[n])
        size, out = 0, 0
        for visit in range(len(month.where)):
            out += kept.where[visit] < 0
        share = ASIDE / (out + 1)
        for visit in range(len(month.where)):
            if month.where[visit] < 0 and (kept.where[visit] >= 0 or tables.penalty[visit] >= COMMITTED or draw(seed) < share):
                work.left[size] = visit
                size += 1
        place(tables, book, month, kept, work, seed, size)
        if month.total[0] > kept.total[0] - temperature * log(draw(seed) + 1e-12):
            take_back(month, kept, work)
        elif month.total[0] < best_total[0] - 1e-6:
            total = month.total[0] + (full - tables.prices[SHORT]) * short_calls(tables, month)
            if total < best_total[0] - 1e-6:
                copy(month.where, best)
                best_total[0] = total


@compiled
def _start(tables: Tables, book: Book, month: Month, kept: Month, work: Work, seed: Array, order: Array) -> None:
    begin(month, kept, work)
    for visit in order:
        place_one(tables, book, month, kept, work, seed, visit)


def warm_up() -> None:
    """Compile, or load what an earlier start compiled: seconds that belong to no solve's budget."""
    model = compile_model(smallest_problem())
    search = FastAnnealing(model, 0)
    search.start()
    search.run(Budget(SolveLimits(None, 1)), SolveControl())


class FastAnnealing:
    """One run of the compiled search. `best` holds the placement index of every visit, -1 for those left out."""

    def __init__(self, model: Model, seed: int) -> None:
        self._model = model
        self.tables, self.work = make_tables(model), make_work(model)
        self._book, self._month, self._kept = make_book(), make_month(model), make_month(model)
        # An odd spread of the seed: the generator must not start at zero.
        self._seed = np.array([(2 * seed + 1) * 0x9E3779B97F4A7C15 & 0xFFFFFFFFFFFFFFFF], dtype=np.uint64)
        self._looks = self._month.where.copy()
        self._total = self._month.total.copy()

    @property
    def best(self) -> list[int]:
        """By visit, the index of its placement, or -1."""
        firsts = self.tables.first_look
        return [int(look - firsts[visit]) if look >= 0 else -1 for visit, look in enumerate(self._looks)]

    @property
    def best_total(self) -> float:
        """The best month's objective, up to the model's estimates."""
        return float(self._total[0])

    def start(self) -> None:
        """Build a first month: every visit where it is cheapest, the most valuable and scarcest first."""
        model = self._model
        order = sorted(range(len(model.need)), key=lambda visit: (-model.penalty[visit], len(model.placements[visit]), visit))
        _start(self.tables, self._book, self._month, self._kept, self.work, self._seed, np.array(order, dtype=np.int64))
        self._looks[:] = self._month.where
        self._total[:] = self._month.total

    def run(self, budget: Budget, control: SolveControl) -> Ending:
        """Improve until the budget is spent or somebody asks to stop."""
        full = float(self._model.problem.weights.call_short)
        pressure = Pressure(full)
        while (steps := budget.stride(STRIDE)) > 0:
            reprice(self.tables, self._month, pressure.price(short_calls(self.tables, self._month), budget.done))
            _steps(
                self.tables, self._book, self._month, self._kept, self.work, self._seed, self._looks, self._total,
                full, budget.temperature(HOT, COLD), steps,
            )  # fmt: skip
            if control.should_stop():
                return Ending.STOPPED
            if budget.report_due():
                control.report(Progress(budget.overall, self.best_total))
        return Ending.FINISHED
