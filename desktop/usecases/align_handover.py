"""Who is handed over by a publication, and which joint introduction visits fit into both reps' calendars."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from db.store import Books
from desktop.usecases.align_case import Ground
from planner.alignment.equity import days_seen, equity_of
from planner.alignment.handover import Diary, HandOver, by_risk, introductions
from planner.calendar.days import field_days
from planner.calendar.national import national_holidays
from planner.domain.alignment import AlignmentId, CustomerMove, Publication
from planner.domain.calendar import FieldDay, Holidays
from planner.domain.commitments import Appointment
from planner.domain.people import Rep, RepId
from planner.domain.units import Month
from planner.frequency.visits import Visits, last_before, visits
from planner.policy.lookup import minimum_gap_days
from planner.segmentation.tiers import segment_of


@dataclass(frozen=True, slots=True)
class Span:
    """From `first` to `last`, both included."""

    first: date
    last: date

    @property
    def months(self) -> Iterator[Month]:
        """The months that it touches."""
        month = Month.of(self.first)
        while month.first <= self.last:
            yield month
            month = month.plus(1)


def handovers_of(ground: Ground, changes: Publication, first: date) -> tuple[HandOver, ...]:
    """Everybody who goes from one rep to another, most equity at risk first; no visit is wanted before `first`."""
    seen = days_seen(ground.landscape.calls, first)
    visited = visits(ground.landscape.customers, (*ground.landscape.calls, *ground.district.calls))
    people = {each.id: each for each in ground.landscape.customers}
    known = (move for move in changes.moves if move.customer in people and move.before is not None and move.after is not None)

    def worth(move: CustomerMove) -> float:
        assert move.before is not None
        return equity_of(
            replace(people[move.customer], rep=move.before),
            move.before,
            seen,
            first,
            priorities={product.id: product.priority for product in ground.landscape.products},
            figures=ground.district.policy.territory,
        )

    return by_risk([_handover(ground, move, worth(move), visited, first) for move in known])


def _handover(ground: Ground, move: CustomerMove, equity: float, visited: Visits, first: date) -> HandOver:
    policy = ground.district.policy
    customer = next(each for each in ground.landscape.customers if each.id == move.customer)
    known = segment_of(customer, ground.landscape.products, policy)
    segment = policy.segment(known) if known is not None else policy.segments[-1]
    gap = minimum_gap_days(policy, max(segment.calls_per_month, 1)) or 0
    last = last_before(visited.get(customer.id, ()), date.max)
    assert move.before is not None and move.after is not None
    return HandOver(
        customer=customer.id,
        hospital=customer.affiliations[0].hospital,
        before=move.before,
        after=move.after,
        equity=round(equity, 3),
        minutes=segment.visit_minutes,
        not_before=first if last is None else max(first, last + timedelta(days=gap)),
    )


def introduce(
    books: Books,
    ground: Ground,
    changes: Publication,
    handovers: Sequence[HandOver],
    *,
    leaving: Sequence[RepId],
    today: date,
    country: str,
    id: AlignmentId,
) -> tuple[tuple[Appointment, ...], tuple[HandOver, ...]]:
    """Joint visits from the effective day on, with somebody who leaves before that day; and who found no place."""
    figures, tomorrow = ground.district.policy.territory, today + timedelta(days=1)
    weeks = timedelta(weeks=figures.introduction_weeks)
    working = {rep.id for rep in books.reps.all() if rep.active}
    worthy = [each for each in handovers if each.equity >= figures.introduction_equity and each.before in working]
    start = max(changes.effective, tomorrow)
    farewell = Span(max(tomorrow, changes.effective - weeks), changes.effective - timedelta(days=1))
    welcome = Span(start, start + weeks - timedelta(days=1))
    made: list[Appointment] = []
    for span, goes in ((farewell, True), (welcome, False)):
        chosen = [each for each in worthy if (each.before in leaving) == goes]
        diary = _diary(books, ground, chosen, span, country)
        diary.fill(made)
        found, _ = introductions(chosen, diary, figures.introductions_a_day, f"introduction-{id}")
        made += found
    placed = {each.customer for each in made}
    return tuple(made), tuple(each for each in handovers if each.customer not in placed)


def _diary(books: Books, ground: Ground, handovers: Sequence[HandOver], span: Span, country: str) -> Diary:
    concerned = {rep for each in handovers for rep in (each.before, each.after)}
    reps = [rep for rep in books.reps.all() if rep.id in concerned]
    holidays = {each.year: national_holidays(country, each.year, books.holidays.of(country)) for each in span.months}
    days = {rep.id: tuple(_days(ground, rep, span, holidays)) for rep in reps}
    people = {each.id: each for each in ground.landscape.customers}
    diary = Diary(days, people, {each.id: each for each in ground.landscape.hospitals})
    for rep in reps:
        for month in span.months:
            diary.fill(books.appointments.of(rep.id, month))
    return diary


def _days(ground: Ground, rep: Rep, span: Span, holidays: dict[int, Holidays]) -> Iterator[FieldDay]:
    entries = tuple(each for each in ground.district.entries if each.rep == rep.id)
    for month in span.months:
        days = field_days(rep, month, entries, holidays[month.year], ground.district.policy)
        yield from (day for day in days if span.first <= day.date <= span.last)
