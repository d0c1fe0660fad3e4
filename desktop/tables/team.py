"""Reps by days of a month as an item model: totals first, then one column per date. Cells are painted by a delegate."""

from functools import cmp_to_key
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QCollator, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from desktop.tables.teamdays import Shown, Speech, cell_text, cell_value, day_hint
from desktop.tables.teamtotals import HINTS, TOTALS, Total, Weighed, aligned, rank, total_colour, total_hint, total_text
from desktop.usecases.show_team import TeamDay, TeamRep, TeamReview
from desktop.viewmodels.wording import day_name

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
DAY = int(Role.UserRole)
"""The role under which a day's cell gives its `TeamDay`."""
_NOWHERE = QModelIndex()


class TeamTable(QAbstractTableModel):
    """Rows are reps; the vertical header has their names."""

    def __init__(self, speech: Speech, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._speech = speech
        self._collator = QCollator(speech.locale)
        self._rows: tuple[TeamRep, ...] = ()
        self._review: TeamReview | None = None
        self._weighed: Weighed = None
        self._sorted_by: tuple[int, Qt.SortOrder] = (-1, Qt.SortOrder.AscendingOrder)
        self.shown = Shown.LOAD

    def show_review(self, review: TeamReview, weighed: Weighed) -> None:
        """Show another team or month."""
        self.beginResetModel()
        self._review, self._weighed = review, weighed
        self._rows = self._ordered(review.reps)
        self.endResetModel()

    def show_certificates(self, weighed: Weighed) -> None:
        """Fill in the verdicts, which come later."""
        self._weighed = weighed
        if self._sorted_by[0] == TOTALS.index(Total.VERDICT):
            self.sort(*self._sorted_by)
        if self._rows:
            column = TOTALS.index(Total.VERDICT)
            self.dataChanged.emit(self.index(0, column), self.index(len(self._rows) - 1, column))

    def show_as(self, shown: Shown) -> None:
        """Show another figure in the cells of the days."""
        self.shown = shown
        if self._rows:
            last = self.index(len(self._rows) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, len(TOTALS)), last)

    @property
    def rows(self) -> tuple[TeamRep, ...]:
        """The reps in the order shown."""
        return self._rows

    def day_at(self, index: Index) -> TeamDay | None:
        """The day of a cell; None in a column of totals."""
        if not index.isValid() or index.column() < len(TOTALS):
            return None
        return self._rows[index.row()].days[index.column() - len(TOTALS)]

    def is_worked(self, column: int) -> bool:
        """Whether anybody is in the field on the date of a column."""
        place = column - len(TOTALS)
        return any(row.days[place].share for row in self._rows)

    def highest(self) -> float:
        """The largest figure of the cells, to colour them by; never 0."""
        figures = (cell_value(day, self.shown) or 0.0 for row in self._rows for day in row.days)
        return max(figures, default=0.0) or 1.0

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        return 0 if parent.isValid() or self._review is None else len(TOTALS) + len(self._review.month.dates)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        day = self.day_at(index)
        if day is not None:
            return self._day_data(day, role)
        row, total = self._rows[index.row()], TOTALS[index.column()]
        return self._total_data(row, total, role)

    def _total_data(self, row: TeamRep, total: Total, role: int) -> Any:
        match role:
            case Role.DisplayRole:
                return total_text(row, total, self._weighed, self._speech)
            case Role.ToolTipRole:
                return total_hint(row, total, self._weighed, self._speech)
            case Role.ForegroundRole:
                colour = total_colour(row, total, self._weighed, self._speech.theme)
                return QColor(colour) if colour else None
            case Role.TextAlignmentRole:
                return aligned(total)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:  # noqa: N802 - Qt's
        if orientation is Qt.Orientation.Vertical:
            return self._rows[section].rep.name if role in (Role.DisplayRole, Role.ToolTipRole) else None
        if section < len(TOTALS):
            total = TOTALS[section]
            texts = {Role.DisplayRole: total.value, Role.ToolTipRole: HINTS[total]}
            text = texts.get(Role(role))
            return aligned(total) if role == Role.TextAlignmentRole else (None if text is None else self._speech.say(text))
        if self._review is None:
            return None
        date = self._review.month.dates[section - len(TOTALS)]
        if role == Role.DisplayRole:
            return str(date.day) if self.is_worked(section) else ""
        if role == Role.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignCenter)
        return day_name(self._speech.locale, date) if role == Role.ToolTipRole else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by the figure of a column, a day's by what the cells show; -1 sorts by name."""
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        stood = [(self._rows[index.row()].rep.id, index.column()) for index in before]
        self._sorted_by = (column, order)
        self._rows = self._ordered(self._rows)
        places = {row.rep.id: place for place, row in enumerate(self._rows)}
        self.changePersistentIndexList(before, [self.index(places[rep], column) for rep, column in stood])
        self.layoutChanged.emit()

    def _ordered(self, rows: tuple[TeamRep, ...]) -> tuple[TeamRep, ...]:
        column, order = self._sorted_by
        by_name = sorted(rows, key=cmp_to_key(self._compare))
        down = order == Qt.SortOrder.DescendingOrder
        if not 0 <= column < self.columnCount():
            return tuple(reversed(by_name) if down else by_name)
        return tuple(sorted(by_name, key=lambda row: self._rank(row, column), reverse=down))

    def _compare(self, one: TeamRep, other: TeamRep) -> int:
        """By name as the language sorts it: Chinese names stand by their pinyin."""
        return self._collator.compare(one.rep.name, other.rep.name)

    def _rank(self, row: TeamRep, column: int) -> float:
        if column < len(TOTALS):
            return rank(row, TOTALS[column], self._weighed)
        value = cell_value(row.days[column - len(TOTALS)], self.shown)
        return -1.0 if value is None else value

    def _day_data(self, day: TeamDay, role: int) -> Any:
        if role == DAY:
            return day
        if role in (Role.DisplayRole, Role.AccessibleTextRole):
            return cell_text(day, self.shown, self._speech)
        if role == Role.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignCenter)
        return day_hint(day, self._speech) if role == Role.ToolTipRole else None
