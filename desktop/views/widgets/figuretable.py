"""A table of figures on the screen: calm, sortable, driven by keys as by the mouse."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from desktop.tables.figures import Field, FigureTable
from desktop.views.context import Context
from planner.domain.messages import Message

ROW = 30


class FigureView(QTableView):
    """Shows a `FigureTable`. `opened(int)` tells the row that was double-clicked, or chosen with Enter.

    The column `wide` takes what space is left.
    """

    opened = Signal(int)

    def __init__(self, context: Context, title: Message, table: FigureTable[Any], wide: int = 0) -> None:
        super().__init__()
        self.setAccessibleName(context.say(title))
        self.table = table
        self.setModel(table)
        self.setShowGrid(False)
        # It lies in a card, which has a border of its own.
        self.setStyleSheet("QTableView { border: none; } QTableView::item { padding: 0 8px; } QHeaderView { border: none; }")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._wide = wide
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSortIndicatorShown(True)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.sortIndicatorChanged.connect(table.sort)
        header.setSectionsClickable(True)
        table.modelReset.connect(self._fit)
        self.doubleClicked.connect(self._open)
        self._fit()

    def show_fields(self, fields: Sequence[Field[Any]], values: Sequence[Any]) -> None:
        """Show other columns and values; who was sorted by stays sorted by when the number of columns is the same."""
        self.table.show(fields, values)

    def chosen_rows(self) -> tuple[int, ...]:
        """The selected rows from top to bottom."""
        chosen = self.selectionModel().selection()
        ranges = [chosen.at(place) for place in range(chosen.count())]
        return tuple(sorted({row for each in ranges for row in range(each.top(), each.bottom() + 1)}))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(index.row())

    def _fit(self) -> None:
        """Columns as wide as their content, the wide one as the rest."""
        header = self.horizontalHeader()
        for column in range(self.table.columnCount()):
            mode = QHeaderView.ResizeMode.Stretch if column == self._wide else QHeaderView.ResizeMode.ResizeToContents
            header.setSectionResizeMode(column, mode)
