"""Good answers near a known one.

1. Pieces that lie apart are given to their neighbours. 2. Moves and swaps improve what they can. 3. Some border is pushed by
chance and all is improved again; what is no worse is kept (iterated local search, Lourenço, Martin & Stützle 2003).
"""

from random import Random

import numpy as np

from planner.alignment.budget import Budget
from planner.alignment.connectivity import pieces, rim
from planner.alignment.improvement import improve
from planner.alignment.measures import measure
from planner.alignment.model import Model, build_model
from planner.alignment.problem import AlignmentProblem, Assignment, Contiguity
from planner.alignment.solve import Alignment
from planner.alignment.state import State, is_valid, make_state, may_leave, move, total_cost
from planner.solving import SolveControl, SolveLimits


def today_of(problem: AlignmentProblem) -> Assignment | None:
    """Today's territories, what is nobody's given to the cheapest; None with free centres."""
    if problem.homes is None:
        return None
    model, slots = build_model(problem), {territory.id: k for k, territory in enumerate(problem.territories)}
    who = np.argmin(model.cost, axis=1)
    for unit, merged in zip(problem.units, model.origin, strict=True):
        slot = slots.get(unit.today) if unit.today is not None else None
        if slot is not None and np.isfinite(model.cost[merged, slot]):
            who[merged] = slot
    return model.expand(who, np.arange(model.slots))


def polished(
    problem: AlignmentProblem, start: Assignment, seed: int, limits: SolveLimits, control: SolveControl | None = None
) -> Alignment | None:
    """What joining, improving and pushing borders make of a start; None when a hard limit stays broken, or with free centres.

    Limits in steps count rounds of pushing.
    """
    if problem.homes is None:
        return None
    model, budget, random = build_model(problem), Budget(limits, control or SolveControl()), Random(seed)
    who = np.zeros(model.units, dtype=np.int64)
    who[model.origin] = start.territory_of
    best = _settled(model, make_state(model, who, np.arange(model.slots)), budget)
    cost = total_cost(best)
    while not budget.is_over():
        budget.steps += 1
        other = best.copy()
        _push_borders(model, other, random)
        other = _settled(model, other, budget)
        if is_valid(other) and (total_cost(other) <= cost or not is_valid(best)):
            best, cost = other, total_cost(other)
    if not is_valid(best):
        return None
    assignment = model.expand(best.slot_of, best.site_of)
    return Alignment(assignment, measure(problem, assignment))


def _settled(model: Model, state: State, budget: Budget) -> State:
    if model.contiguity is not Contiguity.OFF:
        join_pieces(model, state)
    improve(state, budget.stop_asked)
    return state


def _push_borders(model: Model, state: State, random: Random) -> None:
    """Gives one to four units near some border, with a neighbour or two each, to the slot across it."""
    for _ in range(random.randint(1, 4)):
        unit = random.randrange(model.units)
        own = int(state.slot_of[unit])
        across = sorted({int(state.slot_of[other]) for other in model.neighbours[unit]} - {own})
        if not across:
            continue
        slot = random.choice(across)
        mine = [other for other in model.neighbours[unit] if state.slot_of[other] == own]
        for each in (unit, *random.sample(mine, min(len(mine), random.randint(0, 2)))):
            if np.isfinite(model.cost[each, slot]) and may_leave(state, each):
                move(state, each, slot)


def join_pieces(model: Model, state: State) -> None:
    """Gives every piece but the largest of each slot to the slot beside it that costs least, where one may have it."""
    for slot in range(model.slots):
        for piece in pieces(state.members(slot).tolist(), model.neighbours)[1:]:
            beside = sorted({int(state.slot_of[unit]) for unit in rim(piece, model.neighbours)} - {slot})
            fitting = [other for other in beside if np.isfinite(model.cost[piece, other]).all()]
            if fitting:
                _give(state, piece, min(fitting, key=lambda other: (_cost_with(state, piece, other), other)))


def _cost_with(state: State, piece: list[int], slot: int) -> float:
    other = state.copy()
    _give(other, piece, slot)
    return total_cost(other)


def _give(state: State, piece: list[int], slot: int) -> None:
    for unit in piece:
        move(state, unit, slot)
