"""Measured travel times."""

from db.mapping.values import Values, window, window_values
from db.rows.travel import MeasuredLegRow
from planner.domain.travel import MeasuredLeg
from planner.domain.units import Minutes, TimeWindow


def part_of_day(value: TimeWindow | None) -> str:
    """The window as a part of a key."""
    return "" if value is None else str(value)


def measured_leg_values(leg: MeasuredLeg) -> Values:
    return {
        "origin": leg.origin,
        "destination": leg.destination,
        "part": part_of_day(leg.window),
        "minutes": leg.minutes,
        **window_values("window", leg.window),
    }


def measured_leg(row: MeasuredLegRow) -> MeasuredLeg:
    return MeasuredLeg(row.origin, row.destination, Minutes(row.minutes), window(row.window_start, row.window_end))
