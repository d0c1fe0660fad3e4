"""The list of all keyboard shortcuts, for reading."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QDialog, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from desktop.views.commands import Command
from planner.domain.messages import Message, message


def show_keys(parent: QWidget, commands: Sequence[Command], say: Callable[[Message], str]) -> QDialog:
    """Open the list beside the work; it holds nothing up."""
    dialog = QDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(say(message("Keyboard shortcuts")))
    listed = [each for each in commands if each.shortcut]
    table = QTableWidget(len(listed), 2)
    table.setHorizontalHeaderLabels([say(message("What it does")), say(message("Keys"))])
    table.verticalHeader().hide()
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.horizontalHeader().setStretchLastSection(True)
    for row, command in enumerate(listed):
        keys = QKeySequence(command.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
        table.setItem(row, 0, QTableWidgetItem(say(command.title).replace("&", "")))
        table.setItem(row, 1, QTableWidgetItem(keys))
    table.resizeColumnsToContents()
    QVBoxLayout(dialog).addWidget(table)
    dialog.resize(520, 560)
    dialog.show()
    return dialog
