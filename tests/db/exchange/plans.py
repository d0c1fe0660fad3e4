"""Month plans for tests of exported files: strategies for any plan, and one small plan that reads like a real one."""

import datetime
import itertools
from collections.abc import Callable

from hypothesis import strategies as st

from db.exchange.plan_names import CoverageFigure, CoveragePeriod, Names, Sites
from planner.domain.messages import Message, MessageValue, message
from planner.domain.people import CustomerId, RepId, SegmentId
from planner.domain.places import Building, BuildingId, Coordinate, Department, DepartmentId, Hospital, HospitalId
from planner.domain.plan import (
    CallReason,
    DayPlan,
    HospitalStop,
    Leg,
    MonthPlan,
    Objective,
    PlannedCall,
    Proof,
    Provenance,
    Unplanned,
)
from planner.domain.units import MinuteOfDay, Minutes, Month, minute_of_day

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
IDS = TEXT.filter(bool)
FIGURES = st.floats(allow_nan=False, allow_infinity=False)
NAMES = st.sampled_from(["customer", "count", "day", "检查", "hospital_name"])


def times(count: int) -> st.SearchStrategy[list[MinuteOfDay]]:
    """So many times of one day, none before the one ahead of it."""
    return st.lists(st.integers(0, 1440).map(MinuteOfDay), min_size=count, max_size=count).map(sorted)


@st.composite
def messages(draw: st.DrawFn, depth: int = 2) -> Message:
    """Sentences with any literal text and places of every kind, nested ones too."""
    kinds: list[st.SearchStrategy[MessageValue]] = [TEXT, st.integers(), FIGURES, st.dates()]
    if depth:
        kinds.append(messages(depth - 1))
    values = draw(st.lists(st.tuples(NAMES, st.one_of(kinds)), max_size=3, unique_by=lambda pair: pair[0]))
    words = draw(TEXT).replace("{", "{{").replace("}", "}}")
    return Message(words + "".join(f" {{{name}}}" for name, _ in values), tuple(values))


@st.composite
def calls(draw: st.DrawFn) -> PlannedCall:
    arrival, start, end = draw(times(3))
    return PlannedCall(
        customer=CustomerId(draw(IDS)),
        department=draw(st.none() | IDS.map(DepartmentId)),
        segment=SegmentId(draw(IDS)),
        reason=draw(st.sampled_from(CallReason)),
        arrival=arrival,
        start=start,
        end=end,
        walking=Minutes(draw(st.integers(0, 30))),
        waiting=Minutes(start - arrival),
    )


@st.composite
def stops(draw: st.DrawFn) -> HospitalStop:
    arrival, ready, departure = draw(times(3))
    held = tuple(draw(st.lists(calls(), min_size=1, max_size=3)))
    walked_out = max(departure, held[-1].end)
    return HospitalStop(HospitalId(draw(IDS)), arrival, ready, held, MinuteOfDay(walked_out))


@st.composite
def legs(draw: st.DrawFn, origin: HospitalId | None, destination: HospitalId | None) -> Leg:
    departure, arrival = draw(times(2))
    return Leg(origin, destination, departure, arrival)


@st.composite
def days(draw: st.DrawFn) -> DayPlan:
    held = tuple(draw(st.lists(stops(), max_size=3)))
    way = [None, *(stop.hospital for stop in held), None] if held else []
    travelled = tuple(draw(legs(origin, destination)) for origin, destination in itertools.pairwise(way))
    return DayPlan(
        draw(st.dates(datetime.date(1900, 1, 1), datetime.date(9998, 12, 31))), held, travelled, draw(st.integers(0, 20))
    )


UNPLANNED = st.builds(Unplanned, IDS.map(CustomerId), IDS.map(SegmentId), st.integers(1, 9), messages())
OBJECTIVES = st.builds(Objective, *[st.floats(-1e9, 1e9)] * 7)
PROVENANCES = st.builds(
    Provenance,
    seed=st.integers(),
    solver=TEXT,
    policy_version=st.integers(1, 99),
    data_version=TEXT,
    travel_source=TEXT,
    seconds=st.none() | st.floats(0, 1e6),
    steps=st.none() | st.integers(0),
    problem=st.none() | TEXT,
    stopped=st.booleans(),
)
PROOFS = st.builds(Proof, st.floats(0, 1e6), st.none() | messages())
MONTH_PLANS = st.builds(
    MonthPlan,
    rep=IDS.map(RepId),
    month=st.builds(Month, st.integers(1900, 9998), st.integers(1, 12)),
    days=st.lists(days(), max_size=3).map(tuple),
    unplanned=st.lists(UNPLANNED, max_size=2).map(tuple),
    objective=OBJECTIVES,
    provenance=PROVENANCES,
    lower_bound=st.none() | FIGURES,
    proof=st.none() | PROOFS,
)

REP, NORTH, SOUTH = RepId("r1"), HospitalId("h1"), HospitalId("h2")
HEART, LUNGS = DepartmentId("d1"), DepartmentId("d2")
WANG, LI, ZHAO, CHEN = CustomerId("c1"), CustomerId("c2"), CustomerId("c3"), CustomerId("c4")

NAMES_IN_TOWN = Names(
    reps={REP: "林晓"},
    hospitals={NORTH: "城北人民医院", SOUTH: "城南医院"},
    departments={HEART: "心内科", LUNGS: "呼吸科"},
    customers={WANG: "王立", LI: "李安", ZHAO: "赵宁", CHEN: "陈默"},
    segments={SegmentId("N2"): "药房组长"},
)
SITES_IN_TOWN = Sites.of(
    [
        Hospital(
            NORTH,
            "城北人民医院",
            Coordinate(39.95, 116.35),
            address="北京市海淀区学院路十二号",
            buildings=(Building(BuildingId("b1"), "门诊楼"),),
        ),
        Hospital(SOUTH, "城南医院", Coordinate(39.85, 116.40)),
    ],
    [
        Department(HEART, NORTH, "心内科", BuildingId("b1"), 3),
        Department(LUNGS, NORTH, "呼吸科"),
    ],
)
COVERAGE_IN_TOWN = (
    CoverageFigure(SegmentId("A"), CoveragePeriod.MONTH, customers=3, seen=2, required=0.9),
    CoverageFigure(SegmentId("D"), CoveragePeriod.QUARTER, customers=0, seen=0, required=0.6),
)


def call(customer: CustomerId, start: str, end: str, **others: object) -> PlannedCall:
    """A call without waiting that begins at the door, two minutes from the one before."""
    ordinary: dict[str, object] = {
        "department": HEART,
        "segment": SegmentId("A"),
        "reason": CallReason.OWED,
        "arrival": minute_of_day(start),
        "walking": Minutes(2),
        "waiting": Minutes(0),
    }
    build: Callable[..., PlannedCall] = PlannedCall
    return build(customer=customer, start=minute_of_day(start), end=minute_of_day(end), **{**ordinary, **others})


def leg(origin: HospitalId | None, destination: HospitalId | None, departure: str, arrival: str) -> Leg:
    return Leg(origin, destination, minute_of_day(departure), minute_of_day(arrival))


def stop(hospital: HospitalId, arrival: str, ready: str, departure: str, *held: PlannedCall) -> HospitalStop:
    return HospitalStop(hospital, minute_of_day(arrival), minute_of_day(ready), held, minute_of_day(departure))


def plan_in_town() -> MonthPlan:
    """Three field days of December 2026 in two weeks: two stops, none, one stop; one call left out."""
    busy = DayPlan(
        date=datetime.date(2026, 12, 1),
        stops=(
            stop(NORTH, "08:50", "09:00", "09:50", call(WANG, "09:02", "09:17"), call(LI, "09:19", "09:34", department=LUNGS)),
            stop(
                SOUTH,
                "10:20",
                "10:30",
                "11:20",
                call(
                    ZHAO,
                    "11:00",
                    "11:15",
                    department=None,
                    segment=SegmentId("N2"),
                    arrival=minute_of_day("10:35"),
                    walking=Minutes(5),
                    waiting=Minutes(25),
                ),
            ),
        ),
        legs=(
            leg(None, NORTH, "08:20", "08:50"),
            leg(NORTH, SOUTH, "09:50", "10:20"),
            leg(SOUTH, None, "11:20", "12:00"),
        ),
        target=4,
    )
    short = DayPlan(
        date=datetime.date(2026, 12, 8),
        stops=(stop(NORTH, "14:00", "14:10", "14:30", call(WANG, "14:12", "14:27", reason=CallReason.APPOINTMENT)),),
        legs=(leg(None, NORTH, "13:30", "14:00"), leg(NORTH, None, "14:30", "15:05")),
        target=1,
    )
    return MonthPlan(
        rep=REP,
        month=Month(2026, 12),
        days=(busy, DayPlan(datetime.date(2026, 12, 2), (), (), target=4), short),
        unplanned=(
            Unplanned(CHEN, SegmentId("A"), 2, message("Every day is full on which {customer} can be met.", customer="陈默")),
        ),
        objective=Objective(20.0, -3.0, 5.0, 165.0, 2.5, 0.0, 0.0),
        provenance=Provenance(7, "roundwise 0.1", 1, "data-1", "geodesic/3362335e", None, 2000),
        lower_bound=150.0,
    )
