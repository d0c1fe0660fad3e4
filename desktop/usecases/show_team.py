"""The whole team's month: every rep's days, plan and coverage side by side, and the customers nobody looks after."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from db.exchange.plan_names import Names
from db.mapping.plans import PlanHeader
from db.store import Books, Store
from desktop.bootstrap import NotedTravel
from desktop.usecases.district import District, load_district
from desktop.usecases.load_problem import load_terrain, weigh
from planner.calendar.days import day_kinds
from planner.coverage.measure import measure
from planner.coverage.project import planned_calls
from planner.coverage.share import SegmentCoverage
from planner.domain.calendar import DayKind, FieldDay
from planner.domain.people import Customer, Rep, RepId
from planner.domain.places import HospitalId
from planner.domain.plan import DayPlan, MonthPlan, PlanId
from planner.domain.policy import Policy
from planner.domain.units import Month
from planner.errors import UserFacingError
from planner.frequency.certificate import Certificate


class PlanStatus(StrEnum):
    """How far a rep's month is. `CHANGED`: one plan is in force, and a later draft waits for approval."""

    NONE = "none"
    DRAFT = "draft"
    APPROVED = "approved"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class TeamDay:
    """One rep's date: `busy` minutes from leaving home to being back of the `minutes` of the field day; 0 when it is none.
    `target` calls as the day's share asks; `made` are recorded visits; `planned`: the plan has this day."""

    date: date
    kind: DayKind
    share: float
    minutes: int
    busy: int
    calls: int
    target: float
    travel: int
    made: int
    planned: bool

    @property
    def load(self) -> float:
        """Minutes used of those of the field day."""
        return self.busy / self.minutes if self.minutes else 0.0

    @property
    def shown_calls(self) -> int:
        """Planned calls; on a day without a plan the visits recorded."""
        return self.calls if self.planned else self.made

    @property
    def short(self) -> float:
        """Calls that the day's target lacks."""
        return max(0.0, self.target - self.shown_calls)


@dataclass(frozen=True, slots=True)
class TeamRep:
    """One rep's month with the latest plan. `covered` are the segments with the plan carried out from today on."""

    rep: Rep
    status: PlanStatus
    latest: PlanId | None
    in_force: PlanId | None
    days: tuple[TeamDay, ...]
    unplanned: int
    customers: int
    covered: tuple[SegmentCoverage, ...]

    @property
    def field_days(self) -> float:
        return round(sum(day.share for day in self.days), 3)

    @property
    def calls_per_field_day(self) -> float:
        """Planned calls per field day; 0 without one."""
        return sum(day.calls for day in self.days) / self.field_days if self.field_days else 0.0

    @property
    def travel_per_field_day(self) -> float:
        return sum(day.travel for day in self.days) / self.field_days if self.field_days else 0.0

    @property
    def load(self) -> float:
        """Minutes used of all minutes of the field days."""
        minutes = sum(day.minutes for day in self.days)
        return sum(day.busy for day in self.days) / minutes if minutes else 0.0

    @property
    def calls_short(self) -> float:
        """Calls that the field days lack of their targets."""
        return sum(day.short for day in self.days)

    @property
    def coverage(self) -> float | None:
        """Of the customers whom month and quarter require, the share that will be seen, rounded down to whole per cent so that
        100 % is never said of less; None when nothing is required."""
        shares = [share for each in self.covered for share in (each.month, each.quarter)]
        required = sum(share.customers_required for share in shares)
        missing = sum(share.missing for share in shares)
        return (required - missing) * 100 // required / 100 if required else None


@dataclass(frozen=True, slots=True)
class Orphan:
    """A customer of no rep at work; `proposed` is the rep who has most customers in the same hospital."""

    customer: Customer
    hospital: HospitalId | None
    proposed: RepId | None


@dataclass(frozen=True, slots=True)
class TeamReview:
    """All active reps, by name."""

    month: Month
    today: date
    reps: tuple[TeamRep, ...]
    orphans: tuple[Orphan, ...]
    names: Names


def show_team(books: Books, district: District, today: date) -> TeamReview:
    """The team's month as it is planned; the latest plan of each rep counts, approved or not."""
    reps = sorted((rep for rep in district.reps if rep.active), key=lambda rep: (rep.name, rep.id))
    headers: dict[RepId, list[PlanHeader]] = defaultdict(list)
    for header in books.plans.headers(month=district.month):
        headers[header.rep].append(header)
    made = Counter(
        (rep, day) for rep, day, _ in {(call.rep, call.date, call.customer) for call in district.calls if call.outcome.counts}
    )
    rows = []
    for rep in reps:
        plan = books.plans.latest(rep.id, district.month) if headers[rep.id] else None
        rows.append(_team_rep(district, rep, plan, headers=headers[rep.id], made=made, today=today))
    return TeamReview(district.month, today, tuple(rows), tuple(orphans(district)), district.names)


def _team_rep(
    district: District,
    rep: Rep,
    plan: MonthPlan | None,
    *,
    headers: list[PlanHeader],
    made: Mapping[tuple[RepId, date], int],
    today: date,
) -> TeamRep:
    in_force = next((each.id for each in headers if each.published), None)
    latest = headers[-1].id if headers else None
    customers = district.customers_of(rep.id)
    calls = [call for call in district.calls if call.date <= today]
    ahead = () if plan is None else planned_calls(plan, today)
    covered = measure(customers, [*calls, *ahead], district.products, district.month, district.policy)
    return TeamRep(
        rep=rep,
        status=status_of(latest, in_force),
        latest=latest,
        in_force=in_force,
        days=tuple(_days(district, rep, plan, made)),
        unplanned=0 if plan is None else sum(each.count for each in plan.unplanned),
        customers=len(customers),
        covered=covered.segments,
    )


def status_of(latest: PlanId | None, in_force: PlanId | None) -> PlanStatus:
    """How far a month is, by its latest plan and the one in force."""
    if latest is None:
        return PlanStatus.NONE
    if in_force is None:
        return PlanStatus.DRAFT
    return PlanStatus.APPROVED if latest == in_force else PlanStatus.CHANGED


def _days(district: District, rep: Rep, plan: MonthPlan | None, made: Mapping[tuple[RepId, date], int]) -> Iterable[TeamDay]:
    field = {day.date: day for day in district.field_days_of(rep)}
    planned = {day.date: day for day in plan.days} if plan else {}
    target = _target(rep, district.policy)
    for day, kind in day_kinds(rep, district.month, district.entries, district.holidays, district.policy):
        yield _team_day(day, kind, field.get(day), planned.get(day), target=target, made=made.get((rep.id, day), 0))


def _team_day(
    day: date,
    kind: DayKind,
    field: FieldDay | None,
    plan: DayPlan | None,
    *,
    target: int,
    made: int,
) -> TeamDay:
    legs = () if plan is None else plan.legs
    return TeamDay(
        date=day,
        kind=kind,
        share=field.share if field else 0.0,
        minutes=field.hours.minutes if field else 0,
        busy=legs[-1].arrival - legs[0].departure if legs else 0,
        calls=len(plan.calls) if plan else 0,
        target=target * field.share if field else 0.0,
        travel=plan.travel_minutes if plan else 0,
        made=made,
        planned=plan is not None,
    )


def _target(rep: Rep, policy: Policy) -> int:
    """The team's calls a day; 0 for a team the policy does not have."""
    return next((team.calls_per_day for team in policy.teams if team.id == rep.team), 0)


def orphans(district: District) -> Iterable[Orphan]:
    """Active customers of no rep on record, or of one who has left, each with the rep nearest by habit."""
    working = {rep.id for rep in district.reps if rep.active}
    at_hospital: dict[HospitalId, Counter[RepId]] = defaultdict(Counter)
    for each in district.customers:
        if each.active and each.rep in working and each.affiliations and each.rep is not None:
            at_hospital[each.affiliations[0].hospital][each.rep] += 1
    for each in district.customers:
        if each.active and each.rep not in working:
            hospital = each.affiliations[0].hospital if each.affiliations else None
            common = at_hospital[hospital].most_common(1) if hospital is not None else []
            yield Orphan(each, hospital, common[0][0] if common else None)


def weigh_team(store: Store, month: Month, country: str) -> dict[RepId, Certificate | None]:
    """The certificate of every active rep; None where it cannot be told, such as for a team the policy does not have."""
    with store.read() as books:
        district = load_district(books, month, country)
        memory = NotedTravel(books)
        weighed = {rep.id: _certificate(books, district, rep, memory) for rep in district.reps if rep.active}
    memory.keep(store)
    return weighed


def _certificate(books: Books, district: District, rep: Rep, memory: NotedTravel) -> Certificate | None:
    try:
        terrain = None if rep.home is None else load_terrain(books, district, rep, memory)
        return weigh(district, rep, terrain).certificate
    except UserFacingError:
        return None
