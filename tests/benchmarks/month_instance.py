"""A benchmark month as a problem of the product, faithfully.

The instance counts `walk_minutes` for each further call in the same hospital and travel alone for the first one. Here every
call is `walk_minutes` behind the gate and every leg to a hospital that much shorter: the same times at every door, and the
same sum of travel and walking. `weeks_of_visit` become periods of one call each.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from planner.domain.calendar import FieldDay
from planner.domain.people import CustomerId, RepId, SegmentId
from planner.domain.places import HospitalId
from planner.domain.plan import MonthPlan
from planner.domain.policy import PlanWeights
from planner.domain.travel import PlaceId, TravelTable, WalkTable
from planner.domain.units import MinuteOfDay, Minutes, Month, TimeWindow, Weekday, WeeklyWindow
from planner.month.problem import MeetingPlace, MonthProblem, Need, Site

Instance = Mapping[str, Any]

FIRST_DAY = date(2027, 2, 1)
"""A Monday that begins a month of 28 days."""
VALUES = {"A": 10.0, "B": 8.0, "C": 4.0, "D": 1.0}


def month_problem(instance: Instance) -> MonthProblem:
    """The problem of an instance, with prices that put every visit before any travel, and the call minimum before detours."""
    walk = instance["walk_minutes"]
    hospitals = len(instance["travel_minutes"]) - 1
    walking = WalkTable(((Minutes(0), Minutes(walk)), (Minutes(0), Minutes(walk))))
    return MonthProblem(
        rep=RepId(instance["name"]),
        month=Month.of(FIRST_DAY),
        days=tuple(_day(instance, index) for index in range(instance["days"])),
        sites=tuple(Site(HospitalId(str(n + 1)), Minutes(0), None, (None,), walking) for n in range(hospitals)),
        needs=tuple(_need(instance, customer) for customer in instance["customers"]),
        travel=_travel(instance),
        call_target=instance["min_calls"],
        max_calls=instance["max_calls"],
        weights=PlanWeights(
            missed_call=250, optional_call=0, call_short=500, uneven_day=0, waiting_minute=0, travel_minute=1, moved_call=0
        ),
    )


def instance_plan(instance: Instance, plan: MonthPlan) -> dict[str, Any]:
    """The plan as `{"days": [[[customer, k], ...], ...]}`; k is the period that a call keeps."""
    problem = month_problem(instance)
    numbers = _numbers(problem, plan)
    days = {day.date: day for day in plan.days}
    return {
        "days": [
            [[int(call.customer), numbers[call.customer, day.date]] for call in days[day.date].calls] if day.date in days else []
            for day in problem.days
        ]
    }


def _numbers(problem: MonthProblem, plan: MonthPlan) -> dict[tuple[CustomerId, date], int]:
    """By customer and date, the first period still free that holds the date."""
    periods = {need.customer: list(enumerate(need.periods)) for need in problem.needs}
    numbers = {}
    for day in sorted(plan.days, key=lambda each: each.date):
        for call in day.calls:
            free = periods[call.customer]
            fitting = next(each for each in free if each[1][0] <= day.date <= each[1][1])
            free.remove(fitting)
            numbers[call.customer, day.date] = fitting[0]
    return numbers


def _date(instance: Instance, index: int) -> date:
    week, weekday = divmod(index, instance["weekdays"])
    return FIRST_DAY + timedelta(days=7 * week + weekday)


def _day(instance: Instance, index: int) -> FieldDay:
    windows = tuple(_window(half) for half in instance["halves"])
    hours = TimeWindow(MinuteOfDay(instance["leave_home"]), MinuteOfDay(instance["home_by"]))
    return FieldDay(_date(instance, index), hours, windows, 1.0)


def _window(half: Sequence[int]) -> TimeWindow:
    return TimeWindow(MinuteOfDay(half[0]), MinuteOfDay(half[1]))


def _need(instance: Instance, customer: Instance) -> Need:
    weekly = tuple(WeeklyWindow(Weekday(weekday), _window(instance["halves"][half])) for weekday, half in customer["available"])
    weeks = instance["weeks_of_visit"][str(customer["frequency"])]
    last = instance["weekdays"] - 1
    periods = tuple(
        (FIRST_DAY + timedelta(days=7 * min(each)), FIRST_DAY + timedelta(days=7 * max(each) + last)) for each in weeks
    )
    return Need(
        customer=CustomerId(str(customer["id"])),
        segment=SegmentId(customer["tier"]),
        places=(MeetingPlace(customer["hospital"] - 1, 1, weekly),),
        minutes=Minutes(customer["minutes"]),
        owed=customer["frequency"],
        optional=0,
        value=VALUES[customer["tier"]],
        minimum_gap_days=1,
        ideal_gap_days=7,
        periods=periods,
    )


def _travel(instance: Instance) -> TravelTable:
    walk = instance["walk_minutes"]
    rows = tuple(
        tuple(Minutes(0 if a == b else minutes - walk if b else minutes) for b, minutes in enumerate(row))
        for a, row in enumerate(instance["travel_minutes"])
    )
    places = tuple(PlaceId(str(n)) for n in range(len(rows)))
    return TravelTable(places, (MinuteOfDay(0),), (rows,), "benchmark")
