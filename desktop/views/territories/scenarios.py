"""The alignments of the file: what is in force today, drafts, answers to what-ifs, and what was in force once."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtWidgets import QComboBox, QListWidget, QListWidgetItem

from desktop.usecases.align_history import Entry, Era
from desktop.viewmodels.territories import TerritoriesState
from desktop.views.context import Context
from desktop.views.territories.words import STATUSES, parted, title_text
from desktop.views.widgets.card import Card
from planner.domain.alignment import AlignmentId
from planner.domain.messages import message

_ID = Qt.ItemDataRole.UserRole
WIDTH = 212
NOTHING = "-"
ERAS = {Era.PAST: message("past"), Era.PRESENT: message("present"), Era.FUTURE: message("future")}


class ScenarioList(Card):
    """`chosen(AlignmentId | None)`: look at it, None = today's; `compared` likewise, False: nothing is laid
    beside any more; `asked`: a new question."""

    chosen = Signal(object)
    compared = Signal(object, bool)
    asked = Signal()

    def __init__(self, context: Context, snapshot: Callable[[], None]) -> None:
        self.new = context.button(message("New…"), self._ask, "primary")
        super().__init__(context, message("Alignments"), self.new)
        self.setFixedWidth(WIDTH)
        self._context = context
        self.list = QListWidget()
        self.list.setAccessibleName(context.say(message("Alignments")))
        self.list.setWordWrap(True)
        self.list.setSpacing(1)
        self.list.setStyleSheet("QListWidget { border: none; } QListWidget::item { padding: 5px 6px; }")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(self._choose)
        self.snapshot = context.button(message("Write down today's"), snapshot)
        self.snapshot.setToolTip(context.say(message("Keep who looks after whom today, to come back to it later")))
        self.other = QComboBox()
        self.other.setAccessibleName(context.say(message("Compare with")))
        self.other.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.other.activated.connect(self._choose_other)
        self.add(self.list)
        self.add(self.other, 0)
        self.add(self.snapshot, 0)

    def _ask(self) -> None:
        self.asked.emit()

    def show_state(self, state: TerritoriesState) -> None:
        """Show today's on top and the newest below it."""
        if state.picture is not None:
            self._show_entries(state.picture.entries, state.chosen)
            self._show_others(state.picture.entries, state)

    def _show_others(self, entries: Sequence[Entry], state: TerritoriesState) -> None:
        say = self._context.say
        self.other.clear()
        self.other.addItem(say(message("Compare with…")), NOTHING)
        if state.chosen is not None:
            self.other.addItem(say(message("In force today")), None)
        for each in reversed(entries):
            if each.header.id != state.chosen:
                self.other.addItem(title_text(self._context, each.header.title), each.header.id)
        ids = [self.other.itemData(place) for place in range(self.other.count())]
        self.other.setCurrentIndex(ids.index(state.other) if state.comparing and state.other in ids else 0)

    def _choose_other(self, _: int) -> None:
        chosen = self.other.currentData()
        self.compared.emit(None if chosen in (None, NOTHING) else AlignmentId(chosen), chosen != NOTHING)

    def _show_entries(self, entries: Sequence[Entry], chosen: AlignmentId | None) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        say = self._context.say
        self._item(None, say(message("In force today")), "")
        for each in reversed(entries):
            title, leaning = parted(self._context, each.header.title)
            self._item(each.header.id, title, " · ".join(part for part in (leaning, self._note(each)) if part))
        rows = [self.list.item(row).data(_ID) for row in range(self.list.count())]
        self.list.setCurrentRow(rows.index(chosen) if chosen in rows else 0)
        self.list.blockSignals(False)

    def _item(self, id: AlignmentId | None, title: str, note: str) -> None:
        item = QListWidgetItem(f"{title}\n{note}" if note else title, self.list)
        item.setData(_ID, id)
        item.setToolTip(f"{title}\n{note}".strip())

    def _note(self, entry: Entry) -> str:
        say, header = self._context.say, entry.header
        parts = [say(STATUSES[header.status])]
        if header.effective is not None:
            day = QDate(header.effective.year, header.effective.month, header.effective.day)
            parts.append(self._context.session.locale.toString(day, QLocale.FormatType.ShortFormat))
        if entry.era in ERAS:
            parts.append(say(ERAS[entry.era]))
        return " · ".join(parts)

    def _choose(self, row: int) -> None:
        if row >= 0:
            self.chosen.emit(self.list.item(row).data(_ID))

    def step(self, rows: int) -> None:
        """Go to the next alignment in the list."""
        self.list.setCurrentRow(max(0, min(self.list.count() - 1, self.list.currentRow() + rows)))
