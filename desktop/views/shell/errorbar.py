"""A bar that tells what is in the way and the way out; it stops nobody and goes when it is closed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout

from desktop.theme.tokens import SPACE, Type
from desktop.views.context import Context
from desktop.views.icons import icon
from planner.domain.messages import message
from planner.errors import UserFacingError


class ErrorBar(QFrame):
    """Hidden until something is to be told; the latest telling replaces the one before. `closed` when its cross is clicked."""

    closed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setProperty("look", "alarm")
        self._context = context
        self.problem = context.label("", Type.STRONG, "bad")
        self.way_out = context.label("")
        for label in (self.problem, self.way_out):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE[2], SPACE[1], SPACE[1], SPACE[1])
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.problem)
        words.addWidget(self.way_out)
        row.addLayout(words, 1)
        row.addWidget(self._close(), alignment=Qt.AlignmentFlag.AlignTop)
        self.hide()

    def _close(self) -> QToolButton:
        button = QToolButton()
        button.setProperty("look", "quiet")
        button.setIcon(icon("close", self._context.theme))
        button.setToolTip(self._context.say(message("Close this message (Esc)")))
        button.setAccessibleName(self._context.say(message("Close this message (Esc)")))
        button.clicked.connect(lambda _=False: self.closed.emit())
        return button

    def tell(self, error: UserFacingError) -> None:
        """Show an error as it stands."""
        _fill(self.problem, self._context.say(error.problem))
        _fill(self.way_out, self._context.say(error.way_out))
        self.show()


def _fill(label: QLabel, text: str) -> None:
    label.setText(text)
    label.setVisible(bool(text))
