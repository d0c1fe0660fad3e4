"""Look at a file before it is imported: what it is, how it is read, what importing it would do. Nothing is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from db.exchange.cells import text
from db.exchange.columns import plain_header
from db.exchange.fields import FIELDS, ImportKind
from db.exchange.imports import plan_import
from db.exchange.known import ImportOptions, Known
from db.exchange.positions import PositionOptions
from db.exchange.report import ImportPlan, Status
from db.exchange.table import Encoding, ReadOptions, Table
from db.exchange.tabular import read_table
from db.store import Books, Store
from desktop.usecases.edit import Edit, Rewrite, Shelf
from desktop.usecases.import_files import ImportFile, known_values, log_entry
from planner.domain.messages import message
from planner.errors import UserFacingError
from planner.geography.frames import Frame

SAMPLE_ROWS = 50
_ORDER = (ImportKind.HOSPITALS, ImportKind.REPS, ImportKind.CUSTOMERS, ImportKind.TRAVEL, ImportKind.CALLS)
"""Places before the people who work there, people before what happened to them."""


@dataclass(frozen=True, slots=True)
class ImportChoice:
    """What the person says of a file; None and empty = as it was found. `mapping` is field -> column."""

    kind: ImportKind | None = None
    reading: ReadOptions = field(default_factory=ReadOptions)
    frame: Frame | None = None
    swap: bool = False
    mapping: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """A file as it would be imported. `sample` are the first rows as text; `plan` is None when `trouble` says why the columns
    cannot be told."""

    path: Path
    kind: ImportKind
    columns: tuple[str, ...]
    sample: tuple[tuple[str, ...], ...]
    rows: int
    encoding: Encoding | None
    sheet: str | None
    uses: tuple[str | None, ...]
    plan: ImportPlan | None
    trouble: UserFacingError | None


def import_order(kinds: Mapping[Path, ImportKind]) -> tuple[Path, ...]:
    """Files in the order in which they must go in."""
    return tuple(sorted(kinds, key=lambda path: (_ORDER.index(kinds[path]), path.name)))


def guess_kind(columns: Sequence[str]) -> ImportKind:
    """The kind of list whose fields the columns name most; lists that lack a required field come last."""
    headers = {plain_header(column) for column in columns}

    def rank(kind: ImportKind) -> tuple[int, int, int]:
        fields = FIELDS[kind]
        known = [each for each in fields if headers & set(each.names)]
        lacking = sum(each.required and each not in known for each in fields)
        return lacking, -len(known), _ORDER.index(kind)

    return min(_ORDER, key=rank)


def preview_import(books: Books, path: Path, choice: ImportChoice, today: date) -> ImportPreview:
    """Read a file as chosen and work out what importing it would do. Raises TableError when it is no table."""
    table = read_table(path, choice.reading)
    kind = choice.kind or guess_kind(table.columns)
    sample = tuple(tuple(text(cell) for cell in row.cells) for row in table.rows[:SAMPLE_ROWS])
    plan, trouble = _planned(known_values(books), table, kind, choice, today)
    uses = tuple(use.field for use in plan.report.columns) if plan is not None else (None,) * len(table.columns)
    return ImportPreview(path, kind, table.columns, sample, len(table.rows), table.encoding, table.sheet, uses, plan, trouble)


def _planned(
    known: Known, table: Table, kind: ImportKind, choice: ImportChoice, today: date
) -> tuple[ImportPlan | None, UserFacingError | None]:
    try:
        return plan_import(kind, table, known, options_of(choice, today)), None
    except UserFacingError as error:
        return None, error


def options_of(choice: ImportChoice, today: date) -> ImportOptions:
    """What is told beside the file."""
    return ImportOptions(dict(choice.mapping), PositionOptions(choice.frame, choice.swap), today=today)


def carry_out(store: Store, path: Path, kind: ImportKind, choice: ImportChoice, now: datetime) -> Edit:
    """Import a file in one transaction, compared anew with what is stored now; the edit tells and takes back what changed."""
    table = read_table(path, choice.reading)
    file = ImportFile(path, kind, choice.reading, options_of(choice, now.date()))
    with store.write() as books:
        known = known_values(books)
        plan = plan_import(kind, table, known, file.options)
        edit = edit_of(books, plan, path.name)
        for each in edit.rewrites:
            each.apply(books, now)
        if not plan.changes_nothing:
            books.imports.add(log_entry(file, plan, now))
    return edit


def edit_of(books: Books, plan: ImportPlan, name: str) -> Edit:
    """What an import changes, as an edit that can be taken back."""
    parts = (
        (Shelf.PRODUCTS, plan.products),
        (Shelf.HOSPITALS, plan.hospitals),
        (Shelf.DEPARTMENTS, plan.departments),
        (Shelf.REPS, plan.reps),
        (Shelf.CUSTOMERS, plan.customers),
        (Shelf.MEASURED, plan.measured),
        (Shelf.CALLS, plan.calls),
    )
    rewrites = tuple(_rewrite(books, shelf, values) for shelf, values in parts if values)
    return Edit(message("Import {file}", file=name), rewrites)


def _rewrite(books: Books, shelf: Shelf, values: tuple[object, ...]) -> Rewrite:
    repository = getattr(books, shelf.value)
    stored = {repository.id_of(each): each for each in repository.all()}
    before = tuple(stored[id] for each in values if (id := repository.id_of(each)) in stored)
    return Rewrite(shelf, before, values)


def refused_rows(preview: ImportPreview) -> int:
    """How many rows would stay outside."""
    return 0 if preview.plan is None else preview.plan.report.rows_with(Status.REFUSED)
