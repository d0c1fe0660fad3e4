"""What the sheets of a plan's workbook hold."""

from collections.abc import Iterator, Sequence

from db.exchange.plan_names import CoverageFigure, CoveragePeriod, Directory, Names
from db.exchange.sheet_table import Cell, Column, Kind, Line, Row, Table
from planner.domain.messages import Message, message
from planner.domain.plan import CallReason, DayPlan, MonthPlan, PlannedCall
from planner.domain.units import Minutes

WEEKDAYS = (
    message("Mon"), message("Tue"), message("Wed"), message("Thu"), message("Fri"), message("Sat"), message("Sun"),
)  # fmt: skip
REASONS = {
    CallReason.OWED: message("owed"),
    CallReason.OPTIONAL: message("in slack"),
    CallReason.APPOINTMENT: message("★ appointment"),
}
PERIODS = {CoveragePeriod.MONTH: message("month"), CoveragePeriod.QUARTER: message("quarter")}

TRAVEL, ARRIVING = Column(message("Travel min"), Kind.COUNT), Column(message("Arrival min"), Kind.COUNT)
WALKING, WAITING = Column(message("Walking min"), Kind.COUNT), Column(message("Waiting min"), Kind.COUNT)
LEAVE_HOME, BACK_HOME = Column(message("Leave home"), Kind.TIME), Column(message("Back home"), Kind.TIME)
CALL_TIMES = (
    WALKING,
    Column(message("At the door"), Kind.TIME),
    WAITING,
    Column(message("Start"), Kind.TIME),
    Column(message("End"), Kind.TIME),
)
INSIDE = (Column(message("Building")), Column(message("Floor"), Kind.COUNT), Column(message("Department")))
TIER, REASON = Column(message("Tier")), Column(message("Reason"))
WHO = (Column(message("Customer")), Column(message("Title")), TIER, Column(message("Products")), REASON)


def month_table(plan: MonthPlan) -> Table:
    """One row per field day, and the sums. From leaving home to being back the minutes of a row add up."""
    columns = (
        Column(message("Date"), Kind.DATE),
        Column(message("Weekday")),
        Column(message("Calls"), Kind.COUNT),
        Column(message("Target"), Kind.COUNT),
        Column(message("Short"), Kind.COUNT),
        Column(message("Hospitals"), Kind.COUNT),
        LEAVE_HOME,
        BACK_HOME,
        TRAVEL,
        ARRIVING,
        WALKING,
        WAITING,
        Column(message("Call min"), Kind.COUNT),
    )
    rows = [(day.date, weekday_of(day), *_counts(day)[:4], *_hours(day), *_counts(day)[4:]) for day in plan.days]
    sums = [sum(each) for each in zip(*(_counts(day) for day in plan.days), strict=True)] or [0] * 9
    total: tuple[Cell, ...] = (message("Total"), None, *sums[:4], None, None, *sums[4:])
    return Table(message("Month"), columns, rows, total)


def _counts(day: DayPlan) -> tuple[int, ...]:
    """Calls, target, short, hospitals, then minutes: of travel, arriving, walking, waiting, in calls."""
    arriving = sum(stop.ready - stop.arrival for stop in day.stops)
    talking = sum(call.end - call.start for call in day.calls)
    minutes = day.travel_minutes, arriving, day.walking_minutes, day.waiting_minutes, talking
    return len(day.calls), day.target, day.calls_short, len(day.stops), *minutes


def _hours(day: DayPlan) -> tuple[Cell, Cell]:
    return (day.legs[0].departure, day.legs[-1].arrival) if day.legs else (None, None)


def weekday_of(day: DayPlan) -> Message:
    return WEEKDAYS[day.date.weekday()]


def calls_table(plan: MonthPlan, directory: Directory) -> Table:
    """Every call in order, to be filtered. Times run from left to right: each is the one before and the minutes between."""
    columns = (
        Column(message("Date"), Kind.DATE),
        Column(message("Weekday")),
        LEAVE_HOME,
        TRAVEL,
        Column(message("At the gate"), Kind.TIME),
        ARRIVING,
        *CALL_TIMES,
        Column(message("Leave the gate"), Kind.TIME),
        Column(message("Travel home min"), Kind.COUNT),
        BACK_HOME,
        Column(message("Hospital")),
        Column(message("Address")),
        *INSIDE,
        *WHO,
    )
    rows = [(day.date, weekday_of(day), *row) for day in plan.days for row in _calls(day, directory)]
    return Table(message("Calls"), columns, rows, filtered=True)


def _calls(day: DayPlan, directory: Directory) -> Iterator[tuple[Cell, ...]]:
    """Of each call the columns after the date. Leaving and coming home stand at the day's first and last call, the minutes of
    travel and arriving at the first of a stay: sums count them once."""
    for place, stop in enumerate(day.stops):
        where = directory.names.hospital(stop.hospital), directory.sites.address(stop.hospital)
        for order, call in enumerate(stop.calls):
            told = inside(call, directory), who(call, directory)
            yield *_way_out(day, place, order), *call_times(call), *_way_home(day, place, order), *where, *told[0], *told[1]


def _way_out(day: DayPlan, place: int, order: int) -> tuple[Cell, ...]:
    """Leave home, travel, at the gate, arrival minutes."""
    leg, stop = day.legs[place], day.stops[place]
    if order:
        return None, Minutes(0), stop.arrival, Minutes(0)
    return None if place else leg.departure, leg.minutes, stop.arrival, Minutes(stop.ready - stop.arrival)


def _way_home(day: DayPlan, place: int, order: int) -> tuple[Cell, ...]:
    """Leave the gate, travel home, back home."""
    leg, stop = day.legs[place + 1], day.stops[place]
    is_last = leg.destination is None and order == len(stop.calls) - 1
    return stop.departure, leg.minutes if is_last else None, leg.arrival if is_last else None


def call_times(call: PlannedCall) -> tuple[Cell, ...]:
    """The columns `CALL_TIMES`."""
    return call.walking, call.arrival, call.waiting, call.start, call.end


def inside(call: PlannedCall, directory: Directory) -> tuple[Cell, ...]:
    """The columns `INSIDE`."""
    sites = directory.sites
    return sites.building(call.department), sites.floor(call.department), directory.names.department(call.department)


def who(call: PlannedCall, directory: Directory) -> tuple[Cell, ...]:
    """The columns `WHO`."""
    names, people = directory.names, directory.people
    customer = names.customer(call.customer), people.title(call.customer)
    return *customer, names.segment(call.segment), people.products_of(call.customer), REASONS[call.reason]


def unplanned_table(plan: MonthPlan, names: Names) -> Table:
    """Owed calls that found no place, with the reason."""
    columns = (WHO[0], TIER, Column(message("Calls"), Kind.COUNT), REASON)
    rows: list[Row] = [
        (names.customer(each.customer), names.segment(each.segment), each.count, names.in_words(each.reason))
        for each in plan.unplanned
    ]
    return Table(message("Not planned"), columns, rows or [Line(message("Every call owed is planned."))])


def coverage_table(figures: Sequence[CoverageFigure], names: Names) -> Table:
    """Coverage by tier and period with the plan carried out."""
    columns = (
        TIER,
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
