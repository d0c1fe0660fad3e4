"""The rail on the left: one button for each page, in the order of the work."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QToolButton, QVBoxLayout

from desktop.theme.tokens import SPACE
from desktop.views.context import Context
from desktop.views.icons import icon
from desktop.views.shell.places import PLACES, Place


class Rail(QFrame):
    """`chosen(str)`: the name of the page wanted."""

    chosen = Signal(str)

    def __init__(self, context: Context, places: Sequence[Place] = PLACES) -> None:
        super().__init__()
        self.setProperty("look", "rail")
        self._buttons: dict[str, QToolButton] = {}
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[0], SPACE[1], SPACE[0], SPACE[1])
        column.setSpacing(2)
        for number, place in enumerate(places, start=1):
            if place.apart:
                column.addStretch()
            column.addWidget(self._button(context, place, number))

    def _button(self, context: Context, place: Place, number: int) -> QToolButton:
        button = QToolButton()
        button.setProperty("look", "rail")
        button.setText(context.say(place.title))
        button.setIcon(icon(place.name, context.theme, checked=True))
        button.setIconSize(QSize(22, 22))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setToolTip(f"{context.say(place.title)}  Ctrl+{number}")
        button.setCheckable(True)
        button.setAutoExclusive(True)
        button.setMinimumWidth(76)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda _=False, name=place.name: self.chosen.emit(name))
        self._group.addButton(button)
        self._buttons[place.name] = button
        return button

    def mark(self, name: str) -> None:
        """Show which page is open."""
        self._buttons[name].setChecked(True)
