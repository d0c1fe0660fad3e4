"""Hospitals out of a file: new ones, changed ones, refused rows."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from db.exchange import cells
from db.exchange.availability import weekly_hours
from db.exchange.changes import compared
from db.exchange.columns import Columns
from db.exchange.duplicates import hospital_duplicates
from db.exchange.fields import ImportKind
from db.exchange.hospitalnames import name_score
from db.exchange.known import ImportOptions, Known
from db.exchange.names import hospital_id, plain_name
from db.exchange.positions import find_positions
from db.exchange.records import Record, RowRefusedError, records_of
from db.exchange.report import ImportPlan, RecordChange, RecordKind, Refusal, Remark
from db.exchange.summary import report_of
from db.exchange.table import Table
from planner.domain.messages import Message, message
from planner.domain.places import Coordinate, Hospital, HospitalId
from planner.domain.policy import WorkingDay
from planner.domain.units import Minutes, WeeklyWindow
from planner.geography.distance import metres_between

_NUMERIC = ("daily_outpatients", "arrival_minutes")
_ANOTHER_PLACE = 5_000.0  # metres
_ANOTHER_NAME = 0.5
_SEPARATORS = re.compile(r"\s*[;；、|]\s*")


class HospitalIndex:
    """Finds hospitals by id, by natural key and by name."""

    def __init__(self, hospitals: Iterable[Hospital]) -> None:
        self.by_id: dict[str, Hospital] = {}
        self._by_name: dict[str, list[HospitalId]] = defaultdict(list)
        for hospital in hospitals:
            self.add(hospital)

    def add(self, hospital: Hospital) -> None:
        self.by_id[hospital.id] = hospital
        for name in {plain_name(each) for each in (hospital.name, *hospital.aliases)}:
            if hospital.id not in self._by_name[name]:
                self._by_name[name].append(hospital.id)

    def named(self, name: str) -> tuple[Hospital, ...]:
        """Every hospital of that name or alias, spaces, case and punctuation aside."""
        return tuple(self.by_id[id] for id in self._by_name.get(plain_name(name), ()))


@dataclass(slots=True)
class _Reading:
    """The file taken in so far."""

    index: HospitalIndex
    working_day: WorkingDay
    values: dict[HospitalId, Hospital] = field(default_factory=dict)
    rows: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    told: dict[HospitalId, Record] = field(default_factory=dict)
    refusals: dict[int, Refusal] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)


def plan_hospitals(table: Table, columns: Columns, known: Known, options: ImportOptions) -> ImportPlan:
    """The hospitals a file would make or change. A hospital without a coordinate goes in and is remarked on."""
    records = records_of(table, columns, _NUMERIC)
    stored = HospitalIndex(known.hospitals)
    positions = find_positions(
        table, records, options.positions, lambda record: _stored_place(record, stored), lambda record: record.words("district")
    )
    reading = _Reading(HospitalIndex(known.hospitals), known.policy.working_day, refusals=dict(positions.refusals))
    for record in records:
        if record.row.number not in reading.refusals:
            try:
                _read(record, positions.by_row.get(record.row.number), reading)
            except RowRefusedError as refused:
                reading.refusals[record.row.number] = refused.refusal
    changes = _changes(reading, stored)
    put = tuple(reading.values[HospitalId(change.id)] for change in changes)
    everything = {**{each.id: each for each in known.hospitals}, **reading.values}
    proposals = hospital_duplicates(tuple(everything.values()), set(reading.values))
    report = report_of(
        ImportKind.HOSPITALS, table, columns,
        refusals=reading.refusals, remarks=reading.remarks, changes=changes, proposals=proposals,
        statements=(*positions.statements, *_without_place(reading)), rows_of=reading.rows,
    )  # fmt: skip
    return ImportPlan(report, hospitals=put)


def _stored_place(record: Record, stored: HospitalIndex) -> Coordinate | None:
    hospital = stored.by_id.get(record.words("code"))
    if hospital is None or name_score(hospital.name, record.words("name")) < _ANOTHER_NAME:
        same = [each for each in stored.named(record.words("name")) if _same_district(each, record.words("district"))]
        hospital = same[0] if len(same) == 1 else None
    return hospital.coordinate if hospital else None


def _same_district(hospital: Hospital, district: str) -> bool:
    return not district or not hospital.district or plain_name(district) == plain_name(hospital.district)


def _read(record: Record, coordinate: Coordinate | None, reading: _Reading) -> None:
    name = record.words("name")
    if not name:
        raise record.refusal("name", message("The hospital has no name."), message("Fill in the name."))
    if record.value("deleted", cells.boolean):
        raise record.refusal("deleted", message("The row is marked as deleted."), message("Remove the mark to import it."))
    stored = _match(record, coordinate, reading.index)
    id = stored.id if stored else HospitalId(record.words("code") or hospital_id(name, record.words("district")))
    hospital = _hospital(record, coordinate, stored or Hospital(id, name), reading.working_day)
    earlier = reading.values.get(id)
    if earlier is not None:
        _second_row(record, hospital, earlier, reading.rows[id][0])
    if hospital.coordinate is None:
        reading.remarks.append(record.remark("latitude", message("the hospital has no coordinate, so it cannot be planned yet")))
    reading.values[id] = hospital
    reading.rows[id].append(record.row.number)
    reading.index.add(hospital)


def _match(record: Record, coordinate: Coordinate | None, index: HospitalIndex) -> Hospital | None:
    """The hospital a row speaks of: by its code, else by name and district, if only one is so called."""
    code, name, district = record.words("code"), record.words("name"), record.words("district")
    coded = index.by_id.get(code) if code else None
    if coded is not None:
        _refuse_another(record, coded, coordinate)
        return coded
    natural = index.by_id.get(hospital_id(name, district))
    if natural is not None or code:
        return natural
    same = [each for each in index.named(name) if _same_district(each, district)]
    return same[0] if len(same) == 1 else None


def _refuse_another(record: Record, coded: Hospital, coordinate: Coordinate | None) -> None:
    """A code that belongs to a hospital of another name at another place: two lists that both count from 1."""
    name = record.words("name")
    if max(name_score(name, each) for each in (coded.name, *coded.aliases)) >= _ANOTHER_NAME:
        return
    if coordinate is None or coded.coordinate is None or metres_between(coordinate, coded.coordinate) > _ANOTHER_PLACE:
        raise record.refusal(
            "code",
            message("The code belongs to another hospital, {name}.", name=coded.name),
            message("Give each hospital a code of its own, or leave the column of codes out."),
        )


def _hospital(record: Record, coordinate: Coordinate | None, base: Hospital, working_day: WorkingDay) -> Hospital:
    """The stored hospital with what this row tells; blank cells and absent columns keep what is stored."""
    outpatients = record.number("daily_outpatients")
    arrival = record.number("arrival_minutes")
    level = record.value("level", cells.level)
    name = record.words("name")
    aliases = [each for each in _SEPARATORS.split(record.words("alias")) if each]
    if plain_name(name) != plain_name(base.name):
        aliases.append(base.name)
    return replace(
        base,
        name=name,
        coordinate=coordinate or base.coordinate,
        level=level if level is not None else base.level,
        district=record.words("district") or base.district,
        address=record.words("address") or base.address,
        daily_outpatients=base.daily_outpatients if outpatients is None else round(outpatients),
        reception=_reception(record, base, working_day),
        arrival_minutes=base.arrival_minutes if arrival is None else Minutes(round(arrival)),
        aliases=_with_aliases(base, name, aliases),
    )


def _with_aliases(base: Hospital, name: str, told: Sequence[str]) -> tuple[str, ...]:
    aliases = list(base.aliases)
    for alias in told:
        if plain_name(alias) not in {plain_name(each) for each in (*aliases, name)}:
            aliases.append(alias)
    return tuple(each for each in aliases if plain_name(each) != plain_name(name))


def _reception(record: Record, base: Hospital, working_day: WorkingDay) -> tuple[WeeklyWindow, ...] | None:
    if not record.tells("reception"):
        return base.reception
    return record.value("reception", lambda cell: weekly_hours(cells.text(cell), working_day))


def _second_row(record: Record, hospital: Hospital, earlier: Hospital, row: int) -> None:
    """The same hospital twice in one file: welcome when both rows say the same, refused when they differ."""
    if hospital != earlier:
        raise record.refusal(
            "code" if record.tells("code") else "name",
            message("Row {row} already tells this hospital otherwise.", row=row),
            message("Keep one of the rows, or give them different codes."),
        )


def _changes(reading: _Reading, stored: HospitalIndex) -> list[RecordChange]:
    found = (
        compared(RecordKind.HOSPITAL, stored.by_id.get(id), hospital, tuple(reading.rows[id]))
        for id, hospital in reading.values.items()
    )
    return [change for change in found if change is not None]


def _without_place(reading: _Reading) -> tuple[Message, ...]:
    count = sum(hospital.coordinate is None for hospital in reading.values.values())
    if not count:
        return ()
    return (
        message(
            "{count:hospital has no|hospitals have no} coordinate: they go in, but no route can lead there yet.", count=count
        ),
    )
