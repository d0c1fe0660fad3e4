"""One question, several answers: the front of travel, balance and disruption, each answer with its proven gap."""

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from planner.alignment.improvement import improve
from planner.alignment.measures import fragments, imbalance_cost, measure
from planner.alignment.model import build_model
from planner.alignment.problem import Activity, AlignmentProblem, Assignment, Contiguity
from planner.alignment.solve import Alignment, solve
from planner.alignment.state import is_valid, make_state
from planner.solving import Ending, Outcome, Progress, SolveControl, SolveLimits

MOST_ANSWERS = 7


class Leaning(StrEnum):
    """What an answer gives more weight than was asked for."""

    AS_ASKED = "as asked"
    LESS_TRAVEL = "less travel"
    FAIRER = "fairer"
    CALMER = "calmer"  # less disruption
    FREER = "freer"  # more disruption, for travel and balance
    FAIR_AND_CALM = "fair and calm"
    SHORT_AND_CALM = "short and calm"


@dataclass(frozen=True, slots=True)
class _Factors:
    travel: float = 1.0
    balance: float = 1.0
    disruption: float = 1.0
    tolerance: float = 1.0


FACTORS: dict[Leaning, _Factors] = {
    Leaning.AS_ASKED: _Factors(),
    Leaning.CALMER: _Factors(disruption=6.0),
    Leaning.FAIRER: _Factors(balance=3.0, tolerance=0.4),
    Leaning.LESS_TRAVEL: _Factors(balance=0.3, disruption=0.3, tolerance=2.0),
    Leaning.FREER: _Factors(disruption=0.1),
    Leaning.FAIR_AND_CALM: _Factors(travel=0.3, disruption=3.0, tolerance=0.6),
    Leaning.SHORT_AND_CALM: _Factors(balance=0.3, disruption=3.0, tolerance=2.0),
}
"""By how much each leaning multiplies the weights, in the order in which answers are looked for."""


@dataclass(frozen=True, slots=True)
class Aims:
    """The three aims by which answers are compared, each the smaller the better, in the weights that were asked for."""

    travel: float
    imbalance: float
    disruption: float

    def beats(self, other: "Aims") -> bool:
        """Nowhere worse and somewhere better."""
        mine, theirs = self._rounded(), other._rounded()
        return mine != theirs and all(one <= two for one, two in zip(mine, theirs, strict=True))

    def _rounded(self) -> tuple[float, float, float]:
        return round(self.travel, 3), round(self.imbalance, 3), round(self.disruption, 3)


@dataclass(frozen=True, slots=True)
class Answer:
    """`found` measures the problem as asked; `gap` is proven of the leaning's own weights, None when nothing is proven."""

    leaning: Leaning
    found: Alignment
    aims: Aims
    gap: float | None


def leant(problem: AlignmentProblem, leaning: Leaning) -> AlignmentProblem:
    """The problem with the weights of a leaning. Hard limits stay as they are."""
    factors, goals = FACTORS[leaning], problem.goals
    return replace(
        problem,
        goals=replace(
            goals,
            travel=goals.travel * factors.travel,
            moved=goals.moved * factors.disruption,
            equity=goals.equity * factors.disruption,
        ),
        activities=tuple(
            replace(
                each,
                weight=each.weight * factors.balance,
                tolerance=_tolerance(each, factors.tolerance),
            )
            for each in problem.activities
        ),
    )


def _tolerance(activity: Activity, factor: float) -> float:
    """A tolerance made narrower or wider, never wider than the hard limit."""
    wanted = activity.tolerance * factor
    return wanted if activity.limit is None else min(wanted, activity.limit)


def aims_of(problem: AlignmentProblem, assignment: Assignment) -> Aims:
    """Minutes of travel; all deviation beyond tolerances; what changes hands: as the problem weighs them."""
    found = measure(problem, assignment)
    uneven = sum(imbalance_cost(problem, assignment, activity) for activity in range(len(problem.activities)))
    moved = problem.goals.moved * found.moved_units + problem.goals.equity * found.moved_equity
    return Aims(found.travel, uneven, moved)


def solve_leaning(
    problem: AlignmentProblem,
    leaning: Leaning,
    seed: int,
    limits: SolveLimits,
    *,
    control: SolveControl | None = None,
    executor: Executor | None = None,
) -> Outcome[Alignment]:
    """The best answer of one leaning, measured and bounded in the leaning's own weights.

    Where pieces matter, the problem without them is solved first, which is easy: its bound holds, and when its territories
    happen to be in one piece it is the answer. Soft pieces take the best of that answer and of one in which pieces are
    forbidden.
    """
    own = leant(problem, leaning)
    first, rest = _parts(limits)
    if own.contiguity is Contiguity.OFF:
        return solve(own, seed, limits, control, executor)
    loose = solve(replace(own, contiguity=Contiguity.OFF), seed, first, _part_of(control, 0.0, 0.3), executor)
    if loose.ending is Ending.IMPOSSIBLE:
        return Outcome(Ending.IMPOSSIBLE, None)
    if loose.best is not None and fragments(own, loose.best.assignment) == 0:
        return Outcome(loose.ending, _measured(own, loose.best), loose.bound)
    strict = solve(replace(own, contiguity=Contiguity.HARD), seed, rest, _part_of(control, 0.3, 1.0), executor)
    near = from_today(own, control)
    if own.contiguity is Contiguity.HARD:
        return _joined(own, (near, strict), loose.bound, strict.ending)
    ending = Ending.STOPPED if Ending.STOPPED in (loose.ending, strict.ending) else Ending.FINISHED
    return _joined(own, (near, loose, strict), loose.bound, ending)


def from_today(problem: AlignmentProblem, control: SolveControl | None = None) -> Outcome[Alignment]:
    """What moves and swaps make of today's territories, nobody's units given to the nearest: few changes, found at once.

    Only for territories with homes; `best` is None when a hard limit is left broken.
    """
    if problem.homes is None:
        return Outcome(Ending.FINISHED, None)
    model = build_model(problem)
    slots = {territory.id: k for k, territory in enumerate(problem.territories)}
    nearest = np.argmin(model.cost, axis=1)
    for unit, merged in zip(problem.units, model.origin, strict=True):
        slot = slots.get(unit.today) if unit.today is not None else None
        if slot is not None and np.isfinite(model.cost[merged, slot]):
            nearest[merged] = slot
    state = make_state(model, nearest, np.arange(model.slots))
    improve(state, (control or SolveControl()).should_stop)
    if not is_valid(state):
        return Outcome(Ending.FINISHED, None)
    assignment = model.expand(state.slot_of, state.site_of)
    return Outcome(Ending.FINISHED, Alignment(assignment, measure(problem, assignment)))


def _parts(limits: SolveLimits) -> tuple[SolveLimits, SolveLimits]:
    """Three tenths for the easy problem, the rest for the other."""
    if limits.steps is not None:
        first = max(1, round(0.3 * limits.steps))
        return replace(limits, steps=first), replace(limits, steps=max(1, limits.steps - first))
    if limits.seconds is None:
        return limits, limits
    return replace(limits, seconds=0.3 * limits.seconds), replace(limits, seconds=0.7 * limits.seconds)


def _part_of(control: SolveControl | None, start: float, end: float) -> SolveControl | None:
    """A control that reports a part of the whole way."""
    if control is None:
        return None

    def report(progress: Progress) -> None:
        control.report(replace(progress, done=start + (end - start) * progress.done))

    return SolveControl(report, control.should_stop)


def _joined(
    problem: AlignmentProblem, outcomes: Sequence[Outcome[Alignment]], bound: float | None, ending: Ending
) -> Outcome[Alignment]:
    """The best of several answers under one problem, with the greater bound that is proven for it."""
    found = [_measured(problem, each.best) for each in outcomes if each.best is not None]
    best = min(found, key=lambda each: each.measures.objective, default=None)
    bounds = [each for each in (bound, *_own_bounds(problem, outcomes)) if each is not None]
    proven = max(bounds, default=None)
    if best is None:
        return Outcome(ending, None, proven)
    return Outcome(ending, best, None if proven is None else min(proven, best.measures.objective))


def _own_bounds(problem: AlignmentProblem, outcomes: Sequence[Outcome[Alignment]]) -> list[float | None]:
    """Bounds of the strict problem hold for a strict question only: soft pieces may be cheaper."""
    return [each.bound for each in outcomes] if problem.contiguity is Contiguity.HARD else []


def _measured(problem: AlignmentProblem, found: Alignment) -> Alignment:
    return Alignment(found.assignment, measure(problem, found.assignment))


def answer_of(problem: AlignmentProblem, leaning: Leaning, outcome: Outcome[Alignment]) -> Answer | None:
    """An outcome of `solve_leaning` as an answer to the problem; None when nothing was found."""
    if outcome.best is None:
        return None
    objective, assignment = outcome.best.measures.objective, outcome.best.assignment
    proven = None
    if outcome.bound is not None:
        proven = max(0.0, (objective - outcome.bound) / objective) if objective > 0 else 0.0
    return Answer(leaning, _measured(problem, outcome.best), aims_of(problem, assignment), proven)


def front(answers: Sequence[Answer]) -> tuple[Answer, ...]:
    """The answers that no other one beats, the one as asked always among them; equal ones once, the first of them."""
    kept: list[Answer] = []
    for answer in answers:
        if any(answer.found.assignment.territory_of == other.found.assignment.territory_of for other in kept):
            continue
        beaten = any(other.aims.beats(answer.aims) for other in answers)
        if not beaten or answer.leaning is Leaning.AS_ASKED:
            kept.append(answer)
    return tuple(kept)
