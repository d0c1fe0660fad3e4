"""A list of customers to search in, for any page that needs to find one: same search as on the customers page."""

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.usecases.list_customers import CustomerLine
from desktop.usecases.order_customers import Column, CustomerFilter, CustomerRows

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


class FoundRole(IntEnum):
    """What a painter or a drag asks for beside the text."""

    CUSTOMER = Role.UserRole + 1  # CustomerId
    LINE = Role.UserRole + 2  # CustomerLine


class CustomerSearchModel(QAbstractListModel):
    """Those of `CustomerRows` (see `viewmodels.customers.read_rows`) that pass a filter, the most urgent or the first by name on
    top. A page that drags from it subclasses it with `mimeData` and `mimeTypes`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: CustomerRows | None = None
        self._order: Sequence[int] = ()
        self._wanted = CustomerFilter()
        self._column = Column.NAME

    def show_rows(self, rows: CustomerRows | None, column: Column = Column.NAME) -> None:
        """Search among these from now on."""
        self._rows, self._column = rows, column
        self.search(self._wanted)

    def search(self, wanted: CustomerFilter) -> None:
        """List those who pass the filter."""
        self.beginResetModel()
        self._wanted = wanted
        self._order = () if self._rows is None else self._rows.find(wanted, self._column)
        self.endResetModel()

    def line(self, place: int) -> CustomerLine:
        """The line at a place of the list. Raises IndexError beyond its end."""
        if self._rows is None:
            raise IndexError(place)
        return self._rows.lines[self._order[place]]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name and default
        return 0 if parent.isValid() else len(self._order)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._order):
            return None
        if role not in (Role.DisplayRole, Role.ToolTipRole, FoundRole.CUSTOMER, FoundRole.LINE):
            return None
        line = self.line(index.row())
        if role == FoundRole.CUSTOMER:
            return line.customer.id
        if role == FoundRole.LINE:
            return line
        if role == Role.ToolTipRole:
            return " · ".join(filter(None, (line.customer.name, line.hospital, line.department, line.customer.title)))
        return line.customer.name
