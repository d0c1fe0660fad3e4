"""Look at the coverage of a month as a whole: so far, with the plan carried out, its trend, its pace, what still rescues it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from db.exchange.plan_names import Names
from db.store import Books
from desktop.usecases.district import District
from planner.calendar.days import day_kinds
from planner.coverage.measure import Coverage, Segments, measure
from planner.coverage.pace import pace
from planner.coverage.project import planned_calls
from planner.coverage.rescue import Rescue, rescues
from planner.coverage.trend import SegmentTrend, trend
from planner.domain.calendar import DayKind
from planner.domain.calls import Call
from planner.domain.people import Customer, CustomerId, Rep
from planner.domain.places import HospitalId
from planner.domain.plan import MonthPlan
from planner.domain.policy import Segment
from planner.domain.products import ProductId
from planner.domain.units import Month
from planner.month.assemble import team_of


@dataclass(frozen=True, slots=True)
class DayPace:
    """One date: visits made and still planned, against the target of its field day. `share` sums the reps' shares."""

    date: date
    kind: DayKind
    share: float
    made: int
    planned: int
    target: float


@dataclass(frozen=True, slots=True)
class PaceReview:
    """Visits against the target of the field days up to today, and of the whole month with the plan carried out."""

    made: int
    field_days: float
    target_calls: float
    expected: int
    all_field_days: float
    all_target_calls: float

    @property
    def per_field_day(self) -> float | None:
        return self.made / self.field_days if self.field_days else None

    @property
    def expected_per_field_day(self) -> float | None:
        return self.expected / self.all_field_days if self.all_field_days else None

    @property
    def target(self) -> float | None:
        """Calls a field day aimed at, on average of the reps."""
        return self.all_target_calls / self.all_field_days if self.all_field_days else None


@dataclass(frozen=True, slots=True)
class RescueVisit:
    """A visit that still rescues coverage: where, whose, and the next planned day at the same hospital, where it costs least."""

    rescue: Rescue
    rep: Rep
    hospital: HospitalId | None
    next_there: date | None


@dataclass(frozen=True, slots=True)
class HospitalReview:
    """The customers of one hospital: seen this month, expected with the plan (None = no plan), and how many are to rescue."""

    hospital: HospitalId
    customers: int
    seen: int
    expected: int | None
    rescue: int


@dataclass(frozen=True, slots=True)
class CoverageReview:
    """`expected` is None where no rep has a plan; the trends likewise. `unplanned` are the reps without a plan."""

    reps: tuple[Rep, ...]
    month: Month
    today: date
    segments: tuple[Segment, ...]
    actual: Coverage
    expected: Coverage | None
    trend: tuple[SegmentTrend, ...]
    expected_trend: tuple[SegmentTrend, ...] | None
    days: tuple[DayPace, ...]
    pace: PaceReview
    rescues: tuple[RescueVisit, ...]
    hospitals: tuple[HospitalReview, ...]
    unplanned: tuple[Rep, ...]
    names: Names
    products: tuple[tuple[ProductId, str], ...]  # with their names

    @property
    def shown(self) -> Coverage:
        """What the month will end with, as far as that is known."""
        return self.expected or self.actual


@dataclass(frozen=True, slots=True)
class _RepMonth:
    rep: Rep
    customers: tuple[Customer, ...]
    plan: MonthPlan | None
    ahead: tuple[Call, ...]


def review_coverage(books: Books, district: District, reps: Sequence[Rep], today: date) -> CoverageReview:
    """The coverage of the customers of some reps. Each rep's plan in force counts, else the latest; its calls from `today` on
    are expected, one of an earlier day without a record is not."""
    months = [_rep_month(books, district, rep, today) for rep in reps]
    customers = [customer for each in months for customer in each.customers]
    recorded = [call for call in district.calls if call.date <= today]
    ahead = [call for each in months for call in each.ahead]
    planned = any(each.plan is not None for each in months)
    kinds = (district.products, district.month, district.policy)
    actual = measure(customers, recorded, *kinds)
    expected = measure(customers, [*recorded, *ahead], *kinds) if planned else None
    rescued = tuple(_rescue_visits(district, months, [*recorded, *ahead]))
    days = _days(district, months, today)
    return CoverageReview(
        reps=tuple(reps),
        month=district.month,
        today=today,
        segments=district.policy.segments,
        actual=actual,
        expected=expected,
        trend=trend(customers, recorded, *kinds),
        expected_trend=trend(customers, [*recorded, *ahead], *kinds) if planned else None,
        days=days,
        pace=_pace(district, months, days, today),
        rescues=rescued,
        hospitals=tuple(_hospitals(actual, expected, rescued)),
        unplanned=tuple(each.rep for each in months if each.plan is None),
        names=district.names,
        products=tuple((each.id, each.name) for each in district.products),
    )


def _rep_month(books: Books, district: District, rep: Rep, today: date) -> _RepMonth:
    plan = books.plans.published(rep.id, district.month) or books.plans.latest(rep.id, district.month)
    ahead = () if plan is None else planned_calls(plan, today)
    made = {(call.customer, call.date) for call in district.calls if call.outcome.counts}
    still = tuple(call for call in ahead if (call.customer, call.date) not in made)
    return _RepMonth(rep, district.customers_of(rep.id), plan, still)


def _rescue_visits(district: District, months: Iterable[_RepMonth], calls: Sequence[Call]) -> list[RescueVisit]:
    """Coverage holds among the customers of one rep, so each is asked alone; the list is ranked over all."""
    found = []
    for each in months:
        homes = {one.id: one.affiliations[0].hospital for one in each.customers if one.affiliations}
        days = _days_at(each)
        for rescue in rescues(each.customers, calls, district.products, district.month, district.policy):
            hospital = homes.get(rescue.customer)
            found.append(RescueVisit(rescue, each.rep, hospital, days.get(hospital) if hospital else None))
    found.sort(key=lambda one: (-one.rescue.value, one.rescue.seen_in_quarter))
    return found


def _days_at(month: _RepMonth) -> dict[HospitalId, date]:
    """The next planned day at each hospital."""
    days: dict[HospitalId, date] = {}
    for call in month.ahead:
        days[call.hospital] = min(call.date, days.get(call.hospital, call.date))
    return days


def _days(district: District, months: Sequence[_RepMonth], today: date) -> tuple[DayPace, ...]:
    kinds: dict[date, list[DayKind]] = {}
    shares: dict[date, float] = defaultdict(float)
    targets: dict[date, float] = defaultdict(float)
    for each in months:
        for day, kind in day_kinds(each.rep, district.month, district.entries, district.holidays, district.policy):
            kinds.setdefault(day, []).append(kind)
        target = team_of(each.rep, district.policy).calls_per_day
        for field_day in district.field_days_of(each.rep):
            shares[field_day.date] += field_day.share
            targets[field_day.date] += target * field_day.share
    reps = {each.rep.id for each in months}
    visits: set[tuple[CustomerId, date]] = {
        (call.customer, call.date) for call in district.calls if call.outcome.counts and call.rep in reps and call.date <= today
    }
    made = Counter(day for _, day in visits)
    planned = Counter(call.date for each in months for call in each.ahead)
    return tuple(
        DayPace(day, common_kind(kinds.get(day, [])), round(shares[day], 3), made[day], planned[day], targets[day])
        for day in district.month.dates
    )


def common_kind(kinds: Sequence[DayKind]) -> DayKind:
    """What a date is for several reps: a field day as soon as one of them is in the field, else what it is for most."""
    if DayKind.FIELD in kinds or not kinds:
        return DayKind.FIELD if kinds else DayKind.REST
    return Counter(kinds).most_common(1)[0][0]


def _pace(district: District, months: Sequence[_RepMonth], days: Sequence[DayPace], today: date) -> PaceReview:
    made, field_days, target_calls = 0, 0.0, 0.0
    for each in months:
        own = [call for call in district.calls if call.rep == each.rep.id]
        target = team_of(each.rep, district.policy).calls_per_day
        so_far = pace(own, district.field_days_of(each.rep), target, min(today, district.month.last))
        made, field_days = made + so_far.calls, field_days + so_far.field_days
        target_calls += target * so_far.field_days
    return PaceReview(
        made=made,
        field_days=round(field_days, 3),
        target_calls=target_calls,
        expected=made + sum(day.planned for day in days),
        all_field_days=round(sum(day.share for day in days), 3),
        all_target_calls=sum(day.target for day in days),
    )


def _hospitals(actual: Coverage, expected: Coverage | None, rescued: Sequence[RescueVisit]) -> list[HospitalReview]:
    to_rescue = Counter(each.hospital for each in rescued)
    later = dict(expected.hospitals) if expected else {}
    return [
        HospitalReview(id, _customers(own), _seen(own), _seen(later[id]) if expected else None, to_rescue[id])
        for id, own in actual.hospitals
    ]


def _customers(segments: Segments) -> int:
    return sum(each.month.customers for each in segments)


def _seen(segments: Segments) -> int:
    return sum(each.month.seen for each in segments)
