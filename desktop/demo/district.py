"""The sample district as a whole: equal seed and language give equal values, on any day and machine."""

import random
from dataclasses import dataclass, replace
from datetime import date

from desktop.demo.city import sites
from desktop.demo.history import appointments, calendar_entries, history, last_seen, verified_on
from desktop.demo.people import Scene, customers, products, reps
from desktop.settings import Language
from planner.domain.calendar import CalendarEntry
from planner.domain.calls import Call
from planner.domain.commitments import Appointment
from planner.domain.people import Customer, Rep
from planner.domain.places import Department, Hospital
from planner.domain.policy import Policy
from planner.domain.products import Product
from planner.domain.units import Month

PLANNED_MONTH = Month(2026, 12)
"""The month that the sample district is made to be planned for."""
DAY_OF_THE_DEMO = date(2026, 11, 28)
"""The history ends the day before."""
CUSTOMERS = 900


@dataclass(frozen=True, slots=True)
class SampleDistrict:
    """All values of the sample district; its policy is the one it was made for."""

    hospitals: tuple[Hospital, ...]
    departments: tuple[Department, ...]
    products: tuple[Product, ...]
    reps: tuple[Rep, ...]
    customers: tuple[Customer, ...]
    calls: tuple[Call, ...]
    entries: tuple[CalendarEntry, ...]
    appointments: tuple[Appointment, ...]


def sample_district(seed: int, policy: Policy, language: Language, count: int = CUSTOMERS) -> SampleDistrict:
    """Six reps, 120 hospitals, `count` customers, two products, three months of calls: all invented, deterministic by seed."""
    chance = random.Random(seed)
    places = sites(chance, language)
    promoted = products(language)
    team = reps(chance, policy, language)
    people = customers(Scene(places, chance, policy, language), count)
    calls = history(team, people, promoted, policy, chance, planned=PLANNED_MONTH, today=DAY_OF_THE_DEMO)
    seen = last_seen(calls)
    always_open = {site.hospital.id for site in places if site.hospital.reception is None}
    return SampleDistrict(
        hospitals=tuple(site.hospital for site in places),
        departments=tuple(department for site in places for department in site.departments),
        products=promoted,
        reps=team,
        customers=tuple(
            replace(each, last_visit=seen.get(each.id), verified_on=verified_on(DAY_OF_THE_DEMO, chance)) for each in people
        ),
        calls=calls,
        entries=calendar_entries(team, PLANNED_MONTH, chance, language),
        appointments=appointments(team, people, chance, language, planned=PLANNED_MONTH, always_open=always_open),
    )
