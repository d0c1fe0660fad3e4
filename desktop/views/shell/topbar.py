"""The bar over every page: which rep and month are looked at, undo and redo, and the way to every command."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QDate, QSize, Qt
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton

from desktop.theme.tokens import SPACE, Type
from desktop.views.context import Context
from desktop.views.icons import icon
from planner.domain.messages import Message, message
from planner.domain.people import Rep
from planner.domain.units import Month


class TopBar(QFrame):
    """`palette` opens the command palette."""

    def __init__(self, context: Context, palette: Callable[[], None]) -> None:
        super().__init__()
        self.setProperty("look", "bar")
        self._context = context
        session = context.session
        self.title = context.label("", Type.TITLE)
        self.reps = QComboBox()
        self.reps.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.reps.setMinimumWidth(140)
        self.reps.setAccessibleName(context.say(message("Rep")))
        self.reps.activated.connect(self._choose_rep)
        self.month = context.label("", Type.STRONG)
        self.month.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.month.setMinimumWidth(120)
        history = session.history
        self.undo = self._button("undo", message("Undo (Ctrl+Z)"), history.undo)
        self.redo = self._button("redo", message("Redo (Ctrl+Shift+Z)"), history.redo)
        history.canUndoChanged.connect(self.undo.setEnabled)
        history.canRedoChanged.connect(self.redo.setEnabled)
        self.undo.setEnabled(history.canUndo())
        self.redo.setEnabled(history.canRedo())
        self._lay_out(palette)
        session.focus_changed.connect(self._show_focus)
        self._show_focus()

    def _lay_out(self, palette: Callable[[], None]) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE[3], SPACE[1], SPACE[3], SPACE[1])
        row.setSpacing(SPACE[1])
        self.title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        row.addWidget(self.title)
        row.addStretch(1)
        row.addWidget(_caption(self._context, message("Rep")))
        row.addWidget(self.reps)
        row.addSpacing(SPACE[1])
        row.addWidget(self._button("previous", message("Previous month"), lambda: self._turn(-1)))
        row.addWidget(self.month)
        row.addWidget(self._button("next", message("Next month"), lambda: self._turn(1)))
        row.addSpacing(SPACE[1])
        row.addWidget(self.undo)
        row.addWidget(self.redo)
        row.addWidget(self._button("search", message("Find a command, customer or hospital (Ctrl+K)"), palette))

    def _button(self, name: str, title: Message, run: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setProperty("look", "quiet")
        button.setIcon(icon(name, self._context.theme))
        button.setIconSize(QSize(18, 18))
        button.setToolTip(self._context.say(title))
        button.setAccessibleName(self._context.say(title))
        button.clicked.connect(lambda _=False: run())
        return button

    def show_reps(self, reps: Sequence[Rep]) -> None:
        """The reps to choose from: active ones, by name."""
        self.reps.clear()
        for rep in reps:
            self.reps.addItem(rep.name, rep.id)
        self.reps.setEnabled(bool(reps))
        self._show_focus()

    def _show_focus(self) -> None:
        session = self._context.session
        self.reps.setCurrentIndex(max(0, self.reps.findData(session.rep)))
        self.month.setText(month_name(self._context, session.month))

    def _choose_rep(self, place: int) -> None:
        self._context.session.look_at(rep=self.reps.itemData(place))

    def _turn(self, months: int) -> None:
        session = self._context.session
        session.look_at(month=session.month.plus(months))


def month_name(context: Context, month: Month) -> str:
    """December 2026, or 2026年12月."""
    first = QDate(month.first.year, month.first.month, 1)
    return str(context.session.locale.toString(first, "yyyy年M月" if context.session.locale.name() == "zh_CN" else "MMMM yyyy"))


def _caption(context: Context, text: Message) -> QLabel:
    return context.label(text, Type.CAPTION, "muted")
