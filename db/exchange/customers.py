"""Customers out of a file with a row per customer, or per customer and product."""

from collections.abc import Iterable, Mapping
from datetime import date

from db.exchange.changes import compared
from db.exchange.columns import Columns
from db.exchange.customerdrafts import Drafts
from db.exchange.customerfacts import NUMERIC, read_facts
from db.exchange.departments import Doors
from db.exchange.doubts import doubts
from db.exchange.duplicates import customer_duplicates
from db.exchange.fields import ImportKind
from db.exchange.known import ImportOptions, Known
from db.exchange.positions import Positions, find_positions
from db.exchange.records import Record, RowRefusedError, records_of
from db.exchange.references import References
from db.exchange.report import ImportPlan, RecordChange, RecordKind, Refusal, Remark
from db.exchange.summary import report_of
from db.exchange.table import Table
from planner.domain.messages import Message, message
from planner.domain.people import Customer, CustomerId
from planner.domain.places import Coordinate, HospitalId
from planner.geography.distance import metres_between

_ELSEWHERE = 2_000.0  # metres


def plan_customers(table: Table, columns: Columns, known: Known, options: ImportOptions) -> ImportPlan:
    """The customers, departments, buildings and products a file would make or change."""
    records = records_of(table, columns, NUMERIC)
    references = References(known)
    positions = find_positions(table, records, options.positions, lambda record: _stored_place(record, references), lambda _: "")
    doors = Doors(known.hospitals, known.departments)
    drafts = Drafts(known.customers, doors, known.policy)
    refusals = _read_all(records, positions, references, doors, drafts, today=options.today)
    remarks = [*drafts.remarks, *_position_remarks(positions, refusals), *_elsewhere(records, positions, references)]
    changes = _changes(known, references, doors, drafts)
    products = (*known.products, *references.new_products.values())
    odd = doubts(tuple(drafts.drafts.values()), columns, products, known.policy, knows_reps=references.knows_reps)
    rows_of: dict[str, list[int]] = {id: draft.rows for id, draft in drafts.drafts.items()}
    everybody: dict[str, Customer] = {**drafts.stored, **{id: draft.customer for id, draft in drafts.drafts.items()}}
    names = {each.id: each.name for each in doors.departments.values()}
    report = report_of(
        ImportKind.CUSTOMERS, table, columns,
        refusals=refusals,
        remarks=[*remarks, *odd],
        changes=changes,
        proposals=customer_duplicates(tuple(everybody.values()), names, drafts.drafts.keys()),
        statements=(*positions.statements, *_statements(columns, references)),
        rows_of=rows_of,
    )  # fmt: skip
    return ImportPlan(
        report,
        products=tuple(references.new_products.values()),
        hospitals=tuple(doors.changed.values()),
        departments=tuple(doors.made.values()),
        customers=tuple(drafts.drafts[CustomerId(each.id)].customer for each in changes if each.kind is RecordKind.CUSTOMER),
    )


def _stored_place(record: Record, references: References) -> Coordinate | None:
    hospital = references.spoken_of(record, None)
    return hospital.coordinate if hospital else None


def _read_all(
    records: Iterable[Record],
    positions: Positions,
    references: References,
    doors: Doors,
    drafts: Drafts,
    *,
    today: date | None,
) -> dict[int, Refusal]:
    """Take every row in that can go in; the refusals of the others."""
    refusals: dict[int, Refusal] = {}
    for record in records:
        number = record.row.number
        try:
            facts = read_facts(record, positions.by_row.get(number), references, drafts.policy, today)
            drafts.take(facts)
        except RowRefusedError as refused:
            refusals[number] = refused.refusal
            continue
        if facts.rating:
            references.note_product(facts.rating.product)
        if facts.coordinate:
            doors.place_hospital(facts.hospital.id, facts.coordinate)
    return refusals


def _position_remarks(positions: Positions, refusals: Mapping[int, Refusal]) -> list[Remark]:
    """A customer goes in without the coordinate that cannot be right: the hospital has one of its own."""
    text = message("the coordinate was left out")
    return [
        Remark(each.row, each.column, each.value, message("{what}: {reason}", what=text, reason=each.reason))
        for each in positions.refusals.values()
        if each.row not in refusals
    ]


def _elsewhere(records: Iterable[Record], positions: Positions, references: References) -> list[Remark]:
    """Rows whose coordinate lies far from the hospital as stored, the first row of each hospital."""
    seen: dict[HospitalId, Remark | None] = {}
    for record in records:
        here = positions.by_row.get(record.row.number)
        hospital = references.spoken_of(record, here) if here else None
        if here is None or hospital is None or hospital.coordinate is None or hospital.id in seen:
            continue
        metres = metres_between(here, hospital.coordinate)
        text = message("the coordinate lies {metres} m from where the hospital is stored", metres=round(metres))
        seen[hospital.id] = record.remark("hospital", text) if metres > _ELSEWHERE else None
    return [remark for remark in seen.values() if remark is not None]


def _changes(known: Known, references: References, doors: Doors, drafts: Drafts) -> list[RecordChange]:
    rows: dict[str, tuple[int, ...]] = {id: tuple(draft.rows) for id, draft in drafts.drafts.items()}
    hospitals = {each.id: each for each in known.hospitals}
    found = [compared(RecordKind.PRODUCT, None, each, ()) for each in references.new_products.values()]
    found += [compared(RecordKind.HOSPITAL, hospitals[id], each, ()) for id, each in doors.changed.items()]
    found += [compared(RecordKind.DEPARTMENT, None, each, ()) for each in doors.made.values()]
    found += [
        compared(RecordKind.CUSTOMER, drafts.stored.get(id), draft.customer, rows[id]) for id, draft in drafts.drafts.items()
    ]
    return [change for change in found if change is not None]


def _statements(columns: Columns, references: References) -> tuple[Message, ...]:
    statements: list[Message] = []
    if "kind" not in columns.by_field:
        statements.append(message("No column tells the kind of customer: new customers go in as prescribers."))
    if "rep" in columns.by_field and not references.knows_reps:
        statements.append(
            message("No reps are known yet: customers go in without their rep. Import the reps, then this file again.")
        )
    if references.new_products:
        names = ", ".join(product.name for product in references.new_products.values())
        statements.append(message("New products: {names}.", names=names))
    return tuple(statements)
