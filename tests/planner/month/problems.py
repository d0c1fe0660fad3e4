"""Random small months for property tests, with every feature switched on or off."""

import random
from dataclasses import dataclass, replace
from datetime import date

from hypothesis import strategies as st

from planner.domain.calendar import FieldDay
from planner.domain.commitments import Appointment, AppointmentId, Pin, PinKind
from planner.domain.messages import message
from planner.domain.people import CustomerId, RepId, SegmentId
from planner.domain.places import DepartmentId, HospitalId
from planner.domain.plan import DayPlan, HospitalStop, MonthPlan, PlannedCall, Provenance, Unplanned
from planner.domain.policy import PlanWeights
from planner.domain.travel import PlaceId, TravelTable, WalkTable
from planner.domain.units import HalfDay, MinuteOfDay, Minutes, Month, TimeWindow, Weekday, WeeklyWindow, half_of
from planner.month.objective import call_dates, days_objective
from planner.month.problem import MeetingPlace, MonthProblem, Need, PublishedCall, Site
from planner.month.reasons import with_reasons
from planner.month.schedule import Refusal, Timetable, Visit
from planner.month.spacing import committed_dates, keeps_gap

MONTH = Month(2026, 12)
WEIGHTS = PlanWeights(
    missed_call=240, optional_call=12, call_short=30, uneven_day=2, waiting_minute=0.5, travel_minute=1, moved_call=15
)


@dataclass(frozen=True, slots=True)
class Features:
    """What a random month has beside hospitals, customers and days."""

    reception: bool = True
    availability: bool = True
    bands: bool = True
    walking: bool = True
    arrival: bool = True
    partial_days: bool = True
    second_places: bool = True
    last_visits: bool = True
    appointments: bool = True
    pins: bool = True
    published: bool = True


PLAIN = Features(*[False] * 11)


def window(start: str, end: str) -> TimeWindow:
    """`window("08:30", "12:00")`."""
    hours = [int(part[:2]) * 60 + int(part[3:]) for part in (start, end)]
    return TimeWindow(MinuteOfDay(hours[0]), MinuteOfDay(hours[1]))


MORNING, AFTERNOON = window("08:30", "12:00"), window("13:00", "17:30")
HOURS = window("07:30", "18:30")


def field_day(day: int, *windows: TimeWindow, share: float = 1.0) -> FieldDay:
    """A field day of December 2026."""
    return FieldDay(date(2026, 12, day), HOURS, windows or (MORNING, AFTERNOON), share)


def random_problem(seed: int, features: Features = Features(), days: int = 4, sites: int = 4, needs: int = 10) -> MonthProblem:
    """A month of one rep; the same seed gives the same month. `appointments` and `pins` need not be feasible together."""
    draw = random.Random(seed)
    field_days = tuple(_day(draw, features, n) for n in range(days))
    made_sites = tuple(_site(draw, features, n) for n in range(sites))
    made_needs = tuple(_need(draw, features, n, made_sites, days) for n in range(needs))
    problem = MonthProblem(
        rep=RepId("R1"),
        month=MONTH,
        days=field_days,
        sites=made_sites,
        needs=made_needs,
        travel=_travel(draw, features, sites),
        call_target=draw.randint(2, 6),
        max_calls=draw.randint(4, 8),
        weights=WEIGHTS,
    )
    return _with_commitments(draw, features, problem)


def problems(days: int = 4, sites: int = 4, needs: int = 10) -> st.SearchStrategy[MonthProblem]:
    """Random months with random features."""
    features = st.builds(Features, *[st.booleans()] * 11)
    return st.builds(
        random_problem,
        st.integers(0, 10**6),
        features,
        st.integers(1, days),
        st.integers(1, sites),
        st.integers(1, needs),
    )


def _day(draw: random.Random, features: Features, n: int) -> FieldDay:
    when = 1 + n + 2 * (n // 5)  # 1 December 2026 is a Tuesday; gaps stand for weekends
    if features.partial_days and draw.random() < 0.3:
        return field_day(when, draw.choice((MORNING, AFTERNOON)), share=0.5)
    return field_day(when)


def _site(draw: random.Random, features: Features, n: int) -> Site:
    doors = draw.randint(1, 3)
    distances = [[0 if i == j else draw.randint(1, 9) for j in range(doors + 1)] for i in range(doors + 1)]
    plain = [[0 if i == j else 3 for j in range(doors + 1)] for i in range(doors + 1)]
    reception = None
    if features.reception and draw.random() < 0.5:
        reception = tuple(_weekly(draw, Weekday(day)) for day in range(5) if draw.random() < 0.8)
    return Site(
        HospitalId(f"H{n}"),
        Minutes(draw.choice((0, 5, 12)) if features.arrival else 0),
        reception,
        tuple(DepartmentId(f"H{n}-{door}") for door in range(doors)),
        WalkTable(tuple(tuple(Minutes(m) for m in row) for row in (distances if features.walking else plain))),
    )


def _weekly(draw: random.Random, weekday: Weekday) -> WeeklyWindow:
    start = draw.choice((480, 510, 540, 600, 780, 840, 900))
    return WeeklyWindow(weekday, TimeWindow(MinuteOfDay(start), MinuteOfDay(start + draw.choice((60, 120, 180)))))


def _place(draw: random.Random, features: Features, sites: tuple[Site, ...]) -> MeetingPlace:
    site = draw.randrange(len(sites))
    availability = None
    if features.availability and draw.random() < 0.6:
        availability = tuple(_weekly(draw, Weekday(day)) for day in range(5) if draw.random() < 0.8)
    return MeetingPlace(site, draw.randint(0, len(sites[site].doors)), availability)


def _need(draw: random.Random, features: Features, n: int, sites: tuple[Site, ...], days: int) -> Need:
    places = [_place(draw, features, sites)]
    if features.second_places and draw.random() < 0.25:
        places += [each for each in [_place(draw, features, sites)] if (each.site, each.door) != (places[0].site, places[0].door)]
    owed = draw.choice((0, 1, 1, 2, min(4, days)))
    return Need(
        customer=CustomerId(f"C{n}"),
        segment=SegmentId(draw.choice("ABCD")),
        places=tuple(places),
        minutes=Minutes(draw.choice((10, 15, 20))),
        owed=owed,
        optional=1 if owed == 0 else draw.randint(0, 1),
        value=float(draw.choice((1, 2, 4))),
        minimum_gap_days=draw.choice((1, 2)),
        ideal_gap_days=draw.choice((2.0, 3.5)),
        last_visit=date(2026, 11, draw.randint(28, 30)) if features.last_visits and draw.random() < 0.4 else None,
    )


def _travel(draw: random.Random, features: Features, sites: int) -> TravelTable:
    spots = [(draw.uniform(0, 40), draw.uniform(0, 40)) for _ in range(sites + 1)]
    ordinary = [
        [0 if i == j else 3 + round(abs(a[0] - b[0]) + abs(a[1] - b[1])) + draw.randint(0, 3) for j, b in enumerate(spots)]
        for i, a in enumerate(spots)
    ]
    factors = (1.0, 1.6, 1.0, 1.4) if features.bands else (1.0,)
    starts = (0, 450, 540, 1020)[: len(factors)]
    return TravelTable(
        (PlaceId("home:R1"), *(PlaceId(f"H{n}") for n in range(sites))),
        tuple(MinuteOfDay(start) for start in starts),
        tuple(tuple(tuple(Minutes(round(m * factor)) for m in row) for row in ordinary) for factor in factors),
        "test",
    )


def _with_commitments(draw: random.Random, features: Features, problem: MonthProblem) -> MonthProblem:
    """Commitments are drawn from a feasible plan, so that they can all be met together."""
    plan = random_plan(problem, draw.randrange(10**6))
    calls = [(day, *each) for day in plan.days for each in _numbered(day)]
    draw.shuffle(calls)
    appointments, pins = [], []
    if features.appointments and calls:
        day, stop, call, _ = calls.pop()
        agreed = TimeWindow(call.start, MinuteOfDay(call.start + 20)) if draw.random() < 0.7 else None
        name = AppointmentId("T1")
        appointments.append(Appointment(name, problem.rep, call.customer, stop.hospital, (day.date,), agreed))
    if features.pins and calls:
        day, _, call, position = calls.pop()
        kind = draw.choice(tuple(PinKind))
        half = half_of(call.start) if kind is PinKind.HALF_DAY else None
        start = call.start if kind is PinKind.TIME else None
        pins.append(Pin(problem.rep, call.customer, day.date, kind, half, start, position if kind is PinKind.ORDER else None))
    published: tuple[PublishedCall, ...] = ()
    if features.published:
        published = tuple(
            PublishedCall(call.customer, day.date, draw.choice((half_of(call.start), HalfDay.MORNING)))
            for day, _, call, _ in calls
        )
    return replace(problem, appointments=tuple(appointments), pins=tuple(pins), published=published)


def _numbered(day: DayPlan) -> list[tuple[HospitalStop, PlannedCall, int]]:
    inside = [(stop, call) for stop in day.stops for call in stop.calls]
    return [(stop, call, n) for n, (stop, call) in enumerate(inside)]


def random_days(problem: MonthProblem, seed: int) -> tuple[tuple[Visit, ...], ...]:
    """Valid orders of calls for every day, filled in random order wherever a call fits; commitments are not sought."""
    draw, timetable = random.Random(seed), Timetable(problem)
    days: list[tuple[Visit, ...]] = [()] * len(problem.days)
    dates: dict[int, list[date]] = {}
    wanted = [n for n, need in enumerate(problem.needs) for _ in range(need.owed + need.optional)]
    draw.shuffle(wanted)
    for need in wanted:
        value, known = problem.needs[need], dates.setdefault(need, [])
        for day in draw.sample(range(len(days)), len(days)):
            if not keeps_gap(value, problem.days[day].date, known, committed_dates(problem, value)):
                continue
            place, position = draw.randrange(len(value.places)), draw.randint(0, len(days[day]))
            tried = (*days[day][:position], (need, place), *days[day][position:])
            if not isinstance(timetable.time_calls(day, tried), Refusal):
                days[day] = tried
                known.append(problem.days[day].date)
                break
    return tuple(days)


def plan_of(problem: MonthProblem, days: tuple[tuple[Visit, ...], ...]) -> MonthPlan:
    """The whole plan of given orders of calls, each of which must be schedulable."""
    timetable, planned = Timetable(problem), []
    for n, visits in enumerate(days):
        day = timetable.schedule_day(n, visits)
        assert isinstance(day, DayPlan), (n, visits, day)
        planned.append(day)
    marked = with_reasons(problem, planned)
    dates = call_dates(marked)
    missing = [(need, need.owed - len(dates.get(need.customer, ()))) for need in problem.needs]
    return MonthPlan(
        problem.rep,
        problem.month,
        marked,
        tuple(Unplanned(need.customer, need.segment, count, message("tested")) for need, count in missing if count > 0),
        days_objective(problem, marked),
        Provenance(0, "test", 1, "test", "test", None, 0),
    )


def random_plan(problem: MonthProblem, seed: int) -> MonthPlan:
    """A plan without hard violations, except that commitments may be missed."""
    return plan_of(problem, random_days(problem, seed))
