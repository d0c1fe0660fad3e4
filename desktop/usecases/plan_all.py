"""Plan the months of several reps side by side; each plan is saved as soon as it is there, and none is lost by another's fault.

The problems are read in one transaction, solved while none is open, and every plan is saved in one of its own. A batch that was
cut short, however, plans only the rest when it is run again: a rep whose latest plan was made of the same month, seed, limits
and data keeps it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, wait
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from db.store import Books, Store
from desktop.bootstrap import NotedTravel
from desktop.jobs.solving import solve_month
from desktop.usecases.district import District, find_reps, load_district
from desktop.usecases.load_problem import load_problem
from planner.domain.messages import message
from planner.domain.people import Rep, RepId
from planner.domain.plan import MonthPlan, PlanId
from planner.domain.units import Month
from planner.domain.violations import Violation
from planner.errors import UserFacingError
from planner.month.fingerprint import fingerprint
from planner.month.problem import MonthProblem
from planner.month.rules import hard_violations
from planner.month.solve import SOLVER
from planner.solving import Ending, Outcome, SolveLimits

SECONDS_BETWEEN_LOOKS = 0.2
"""A wait that ends now and then lets Ctrl+C through on every system."""


class SolveBugError(UserFacingError):
    """Our mistake in one rep's solve, as it is told; the cause is in `__cause__`."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be planned: `reps` by name or id (none = all active ones), from `first` on (None = the whole month).

    With `again` reps are planned who have a plan of just this order.
    """

    month: Month
    seed: int
    limits: SolveLimits
    reps: tuple[str, ...] = ()
    first: date | None = None
    country: str = "CN"
    again: bool = False


@dataclass(frozen=True, slots=True)
class Planned:
    """How one rep's planning ended. `plan` and `id` are None when `error` is set, or when it was cancelled before it began.

    With the ending IMPOSSIBLE the plan keeps what can be kept; `broken` names the promises it breaks, in words. `kept`: the plan
    was there from before, made by an equal order of equal data.
    """

    rep: Rep
    plan: MonthPlan | None = None
    id: PlanId | None = None
    ending: Ending | None = None
    error: UserFacingError | None = None
    broken: tuple[Violation, ...] = ()
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Loaded:
    """The frozen problems, in the order of the reps; a rep whose month cannot even be set up has an error instead.

    `kept` are the plans of reps whose month was planned before by an equal order.
    """

    district: District
    problems: tuple[tuple[Rep, MonthProblem | UserFacingError], ...]
    kept: Mapping[RepId, tuple[PlanId, MonthPlan]] = field(default_factory=dict)


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

        problems = tuple((rep, problem_of(rep)) for rep in find_reps(district.reps, order.reps))
        loaded = Loaded(district, problems, {} if order.again else _plans_kept(books, order, district, problems))
    memory.keep(store)
    return loaded


def _plans_kept(
    books: Books, order: Order, district: District, problems: Sequence[tuple[Rep, MonthProblem | UserFacingError]]
) -> dict[RepId, tuple[PlanId, MonthPlan]]:
    """The latest plans of those reps of whom it is what the order asks for."""
    latest = {header.rep: header for header in books.plans.headers(month=order.month)}
    kept: dict[RepId, tuple[PlanId, MonthPlan]] = {}
    for rep, problem in problems:
        header = latest.get(rep.id)
        if header is None or header.data_version != district.data_version or isinstance(problem, UserFacingError):
            continue
        plan = books.plans.get(header.id)
        if plan is not None and is_answered(order, problem, plan, district.policy.version):
            kept[rep.id] = header.id, plan
    return kept


def is_answered(order: Order, problem: MonthProblem, plan: MonthPlan, policy_version: int) -> bool:
    """Whether a plan is what an order for this problem asks for: planned to the end, by this search, seed and limits."""
    made, limits = plan.provenance, order.limits
    asked = (order.seed, None if limits.steps is not None else limits.seconds, limits.steps, policy_version)
    given = (made.seed, made.seconds, made.steps, made.policy_version)
    planned = made.solver.startswith(f"{SOLVER}/") and not made.stopped
    return planned and asked == given and made.problem == fingerprint(problem)


def plan_all(
    store: Store, order: Order, loaded: Loaded, executor: Executor, *, at: datetime, finished: Callable[[Planned], None]
) -> tuple[Planned, ...]:
    """Plan every loaded month on the executor; the answers stand in the order of the reps.

    `finished` hears of each rep as it ends; `at` is when the plans are said to have been made. Deterministic by seed and steps,
    whatever the executor.
    """
    ended: dict[RepId, Planned] = {}
    futures: dict[Future[Outcome[MonthPlan]], tuple[Rep, MonthProblem]] = {}
    for rep, problem in loaded.problems:
        if isinstance(problem, UserFacingError):
            ended[rep.id] = Planned(rep, error=problem)
        elif rep.id in loaded.kept:
            ended[rep.id] = _kept(rep, problem, loaded)
        else:
            futures[_submitted(executor, problem, order)] = rep, problem
    for known in ended.values():
        finished(known)
    for future in _as_they_end(tuple(futures)):
        rep, problem = futures[future]
        planned = _planned(store, loaded.district, future, rep=rep, problem=problem, at=at)
        ended[rep.id] = _with_broken(planned, problem, loaded.district)
        finished(ended[rep.id])
    return tuple(ended[rep.id] for rep, _ in loaded.problems)


def _kept(rep: Rep, problem: MonthProblem, loaded: Loaded) -> Planned:
    """A rep whose plan is there: what it breaks, if anything, it broke when it was made."""
    id, plan = loaded.kept[rep.id]
    ending = Ending.IMPOSSIBLE if hard_violations(problem, plan) else Ending.FINISHED
    return _with_broken(Planned(rep, plan, id, ending, kept=True), problem, loaded.district)


def _submitted(executor: Executor, problem: MonthProblem, order: Order) -> Future[Outcome[MonthPlan]]:
    """The running job; where the executor takes no more jobs, one that has failed."""
    try:
        return executor.submit(solve_month, problem, order.seed, order.limits)
    except Exception as error:
        failed: Future[Outcome[MonthPlan]] = Future()
        failed.set_exception(error)
        return failed


def _as_they_end(futures: Sequence[Future[Outcome[MonthPlan]]]) -> Iterator[Future[Outcome[MonthPlan]]]:
    waiting = set(futures)
    while waiting:
        done, waiting = wait(waiting, SECONDS_BETWEEN_LOOKS, FIRST_COMPLETED)
        yield from sorted(done, key=futures.index)


def _planned(
    store: Store, district: District, future: Future[Outcome[MonthPlan]], *, rep: Rep, problem: MonthProblem, at: datetime
) -> Planned:
    try:
        outcome = future.result()
        plan = None if outcome.best is None else signed(outcome.best, district, problem, outcome.ending)
        return Planned(rep, plan, None if plan is None else _save(store, plan, at), outcome.ending)
    except CancelledError:
        return Planned(rep)
    except UserFacingError as error:
        return Planned(rep, error=error)
    except Exception as error:  # whatever ails an executor or a solve fails one rep
        return Planned(rep, error=bug_of(rep, error))


def _with_broken(planned: Planned, problem: MonthProblem, district: District) -> Planned:
    """With the promises that the plan could not keep, if any."""
    if planned.plan is None or planned.ending is not Ending.IMPOSSIBLE:
        return planned
    names = district.names
    broken = (replace(each, message=names.in_words(each.message)) for each in hard_violations(problem, planned.plan))
    return replace(planned, broken=tuple(broken))


def signed(plan: MonthPlan, district: District, problem: MonthProblem, ending: Ending) -> MonthPlan:
    """The plan with the versions of policy and data and the problem that it was made of, and whether it was cut short."""
    made_of = replace(
        plan.provenance,
        policy_version=district.policy.version,
        data_version=district.data_version,
        problem=fingerprint(problem),
        stopped=ending is Ending.STOPPED,
    )
    return replace(plan, provenance=made_of)


def _save(store: Store, plan: MonthPlan, at: datetime) -> PlanId:
    with store.write() as books:
        return books.plans.save(plan, at)


def bug_of(rep: Rep, error: Exception) -> SolveBugError:
    """A bug in one rep's solve fails that rep only; its traceback goes to the log by way of the cause."""
    line = (str(error).strip() or type(error).__name__).splitlines()[-1]
    told = SolveBugError(
        message("Planning {rep} failed inside the program: {line}", rep=rep.name, line=line),
        message("The other plans are not touched. Please report it with the log file."),
    )
    told.__cause__ = error
    return told
