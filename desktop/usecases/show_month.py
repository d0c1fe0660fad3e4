"""Everything the month page shows of one rep's month, read in one go: days, certificate, latest plan, figures, versions."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from db.mapping.plans import PlanHeader
from db.store import Books, Store
from desktop.bootstrap import NotedTravel
from desktop.usecases.district import District, load_district
from desktop.usecases.load_problem import Promise, load_terrain, weigh
from desktop.usecases.plan_figures import PlanFigures, plan_figures
from desktop.usecases.show_certificate import without_rep
from planner.calendar.days import day_kinds, public_kind
from planner.coverage.project import project
from planner.coverage.share import SegmentCoverage
from planner.domain.calendar import CalendarEntry, DayKind, FieldDay
from planner.domain.people import CustomerId, Rep, RepId
from planner.domain.plan import DayPlan, MonthPlan
from planner.domain.units import Month
from planner.errors import UserFacingError
from planner.month.assemble import team_of


@dataclass(frozen=True, slots=True)
class DayLoad:
    """What a day of the plan holds. `minutes` from leaving home to being back, `available` the day's hours, both in minutes;
    `recorded`: told by the call records of a day that no plan covers any more, without times."""

    calls: int
    target: int
    minutes: int
    available: int
    travel: int
    waiting: int
    recorded: bool = False

    @property
    def load(self) -> float:
        """Share of the day's hours used, 0..1."""
        return self.minutes / self.available if self.available else 0.0


@dataclass(frozen=True, slots=True)
class MonthDay:
    """One date. `usual` is its kind without what the rep entered; `make_up`: a weekend day worked in exchange for a holiday;
    `holiday` the public holiday's name; `share` the part of a full field day; `load` None without calls and without a plan."""

    date: date
    kind: DayKind
    usual: DayKind
    share: float
    entries: tuple[CalendarEntry, ...] = ()
    holiday: str = ""
    make_up: bool = False
    hours: str = ""
    load: DayLoad | None = None


@dataclass(frozen=True, slots=True)
class MonthPicture:
    """One rep's month. `promise` is None when it cannot be weighed, `trouble` then says why; `plan`, `figures` and `coverage`
    are None or empty without a plan; `versions` from the oldest to the latest; `without_rep` are in nobody's plan."""

    rep: Rep
    month: Month
    district: District
    days: tuple[MonthDay, ...]
    promise: Promise | None
    trouble: UserFacingError | None
    plan: MonthPlan | None
    figures: PlanFigures | None
    coverage: tuple[SegmentCoverage, ...]
    versions: tuple[PlanHeader, ...]
    without_rep: tuple[CustomerId, ...]


def show_month(store: Store, rep: RepId | None, month: Month, country: str) -> MonthPicture | None:
    """The month of a rep; None when there are no reps or customers to plan for. Raises CalendarError without holidays."""
    with store.read() as books:
        district = load_district(books, month, country)
        found = next((each for each in district.reps if each.id == rep), None)
        if found is None or not district.customers:
            return None
        memory = NotedTravel(books)
        picture = _picture(books, district, found, memory)
    memory.keep(store)
    return picture


def _picture(books: Books, district: District, rep: Rep, memory: NotedTravel) -> MonthPicture:
    plan = books.plans.latest(rep.id, district.month)
    promise, trouble = _promise(books, district, rep, memory)
    return MonthPicture(
        rep=rep,
        month=district.month,
        district=district,
        days=month_days(district, rep, plan),
        promise=promise,
        trouble=trouble,
        plan=plan,
        figures=None if plan is None else plan_figures(district, plan),
        coverage=() if plan is None else _coverage(district, plan),
        versions=books.plans.headers(rep.id, district.month),
        without_rep=without_rep(district),
    )


def _promise(books: Books, district: District, rep: Rep, memory: NotedTravel) -> tuple[Promise | None, UserFacingError | None]:
    """What cannot be weighed must not hide the calendar."""
    try:
        terrain = None if rep.home is None else load_terrain(books, district, rep, memory)
        return weigh(district, rep, terrain), None
    except UserFacingError as error:
        return None, error


def _coverage(district: District, plan: MonthPlan) -> tuple[SegmentCoverage, ...]:
    """By segment, with the plan carried out."""
    first = plan.days[0].date if plan.days else plan.month.first
    customers = district.customers_of(plan.rep)
    return project(customers, district.calls, district.products, plan, as_of=first, policy=district.policy).expected.segments


def month_days(district: District, rep: Rep, plan: MonthPlan | None) -> tuple[MonthDay, ...]:
    """Every date of the month with its kind, and the plan's load on it."""
    own = tuple(entry for entry in district.entries if entry.rep == rep.id)
    field = {day.date: day for day in district.field_days_of(rep)}
    planned = {} if plan is None else {day.date: day for day in plan.days}
    loads = {**_recorded(district, rep, field), **{day: _load(each, field.get(day)) for day, each in planned.items()}}
    return tuple(
        replace(_day(district, when, kind, own), share=field[when].share, hours=str(field[when].hours), load=loads.get(when))
        if when in field
        else replace(_day(district, when, kind, own), load=loads.get(when))
        for when, kind in day_kinds(rep, district.month, own, district.holidays, district.policy)
    )


def _day(district: District, when: date, kind: DayKind, entries: Iterable[CalendarEntry]) -> MonthDay:
    return MonthDay(
        date=when,
        kind=kind,
        usual=public_kind(when, district.holidays, district.policy),
        share=0.0,
        entries=tuple(entry for entry in entries if entry.date == when),
        holiday=dict(district.holidays.days_off).get(when, ""),
        make_up=when in dict(district.holidays.shifted_workdays),
    )


def _load(day: DayPlan, field: FieldDay | None) -> DayLoad:
    minutes = day.legs[-1].arrival - day.legs[0].departure if day.legs else 0
    available = field.hours.minutes if field is not None else minutes
    return DayLoad(len(day.calls), day.target, minutes, available, day.travel_minutes, day.waiting_minutes)


def _recorded(district: District, rep: Rep, field: dict[date, FieldDay]) -> dict[date, DayLoad]:
    """The calls on record, for days before the plan's first."""
    target = team_of(rep, district.policy).calls_per_day
    made: dict[date, int] = {}
    for call in district.calls:
        if call.rep == rep.id and call.date in field:
            made[call.date] = made.get(call.date, 0) + 1
    return {
        when: DayLoad(calls, round(target * field[when].share), 0, field[when].hours.minutes, 0, 0, recorded=True)
        for when, calls in made.items()
    }
