"""Annealing from given homes: borders shifted unit by unit, at first at random, then only where it pays (Kirkpatrick, Gelatt &
Vecchi 1983; for districts d'Amico, Wang, Batta & Rump 2002).

Every territory stays in one piece throughout. Load outside a hard band has a price high enough to be avoided in the end and low
enough to be paid on the way, so that load finds its way through full territories to empty ones.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

import numpy as np

from planner.alignment.budget import Budget
from planner.alignment.model import IntArray, Model
from planner.alignment.problem import Contiguity, FloatArray
from planner.alignment.state import State, make_state

HOT, COLD = 2.5, 1 / 700
"""First and last temperature, in what a unit's dearest place costs more than its cheapest on average."""
STERN = 2.0
"""The price of load outside a hard band, in what it costs on average to give a unit of load to the dearest place."""
MARGIN = 0.008
"""How far inside its hard band a slot is kept, as a fraction of the band, for the last whole unit to fit."""
STARTS = 10
"""Coolings from different starts, of which the best is worked on: which territory passes between which is settled there."""
COOLINGS = (*(0.025 for _ in range(STARTS)), 0.68)
"""Shares of the whole budget for one cooling after another."""
TRIALS_PER_STEP = 20
"""Trials per unit that count as one step."""
SMALLEST = 5_000
"""Pairs of unit and home below which exact neighbourhoods do better."""
SLICE = 50_000
"""Trials at one temperature, at most."""


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """The model as flat arrays. `bands`: least, soft least, soft most, most; `prices`: soft, stern; both (.., resources, slots).

    The neighbours of unit i are `beside[first[i]:first[i + 1]]`, joined by `links` links each. `swing`: what a unit's dearest
    place costs more than its cheapest on average.
    """

    cost: FloatArray
    weights: FloatArray
    bands: FloatArray
    prices: FloatArray
    first: IntArray
    beside: IntArray
    links: FloatArray
    swing: float


def is_suited(model: Model) -> bool:
    """Whether a problem calls for annealing: homes are given, and units too many for exact neighbourhoods."""
    return bool(model.site_unit[0] < 0) and model.cost.size >= SMALLEST


def make_tables(model: Model) -> Tables:
    """The tables of a model with homes."""
    reach = np.where(np.isfinite(model.cost), model.cost, -np.inf).max(axis=1) - model.cost.min(axis=1)
    reach = np.where(np.isfinite(reach), reach, 0.0)
    weights = np.ascontiguousarray(model.weights[:, :, model.slot_class])
    mass = weights.max(axis=2).sum(axis=1) if len(weights) else np.zeros(0)
    stern = STERN * reach.sum() / np.maximum(mass, 1e-9) + 2 * model.bands.penalty.max(axis=1, initial=0.0) + 1e-9
    least, most = model.bands.least, model.bands.most
    margin = np.minimum(MARGIN * (most - least), 0.1 * most)
    bands = np.array([np.where(least > 0, least + margin, least), model.bands.soft_least, model.bands.soft_most, most - margin])
    links = {(int(a), int(b)): float(count) for a, b, count in model.links}
    pairs = [(i, other) for i, near in enumerate(model.neighbours) for other in near]
    return Tables(
        cost=np.ascontiguousarray(model.cost),
        weights=weights,
        bands=bands,
        prices=np.array([model.bands.penalty, np.broadcast_to(stern[:, None], least.shape)]),
        first=np.concatenate([[0], np.cumsum([len(near) for near in model.neighbours])]).astype(np.int64),
        beside=np.array([other for _, other in pairs], dtype=np.int64),
        links=np.array([links[min(pair), max(pair)] for pair in pairs]),
        swing=max(float(reach.mean()), 1e-9),
    )


def anneal(start: State, tables: Tables, random: Random, plan: "Cooling", stop: Callable[[], bool]) -> State:
    """The state that a cooling ends at; `start` must be in one piece per territory where that is asked for."""
    from planner.alignment import kernel  # noqa: PLC0415 (compiles on import)

    model = start.model
    slot_of, loads = start.slot_of.copy(), start.loads.copy()
    counts = np.bincount(slot_of, minlength=model.slots)
    marks, queue = np.zeros(model.units + 1, dtype=np.int64), np.zeros(model.units + 1, dtype=np.int64)
    seed = np.array([random.randrange(1, 2147483646)], dtype=np.int64)
    in_pieces = model.contiguity is not Contiguity.OFF
    done = 0.0
    while done < 1.0 and not stop():
        heat = tables.swing * plan.hot * (COLD / plan.hot) ** done
        kernel.anneal(
            slot_of, loads, tables.cost, tables.weights, tables.bands, tables.prices, tables.first, tables.beside, tables.links,
            model.cut_cost, counts, in_pieces, marks, queue, seed, heat, plan.trials(),
        )  # fmt: skip
        done = plan.advance()
    return make_state(model, slot_of, start.site_of)


@dataclass(slots=True)
class Cooling:
    """How long a cooling takes: `rounds` trials in all, or `seconds` by the clock when those are given."""

    hot: float
    rounds: int
    seconds: float | None = None
    spent: int = 0
    begun: float | None = None

    def trials(self) -> int:
        """How many trials to make at the next temperature."""
        if self.begun is None:
            self.begun = time.monotonic()
        return SLICE if self.seconds is not None else max(1, min(SLICE, self.rounds // 200))

    def advance(self) -> float:
        """Counts the trials just made; how much is done, 0 to 1."""
        self.spent += self.trials()
        if self.seconds is None:
            return self.spent / self.rounds
        return (time.monotonic() - (self.begun or 0.0)) / max(self.seconds, 1e-3)


def cooling(budget: Budget, number: int, units: int) -> Cooling:
    """How long a cooling takes (by number); the steps it will have taken are counted now."""
    share, limits = COOLINGS[number], budget.limits
    if limits.steps is not None:
        steps = max(1, round(share * limits.steps))
        budget.steps += steps
        return Cooling(HOT, steps * TRIALS_PER_STEP * units)
    left = budget.seconds_left()
    seconds = None if left is None or limits.seconds is None else min(share * limits.seconds, 0.9 * left)
    return Cooling(HOT, 10_000 * units, seconds)
