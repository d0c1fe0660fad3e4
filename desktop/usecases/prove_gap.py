"""Prove how far saved plans are from the best possible ones, and keep each bound with its plan.

The months are read one after the other, the proofs run on an executor with no transaction open, and every bound is saved as soon
as it is there.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, wait
from dataclasses import dataclass, replace
from math import isfinite

from db.store import Store
from desktop.jobs.proving import prove_month
from desktop.usecases.plan_all import bug_of
from desktop.usecases.situation import load_situation
from planner.domain.messages import message
from planner.domain.people import Rep, RepId
from planner.domain.plan import MonthPlan, PlanId, Proof
from planner.domain.units import Month
from planner.errors import PlanningError, UserFacingError
from planner.month.bound.bound import ProvenBound
from planner.month.objective import days_objective
from planner.month.problem import MonthProblem
from planner.month.rules import hard_violations
from planner.solving import Ending, SolveLimits

SECONDS_BETWEEN_LOOKS = 0.2
"""A wait that ends now and then lets Ctrl+C through on every system."""
SAME = 1e-6
"""Two sums of the same minutes differ by less than this part of them."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A saved plan, and the month of which it is to be proven that no plan is much better."""

    rep: Rep
    id: PlanId
    plan: MonthPlan
    problem: MonthProblem


@dataclass(frozen=True, slots=True)
class Proven:
    """How one proof ended: `plan` carries the best bound known by now. `plan` is None when `error` is set, or when the proof was
    cancelled before it began; with `stopped` somebody ended it early, and what it had proven by then is kept."""

    rep: Rep
    id: PlanId | None = None
    plan: MonthPlan | None = None
    stopped: bool = False
    error: UserFacingError | None = None


def load_claim(store: Store, rep: Rep, month: Month, country: str) -> Claim:
    """The latest plan of a rep's month with its problem. Raises PlanningError without a plan, or when data have changed since."""
    situation = load_situation(store, rep.id, month, None, country)
    with store.read() as books:
        id = books.plans.headers(rep=rep.id, month=month)[-1].id
        published = books.plans.published(rep.id, month)
    plan, problem = situation.plan, situation.problem
    if published == plan:  # a plan is not measured by how little it differs from itself
        problem = replace(problem, published=())
    total = days_objective(problem, plan.days).total
    if abs(total - plan.objective.total) > SAME * max(1.0, abs(total)) or hard_violations(problem, plan):
        raise PlanningError(
            message("The data of {rep}'s month have changed since {plan} was made.", rep=rep.name, plan=id),
            message("Plan the month again, then prove."),
        )
    return Claim(rep, id, plan, problem)


def prove_gaps(
    store: Store,
    claims: Sequence[Claim],
    limits: SolveLimits,
    executor: Executor,
    *,
    finished: Callable[[Proven], None],
) -> tuple[Proven, ...]:
    """Prove every claim on the executor; the answers stand in the order of the claims. `finished` hears of each as it ends."""
    futures = {executor.submit(prove_month, each.problem, 0, limits, each.plan.objective.total): each for each in claims}
    ended: dict[RepId, Proven] = {}
    for future in _as_they_end(tuple(futures)):
        claim = futures[future]
        ended[claim.rep.id] = _proven(store, claim, future)
        finished(ended[claim.rep.id])
    return tuple(ended[each.rep.id] for each in claims)


def _as_they_end(futures: Sequence[Future[ProvenBound]]) -> Iterator[Future[ProvenBound]]:
    waiting = set(futures)
    while waiting:
        done, waiting = wait(waiting, SECONDS_BETWEEN_LOOKS, FIRST_COMPLETED)
        yield from sorted(done, key=futures.index)


def _proven(store: Store, claim: Claim, future: Future[ProvenBound]) -> Proven:
    try:
        found = future.result()
    except CancelledError:
        return Proven(claim.rep)
    except UserFacingError as error:
        return Proven(claim.rep, error=error)
    except Exception as error:
        return Proven(claim.rep, error=bug_of(claim.rep, error))
    plan = with_bound(claim.plan, found)
    if plan != claim.plan:
        with store.write() as books:
            books.plans.state_bound(claim.id, plan)
    return Proven(claim.rep, claim.id, plan, found.ending is Ending.STOPPED)


def with_bound(plan: MonthPlan, found: ProvenBound) -> MonthPlan:
    """The plan with the better of the bound it has and the one found, and the seconds spent on both."""
    seconds = round(found.seconds + (plan.proof.seconds if plan.proof is not None else 0.0), 1)
    if not isfinite(found.bound):
        return plan
    if plan.lower_bound is not None and plan.lower_bound >= found.bound:
        return replace(plan, proof=Proof(seconds, None if plan.proof is None else plan.proof.assumption))
    bound = min(found.bound, plan.objective.total)  # no bound of a plan is above it, but for the last digits of sums
    return replace(plan, lower_bound=bound, proof=Proof(seconds, found.assumption))
