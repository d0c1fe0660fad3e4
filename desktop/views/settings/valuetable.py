"""A table of values that are edited cell by cell: one row for each value, one column for each of its figures."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem

from desktop.theme.tokens import SPACE
from desktop.viewmodels.valuefields import FieldError, ValueField, ValueKind, read_back, written
from desktop.views.context import Context

ROW = 30
NUMBERS = (ValueKind.COUNT, ValueKind.NUMBER, ValueKind.SHARE)


class ValueTable(QTableWidget):
    """`changed(values)` is called with all values after one was edited; what cannot be read is told and put back."""

    def __init__(
        self, context: Context, fields: Sequence[ValueField], changed: Callable[[tuple[Any, ...]], None], name: str
    ) -> None:
        super().__init__(0, len(fields))
        self._context = context
        self._fields = fields
        self._changed = changed
        self._values: tuple[Any, ...] = ()
        self._filling = False
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels([context.say(field.title) for field in fields])
        for place, field in enumerate(fields):
            header = self.horizontalHeaderItem(place)
            if header is not None and field.hint is not None:
                header.setToolTip(context.say(field.hint))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.cellChanged.connect(self._edit)

    def show_values(self, values: Sequence[Any]) -> None:
        """Show these values; the table grows to hold all of them."""
        self._values = tuple(values)
        self._filling = True
        self.setRowCount(len(values))
        for row, value in enumerate(values):
            for place, field in enumerate(self._fields):
                self._show_cell(row, place, value, field)
        self._filling = False
        self.resizeColumnsToContents()
        header = self.horizontalHeader()
        for place in range(self.columnCount()):
            self.setColumnWidth(place, self.columnWidth(place) + SPACE[3])
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        self.setMinimumHeight(min(16, len(values) + 1) * ROW + SPACE[2])

    def _show_cell(self, row: int, place: int, value: Any, field: ValueField) -> None:
        found = getattr(value, field.name)
        item = QTableWidgetItem()
        if field.kind is ValueKind.SWITCH:
            item.setCheckState(Qt.CheckState.Checked if found else Qt.CheckState.Unchecked)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable)
        else:
            item.setText(written(found, field.kind))
            side = Qt.AlignmentFlag.AlignRight if field.kind in NUMBERS else Qt.AlignmentFlag.AlignLeft
            item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
            item.setToolTip(item.text())
        if field.fixed:
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
        self.setItem(row, place, item)

    def _edit(self, row: int, place: int) -> None:
        if self._filling:
            return
        field, item = self._fields[place], self.item(row, place)
        if item is None:
            return
        try:
            if field.kind is ValueKind.SWITCH:
                value: Any = item.checkState() is Qt.CheckState.Checked
            else:
                value = read_back(item.text(), field)
        except FieldError as error:
            self._context.tell(error)
            self._filling = True
            self._show_cell(row, place, self._values[row], field)
            self._filling = False
            return
        before = self._values[row]
        if getattr(before, field.name) != value:
            after = replace(before, **{field.name: value})
            self._changed((*self._values[:row], after, *self._values[row + 1 :]))
