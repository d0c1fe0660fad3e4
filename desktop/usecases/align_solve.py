"""Answer one question to the alignment: several answers, each in a worker process, saved as drafts; nothing else is changed."""

from collections.abc import Sequence
from concurrent.futures import CancelledError, Executor, Future
from dataclasses import dataclass, field, replace
from datetime import datetime

from db.store import Store
from desktop.jobs.aligning import find_conflict, solve_answer
from desktop.usecases.align_case import Ground, load_ground, make_case
from planner.alignment.assemble import Case
from planner.alignment.naming import impossible, names_of
from planner.alignment.proposal import propose
from planner.alignment.scenario import FACTORS, Answer, Leaning, answers_of, front
from planner.alignment.solve import Alignment
from planner.domain.alignment import AlignmentId, Proposal
from planner.domain.territory import AlignmentRequest
from planner.solving import Ending, Outcome, SolveLimits

CONFLICT_SECONDS = 20.0
FEWEST = 3
"""Answers from which a front is worth comparing."""


@dataclass(frozen=True, slots=True)
class AlignOrder:
    """How to solve: up to `answers` (1 to 7) are looked for, each within the limits."""

    seed: int = 0
    limits: SolveLimits = field(default_factory=lambda: SolveLimits(seconds=20.0))
    answers: int = 5
    country: str = "CN"


@dataclass(frozen=True, slots=True)
class SavedAnswer:
    """One answer as it was saved."""

    id: AlignmentId
    proposal: Proposal
    answer: Answer


@dataclass(frozen=True, slots=True)
class Aligned:
    """What a question brought: answers that no other one beats, the one as asked first. `stopped`: they are the best so far."""

    ground: Ground
    case: Case
    answers: tuple[SavedAnswer, ...]
    stopped: bool


def align(
    store: Store,
    request: AlignmentRequest,
    order: AlignOrder,
    executor: Executor,
    *,
    at: datetime,
    title: str | None = None,
    based_on: AlignmentId | None = None,
) -> Aligned:
    """Read, solve, save. Raises AlignmentError when the question cannot be asked, or names the limits that collide.

    Deterministic by seed and steps, whatever the executor.
    """
    with store.read() as books:
        ground = load_ground(books, request.month, order.country)
    case = make_case(ground, request)
    answers, stopped = solve_case(case, order, executor)
    called, version = title or f"{request.kind.value} {request.month}", ground.district.data_version
    proposals = [
        propose(case, each, f"{called}: {each.leaning.value}", seed=order.seed, data_version=version, based_on=based_on)
        for each in answers
    ]
    with store.write() as books:
        saved = [SavedAnswer(books.alignments.save(one, at), one, each) for one, each in zip(proposals, answers, strict=True)]
    return Aligned(ground, case, tuple(saved), stopped)


def solve_case(case: Case, order: AlignOrder, executor: Executor) -> tuple[tuple[Answer, ...], bool]:
    """The front of a case, and whether somebody stopped it. Raises AlignmentError when nothing keeps all limits.

    When fewer than three answers are left of three or more that were asked for, further leanings are looked at.
    """
    wanted = max(1, min(order.answers, len(FACTORS)))
    waiting, outcomes = list(FACTORS), list[tuple[Leaning, Outcome[Alignment]]]()
    answers: tuple[Answer, ...] = ()
    while waiting and (not outcomes or len(answers) < min(wanted, FEWEST)):
        count = wanted if not outcomes else FEWEST - len(answers)
        now, waiting = waiting[:count], waiting[count:]
        futures = [(each, executor.submit(solve_answer, case.problem, each, order.seed, order.limits)) for each in now]
        outcomes += [(leaning, _outcome(future)) for leaning, future in futures]
        answers = front(answers_of(case.problem, outcomes))
        if not answers:
            _explain(case, order, executor, [each.ending for _, each in outcomes])
        if any(each.ending is Ending.STOPPED for _, each in outcomes):
            return answers, True
    return answers, False


def _outcome(future: Future[Outcome[Alignment]]) -> Outcome[Alignment]:
    """What a job found; nothing when it was cancelled before it began."""
    try:
        return future.result()
    except CancelledError:
        return Outcome(Ending.STOPPED, None)


def _explain(case: Case, order: AlignOrder, executor: Executor, endings: Sequence[Ending]) -> None:
    """Raises the error that names the colliding limits; a run that was stopped has none to name."""
    limits = order.limits if order.limits.steps is not None else replace(order.limits, seconds=CONFLICT_SECONDS)
    collide = () if Ending.STOPPED in endings else executor.submit(find_conflict, case.problem, limits).result()
    raise impossible(collide, names_of(case))
