"""The sheets to take along: a week each, on paper every day on a page of its own, from leaving home to being back."""

from collections.abc import Iterator
from itertools import groupby

from db.exchange.plan_names import Directory
from db.exchange.plan_tables import CALL_TIMES, INSIDE, WHO, call_times, inside, weekday_of, who
from db.exchange.sheet_table import Column, Kind, Line, Row, Table
from planner.domain.messages import Message, message
from planner.domain.plan import DayPlan, HospitalStop, Leg, MonthPlan
from planner.domain.units import MinuteOfDay, TimeWindow, clock

Timed = tuple[MinuteOfDay, Row]
"""A row and when it begins."""


def week_tables(plan: MonthPlan, directory: Directory, lunch: TimeWindow | None) -> Iterator[Table]:
    """A sheet for each week that has calls; None = the rep's lunch is not known."""
    number = Column(message("No."), Kind.COUNT)
    columns = (number, *CALL_TIMES, *WHO, *INSIDE, Column(message("Notes"), narrowest=24))
    ordered = sorted((day for day in plan.days if day.stops), key=lambda day: day.date)
    for (year, week), days in groupby(ordered, key=lambda day: day.date.isocalendar()[:2]):
        rows = [row for day in days for row in _day(day, directory, lunch)]
        yield Table(message("{year} week {week}", year=year, week=week), columns, rows)


def _day(day: DayPlan, directory: Directory, lunch: TimeWindow | None) -> Iterator[Row]:
    """The day's heading, then stays, calls, lunch and the way home as they follow each other."""
    eaten = lunch if lunch and day.legs[0].departure < lunch.end and lunch.start < day.legs[-1].arrival else None
    yield Line(_heading(day), new_page=True)
    for begins, row in _events(day, directory):
        if eaten is not None and begins >= eaten.start:
            yield Line(message("Lunch {lunch}", lunch=str(eaten)))
            eaten = None
        yield row
    if eaten is not None:
        yield Line(message("Lunch {lunch}", lunch=str(eaten)))


def _heading(day: DayPlan) -> Message:
    return message(
        "{weekday} {date}: leave home {start}, back {end}, calls {calls}, travel {travel} min",
        weekday=weekday_of(day), date=day.date, calls=len(day.calls), travel=day.travel_minutes,
        start=clock(day.legs[0].departure), end=clock(day.legs[-1].arrival),
    )  # fmt: skip


def _events(day: DayPlan, directory: Directory) -> Iterator[Timed]:
    order = 0
    for stop, leg in zip(day.stops, day.legs, strict=False):
        yield leg.departure, Line(_stay(stop, leg, directory))
        for call in stop.calls:
            order += 1
            yield call.start, (order, *call_times(call), *who(call, directory), *inside(call, directory), None)
    yield day.legs[-1].departure, Line(_way_home(day.legs[-1]))


def _way_home(leg: Leg) -> Message:
    return message(
        "Leave the gate {departure} + travel {travel} min = back home {arrival}",
        departure=clock(leg.departure), travel=leg.minutes, arrival=clock(leg.arrival),
    )  # fmt: skip


def _stay(stop: HospitalStop, leg: Leg, directory: Directory) -> Message:
    """Where, and how the time of the first walk comes about: departure, travel, gate, arrival minutes."""
    place = directory.names.hospital(stop.hospital), directory.sites.address(stop.hospital)
    return message(
        "{place}: from {departure} + travel {travel} min = gate {arrival} + arrival {arriving} min = {ready}; leave {leave}",
        place=", ".join(filter(None, place)), departure=clock(leg.departure), travel=leg.minutes, arrival=clock(stop.arrival),
        arriving=stop.ready - stop.arrival, ready=clock(stop.ready), leave=clock(stop.departure),
    )  # fmt: skip
