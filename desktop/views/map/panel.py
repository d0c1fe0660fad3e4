"""The panel beside the map: a heading, a way to close it, and one of several bodies."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from desktop.theme.tokens import SPACE, Type
from desktop.views.context import Context
from desktop.views.icons import icon
from planner.domain.messages import message

WIDTH = 320


class SidePanel(QFrame):
    """Hidden until something is to be shown."""

    def __init__(self, context: Context, closed: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("map-panel")
        self.setFixedWidth(WIDTH)
        theme = context.theme
        self.setStyleSheet(f"#map-panel {{ background: {theme.surface}; border: none; border-left: 1px solid {theme.line}; }}")
        self._closed = closed
        self._heading = context.label("", Type.HEADING)
        self._heading.setWordWrap(True)
        self._bodies = QStackedWidget()
        close = QToolButton()
        close.setProperty("look", "quiet")
        close.setIcon(icon("close", context.theme))
        close.setAccessibleName(context.say(message("Close the panel")))
        close.setToolTip(context.say(message("Close the panel")))
        close.clicked.connect(self.close_panel)
        top = QHBoxLayout()
        top.addWidget(self._heading, 1)
        top.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[3], SPACE[2], SPACE[2], SPACE[3])
        column.setSpacing(SPACE[2])
        column.addLayout(top)
        column.addWidget(self._bodies, 1)
        self.hide()

    def show_body(self, body: QWidget, heading: str) -> None:
        """Show a body under a heading."""
        if self._bodies.indexOf(body) < 0:
            self._bodies.addWidget(body)
        self._bodies.setCurrentWidget(body)
        self._heading.setText(heading)
        self.show()

    def shows(self, body: QWidget) -> bool:
        """Whether a body is to be seen."""
        return not self.isHidden() and self._bodies.currentWidget() is body

    def close_panel(self) -> None:
        self.hide()
        self._closed()


def figure_row(context: Context, name: str) -> tuple[QHBoxLayout, QLabel]:
    """A name on the left and a figure on the right, to be filled in."""
    row = QHBoxLayout()
    figure = context.label("", Type.STRONG)
    figure.setAlignment(Qt.AlignmentFlag.AlignRight)
    row.addWidget(context.label(name, look="muted"))
    row.addStretch()
    row.addWidget(figure)
    return row, figure
