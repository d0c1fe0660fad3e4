"""A small district in which every value refers to others that exist, and which uses every field at least once."""

from dataclasses import dataclass
from datetime import date

from db.store import Books
from planner.domain.calendar import CalendarEntry, DayKind, Holidays
from planner.domain.calls import Call, CallId, CallOutcome
from planner.domain.commitments import Appointment, AppointmentId, Pin, PinKind
from planner.domain.messages import message
from planner.domain.people import (
    Affiliation,
    Customer,
    CustomerId,
    CustomerKind,
    Rating,
    Rep,
    RepId,
    SegmentId,
    TeamId,
    TierOverride,
)
from planner.domain.places import Building, BuildingId, Coordinate, Department, DepartmentId, Hospital, HospitalId
from planner.domain.plan import (
    CallReason,
    DayPlan,
    HospitalStop,
    Leg,
    MonthPlan,
    Objective,
    PlannedCall,
    Provenance,
    Unplanned,
)
from planner.domain.policy import (
    ArrivalMinutes,
    PlanWeights,
    Policy,
    Segment,
    SegmentKind,
    SpacingRule,
    Team,
    Thresholds,
    TimeOfDayFactor,
    TravelRegion,
    WalkingDefaults,
    WorkingDay,
)
from planner.domain.products import Product, ProductId
from planner.domain.units import HalfDay, MinuteOfDay, Minutes, Month, TimeWindow, Weekday, WeeklyWindow

DECEMBER = Month(2026, 12)
UNION, PEOPLES = HospitalId("H1"), HospitalId("H2")
WANG, LI, ZHAO = CustomerId("C1"), CustomerId("C2"), CustomerId("C3")
CHEN, LIN = RepId("R1"), RepId("R2")
PRODUCT, OTHER = ProductId("P1"), ProductId("P2")


def window(start: int, end: int) -> TimeWindow:
    return TimeWindow(MinuteOfDay(start), MinuteOfDay(end))


MONDAY_MORNING = (WeeklyWindow(Weekday(0), window(480, 720)), WeeklyWindow(Weekday(2), window(810, 1020)))


@dataclass(frozen=True, slots=True)
class District:
    """Everything a plan is made from."""

    products: tuple[Product, ...]
    hospitals: tuple[Hospital, ...]
    departments: tuple[Department, ...]
    reps: tuple[Rep, ...]
    customers: tuple[Customer, ...]
    calendar: tuple[CalendarEntry, ...]
    holidays: tuple[Holidays, ...]
    calls: tuple[Call, ...]
    appointments: tuple[Appointment, ...]
    pins: tuple[Pin, ...]
    policy: Policy


def district() -> District:
    return District(
        products=(Product(PRODUCT, "安瑞欣", 1.5), Product(OTHER, "Cardiol")),
        hospitals=_hospitals(),
        departments=(
            Department(DepartmentId("D1"), UNION, "心内科", BuildingId("B1"), 7),
            Department(DepartmentId("D2"), PEOPLES, "Pharmacy"),
        ),
        reps=(
            Rep(CHEN, "陈晨", TeamId("ONC"), Coordinate(39.9, 116.4), window(480, 1080), window(720, 780), 0.5),
            Rep(LIN, "Lin", TeamId("other"), active=False),
        ),
        customers=_customers(),
        calendar=(
            CalendarEntry(CHEN, date(2026, 12, 1), DayKind.LEAVE),
            CalendarEntry(CHEN, date(2026, 12, 2), DayKind.OFFICE, half=HalfDay.MORNING, note="周会"),
            CalendarEntry(CHEN, date(2026, 12, 2), DayKind.EVENT, window=window(840, 900)),
        ),
        holidays=(
            Holidays("CN", 2026, ((date(2026, 10, 1), "国庆节"),), ((date(2026, 10, 10), "国庆节"),)),
            Holidays("CN", 2027, ((date(2027, 1, 1), "元旦"),), provisional=True),
        ),
        calls=(
            Call(CallId("K1"), WANG, CHEN, UNION, date(2026, 11, 3), CallOutcome.SEEN, MinuteOfDay(545), "谈了新数据"),
            Call(CallId("K2"), LI, LIN, PEOPLES, date(2026, 11, 30), CallOutcome.ATTEMPTED),
        ),
        appointments=_appointments(),
        pins=(
            Pin(CHEN, WANG, date(2026, 12, 3), PinKind.HALF_DAY, half=HalfDay.AFTERNOON),
            Pin(CHEN, WANG, date(2026, 12, 3), PinKind.ORDER, position=0),
            Pin(LIN, LI, date(2027, 1, 4), PinKind.TIME, start=MinuteOfDay(600)),
        ),
        policy=policy(),
    )


def _hospitals() -> tuple[Hospital, ...]:
    buildings = (Building(BuildingId("B2"), "Outpatients", 5, Minutes(3)), Building(BuildingId("B1"), "住院楼"))
    first = Hospital(
        UNION,
        "协和医院",
        Coordinate(39.912345678, 116.41),
        3,
        "东城区",
        "帅府园1号",
        12_000,
        MONDAY_MORNING,
        Minutes(12),
        buildings,
        ("Union", "老协和"),
    )
    return first, Hospital(PEOPLES, "People's", reception=())


def _customers() -> tuple[Customer, ...]:
    return (
        Customer(
            WANG,
            "王芳",
            CustomerKind.PRESCRIBER,
            (Affiliation(UNION, DepartmentId("D1"), MONDAY_MORNING), Affiliation(PEOPLES, availability=())),
            (
                Rating(PRODUCT, 120.5, 30.0, override=TierOverride(SegmentId("A"), "new chief")),
                Rating(OTHER, None, None, 12.0),
            ),
            title="主任医师",
            kol=True,
            rep=CHEN,
            last_visit=date(2026, 11, 3),
            verified_on=date(2026, 6, 30),
        ),
        Customer(
            LI, "Li", CustomerKind.NON_PRESCRIBER, (Affiliation(PEOPLES, DepartmentId("D2")),), group=SegmentId("N1"), rep=LIN
        ),
        Customer(ZHAO, "赵", CustomerKind.PRESCRIBER, (Affiliation(UNION),), decision_maker=True, active=False),
    )


def _appointments() -> tuple[Appointment, ...]:
    days = (date(2026, 12, 9), date(2026, 12, 8))
    return (
        Appointment(AppointmentId("M1"), CHEN, WANG, UNION, days, window(540, 600), Minutes(30), LIN, "joint visit"),
        Appointment(AppointmentId("M2"), LIN, LI, PEOPLES, (date(2027, 1, 5),)),
    )


def policy() -> Policy:
    return Policy(
        name="标准",
        version=1,
        segments=(Segment(SegmentId("A"), SegmentKind.TIER, ("A", "甲"), 4, 0.9, 1.0, Minutes(20), 10.0, 4, "Defend"),),
        teams=(Team(TeamId("ONC"), ("ONC", "肿瘤"), 10, 14),),
        thresholds=(Thresholds(None, 100.0, None, 0.3, 15.0), Thresholds(PRODUCT, 50.0, 10.0, None, None)),
        spacing=(SpacingRule(4, 5),),
        working_day=WorkingDay(
            window(480, 1080), window(720, 810), window(480, 720), window(810, 1080), tuple(Weekday(day) for day in range(5))
        ),
        arrival_minutes=(ArrivalMinutes(3, Minutes(15)), ArrivalMinutes(None, Minutes(10))),
        walking=WalkingDefaults(1.0, 0.5, 2.0, 3.0, 4.0, 5.0),
        travel=(TravelRegion("mainland", 3.2, 0.62, 4.0, (TimeOfDayFactor(window(420, 540), 1.3),), None, None, None, None),),
        weights=PlanWeights(100.0, 10.0, 20.0, 2.0, 0.5, 1.0, 15.0),
        stale_after_days=180,
    )


def plan(rep: RepId = CHEN, month: Month = DECEMBER, seed: int = 7) -> MonthPlan:
    """One day with one call, one call left over."""
    call = PlannedCall(
        customer=WANG,
        department=DepartmentId("D1"),
        segment=SegmentId("A"),
        reason=CallReason.OWED,
        arrival=MinuteOfDay(565),
        start=MinuteOfDay(570),
        end=MinuteOfDay(590),
        walking=Minutes(5),
        waiting=Minutes(5),
    )
    stop = HospitalStop(UNION, MinuteOfDay(550), MinuteOfDay(560), (call,), MinuteOfDay(595))
    legs = (
        Leg(None, UNION, MinuteOfDay(520), MinuteOfDay(550)),
        Leg(UNION, None, MinuteOfDay(595), MinuteOfDay(630)),
    )
    reason = message("No free time before {day} ({why}).", day=month.last, why=message("{n} calls", n=12))
    return MonthPlan(
        rep=rep,
        month=month,
        days=(DayPlan(month.first, (stop,), legs, 12),),
        unplanned=(Unplanned(LI, SegmentId("N1"), 2, reason),),
        objective=Objective(200.0, -10.0, 220.0, 65.0, 2.5, 0.0, 0.0),
        provenance=Provenance(seed, "rounds/1", 1, "0123456789abcdef", "geodesic/3f2a", None, 500),
        lower_bound=310.25,
    )


def fill(books: Books, values: District) -> None:
    """Put a whole district, in an order in which values come before what they refer to."""
    books.customers.put(values.customers)
    books.calls.put(values.calls)
    books.appointments.put(values.appointments)
    books.pins.put(values.pins)
    books.calendar.put(values.calendar)
    books.holidays.put(values.holidays)
    books.departments.put(values.departments)
    books.hospitals.put(values.hospitals)
    books.reps.put(values.reps)
    books.products.put(values.products)
    books.policies.save(values.policy)
