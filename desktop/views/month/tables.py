"""Small plain tables: fixed row height, one row marked at a time, texts cut with a tooltip."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from desktop.views.context import Context
from planner.domain.messages import Message

ROW = 30


def plain_table(context: Context, headings: Sequence[Message], stretched: int) -> QTableWidget:
    """A table of these columns; `stretched` takes the room that is left."""
    table = QTableWidget(0, len(headings))
    table.setHorizontalHeaderLabels([context.say(each) for each in headings])
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(ROW)
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setHighlightSections(False)
    header.setMinimumSectionSize(40)
    for column in range(len(headings)):
        mode = QHeaderView.ResizeMode.Stretch if column == stretched else QHeaderView.ResizeMode.ResizeToContents
        header.setSectionResizeMode(column, mode)
    return table


def cell(text: str, alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft) -> QTableWidgetItem:
    """One cell; its tooltip holds the whole text."""
    item = QTableWidgetItem(text)
    item.setTextAlignment(alignment | Qt.AlignmentFlag.AlignVCenter)
    item.setToolTip(text)
    return item


def fill(table: QTableWidget, rows: Sequence[Sequence[QTableWidgetItem]]) -> None:
    """Show these rows instead of the former ones; nobody hears of a selection meanwhile."""
    table.blockSignals(True)
    table.clearContents()
    table.setRowCount(len(rows))
    for row, cells in enumerate(rows):
        for column, item in enumerate(cells):
            table.setItem(row, column, item)
    table.blockSignals(False)
