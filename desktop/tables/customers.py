"""Customers as a table of many rows: an order of rows over lines that are ready to show, nothing sorted or filtered in Qt."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QDate, QLocale, QModelIndex, QObject, QPersistentModelIndex, Qt

from db.exchange.plan_names import segment_name
from desktop.usecases.list_customers import CustomerLine, Due, Surroundings
from desktop.usecases.order_customers import Column, CustomerRows
from planner.domain.messages import Message, message
from planner.domain.people import UNCLASSIFIED, CustomerId, SegmentId

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole

HEADINGS: Mapping[Column, Message] = {
    Column.NAME: message("Customer name"),
    Column.TIER: message("Tier"),
    Column.HOSPITAL: message("Hospital"),
    Column.DUE: message("Due"),
    Column.LAST_SEEN: message("Last seen"),
    Column.NEXT_VISIT: message("Next visit"),
    Column.DEPARTMENT: message("Department"),
    Column.ROLE: message("Role"),
    Column.VERIFIED: message("Verified"),
    Column.REP: message("Rep"),
}


class LineRole(IntEnum):
    """What the painter of a cell asks for beside its text."""

    LINE = Role.UserRole + 1  # CustomerLine
    TONE = Role.UserRole + 2  # good, warning, bad, muted or empty


class CustomersTable(QAbstractTableModel):
    """`say` speaks the window's language, `locale` writes dates. `flags` stays Qt's own: in Python it would slow every paint."""

    def __init__(self, say: Callable[[Message], str], locale: QLocale, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._say = say
        self._locale = locale
        self._language = language
        self._rows: CustomerRows | None = None
        self._order: Sequence[int] = ()
        self._segments: dict[SegmentId, str] = {}
        self._headings = {column: say(text) for column, text in HEADINGS.items()}
        self._days: dict[date, str] = {}
        self._texts: dict[Column, Callable[[CustomerLine], str]] = {
            Column.NAME: lambda line: line.customer.name,
            Column.TIER: self.tiers,
            Column.HOSPITAL: lambda line: line.hospital,
            Column.DEPARTMENT: lambda line: line.department,
            Column.ROLE: self.role,
            Column.LAST_SEEN: lambda line: self._day(line.last_seen),
            Column.NEXT_VISIT: lambda line: self._day(line.next_visit.date) if line.next_visit else "",
            Column.DUE: self.due,
            Column.VERIFIED: lambda line: self._day(line.customer.verified_on) or self._say(message("never")),
            Column.REP: lambda line: line.rep,
        }

    def show_rows(self, rows: CustomerRows | None, order: Sequence[int]) -> None:
        """List these rows in this order."""
        self.beginResetModel()
        self._rows, self._order = rows, order
        if rows is not None:
            self._segments = {each.id: segment_name(each, self._language) for each in rows.around.policy.segments}
        self.endResetModel()

    def refresh(self, first: int, last: int) -> None:
        """The lines at these places show other values."""
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(Column) - 1))

    @property
    def around(self) -> Surroundings | None:
        """What the lines were made from."""
        return None if self._rows is None else self._rows.around

    def line(self, place: int) -> CustomerLine:
        """The line at a place of the list."""
        assert self._rows is not None
        return self._rows.lines[self._order[place]]

    def customer(self, place: int) -> CustomerId:
        """The id at a place of the list."""
        return self.line(place).customer.id

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name and default
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name and default
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:  # noqa: N802
        if orientation is Qt.Orientation.Horizontal and role == Role.DisplayRole and 0 <= section < len(Column):
            return self._headings[Column(section)]
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if role not in (Role.DisplayRole, Role.ToolTipRole, LineRole.LINE, LineRole.TONE) or not index.isValid():
            return None
        if index.row() >= len(self._order):
            return None
        line, column = self.line(index.row()), Column(index.column())
        if role == LineRole.LINE:
            return line
        if role == LineRole.TONE:
            return self.tone(column, line)
        return self._hint(column, line) if role == Role.ToolTipRole else self.text(column, line)

    def text(self, column: Column, line: CustomerLine) -> str:
        """What stands in a cell."""
        return self._texts[column](line)

    def tiers(self, line: CustomerLine) -> str:
        """The tier of every product, or the group; a dash when neither is known."""
        if line.tiers:
            return " ".join(tier for _, tier in line.tiers)
        return "–" if line.segment == UNCLASSIFIED else self.segment(line.segment)

    def segment(self, id: SegmentId) -> str:
        """What a tier or group is called."""
        return self._segments.get(id, id)

    def role(self, line: CustomerLine) -> str:
        """Title, with what makes a person matter beyond it."""
        flags = [message("KOL")] if line.customer.kol else []
        flags += [message("decision maker")] if line.customer.decision_maker else []
        named = line.customer.title or (self.segment(line.segment) if len(line.segment) > 1 else "")
        return " · ".join(filter(None, (named, *(self._say(each) for each in flags))))

    def due(self, line: CustomerLine) -> str:
        """How the customer stands against the interval of the segment."""
        if line.due is Due.OVERDUE:
            return self._say(message("{days:day|days} late", days=line.days_late or 0))
        if line.due is Due.NEVER:
            return self._say(message("Never seen"))
        if line.due is Due.NONE:
            return ""
        days = -(line.days_late or 0)
        return self._say(message("today") if days == 0 else message("in {days:day|days}", days=days))

    def tone(self, column: Column, line: CustomerLine) -> str:
        """The colour that a cell's meaning has."""
        if column is Column.DUE:
            return {Due.OVERDUE: "bad", Due.NEVER: "bad", Due.SOON: "warning"}.get(line.due, "muted")
        if column is Column.VERIFIED:
            return "warning" if line.stale else "muted"
        return "" if column in (Column.NAME, Column.TIER) and line.customer.active else "muted"

    def _hint(self, column: Column, line: CustomerLine) -> str:
        if column is Column.TIER and self.around is not None:
            names = {each.id: each.name for each in self.around.products}
            rated = "\n".join(f"{names.get(product, product)}: {tier}" for product, tier in line.tiers)
            unknown = self._say(message("No tier or group is known."))
            return rated or (unknown if line.segment == UNCLASSIFIED else self.segment(line.segment))
        return self.text(column, line)

    def _day(self, day: date | None) -> str:
        """A day in the language's way; the year only where it is not the present one."""
        if day is None:
            return ""
        known = self._days.get(day)
        if known is None:
            known = self._days[day] = self._locale.toString(QDate(day.year, day.month, day.day), self._pattern(day))
        return known

    def _pattern(self, day: date) -> str:
        chinese = self._language.startswith("zh")
        if self.around is not None and day.year == self.around.today.year:
            return "M月d日" if chinese else "d MMM"
        return "yyyy年M月d日" if chinese else "d MMM yyyy"
