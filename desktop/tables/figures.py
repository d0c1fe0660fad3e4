"""A sorted table of frozen values: each column says how a value is written and by what it is sorted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

Value = TypeVar("Value")
Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Field(Generic[Value]):
    """One column. `text` and `hint` are in the window's language; `colour` of a value as `#rrggbb`, None = the ordinary one.

    Numbers stand right, so that their places are under one another.
    """

    heading: str
    text: Callable[[Value], str]
    rank: Callable[[Value], Any]
    number: bool = False
    hint: Callable[[Value], str] | None = None
    colour: Callable[[Value], str | None] | None = None


class FigureTable(QAbstractTableModel, Generic[Value]):
    """Values by columns; sorting keeps the order of equals."""

    def __init__(self, fields: Sequence[Field[Value]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fields = tuple(fields)
        self._values: tuple[Value, ...] = ()
        self._sorted_by: tuple[int, Qt.SortOrder] | None = None

    def show_values(self, values: Sequence[Value]) -> None:
        """Show these values instead of the former ones, in the order chosen before."""
        self.beginResetModel()
        self._values = tuple(values)
        self._arrange()
        self.endResetModel()

    def show(self, fields: Sequence[Field[Value]], values: Sequence[Value]) -> None:
        """Show other columns with their values."""
        self.beginResetModel()
        if len(fields) != len(self._fields):
            self._sorted_by = None
        self._fields, self._values = tuple(fields), tuple(values)
        self._arrange()
        self.endResetModel()

    def value_at(self, row: int) -> Value:
        """The value that a row shows."""
        return self._values[row]

    @property
    def values(self) -> tuple[Value, ...]:
        """All values in the order shown."""
        return self._values

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        return 0 if parent.isValid() else len(self._values)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        return 0 if parent.isValid() else len(self._fields)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        field, value = self._fields[index.column()], self._values[index.row()]
        match role:
            case Role.DisplayRole:
                return field.text(value)
            case Role.ToolTipRole:
                return field.hint(value) if field.hint else field.text(value)
            case Role.TextAlignmentRole:
                return _aligned(field.number)
            case Role.ForegroundRole:
                colour = field.colour(value) if field.colour else None
                return QColor(colour) if colour else None
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:  # noqa: N802 - Qt's
        if orientation is Qt.Orientation.Vertical or not 0 <= section < len(self._fields):
            return None
        if role in (Role.DisplayRole, Role.ToolTipRole):
            return self._fields[section].heading
        return _aligned(self._fields[section].number) if role == Role.TextAlignmentRole else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 keeps the order in which values were given from now on."""
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        stood = [(self._values[index.row()], index.column()) for index in before]
        self._sorted_by = (column, order) if 0 <= column < len(self._fields) else None
        self._arrange()
        rows = {id(value): row for row, value in enumerate(self._values)}
        self.changePersistentIndexList(before, [self.index(rows[id(value)], column) for value, column in stood])
        self.layoutChanged.emit()

    def _arrange(self) -> None:
        if self._sorted_by is not None:
            column, order = self._sorted_by
            down = order == Qt.SortOrder.DescendingOrder
            self._values = tuple(sorted(self._values, key=self._fields[column].rank, reverse=down))


def _aligned(number: bool) -> int:
    side = Qt.AlignmentFlag.AlignRight if number else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)
