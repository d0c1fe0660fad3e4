"""A white card with a heading and room for controls beside it."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop.theme.tokens import SPACE, Type
from desktop.views.context import Context
from planner.domain.messages import Message


class Card(QFrame):
    """`add` puts widgets under the heading; `note` is a muted line beside it; `controls` stand at the right."""

    def __init__(self, context: Context, title: Message, *controls: QWidget) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.title = context.label(title, Type.HEADING)
        self.note = context.label("", Type.CAPTION, "muted")
        self.note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        head = QHBoxLayout()
        head.setSpacing(SPACE[2])
        head.addWidget(self.title)
        head.addWidget(self.note, 1)
        for control in controls:
            head.addWidget(control)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(SPACE[3], SPACE[2], SPACE[3], SPACE[2])
        self.column.setSpacing(SPACE[1])
        self.column.addLayout(head)

    def add(self, widget: QWidget, stretch: int = 1) -> None:
        """Put a widget below what is there."""
        self.column.addWidget(widget, stretch)

    def tell(self, text: str) -> None:
        """Say something beside the heading."""
        self.note.setText(text)
        self.note.setToolTip(text)


def muted_line(context: Context, text: Message) -> QLabel:
    """A wrapped muted line, for what stands where a table would be empty."""
    label = context.label(text, look="muted")
    label.setWordWrap(True)
    return label
