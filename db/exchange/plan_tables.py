"""What the sheets of a plan's workbook hold."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from db.exchange.plan_names import CoverageFigure, CoveragePeriod, Names, Sites
from db.exchange.sheet_table import Cell, Column, Kind, Line, Row, Table
from planner.domain.messages import Message, message
from planner.domain.plan import CallReason, DayPlan, HospitalStop, MonthPlan, PlannedCall
from planner.domain.units import Minutes, clock

WEEKDAYS = (
    message("Mon"), message("Tue"), message("Wed"), message("Thu"), message("Fri"), message("Sat"), message("Sun"),
)  # fmt: skip
REASONS = {
    CallReason.OWED: message("owed"),
    CallReason.OPTIONAL: message("in slack"),
    CallReason.APPOINTMENT: message("appointment"),
}
PERIODS = {CoveragePeriod.MONTH: message("month"), CoveragePeriod.QUARTER: message("quarter")}

TIMES = (
    Column(message("Arrival"), Kind.TIME),
    Column(message("Start"), Kind.TIME),
    Column(message("End"), Kind.TIME),
)
WAY = (
    Column(message("Travel min"), Kind.COUNT),
    Column(message("Walking min"), Kind.COUNT),
    Column(message("Waiting min"), Kind.COUNT),
)
WHERE = (
    Column(message("Hospital")),
    Column(message("Building")),
    Column(message("Floor"), Kind.COUNT),
    Column(message("Department")),
)
WHO = (Column(message("Customer")), Column(message("Tier")), Column(message("Reason")))


def month_table(plan: MonthPlan) -> Table:
    """One row per field day, and the sums."""
    columns = (
        Column(message("Date"), Kind.DATE),
        Column(message("Weekday")),
        Column(message("Calls"), Kind.COUNT),
        Column(message("Target"), Kind.COUNT),
        Column(message("Short"), Kind.COUNT),
        Column(message("Hospitals"), Kind.COUNT),
        Column(message("Leave home"), Kind.TIME),
        Column(message("Back home"), Kind.TIME),
        *WAY,
    )
    rows = [(day.date, weekday_of(day), *_counts(day)[:4], *_hours(day), *_counts(day)[4:]) for day in plan.days]
    sums = [sum(each) for each in zip(*(_counts(day) for day in plan.days), strict=True)] or [0] * 7
    total: tuple[Cell, ...] = (message("Total"), None, *sums[:4], None, None, *sums[4:])
    return Table(message("Month"), columns, rows, total)


def _counts(day: DayPlan) -> tuple[int, ...]:
    """Calls, target, short, hospitals, minutes of travel, of walking and of waiting."""
    ways = day.travel_minutes, day.walking_minutes, day.waiting_minutes
    return len(day.calls), day.target, day.calls_short, len(day.stops), *ways


def _hours(day: DayPlan) -> tuple[Cell, Cell]:
    return (day.legs[0].departure, day.legs[-1].arrival) if day.legs else (None, None)


def weekday_of(day: DayPlan) -> Message:
    return WEEKDAYS[day.date.weekday()]


def week_tables(plan: MonthPlan, names: Names, sites: Sites) -> Iterator[Table]:
    """A sheet to print for each week that has calls: every day under its own line, with room to write."""
    columns = (*TIMES, *WHERE, *WHO, *WAY, Column(message("Notes"), narrowest=24))
    ordered = sorted((day for day in plan.days if day.stops), key=lambda day: day.date)
    for (year, week), days in groupby(ordered, key=lambda day: day.date.isocalendar()[:2]):
        rows: list[Row] = []
        for day in days:
            rows += [_day_line(day), *((*row, None) for row in _calls(day, names, sites))]
        yield Table(message("{year} week {week}", year=year, week=week), columns, rows)


def _day_line(day: DayPlan) -> Line:
    text = message(
        "{weekday} {date}: leave home {start}, back {end}, calls {calls}, travel {travel} min",
        weekday=weekday_of(day), date=day.date, calls=len(day.calls), travel=day.travel_minutes,
        start=clock(day.legs[0].departure), end=clock(day.legs[-1].arrival),
    )  # fmt: skip
    return Line(text)


def calls_table(plan: MonthPlan, names: Names, sites: Sites) -> Table:
    """Every call in order, to be filtered."""
    columns = (Column(message("Date"), Kind.DATE), Column(message("Weekday")), *TIMES, *WHERE, *WHO, *WAY)
    rows = [(day.date, weekday_of(day), *row) for day in plan.days for row in _calls(day, names, sites)]
    return Table(message("Calls"), columns, rows, filtered=True)


def _calls(day: DayPlan, names: Names, sites: Sites) -> Iterator[tuple[Cell, ...]]:
    """The columns `TIMES`, `WHERE`, `WHO` and `WAY` of each call; travel stands at the first call of its stop."""
    for stop, leg in zip(day.stops, day.legs, strict=False):
        for index, call in enumerate(stop.calls):
            yield _call(stop, call, leg.minutes if index == 0 else Minutes(0), names, sites)


def _call(stop: HospitalStop, call: PlannedCall, travel: Minutes, names: Names, sites: Sites) -> tuple[Cell, ...]:
    times = call.arrival, call.start, call.end
    department = names.department(call.department)
    where = names.hospital(stop.hospital), sites.building(call.department), sites.floor(call.department), department
    who = names.customer(call.customer), names.segment(call.segment), REASONS[call.reason]
    return *times, *where, *who, travel, call.walking, call.waiting


def unplanned_table(plan: MonthPlan, names: Names) -> Table:
    """Owed calls that found no place, with the reason."""
    columns = (*WHO[:2], Column(message("Calls"), Kind.COUNT), WHO[2])
    rows: list[Row] = [
        (names.customer(each.customer), names.segment(each.segment), each.count, names.in_words(each.reason))
        for each in plan.unplanned
    ]
    return Table(message("Not planned"), columns, rows or [Line(message("Every call owed is planned."))])


def coverage_table(figures: Sequence[CoverageFigure], names: Names) -> Table:
    """Coverage by tier and period with the plan carried out."""
    columns = (
        WHO[1],
        Column(message("Period")),
        Column(message("Customers"), Kind.COUNT),
        Column(message("Seen"), Kind.COUNT),
        Column(message("Coverage"), Kind.SHARE),
        Column(message("Required"), Kind.SHARE),
    )
    rows = [
        (names.segment(each.segment), PERIODS[each.period], each.customers, each.seen, each.share, each.required)
        for each in figures
    ]
    return Table(message("Coverage"), columns, rows)
