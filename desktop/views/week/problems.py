"""The rules that the week breaks, and the goals that it misses, each a sentence that leads to its place."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop.theme.tokens import SPACE
from desktop.usecases.edit_week import Sheet
from desktop.views.context import Context
from desktop.views.week.daytext import day_and_month
from planner.domain.messages import message
from planner.domain.violations import Severity, Violation


class Problems(QWidget):
    """`chosen(Violation)` when one is clicked, or Enter pressed on it."""

    chosen = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        self.list.setAccessibleName(context.say(message("Broken rules and missed goals")))
        self.list.itemClicked.connect(self._tell)
        self.list.itemActivated.connect(self._tell)
        self._shown: tuple[Violation, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[1], SPACE[1], SPACE[1], SPACE[1])
        column.addWidget(self.list)

    def show_sheet(self, sheet: Sheet, dates: tuple[object, ...]) -> int:
        """Broken rules of the whole month first, then the goals missed in these days; how many rules are broken."""
        soft = tuple(each for each in sheet.violations if each.severity is Severity.SOFT and each.date in dates)
        shown = (*sheet.broken, *soft)
        if shown != self._shown or not shown:
            self._shown = shown
            self._fill()
        return len(sheet.broken)

    def _fill(self) -> None:
        self.list.clear()
        theme, locale = self._context.theme, self._context.session.locale
        for each in self._shown:
            when = "" if each.date is None else day_and_month(locale, each.date) + "  "
            item = QListWidgetItem(f"{when}{self._context.say(each.message)}")
            item.setForeground(QColor(theme.bad if each.severity is Severity.HARD else theme.muted))
            item.setData(Qt.ItemDataRole.UserRole, each)
            self.list.addItem(item)
        if not self._shown:
            item = QListWidgetItem(self._context.say(message("Every rule is kept and every goal of this week is met.")))
            item.setForeground(QColor(theme.good))
            self.list.addItem(item)

    def _tell(self, item: QListWidgetItem) -> None:
        violation = item.data(Qt.ItemDataRole.UserRole)
        if violation is not None:
            self.chosen.emit(violation)
