"""A field with its name above and, when something is wrong, what and the way out below."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.theme.tokens import SPACE, Type
from desktop.usecases.edit_customer import FieldError
from desktop.views.context import Context
from planner.domain.messages import Message
from planner.errors import UserFacingError


class Field(QWidget):
    """An editor under its name; a fault shows below it until the next try."""

    def __init__(self, context: Context, name: Message, editor: QWidget) -> None:
        super().__init__()
        self._context = context
        self.editor = editor
        editor.setAccessibleName(context.say(name))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        label = context.label(name, Type.CAPTION, "muted")
        label.setBuddy(editor)
        column.addWidget(label)
        column.addWidget(editor)
        self.note = context.label("", Type.CAPTION, "bad")
        self.note.setWordWrap(True)
        self.note.hide()
        column.addWidget(self.note)

    def show_fault(self, error: UserFacingError | None) -> None:
        """Show what is wrong and the way out; None: nothing is."""
        say = self._context.say
        self.note.setText("" if error is None else f"{say(error.problem)} {say(error.way_out)}")
        self.note.setVisible(error is not None)
        self.editor.setProperty("look", "" if error is None else "bad")
        self.editor.style().unpolish(self.editor)
        self.editor.style().polish(self.editor)


class Section(QFrame):
    """A card with a heading and room for actions at its right."""

    def __init__(self, context: Context, title: Message) -> None:
        super().__init__()
        self.context = context
        self.setProperty("look", "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(SPACE[2], SPACE[1], SPACE[2], SPACE[2])
        self.body.setSpacing(SPACE[1])
        self.head = QHBoxLayout()
        self.head.setSpacing(SPACE[1])
        self.heading = context.label(title, Type.HEADING)
        self.head.addWidget(self.heading)
        self.head.addStretch()
        self.body.addLayout(self.head)


def attempt(fields: dict[str, Field], work: Callable[[], object]) -> bool:
    """Do something that may refuse a field; the refusal is shown at that field, at the first one when it is not among them."""
    for field in fields.values():
        field.show_fault(None)
    try:
        work()
    except FieldError as error:
        place = fields.get(error.field) or next(iter(fields.values()))
        place.show_fault(error)
        place.editor.setFocus()
        return False
    return True


def in_row(*widgets: QWidget) -> QWidget:
    """Widgets side by side, equally wide."""
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SPACE[1])
    for widget in widgets:
        row.addWidget(widget, 1)
    return box


def empty_layout(layout: QVBoxLayout) -> None:
    """Take all widgets away."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
