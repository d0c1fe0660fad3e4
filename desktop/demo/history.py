"""What the sample district's reps did before the planned month, and what stands in their calendars."""

import random
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta

from desktop.demo import words
from desktop.settings import Language
from planner.calendar.days import field_days
from planner.calendar.national import national_holidays
from planner.domain.calendar import CalendarEntry, DayKind, FieldDay
from planner.domain.calls import Call, CallId, CallOutcome
from planner.domain.commitments import Appointment, AppointmentId
from planner.domain.people import Customer, Rep, RepId
from planner.domain.places import HospitalId
from planner.domain.policy import Policy
from planner.domain.products import Product
from planner.domain.units import HalfDay, Minutes, Month, TimeWindow, minute_of_day
from planner.segmentation.tiers import segment_of

COUNTRY = "CN"
MONTHS_OF_HISTORY = 3
KEPT_PROMISES = 0.86
"""The share of the calls asked for that the reps attempted."""
OUTCOMES = {CallOutcome.ATTEMPTED: 0.1, CallOutcome.SEEN: 0.52, CallOutcome.PRODUCTIVE: 0.38}
CALLS_AS_NEEDED = 0.4
"""Calls a month on a customer of a segment without a frequency, on average."""


@dataclass(frozen=True, slots=True)
class Past:
    """What the history is made from."""

    customers: Sequence[Customer]
    products: Sequence[Product]
    policy: Policy
    days: Mapping[RepId, Sequence[FieldDay]]


def history(
    reps: Sequence[Rep],
    customers: Sequence[Customer],
    products: Sequence[Product],
    policy: Policy,
    chance: random.Random,
    *,
    planned: Month,
    today: date,
) -> tuple[Call, ...]:
    """Recorded calls of the three months before the planned one, up to the day before `today`."""
    calls: list[Call] = []
    for back in range(MONTHS_OF_HISTORY, 0, -1):
        month = planned.plus(-back)
        holidays = national_holidays(COUNTRY, month.year)
        days = {rep.id: [day for day in field_days(rep, month, (), holidays, policy) if day.date < today] for rep in reps}
        calls.extend(_calls_of(Past(customers, products, policy, days), len(calls), chance))
    return tuple(calls)


def _calls_of(past: Past, before: int, chance: random.Random) -> Iterator[Call]:
    number = before
    for customer in past.customers:
        assert customer.rep is not None
        for day in _dates(customer, past, past.days[customer.rep], chance):
            number += 1
            yield Call(
                id=CallId(f"K{number:05d}"),
                customer=customer.id,
                rep=customer.rep,
                hospital=customer.affiliations[0].hospital,
                date=day,
                outcome=chance.choices(list(OUTCOMES), list(OUTCOMES.values()))[0],
            )


def _dates(customer: Customer, past: Past, days: Sequence[FieldDay], chance: random.Random) -> Iterator[date]:
    """Dates spread over the month: one in each of as many parts of it as there were calls."""
    segment = segment_of(customer, past.products, past.policy)
    asked = past.policy.segment(segment).calls_per_month if segment else 0
    attempts = [KEPT_PROMISES] * asked or [CALLS_AS_NEEDED]
    count = sum(chance.random() < likely for likely in attempts)
    for part in range(min(count, len(days))):
        start, end = part * len(days) // count, (part + 1) * len(days) // count
        yield chance.choice(days[start:end]).date


def calendar_entries(reps: Sequence[Rep], planned: Month, chance: random.Random, language: Language) -> tuple[CalendarEntry, ...]:
    """The planned month's other duties: the team's meeting, reports on a Friday afternoon, leave, a congress."""
    workdays = [day for day in planned.dates if day.weekday() < 5]
    mondays = [day for day in workdays if day.weekday() == 0]
    fridays = [day for day in workdays if day.weekday() == 4]
    entries = []
    for number, rep in enumerate(reps):
        meeting, reports = words.TEAM_MEETING.text(language), words.REPORTS.text(language)
        entries.append(CalendarEntry(rep.id, mondays[0], DayKind.OFFICE, half=HalfDay.MORNING, note=meeting))
        entries.append(CalendarEntry(rep.id, fridays[-1], DayKind.OFFICE, half=HalfDay.AFTERNOON, note=reports))
        if number in (1, 4):
            away = chance.choice(workdays[10:18])
            entries.append(CalendarEntry(rep.id, away, DayKind.LEAVE, note=words.ANNUAL_LEAVE.text(language)))
        if number in (0, 5):
            entries.append(CalendarEntry(rep.id, workdays[12], DayKind.EVENT, note=words.CONGRESS.text(language)))
    return tuple(entries)


def appointments(
    reps: Sequence[Rep],
    customers: Sequence[Customer],
    chance: random.Random,
    language: Language,
    *,
    planned: Month,
    always_open: Set[HospitalId],
) -> tuple[Appointment, ...]:
    """One agreed call for each rep: with somebody who can always be met, on a day of the second week or any of that week."""
    second_week = [day for day in planned.dates if day.weekday() < 5 and 7 <= day.day < 14][:5]
    made = []
    for number, rep in enumerate(reps, start=1):
        partners = [each for each in customers if each.rep == rep.id and _can_always_be_met(each, always_open)]
        partner = chance.choice(partners)
        dates = (chance.choice(second_week),) if number % 2 else tuple(second_week)
        made.append(
            Appointment(
                id=AppointmentId(f"T{number}"),
                rep=rep.id,
                customer=partner.id,
                hospital=partner.affiliations[0].hospital,
                dates=dates,
                start=TimeWindow(minute_of_day("14:00"), minute_of_day("15:30")),
                minutes=Minutes(20),
                note=words.AGREED.text(language),
            )
        )
    return tuple(made)


def _can_always_be_met(customer: Customer, always_open: Set[HospitalId]) -> bool:
    place = customer.affiliations[0]
    return place.availability is None and place.hospital in always_open


def last_seen(calls: Sequence[Call]) -> Mapping[str, date]:
    """The date of each customer's last call that counts."""
    seen: dict[str, date] = {}
    for call in calls:
        if call.outcome.counts:
            seen[call.customer] = max(call.date, seen.get(call.customer, date.min))
    return seen


def verified_on(today: date, chance: random.Random) -> date:
    """When a customer's data were last looked at: mostly within half a year, some long ago."""
    return today - timedelta(days=round(chance.triangular(5, 400, 60)))
