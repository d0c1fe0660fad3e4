"""One question, several answers: the front of travel, balance and disruption, each answer with its proven gap."""

import time
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from enum import StrEnum

from planner.alignment.measures import fragments, imbalance_cost, measure
from planner.alignment.polish import polished, today_of
from planner.alignment.problem import Activity, AlignmentProblem, Assignment, Contiguity
from planner.alignment.solve import Alignment, solve
from planner.solving import Ending, Outcome, Progress, SolveControl, SolveLimits

EASY, NEAR = 0.3, 0.2
"""The parts of the limits that the problem without pieces, and answers near known ones, may take at most."""
NEAR_STEPS = 10.0
"""Rounds of pushing borders for each step."""


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
    start = time.monotonic()
    if own.contiguity is Contiguity.OFF:
        return solve(own, seed, limits, control, executor)
    first = replace(limits, seconds=_part(limits.seconds, EASY), steps=_steps(limits.steps, EASY))
    loose = solve(replace(own, contiguity=Contiguity.OFF), seed, first, _part_of(control, 0.0, EASY), executor)
    if loose.ending is Ending.IMPOSSIBLE:
        return Outcome(Ending.IMPOSSIBLE, None)
    if loose.best is not None and fragments(own, loose.best.assignment) == 0:
        return Outcome(loose.ending, _measured(own, loose.best), loose.bound)
    starts = [today_of(own), None if loose.best is None else loose.best.assignment]
    push = replace(limits, seconds=_part(limits.seconds, NEAR / len(starts)), steps=_steps(limits.steps, NEAR_STEPS))
    near = [polished(own, each, seed, push, control) for each in starts if each is not None]
    left = None if limits.seconds is None else max(limits.seconds - (time.monotonic() - start), 0.5)
    rest = replace(limits, seconds=left, steps=_steps(limits.steps, 1 - EASY))
    strict = solve(replace(own, contiguity=Contiguity.HARD), seed, rest, _part_of(control, EASY, 1.0), executor)
    stopped = Ending.STOPPED in (loose.ending, strict.ending)
    known = [each for each in (strict.best, *near) if each is not None]
    if own.contiguity is Contiguity.HARD:
        return _joined(own, known, (loose.bound, strict.bound), Ending.STOPPED if stopped else strict.ending)
    ending = Ending.STOPPED if stopped else Ending.FINISHED
    bounds = (loose.bound, _soft_bound(own, loose.bound, strict))
    return _joined(own, [*known, *([loose.best] if loose.best else [])], bounds, ending)


def _soft_bound(problem: AlignmentProblem, loose: float | None, strict: Outcome[Alignment]) -> float | None:
    """An answer is in one piece, and costs at least what is proven of those, or it pays for a piece beside the loose bound."""
    if loose is None:
        return None
    apart = loose + problem.goals.fragment
    if strict.ending is Ending.IMPOSSIBLE:
        return apart
    return None if strict.bound is None else min(apart, strict.bound)


def _part(seconds: float | None, share: float) -> float | None:
    return None if seconds is None else share * seconds


def _steps(steps: int | None, share: float) -> int | None:
    return None if steps is None else max(1, round(share * steps))


def _part_of(control: SolveControl | None, start: float, end: float) -> SolveControl | None:
    """A control that reports a part of the whole way."""
    if control is None:
        return None

    def report(progress: Progress) -> None:
        control.report(replace(progress, done=start + (end - start) * progress.done))

    return SolveControl(report, control.should_stop)


def _joined(
    problem: AlignmentProblem, answers: Sequence[Alignment], bounds: Sequence[float | None], ending: Ending
) -> Outcome[Alignment]:
    """The best of several answers under one problem, with the greatest bound that is proven for it."""
    proven = max((each for each in bounds if each is not None), default=None)
    best = min((_measured(problem, each) for each in answers), key=lambda each: each.measures.objective, default=None)
    if best is None:
        return Outcome(ending, None, proven)
    return Outcome(ending, best, None if proven is None else min(proven, best.measures.objective))


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


def answers_of(problem: AlignmentProblem, outcomes: Sequence[tuple[Leaning, Outcome[Alignment]]]) -> tuple[Answer, ...]:
    """One answer per leaning for which anything was found: the best by its weights of all that any leaning found."""
    pool = [outcome.best for _, outcome in outcomes if outcome.best is not None]
    found = []
    for leaning, outcome in outcomes:
        own = leant(problem, leaning)
        best = min((_measured(own, each) for each in pool), key=lambda each: each.measures.objective, default=None)
        answer = answer_of(problem, leaning, Outcome(outcome.ending, best, outcome.bound))
        found += [] if answer is None else [answer]
    return tuple(found)


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
