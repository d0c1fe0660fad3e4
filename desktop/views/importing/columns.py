"""The first rows of a file, each column under the field it is read as."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QTableWidget, QTableWidgetItem

from db.exchange.fields import FIELDS
from desktop.usecases.preview_import import ImportPreview
from desktop.views.context import Context
from desktop.views.importing.words import FIELD_NAMES
from planner.domain.messages import message

WIDEST = 240


class ColumnTable(QTableWidget):
    """`chosen(column, field | None)` is called when the person says what a column holds."""

    def __init__(self, context: Context, chosen: Callable[[str, str | None], None]) -> None:
        super().__init__()
        self._context = context
        self._chosen = chosen
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setAccessibleName(context.say(message("The first rows of the file")))
        self.verticalHeader().setDefaultSectionSize(28)
        self.setShowGrid(False)

    def show_preview(self, preview: ImportPreview) -> None:
        """Show the sample, the fields in its first row."""
        self.clear()
        self.setColumnCount(len(preview.columns))
        self.setRowCount(len(preview.sample) + 1)
        self.setHorizontalHeaderLabels([column or "—" for column in preview.columns])
        self.setVerticalHeaderLabels(["", *(str(number) for number in range(2, len(preview.sample) + 2))])
        for place, column in enumerate(preview.columns):
            self.setCellWidget(0, place, self._fields(preview, place, column))
            for row, cells in enumerate(preview.sample, start=1):
                item = QTableWidgetItem(cells[place])
                item.setToolTip(cells[place])
                self.setItem(row, place, item)
        self.setRowHeight(0, 36)
        self.resizeColumnsToContents()
        for place in range(self.columnCount()):
            self.setColumnWidth(place, max(130, min(WIDEST, self.columnWidth(place))))

    def _fields(self, preview: ImportPreview, place: int, column: str) -> QComboBox:
        box = QComboBox()
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box.setAccessibleName(self._context.say(message("What column {column} holds", column=column)))
        box.addItem(self._context.say(message("Not used")), None)
        for each in FIELDS[preview.kind]:
            name = self._context.say(FIELD_NAMES[each.id])
            box.addItem(f"{name} *" if each.required else name, each.id)
        box.setCurrentIndex(max(0, box.findData(preview.uses[place])))
        box.activated.connect(lambda index: self._chosen(column, box.itemData(index)))
        return box
