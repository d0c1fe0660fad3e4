"""Travel times that somebody measured: data of the district, not a memory of what a source said."""

from collections.abc import Sequence
from typing import Any, TypeAlias

from db.mapping.travel import measured_leg, measured_leg_values, part_of_day
from db.mapping.values import Values
from db.repository import Repository
from db.rows.travel import MeasuredLegRow
from planner.domain.travel import MeasuredLeg, PlaceId
from planner.domain.units import TimeWindow

MeasuredLegId: TypeAlias = tuple[PlaceId, PlaceId, TimeWindow | None]
"""Origin, destination, window of departure."""


class MeasuredLegs(Repository[MeasuredLeg, MeasuredLegId]):
    """Measured times by direction and window. A place that is not on record any more does no harm."""

    section = "measured"
    root = MeasuredLegRow
    keys = (MeasuredLegRow.origin, MeasuredLegRow.destination, MeasuredLegRow.part)

    def _key(self, id: MeasuredLegId) -> tuple[object, ...]:
        origin, destination, window = id
        return origin, destination, part_of_day(window)

    def _id(self, value: MeasuredLeg) -> MeasuredLegId:
        return value.origin, value.destination, value.window

    def _values(self, value: MeasuredLeg) -> Values:
        return measured_leg_values(value)

    def _value(self, row: Any, parts: tuple[Sequence[Any], ...]) -> MeasuredLeg:
        return measured_leg(row)
