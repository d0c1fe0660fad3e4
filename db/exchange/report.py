"""What an import would do or did, by row and column."""

from dataclasses import dataclass
from enum import StrEnum

from db.exchange.fields import ImportKind
from db.exchange.table import Encoding
from planner.domain.calls import Call
from planner.domain.messages import Message
from planner.domain.people import Customer, Rep
from planner.domain.places import Department, Hospital
from planner.domain.products import Product
from planner.domain.travel import MeasuredLeg


class RecordKind(StrEnum):
    PRODUCT = "product"
    HOSPITAL = "hospital"
    DEPARTMENT = "department"
    REP = "rep"
    CUSTOMER = "customer"
    TRAVEL = "travel"
    CALL = "call"


class Status(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that stays outside. `row` as in the file (an ordinary header is row 1); `column` is the header over `value`."""

    row: int
    column: str
    value: str
    reason: Message
    way_out: Message


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to know about a row that goes in."""

    row: int
    column: str
    value: str
    text: Message


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a stored record before and after, as shown to people."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RecordChange:
    """A record that is made or changed. `fields` is empty for a new one."""

    kind: RecordKind
    id: str
    name: str
    status: Status
    rows: tuple[int, ...]
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two records that may be one. Nothing is merged: a person decides. `score` runs from 0 to 1."""

    kind: RecordKind
    id: str
    name: str
    other_id: str
    other_name: str
    score: float
    reason: Message


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """A column of the file and the field it was read as; None when it was not used."""

    column: str
    field: str | None


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The whole story of one import. `rows` holds each row's number and fate; `statements` what had to be assumed."""

    kind: ImportKind
    source: str
    sheet: str | None
    encoding: Encoding | None
    delimiter: str | None
    columns: tuple[ColumnUse, ...]
    rows: tuple[tuple[int, Status], ...]
    refusals: tuple[Refusal, ...]
    remarks: tuple[Remark, ...]
    changes: tuple[RecordChange, ...]
    proposals: tuple[Proposal, ...]
    statements: tuple[Message, ...]

    @property
    def rows_read(self) -> int:
        return len(self.rows)

    def rows_with(self, status: Status) -> int:
        """How many rows had this fate."""
        return sum(each is status for _, each in self.rows)

    def records(self, kind: RecordKind, status: Status) -> tuple[RecordChange, ...]:
        """The records of a kind that are made (`NEW`) or changed (`CHANGED`)."""
        return tuple(each for each in self.changes if each.kind is kind and each.status is status)


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """An import worked out but not done: the report, and the values to put into the store, new and changed ones only."""

    report: ImportReport
    products: tuple[Product, ...] = ()
    hospitals: tuple[Hospital, ...] = ()
    departments: tuple[Department, ...] = ()
    reps: tuple[Rep, ...] = ()
    customers: tuple[Customer, ...] = ()
    measured: tuple[MeasuredLeg, ...] = ()
    calls: tuple[Call, ...] = ()

    @property
    def changes_nothing(self) -> bool:
        people = self.reps or self.customers
        return not (self.products or self.hospitals or self.departments or people or self.measured or self.calls)
