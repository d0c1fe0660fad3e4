"""Import hospitals, customers, reps, travel times or calls: read the file, plan against the store, write in one transaction."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from db.exchange.apply import apply_import
from db.exchange.fields import ImportKind
from db.exchange.imports import plan_import
from db.exchange.known import ImportOptions, Known
from db.exchange.report import ImportPlan, ImportReport, Status
from db.exchange.table import ReadOptions
from db.exchange.tabular import read_table
from db.import_log import ImportRecord
from db.store import Books, Store
from planner.policy.preset import preset


@dataclass(frozen=True, slots=True)
class ImportFile:
    """A file to import, and what the user knows about it."""

    path: Path
    kind: ImportKind
    reading: ReadOptions = field(default_factory=ReadOptions)
    options: ImportOptions = field(default_factory=ImportOptions)


def import_file(store: Store, file: ImportFile, now: datetime, *, dry_run: bool = False) -> ImportReport:
    """What the import changed, or with `dry_run` would change; refused rows stay outside, the others go in together.

    Raises TableError when the file is no table or lacks columns, and the store's own errors. `now` carries its time zone.
    """
    table = read_table(file.path, file.reading)
    if dry_run:
        with store.read() as books:
            return plan_import(file.kind, table, known_values(books), file.options).report
    # one transaction from reading to writing: what is compared is what is changed
    with store.write() as books:
        plan = plan_import(file.kind, table, known_values(books), file.options)
        apply_import(plan, books)
        if not plan.changes_nothing:
            books.imports.add(log_entry(file, plan, now))
    return plan.report


def known_values(books: Books) -> Known:
    """Everything stored that an import is compared with."""
    return Known(
        policy=books.policies.current() or preset(),
        products=books.products.all(),
        hospitals=books.hospitals.all(),
        departments=books.departments.all(),
        reps=books.reps.all(),
        customers=books.customers.all(),
        measured=books.measured.all(),
        calls=books.calls.all(),
    )


def log_entry(file: ImportFile, plan: ImportPlan, now: datetime) -> ImportRecord:
    """What the log of imports keeps of one."""
    report = plan.report
    return ImportRecord(
        digest=hashlib.sha256(file.path.read_bytes()).hexdigest(),
        kind=str(file.kind),
        file_name=file.path.name,
        at=now,
        added=sum(each.status is Status.NEW for each in report.changes),
        changed=sum(each.status is Status.CHANGED for each in report.changes),
        unchanged=report.rows_with(Status.UNCHANGED),
        refused=report.rows_with(Status.REFUSED),
    )
