"""Score an alignment by the real planner: the month of every rep concerned is planned as it is and as it would be."""

from collections.abc import Callable, Mapping
from concurrent.futures import CancelledError, Executor, Future
from dataclasses import dataclass, field, replace
from math import ceil

from db.store import Books, Store
from desktop.bootstrap import NotedTravel
from desktop.jobs.solving import solve_month
from desktop.usecases.district import District, load_district
from desktop.usecases.load_problem import load_problem, load_terrain, weigh
from desktop.usecases.plan_figures import plan_figures
from planner.alignment.publication import as_of, publication_of
from planner.domain.alignment import AlignmentId, Proposal
from planner.domain.people import Rep, RepId
from planner.domain.plan import MonthPlan
from planner.domain.territory import Launch
from planner.domain.units import Month
from planner.errors import UserFacingError
from planner.month.problem import MonthProblem
from planner.solving import Outcome, SolveLimits


@dataclass(frozen=True, slots=True)
class ScoreOrder:
    """How to plan: the month (None = the alignment's), seed and limits for each rep."""

    month: Month | None = None
    seed: int = 0
    limits: SolveLimits = field(default_factory=lambda: SolveLimits(seconds=5.0))
    country: str = "CN"


@dataclass(frozen=True, slots=True)
class MonthScore:
    """One rep's planned month. `coverage` by segment is what can be attained; `people` how many customers stand behind each
    share; `overtime` are the minutes that all owed calls would take beyond what the month holds."""

    calls: int
    field_days: float
    calls_per_field_day: float
    call_target: int
    travel_minutes_per_day: float
    unplanned: int
    overtime: float
    coverage: Mapping[str, float]
    people: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class RepScore:
    """One rep today and under the alignment. None: no territory then, or the month could not be planned; `trouble` says why."""

    rep: Rep
    today: MonthScore | None
    after: MonthScore | None
    trouble: UserFacingError | None = None


@dataclass(frozen=True, slots=True)
class TeamScore:
    """All reps concerned together: coverage weighed by customers, calls per field day by field days."""

    coverage: Mapping[str, float]
    calls_per_field_day: float
    overtime: float
    travel_minutes_per_day: float


@dataclass(frozen=True, slots=True)
class Score:
    """An alignment's worth, by rep and together."""

    month: Month
    reps: tuple[RepScore, ...]
    today: TeamScore
    after: TeamScore


@dataclass(frozen=True, slots=True)
class _Case:
    district: District
    rep: Rep
    problem: MonthProblem
    overtime: float


def score(store: Store, id: AlignmentId, order: ScoreOrder, executor: Executor, finished: Callable[[Rep], None]) -> Score:
    """Plan and compare; nothing is saved. `finished` hears of each rep who is through.

    Deterministic by seed and steps, whatever the executor.
    """
    with store.read() as books:
        proposal = books.alignments.get(id).proposal
        month = order.month or proposal.request.month
        today = with_launch(load_district(books, month, order.country), proposal.request.launch)
        after = under(today, proposal)
        memory = NotedTravel(books)
        concerned = _concerned(proposal, today, after)
        cases = {(rep.id, when): _case(books, district, rep, memory) for rep in concerned
                 for when, district in (("today", today), ("after", after))}  # fmt: skip
    memory.keep(store)
    futures = {
        key: executor.submit(solve_month, each.problem, order.seed, order.limits)
        for key, each in cases.items()
        if isinstance(each, _Case)
    }
    reps = []
    for rep in concerned:
        reps.append(_rep_score(rep, cases, futures))
        finished(rep)
    return Score(month, tuple(reps), _together([each.today for each in reps]), _together([each.after for each in reps]))


def with_launch(district: District, launch: Launch | None) -> District:
    """The district with a launch's calls, rounded up to whole ones, asked of every customer of its segments."""
    if launch is None:
        return district
    segments = tuple(
        replace(each, calls_per_month=each.calls_per_month + ceil(launch.calls)) if each.id in launch.segments else each
        for each in district.policy.segments
    )
    return replace(district, policy=replace(district.policy, segments=segments))


def under(district: District, proposal: Proposal) -> District:
    """The district as it would be with an alignment in force."""
    reps = (*district.reps, *(rep for rep in proposal.request.joining if rep.id not in {each.id for each in district.reps}))
    changes = publication_of(proposal, district.customers, {rep.id: rep for rep in reps}, district.month.first)
    customers, turned = as_of(district.customers, reps, (changes,))
    return replace(district, customers=customers, reps=turned)


def _concerned(proposal: Proposal, today: District, after: District) -> tuple[Rep, ...]:
    """Reps whose customers, share or activity change, in the order of the district."""
    held = {each.id: each.rep for each in today.customers}
    found: set[RepId | None] = {
        rep for each in after.customers if held.get(each.id) != each.rep for rep in (each.rep, held[each.id])
    }
    before = {rep.id: rep for rep in today.reps}
    found |= {rep.id for rep in after.reps if before.get(rep.id) != rep}
    if proposal.request.launch is not None:
        found |= {each.rep for each in proposal.holdings}
    return tuple(rep for rep in after.reps if rep.id in found)


def _case(books: Books, district: District, rep: Rep, memory: NotedTravel) -> "_Case | UserFacingError | None":
    """None when the rep is not there, or has no customers."""
    own = next((each for each in district.reps if each.id == rep.id and each.active), None)
    if own is None or not district.customers_of(own.id):
        return None
    try:
        promise = weigh(district, own, load_terrain(books, district, own, memory))
        problem = load_problem(books, district, own, memory)
    except UserFacingError as error:
        return error
    certificate = promise.certificate
    return _Case(district, own, problem, max(0.0, certificate.minutes_owed - certificate.minutes_available))


_Cases = Mapping[tuple[RepId, str], "_Case | UserFacingError | None"]
_Futures = Mapping[tuple[RepId, str], Future[Outcome[MonthPlan]]]


def _rep_score(rep: Rep, cases: _Cases, futures: _Futures) -> RepScore:
    trouble: UserFacingError | None = None
    scores: dict[str, MonthScore | None] = {}
    for when in ("today", "after"):
        case = cases[rep.id, when]
        scores[when] = None
        if isinstance(case, UserFacingError):
            trouble = case
        elif case is not None:
            try:
                plan = futures[rep.id, when].result().best
                scores[when] = None if plan is None else _month_score(case, plan)
            except CancelledError:
                continue
            except UserFacingError as error:
                trouble = error
    return RepScore(rep, scores["today"], scores["after"], trouble)


def _month_score(case: _Case, plan: MonthPlan) -> MonthScore:
    figures = plan_figures(case.district, plan)
    people: dict[str, int] = {}
    for need in case.problem.needs:
        people[need.segment] = people.get(need.segment, 0) + 1
    return MonthScore(
        calls=figures.calls,
        field_days=figures.field_days,
        calls_per_field_day=figures.calls_per_field_day,
        call_target=figures.call_target,
        travel_minutes_per_day=figures.travel_minutes_per_day,
        unplanned=figures.unplanned,
        overtime=round(case.overtime, 1),
        coverage=figures.coverage,
        people=people,
    )


def _together(scores: list[MonthScore | None]) -> TeamScore:
    known = [each for each in scores if each is not None]
    days = sum(each.field_days for each in known)
    travel = sum(each.travel_minutes_per_day * each.field_days for each in known)
    seen: dict[str, float] = {}
    people: dict[str, int] = {}
    for each in known:
        for segment, share in each.coverage.items():
            count = each.people.get(segment, 0)
            seen[segment] = seen.get(segment, 0.0) + share * count
            people[segment] = people.get(segment, 0) + count
    return TeamScore(
        coverage={segment: round(seen[segment] / people[segment], 4) for segment in sorted(seen) if people[segment]},
        calls_per_field_day=round(sum(each.calls for each in known) / days, 2) if days else 0.0,
        overtime=round(sum(each.overtime for each in known), 1),
        travel_minutes_per_day=round(travel / days, 1) if days else 0.0,
    )
