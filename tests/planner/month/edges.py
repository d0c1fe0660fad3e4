"""Months at their edges: nobody, nowhere, never, and promises that contradict."""

import random
from dataclasses import replace
from datetime import timedelta

from planner.domain.commitments import Appointment, AppointmentId, Pin, PinKind
from planner.domain.units import HalfDay, MinuteOfDay, TimeWindow
from planner.month.problem import Absence, MonthProblem
from tests.planner.month.problems import PLAIN, Features, random_problem

PinTold = tuple[int, int, PinKind, int]
"""Customer, day, kind, and the minute or position; of a half day 0 or 1."""


def without_sites(problem: MonthProblem) -> MonthProblem:
    """Nobody to visit and nowhere to go: home alone is left of the travel."""
    travel = problem.travel
    alone = replace(travel, places=travel.places[:1], minutes=tuple((band[0][:1],) for band in travel.minutes))
    return replace(problem, needs=(), sites=(), travel=alone)


def pinned(*pins: PinTold) -> MonthProblem:
    """A plain month with pins, whose customers are all owed a call."""
    problem = random_problem(11, PLAIN, days=3, sites=3, needs=9)
    needs = tuple(replace(need, owed=max(1, need.owed), optional=0) for need in problem.needs)
    return replace(problem, needs=needs, pins=tuple(_pin(problem, *pin) for pin in pins))


def _pin(problem: MonthProblem, customer: int, day: int, kind: PinKind, value: int) -> Pin:
    half = (HalfDay.MORNING, HalfDay.AFTERNOON)[value] if kind is PinKind.HALF_DAY else None
    start = MinuteOfDay(value) if kind is PinKind.TIME else None
    position = value if kind is PinKind.ORDER else None
    return Pin(problem.rep, problem.needs[customer].customer, problem.days[day].date, kind, half, start, position)


def never_met() -> MonthProblem:
    """One customer who is owed two calls and never available."""
    problem = random_problem(5, PLAIN, days=4, sites=1, needs=1)
    need = problem.needs[0]
    never = replace(need, owed=2, places=tuple(replace(place, availability=()) for place in need.places))
    return replace(problem, needs=(never,))


def all_shut() -> MonthProblem:
    """No hospital has reception hours."""
    problem = random_problem(8, PLAIN, days=3, sites=2, needs=6)
    return replace(problem, sites=tuple(replace(site, reception=()) for site in problem.sites))


def crowded(needs: int = 500) -> MonthProblem:
    """Four calls on each customer, many more than fit."""
    problem = random_problem(1, replace(Features(), appointments=False, pins=False), days=20, sites=30, needs=needs)
    return replace(problem, needs=tuple(replace(need, owed=4, optional=0) for need in problem.needs), max_calls=14)


def random_promises(seed: int) -> MonthProblem:
    """A small month with pins and appointments drawn without looking whether they can be kept, or kept together."""
    draw = random.Random(seed)
    features = Features(*[draw.random() < 0.5 for _ in range(11)])
    problem = random_problem(seed, features, days=draw.randint(1, 5), sites=draw.randint(1, 4), needs=draw.randint(1, 10))
    away = tuple(
        replace(need, away=(Absence(draw.choice(problem.days).date),) if draw.random() < 0.2 else ()) for need in problem.needs
    )
    pins = tuple(_any_pin(draw, problem) for _ in range(draw.randint(0, 4)))
    agreed = tuple(_any_appointment(draw, problem, n) for n in range(draw.randint(0, 3)))
    return replace(problem, needs=away, pins=pins, appointments=agreed)


def _any_pin(draw: random.Random, problem: MonthProblem) -> Pin:
    kind = draw.choice(tuple(PinKind))
    half = draw.choice(tuple(HalfDay)) if kind is PinKind.HALF_DAY else None
    start = MinuteOfDay(draw.choice((0, 480, 600, 725, 790, 1000, 1439))) if kind is PinKind.TIME else None
    position = draw.choice((0, 1, 2, 7)) if kind is PinKind.ORDER else None
    when = draw.choice(problem.days).date + timedelta(days=draw.choice((0, 0, 0, 0, 0, 0, 1, -1)))
    return Pin(problem.rep, draw.choice(problem.needs).customer, when, kind, half, start, position)


def _any_appointment(draw: random.Random, problem: MonthProblem, number: int) -> Appointment:
    need, start = draw.choice(problem.needs), draw.choice((0, 500, 700, 720, 900))
    site = draw.randrange(len(problem.sites)) if draw.random() < 0.3 else need.places[0].site
    dates = tuple(sorted({draw.choice(problem.days).date for _ in range(draw.randint(1, 3))}))
    agreed = TimeWindow(MinuteOfDay(start), MinuteOfDay(start + draw.choice((1, 30, 200)))) if draw.random() < 0.7 else None
    return Appointment(AppointmentId(str(number)), problem.rep, need.customer, problem.sites[site].hospital, dates, agreed)
