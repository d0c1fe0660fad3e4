"""Plan the months of several reps side by side; each plan is saved as soon as it is there, and none is lost by another's fault.

The problems are read in one transaction, solved while none is open, and every plan is saved in one of its own.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, wait
from dataclasses import dataclass, replace
from datetime import date, datetime

from db.store import Store
from desktop.bootstrap import NotedTravel
from desktop.jobs.solving import solve_month
from desktop.jobs.worker import WorkerBugError
from desktop.usecases.district import District, find_reps, load_district
from desktop.usecases.load_problem import load_problem
from planner.domain.messages import message
from planner.domain.people import Rep
from planner.domain.plan import MonthPlan, PlanId
from planner.domain.units import Month
from planner.domain.violations import Violation
from planner.errors import UserFacingError
from planner.month.problem import MonthProblem
from planner.month.rules import hard_violations
from planner.solving import Ending, Outcome, SolveLimits

SECONDS_BETWEEN_LOOKS = 0.2
"""A wait that ends now and then lets Ctrl+C through on every system."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be planned: `reps` by name or id (none = all active ones), from `first` on (None = the whole month)."""

    month: Month
    seed: int
    limits: SolveLimits
    reps: tuple[str, ...] = ()
    first: date | None = None
    country: str = "CN"


@dataclass(frozen=True, slots=True)
class Planned:
    """How one rep's planning ended. `plan` and `id` are None when `error` is set, or when it was cancelled before it began.

    With the ending IMPOSSIBLE the plan keeps what can be kept; `broken` names the promises it breaks, in words.
    """

    rep: Rep
    plan: MonthPlan | None = None
    id: PlanId | None = None
    ending: Ending | None = None
    error: UserFacingError | None = None
    broken: tuple[Violation, ...] = ()


@dataclass(frozen=True, slots=True)
class Loaded:
    """The frozen problems, in the order of the reps; a rep whose month cannot even be set up has an error instead."""

    district: District
    problems: tuple[tuple[Rep, MonthProblem | UserFacingError], ...]


def load_problems(store: Store, order: Order) -> Loaded:
    """Read all problems of an order from one state of the data. Raises PlanningError for an unknown rep."""
    with store.read() as books:
        district = load_district(books, order.month, order.country)
        memory = NotedTravel(books)

        def problem_of(rep: Rep) -> MonthProblem | UserFacingError:
            try:
                return load_problem(books, district, rep, memory, order.first)
            except UserFacingError as error:
                return error

        loaded = Loaded(district, tuple((rep, problem_of(rep)) for rep in find_reps(district.reps, order.reps)))
    memory.keep(store)
    return loaded


def plan_all(
    store: Store, order: Order, loaded: Loaded, executor: Executor, *, at: datetime, finished: Callable[[Planned], None]
) -> tuple[Planned, ...]:
    """Plan every loaded month on the executor; the answers stand in the order of the reps.

    `finished` hears of each rep as it ends; `at` is when the plans are said to have been made. Deterministic by seed and steps,
    whatever the executor.
    """
    ended = {rep.id: Planned(rep, error=each) for rep, each in loaded.problems if isinstance(each, UserFacingError)}
    problems = {rep.id: problem for rep, problem in loaded.problems if not isinstance(problem, UserFacingError)}
    futures = {
        executor.submit(solve_month, problem, order.seed, order.limits): rep
        for rep, problem in loaded.problems
        if not isinstance(problem, UserFacingError)
    }
    for failed in ended.values():
        finished(failed)
    for future in _as_they_end(tuple(futures)):
        rep = futures[future]
        ended[rep.id] = _with_broken(_planned(store, loaded.district, rep, future, at), problems[rep.id], loaded.district)
        finished(ended[rep.id])
    return tuple(ended[rep.id] for rep, _ in loaded.problems)


def _as_they_end(futures: Sequence[Future[Outcome[MonthPlan]]]) -> Iterator[Future[Outcome[MonthPlan]]]:
    waiting = set(futures)
    while waiting:
        done, waiting = wait(waiting, SECONDS_BETWEEN_LOOKS, FIRST_COMPLETED)
        yield from sorted(done, key=futures.index)


def _planned(store: Store, district: District, rep: Rep, future: Future[Outcome[MonthPlan]], at: datetime) -> Planned:
    try:
        outcome = future.result()
        plan = None if outcome.best is None else signed(outcome.best, district)
        return Planned(rep, plan, None if plan is None else _save(store, plan, at), outcome.ending)
    except CancelledError:
        return Planned(rep)
    except UserFacingError as error:
        return Planned(rep, error=error)
    except WorkerBugError as error:
        return Planned(rep, error=_told(rep, error))


def _with_broken(planned: Planned, problem: MonthProblem, district: District) -> Planned:
    """With the promises that the plan could not keep, if any."""
    if planned.plan is None or planned.ending is not Ending.IMPOSSIBLE:
        return planned
    names = district.names
    broken = (replace(each, message=names.in_words(each.message)) for each in hard_violations(problem, planned.plan))
    return replace(planned, broken=tuple(broken))


def signed(plan: MonthPlan, district: District) -> MonthPlan:
    """The plan with the versions of policy and data that it was made of."""
    made_of = replace(plan.provenance, policy_version=district.policy.version, data_version=district.data_version)
    return replace(plan, provenance=made_of)


def _save(store: Store, plan: MonthPlan, at: datetime) -> PlanId:
    with store.write() as books:
        return books.plans.save(plan, at)


def _told(rep: Rep, error: WorkerBugError) -> UserFacingError:
    """A bug in one rep's solve fails that rep only; its traceback goes to the log by way of the cause."""
    told = UserFacingError(
        message("Planning {rep} failed inside the program: {line}", rep=rep.name, line=str(error).strip().splitlines()[-1]),
        message("The other plans are not touched. Please report it with the log file."),
    )
    told.__cause__ = error
    return told
