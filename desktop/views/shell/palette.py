"""The command palette: everything that can be done, found by typing a few letters of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop.theme.tokens import SPACE
from planner.domain.messages import Message, message

SHOWN = 60


@dataclass(frozen=True, slots=True)
class Choice:
    """A line of the palette: `title` in the window's language, `words` what it is found by (lower case), `hint` at the right.
    Equally good answers stand in the order of `rank`: commands before places."""

    title: str
    words: str
    hint: str
    run: Callable[[], None]
    rank: int = 0


def matches(words: str, asked: str) -> int | None:
    """How well `words` answer `asked` (less is better), None when not: every word of it must occur, in any order."""
    total = 0
    for part in asked.split():
        place = words.find(part)
        if place < 0:
            return None
        total += 0 if place == 0 else 1 if words[place - 1] in " :·" else 2 + place
    return total


class CommandPalette(QDialog):
    """Opens over the window; Enter runs the marked line, Esc closes it."""

    def __init__(self, say: Callable[[Message], str], choices: Sequence[Choice], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._choices = choices
        self.line = QLineEdit()
        self.line.setPlaceholderText(say(message("Find a command, customer or hospital")))
        self.line.textChanged.connect(self._narrow)
        self.line.installEventFilter(self)
        self.list = QListWidget()
        self.list.setUniformItemSizes(True)
        self.list.itemActivated.connect(self._run)
        self.list.itemClicked.connect(self._run)
        self.nothing = QLabel(say(message("Nothing is called that.")))
        self.nothing.setProperty("look", "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[1], SPACE[1], SPACE[1], SPACE[1])
        column.addWidget(self.line)
        column.addWidget(self.list)
        column.addWidget(self.nothing)
        self.resize(560, 420)
        self._narrow("")
        self.line.setFocus()

    def _narrow(self, asked: str) -> None:
        """Show what answers the text, best first."""
        wanted = asked.casefold().strip()
        found = [
            (rank + 5 * each.rank, place)
            for place, each in enumerate(self._choices)
            if (rank := matches(each.words, wanted)) is not None
        ]
        self.list.clear()
        for _, place in sorted(found)[:SHOWN]:
            item = QListWidgetItem(self.list)
            item.setData(Qt.ItemDataRole.UserRole, place)
            line = _line(self._choices[place])
            item.setSizeHint(line.sizeHint())
            self.list.setItemWidget(item, line)
        self.list.setCurrentRow(0)
        self.list.setVisible(bool(found))
        self.nothing.setVisible(not found)

    def _run(self, item: QListWidgetItem) -> None:
        chosen = self._choices[item.data(Qt.ItemDataRole.UserRole)]
        self.close()
        chosen.run()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and self._steer(Qt.Key(event.key())):
            return True
        return super().eventFilter(watched, event)

    def _steer(self, key: Qt.Key) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 10, Qt.Key.Key_PageUp: -10}
        item = self.list.currentItem()
        if key in steps:
            self.list.setCurrentRow(max(0, min(self.list.count() - 1, self.list.currentRow() + steps[key])))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            self._run(item)
        else:
            return False
        return True


def _line(choice: Choice) -> QWidget:
    label = QLabel(choice.title)
    hint = QLabel(QKeySequence(choice.hint).toString(QKeySequence.SequenceFormat.NativeText) if choice.hint else "")
    hint.setProperty("look", "muted")
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(SPACE[1], 6, SPACE[1], 6)
    row.addWidget(label, 1)
    row.addWidget(hint)
    return box
