"""The main window: menus, shortcuts and status bar around whatever is open."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QWidget

from desktop.views.commands import Command, Menu
from planner.domain.messages import Message

SMALLEST = (900, 500)


class Frame(QMainWindow):
    """Shows one widget at a time, with the commands that go with it. `closed` when the person closes the window."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumSize(*SMALLEST)
        self.resize(1280, 800)
        self.setAcceptDrops(True)
        self._menus: dict[Menu, QMenu] = {}
        self._actions: list[tuple[Command, QAction]] = []

    def show_widget(self, widget: QWidget, title: str) -> None:
        """Show this widget instead of the one before, which is thrown away."""
        self.setCentralWidget(widget)
        self.setWindowTitle(title)

    def show_commands(self, commands: Sequence[Command], say: Callable[[Message], str]) -> None:
        """Offer these commands, by menu and shortcut, instead of the ones before."""
        for _, action in self._actions:
            self.removeAction(action)
            action.deleteLater()
        self._actions.clear()
        bar = self.menuBar()
        bar.clear()
        self._menus.clear()
        for menu in Menu:
            chosen = [each for each in commands if each.menu is menu]
            if chosen:
                self._menus[menu] = self._menu(menu, chosen, say)

    def _menu(self, menu: Menu, commands: Sequence[Command], say: Callable[[Message], str]) -> QMenu:
        made = QMenu(say(menu.value), self)
        self.menuBar().addMenu(made)
        group = ""
        for command in commands:
            head = command.id.rpartition(".")[0]
            if group and head != group:
                made.addSeparator()
            group = head
            made.addAction(self._action(command, say))
        made.aboutToShow.connect(self.refresh_commands)
        return made

    def _action(self, command: Command, say: Callable[[Message], str]) -> QAction:
        action = QAction(say(command.title), self)
        action.setObjectName(command.id)
        if command.shortcut:
            action.setShortcut(QKeySequence(command.shortcut))
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setCheckable(command.checked is not None)
        # Asked again when it is used: a shortcut does not open the menu first.
        action.triggered.connect(lambda _=False: command.run() if command.enabled() else None)
        self.addAction(action)
        self._actions.append((command, action))
        return action

    def refresh_commands(self) -> None:
        """Ask every command whether it can be used now."""
        for command, action in self._actions:
            action.setEnabled(True)
            action.setEnabled(command.enabled())
            if command.checked is not None:
                action.setChecked(command.checked())

    def restore(self, geometry: str) -> None:
        """Take the size and place of the last time."""
        if geometry:
            self.restoreGeometry(QByteArray.fromBase64(geometry.encode()))

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        self.closed.emit()
        super().closeEvent(event)
