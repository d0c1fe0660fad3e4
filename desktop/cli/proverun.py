"""Proving as the command line does it: warm processes, progress, Ctrl+C, and a sentence for each rep at the end."""

from collections.abc import Sequence
from dataclasses import dataclass

from db.store import Store
from desktop.cli.interrupts import interrupts
from desktop.cli.progress import PlanningProgress
from desktop.cli.screen import Document, Screen
from desktop.jobs.pool import WorkerPool, usable_processors
from desktop.report import report_bug
from desktop.usecases.district import find_reps
from desktop.usecases.plan_all import SolveBugError
from desktop.usecases.prove_gap import Claim, Proven, load_claim, prove_gaps
from planner.domain.messages import Message, message
from planner.domain.people import Rep
from planner.domain.units import Month
from planner.errors import UserFacingError
from planner.month.bound.words import gap, proof_in_words
from planner.solving import SolveLimits

WARM = ("desktop.jobs.proving",)
"""What a proving process imports before its first job."""


@dataclass(frozen=True, slots=True)
class ProofRun:
    """What was proven, in the order of the reps; `stopped` by Ctrl+C."""

    proven: tuple[Proven, ...]
    stopped: bool


def run_proving(
    screen: Screen,
    store: Store,
    names: Sequence[str],
    month: Month,
    *,
    limits: SolveLimits,
    processes: int | None,
    country: str,
) -> ProofRun:
    """Prove the latest plans of the reps named (none = all), with progress. The first Ctrl+C keeps what is proven by then."""
    with store.read() as books:
        reps = find_reps(books.reps.all(), names)
    claims, failed = _claims(store, reps, month, country)
    progress = PlanningProgress(screen, {each.rep.id: each.rep.name for each in claims})
    pool = WorkerPool(min(processes or usable_processors(), len(claims) or 1), WARM, progress.heard)
    try:
        with interrupts(pool.stop) as interrupted:
            proven = prove_gaps(store, claims, limits, pool, finished=lambda each: progress.ended(each.rep.id, sentence_of(each)))
    except BaseException:
        pool.kill()
        raise
    finally:
        progress.close()
        pool.shutdown(cancel_futures=True)
    known = {each.rep.id: each for each in (*failed, *proven)}
    for each in proven:
        if isinstance(each.error, SolveBugError) and each.error.__cause__ is not None:
            report_bug(each.error.__cause__, ["prove", each.rep.id])
    return ProofRun(tuple(known[rep.id] for rep in reps), interrupted.pressed)


def _claims(store: Store, reps: Sequence[Rep], month: Month, country: str) -> tuple[list[Claim], list[Proven]]:
    """What is to be proven, and the reps of whom nothing can be."""
    claims, failed = [], []
    for rep in reps:
        try:
            claims.append(load_claim(store, rep, month, country))
        except UserFacingError as error:
            failed.append(Proven(rep, error=error))
    return claims, failed


def sentence_of(proven: Proven) -> Message:
    """What came of one rep's proof."""
    name = proven.rep.name
    if proven.error is not None:
        return message("{rep}: nothing is proven. {problem}", rep=name, problem=proven.error.problem)
    said = None if proven.plan is None else proof_in_words(proven.plan)
    if said is None:
        return message("{rep}: nothing is proven yet.", rep=name)
    return message("{rep}: {said}", rep=name, said=said)


def show_proofs(screen: Screen, run: ProofRun) -> None:
    """A sentence for each rep, and the way out where nothing could be proven."""
    for each in run.proven:
        screen.say(sentence_of(each))
        if each.error is not None:
            screen.say(each.error.way_out)


def prove_document(screen: Screen, run: ProofRun) -> dict[str, Document]:
    """The answer for machines."""
    return {"stopped": run.stopped, "reps": [_proven_document(screen, each) for each in run.proven]}


def _proven_document(screen: Screen, proven: Proven) -> dict[str, Document]:
    head: dict[str, Document] = {"rep": proven.rep.id, "name": proven.rep.name, "plan": proven.id}
    if proven.error is not None:
        head["error"] = {"problem": str(proven.error.problem), "way_out": str(proven.error.way_out)}
    plan = proven.plan
    if plan is not None and plan.lower_bound is not None and plan.proof is not None:
        head |= {
            "objective": round(plan.objective.total, 3),
            "lower_bound": round(plan.lower_bound, 3),
            "gap": gap(plan.objective.total, plan.lower_bound),
            "seconds": plan.proof.seconds,
            "assumption": None if plan.proof.assumption is None else screen.text(plan.proof.assumption),
            "sentence": screen.text(sentence_of(proven)),
        }
    return head
