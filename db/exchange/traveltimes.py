"""Measured travel times out of a file: from, to, minutes, and the time of day for which they hold."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from math import ceil

from db.exchange import cells
from db.exchange.columns import Columns
from db.exchange.fields import ImportKind
from db.exchange.known import ImportOptions, Known
from db.exchange.records import Record, RowRefusedError, records_of
from db.exchange.references import References
from db.exchange.report import FieldChange, ImportPlan, RecordChange, RecordKind, Refusal, Status
from db.exchange.reps import RepIndex
from db.exchange.summary import report_of
from db.exchange.table import Table
from planner.domain.messages import message
from planner.domain.travel import MeasuredLeg, PlaceId
from planner.domain.units import Minutes, TimeWindow

_HOME = re.compile(r"^(?:home(?: of)?|家|住址|住处)[ :：]*|(?:'s home|[ :：]*(?:home|的?家|住址|住处))$", re.IGNORECASE)
_LONGEST = 24 * 60

_Key = tuple[PlaceId, PlaceId, TimeWindow | None]


@dataclass(frozen=True, slots=True)
class _End:
    """One end of a leg: the place, and what it is called in the report."""

    place: PlaceId
    name: str


@dataclass(slots=True)
class _Reading:
    references: References
    reps: RepIndex
    legs: dict[_Key, MeasuredLeg] = field(default_factory=dict)
    names: dict[_Key, str] = field(default_factory=dict)
    rows: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    refusals: dict[int, Refusal] = field(default_factory=dict)


def plan_travel(table: Table, columns: Columns, known: Known, options: ImportOptions) -> ImportPlan:
    """The travel times a file would make or change. Each direction stands for itself; nothing is taken back."""
    reading = _Reading(References(known), RepIndex(known.reps))
    for record in records_of(table, columns, ("minutes",)):
        try:
            _read(record, reading)
        except RowRefusedError as refused:
            reading.refusals[record.row.number] = refused.refusal
    stored = {(leg.origin, leg.destination, leg.window): leg for leg in known.measured}
    changes = [change for key in reading.legs if (change := _change(key, stored.get(key), reading)) is not None]
    changed = {change.id for change in changes}
    report = report_of(
        ImportKind.TRAVEL, table, columns,
        refusals=reading.refusals, remarks=(), changes=changes, proposals=(), statements=(), rows_of=reading.rows,
    )  # fmt: skip
    return ImportPlan(report, measured=tuple(leg for key, leg in reading.legs.items() if _id(key) in changed))


def _id(key: _Key) -> str:
    origin, destination, window = key
    return " ".join((f"{origin}>{destination}", *([str(window)] if window else [])))


def _read(record: Record, reading: _Reading) -> None:
    origin, destination = _end(record, "origin", reading), _end(record, "destination", reading)
    if origin.place == destination.place:
        raise record.refusal("destination", message("It is where the leg begins."), message("Name two different places."))
    leg = MeasuredLeg(origin.place, destination.place, _minutes(record), _window(record))
    key = (leg.origin, leg.destination, leg.window)
    if reading.legs.get(key, leg) != leg:
        raise record.refusal(
            "minutes",
            message("Row {row} already tells this leg otherwise.", row=reading.rows[_id(key)][0]),
            message("Keep one of the rows, or give them different times of departure."),
        )
    reading.legs[key] = leg
    reading.names[key] = " ".join((f"{origin.name} → {destination.name}", *([str(leg.window)] if leg.window else [])))
    reading.rows[_id(key)].append(record.row.number)


def _end(record: Record, column: str, reading: _Reading) -> _End:
    """A hospital by code or name, or the home of a rep by name or code. Raises RowRefusedError."""
    words = record.words(column)
    if not words:
        raise record.refusal(column, message("The place is missing."), message("Name a hospital, or a rep for the rep's home."))
    hospital = reading.references.find_hospital(words, None)
    if hospital is not None:
        return _End(PlaceId(hospital.id), hospital.name)
    if reading.references.hospitals.named(words):
        raise record.refusal(column, message("Several hospitals have this name."), message("Name the hospital by its code."))
    reps = reading.reps.named(words) or reading.reps.named(_HOME.sub("", words))
    if len(reps) == 1:
        return _End(PlaceId(f"home:{reps[0].id}"), reps[0].name)
    if reps:
        raise record.refusal(column, message("Several reps have this name."), message("Name the rep by code."))
    raise record.refusal(column, message("There is no such hospital, and no such rep."), reading.references.similar(words))


def _minutes(record: Record) -> Minutes:
    value = record.number("minutes")
    if value is None:
        raise record.refusal("minutes", message("The minutes are missing."), message("Write the minutes from door to door."))
    if not 0 < value <= _LONGEST:
        raise record.refusal("minutes", message("No leg takes that long."), message("Write minutes from 1 to 1440."))
    return Minutes(ceil(value))


def _window(record: Record) -> TimeWindow | None:
    """The departures for which the time holds, from one column or from two; None for any."""
    whole = record.value("window", cells.time_range)
    start, end = record.value("window_start", cells.clock_time), record.value("window_end", cells.clock_time)
    if whole is not None or (start is None and end is None):
        return whole
    if start is None or end is None or start >= end:
        raise record.refusal(
            "window_end", message("Beginning and end do not make a window."), message("Give both, the earlier time first.")
        )
    return TimeWindow(start, end)


def _change(key: _Key, before: MeasuredLeg | None, reading: _Reading) -> RecordChange | None:
    after, rows = reading.legs[key], tuple(reading.rows[_id(key)])
    if before == after:
        return None
    if before is None:
        return RecordChange(RecordKind.TRAVEL, _id(key), reading.names[key], Status.NEW, rows)
    fields = (FieldChange("minutes", str(before.minutes), str(after.minutes)),)
    return RecordChange(RecordKind.TRAVEL, _id(key), reading.names[key], Status.CHANGED, rows, fields)
