"""The preset policy: the figures of the standard sales model of prescription medicines in China.

The source fixes coverage, frequency and calls a day. Everything else (visit minutes, spacing, travel, weights) is a sound
start for a large Chinese city. All of it is data that a manager edits; no rule reads a figure from here.
"""

from planner.domain.people import SegmentId, TeamId
from planner.domain.policy import (
    ArrivalMinutes,
    DayEstimate,
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
from planner.domain.units import Minutes, TimeWindow, Weekday, minute_of_day

LEADERSHIP = SegmentId("N1")
PHARMACY = SegmentId("N2")
OFFICES = SegmentId("N3")


def preset() -> Policy:
    """The policy every new store starts with, as version 1."""
    return Policy(
        name="Sales model",
        version=1,
        segments=(*_tiers(), *_groups()),
        teams=_teams(),
        thresholds=(Thresholds(product=None, potential=160, support=48, support_share=None, patients_per_week=80),),
        spacing=_spacing(),
        working_day=_working_day(),
        arrival_minutes=_arrival_minutes(),
        walking=_walking(),
        travel=(*_metropolises(), _elsewhere()),
        weights=_weights(),
        stale_after_days=180,
        day_estimate=DayEstimate(calls_per_stop=4, kilometres_between_stops=4, kilometres_from_home=8, tight_from=0.9),
    )


def _tiers() -> tuple[Segment, ...]:
    """Prescribers. The declared order of giving way is D, offices, C, the other groups, B, A."""
    return (
        _tier("A", "Defend", calls=4, coverage=(0.9, 1.0), minutes=15, value=10, gives_way=7),
        _tier("B", "Attack", calls=4, coverage=(0.9, 1.0), minutes=15, value=8, gives_way=6),
        _tier("C", "Maintain", calls=1, coverage=(0.6, 0.8), minutes=12, value=4, gives_way=3, optional=1),
        _tier("D", "Observe", calls=0, coverage=(0.2, 0.6), minutes=10, value=1, gives_way=1, optional=1),
    )


def _tier(
    id: str,
    strategy: str,
    *,
    calls: int,
    coverage: tuple[float, float],
    minutes: int,
    value: float,
    gives_way: int,
    optional: int = 0,
) -> Segment:
    return Segment(
        id=SegmentId(id),
        kind=SegmentKind.TIER,
        names=(id, f"{id}级", f"{id}类"),
        calls_per_month=calls,
        monthly_coverage=coverage[0],
        quarterly_coverage=coverage[1],
        visit_minutes=Minutes(minutes),
        value=value,
        gives_way=gives_way,
        strategy=strategy,
        optional_calls=optional,
    )


def _groups() -> tuple[Segment, ...]:
    """Non-prescribers. The source's table is scrambled: which group is owed one call and which two is the usual reading."""
    leadership = (
        "Leadership",
        "Hospital leadership",
        "Pharmacy director",
        "Non-prescribing KOL",
        "院办领导",
        "院办",
        "院领导",
        "药剂科主任",
        "非处方KOL",
    )
    pharmacy = (
        "Pharmacy and supply",
        "Storekeeper",
        "Purchasing",
        "Outpatient pharmacy lead",
        "Ward pharmacy lead",
        "Laboratory",
        "Head nurse",
        "库管",
        "采购",
        "门诊药房组长",
        "病房药房组长",
        "药房组长",
        "检验科",
        "护士长",
    )
    offices = ("Medical offices", "Medical affairs", "Medical education office", "医务科", "医教科")
    return (
        _group(LEADERSHIP, leadership, calls=1, coverage=(0.5, 0.8), minutes=15, value=6, gives_way=5),
        _group(PHARMACY, pharmacy, calls=2, coverage=(0.5, 0.8), minutes=10, value=5, gives_way=4),
        _group(OFFICES, offices, calls=0, coverage=(0.0, 0.0), minutes=10, value=2, gives_way=2, optional=1),
    )


def _group(
    id: SegmentId,
    names: tuple[str, ...],
    *,
    calls: int,
    coverage: tuple[float, float],
    minutes: int,
    value: float,
    gives_way: int,
    optional: int = 0,
) -> Segment:
    return Segment(
        id=id,
        kind=SegmentKind.GROUP,
        names=names,
        calls_per_month=calls,
        monthly_coverage=coverage[0],
        quarterly_coverage=coverage[1],
        visit_minutes=Minutes(minutes),
        value=value,
        gives_way=gives_way,
        optional_calls=optional,
    )


def _teams() -> tuple[Team, ...]:
    return (
        Team(TeamId("ONC"), ("Oncology", "ONC", "肿瘤", "肿瘤线", "肿瘤团队"), calls_per_day=10, max_calls_per_day=14),
        Team(TeamId("GENERAL"), ("General", "Other", "普药", "普药线", "其他", "非肿瘤"), calls_per_day=12, max_calls_per_day=16),
    )


def _spacing() -> tuple[SpacingRule, ...]:
    gaps = ((1, 14), (2, 8), (3, 6), (4, 4), (5, 3), (8, 2))
    return tuple(SpacingRule(calls_per_month=calls, minimum_gap_days=days) for calls, days in gaps)


def _working_day() -> WorkingDay:
    return WorkingDay(
        hours=_window("08:00", "17:30"),
        lunch=_window("12:00", "13:00"),
        morning=_window("08:00", "12:00"),
        afternoon=_window("13:00", "17:30"),
        weekdays=tuple(Weekday(day) for day in range(5)),
    )


def _window(start: str, end: str) -> TimeWindow:
    return TimeWindow(minute_of_day(start), minute_of_day(end))


def _arrival_minutes() -> tuple[ArrivalMinutes, ...]:
    """Parking, gate and registration take longer in larger hospitals."""
    by_level = ((None, 8), (1, 5), (2, 8), (3, 10))
    return tuple(ArrivalMinutes(level, Minutes(minutes)) for level, minutes in by_level)


def _walking() -> WalkingDefaults:
    return WalkingDefaults(same_department=1, per_floor=0.4, lift_wait=2, gate_to_building=3, between_buildings=3, unknown=4)


def _rush_hours() -> tuple[TimeOfDayFactor, ...]:
    whole_day = (("07:00", "09:30", 1.4), ("09:30", "11:30", 1.15), ("14:00", "16:30", 1.15), ("16:30", "19:30", 1.5))
    return tuple(TimeOfDayFactor(_window(start, end), factor) for start, end, factor in whole_day)


def _metropolises() -> tuple[TravelRegion, ...]:
    """The built-up areas of the largest cities, south, west, north, east."""
    boxes = (
        ("Beijing", 39.68, 116.05, 40.20, 116.75),
        ("Shanghai", 30.95, 121.15, 31.45, 121.80),
        ("Guangzhou", 22.95, 113.10, 23.35, 113.60),
        ("Shenzhen", 22.45, 113.75, 22.85, 114.45),
        ("Chengdu", 30.50, 103.85, 30.85, 104.30),
        ("Wuhan", 30.35, 114.05, 30.80, 114.60),
    )
    return tuple(
        TravelRegion(name, 3.6, 0.66, 4, _rush_hours(), south=south, west=west, north=north, east=east)
        for name, south, west, north, east in boxes
    )


def _elsewhere() -> TravelRegion:
    """Everywhere else: milder rush hours, faster roads over distance."""
    morning, evening = _window("07:00", "09:00"), _window("16:30", "18:30")
    return TravelRegion("Elsewhere", 3.2, 0.64, 3, (TimeOfDayFactor(morning, 1.2), TimeOfDayFactor(evening, 1.25)))


def _weights() -> PlanWeights:
    """A missed call of the least tier still outweighs half a day on the road; a call below target about a cross-town trip.

    An optional call gains less than any detour, so it is taken only where it lies on the way.
    """
    return PlanWeights(
        missed_call=240,
        optional_call=3,
        call_short=30,
        uneven_day=1,
        waiting_minute=0.3,
        travel_minute=1,
        moved_call=15,
        coverage_call=3,
    )
