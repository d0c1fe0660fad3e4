"""The line above the board: which week, what is chosen, and what is asked for most."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from desktop.theme.tokens import SPACE, Type
from desktop.viewmodels.week import WeekModel
from desktop.viewmodels.weekadvice import WeekAdvice
from desktop.views.context import Context
from desktop.views.icons import icon
from desktop.views.week.daytext import span
from planner.domain.messages import Message, message


class Toolbar(QWidget):
    """Previous, today, next, the dates; at the right what the drag under way would do, and re-optimising."""

    def __init__(self, context: Context, model: WeekModel, advice: WeekAdvice) -> None:
        super().__init__()
        self._context, self._model = context, model
        self.previous = self._tool("previous", message("Previous week"), lambda: model.step(-1))
        self.next = self._tool("next", message("Next week"), lambda: model.step(1))
        self.today = context.button(message("Today"), lambda: model.show_week(context.session.today()))
        self.title = context.label("", Type.HEADING)
        self.hint = context.label("", look="muted")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.optimise = context.button(message("Re-optimise the rest"), advice.reoptimise, "primary")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE[1])
        for widget in (self.previous, self.today, self.next, self.title):
            row.addWidget(widget)
        row.addWidget(self.hint, 1)
        row.addWidget(self.optimise)
        model.changed.connect(self._show_week)
        model.selected.connect(self._show_chosen)
        advice.busy.connect(lambda busy: self.optimise.setEnabled(not busy))

    def _tool(self, name: str, title: Message, run: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setProperty("look", "button")
        button.setIcon(icon(name, self._context.theme))
        button.setIconSize(QSize(16, 16))
        button.setToolTip(self._context.say(title))
        button.setAccessibleName(self._context.say(title))
        button.clicked.connect(lambda _=False: run())
        return button

    def say(self, text: str) -> None:
        """What would happen now; empty = what is chosen."""
        if text:
            self.hint.setProperty("look", "bad")
            self.hint.setText(text)
            self._repolish()
        else:
            self._show_chosen()

    def _show_week(self) -> None:
        dates, locale = self._model.dates, self._context.session.locale
        self.title.setText(span(locale, dates[0], dates[-1]) if dates else "")
        self._show_chosen()

    def _show_chosen(self) -> None:
        count = len(self._model.selection)
        self.hint.setProperty("look", "muted")
        self.hint.setText(self._context.say(message("{count:visit|visits} chosen", count=count)) if count else "")
        self._repolish()

    def _repolish(self) -> None:
        self.hint.style().unpolish(self.hint)
        self.hint.style().polish(self.hint)
