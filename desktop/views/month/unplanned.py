"""Owed calls without a place: each with its tested reason, and the fixes that one click takes."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QTableWidget, QVBoxLayout, QWidget

from db.exchange.plan_names import Names
from desktop.theme.tokens import SPACE, Type
from desktop.usecases.fix_unplanned import is_a_click
from desktop.usecases.show_month import MonthPicture
from desktop.viewmodels.advice import AdviceState
from desktop.views.context import Context
from desktop.views.month.tables import cell, fill, plain_table
from desktop.views.month.words import number, short_date
from planner.domain.messages import Message, message
from planner.domain.people import CustomerId
from planner.domain.units import clock
from planner.month.advice.fixes import Fix
from planner.month.advice.remedies import RemedyKind
from planner.month.advice.whynot import WhyNot

HELPS = {
    RemedyKind.LONGER_DAY: message("a longer day"),
    RemedyKind.GIVE_UP_CALL: message("another call given up"),
    RemedyKind.OPEN_WINDOW: message("an hour agreed on"),
    RemedyKind.MOVE_PIN: message("a pin set free"),
    RemedyKind.SHORTER_GAP: message("a shorter gap"),
}
OFFERED = 4
"""Fixes shown for one customer."""


@dataclass(frozen=True, slots=True)
class Lacking:
    """A customer who lacks calls; `answer` None until it is asked why."""

    customer: CustomerId
    segment: str
    count: int
    reason: Message
    answer: WhyNot | None


@dataclass(frozen=True, slots=True)
class Way:
    """One way to a place: the sentence, its price in minutes, and the fix; None = only by hand."""

    sentence: str
    price: float
    fix: Fix | None


class UnplannedPane(QWidget):
    """`explain_wanted`, `stop_wanted`, `fix_wanted(CustomerId, Fix)`."""

    explain_wanted = Signal()
    stop_wanted = Signal()
    fix_wanted = Signal(object, object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._picture: MonthPicture | None = None
        self._state = AdviceState()
        self._shown: tuple[Lacking, ...] = ()
        self.news = context.label("", look="muted")
        self.news.setWordWrap(True)
        self.explain_button = context.button(message("Find out what would help"), self.explain_wanted.emit, "primary")
        self.stop_button = context.button(message("Stop testing"), self.stop_wanted.emit)
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        headings = (message("Tier"), message("Customer"), message("Calls"), message("What helps"))
        self.table: QTableWidget = plain_table(context, headings, stretched=1)
        self.table.setAccessibleName(context.say(message("Owed calls without a place")))
        self.table.itemSelectionChanged.connect(self._show_chosen)
        self.detail = QFrame()
        self.detail.setProperty("look", "card")
        self.reason = context.label("")
        self.reason.setWordWrap(True)
        self.fixes: list[QPushButton] = []
        self._ways = QVBoxLayout()
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[2], SPACE[2], 0, 0)
        column.setSpacing(SPACE[1])
        row = QHBoxLayout()
        row.addWidget(self.news, 1)
        row.addWidget(self.explain_button)
        row.addWidget(self.stop_button)
        column.addLayout(row)
        column.addWidget(self.bar)
        column.addWidget(self.table, 10)
        inside = QVBoxLayout(self.detail)
        inside.setContentsMargins(SPACE[2], SPACE[2], SPACE[2], SPACE[2])
        inside.setSpacing(SPACE[1])
        inside.addWidget(self.reason)
        inside.addLayout(self._ways)
        column.addWidget(self.detail)
        column.addStretch(1)

    def show_answers(self, picture: MonthPicture, state: AdviceState) -> None:
        """Show what lacks a place, as far as it is known."""
        rows = lacking(picture, state)
        changed = rows != self._shown or picture is not self._picture
        self._picture, self._state, self._shown = picture, state, rows
        self.bar.setVisible(state.asking)
        self.bar.setValue(round(state.done * 1000))
        self.explain_button.setVisible(not state.asking and any(each.answer is None for each in rows))
        self.explain_button.setEnabled(not state.busy)
        self.stop_button.setVisible(state.asking)
        self.news.setText(self._context.say(self._news(picture, rows)))
        self.table.setVisible(bool(rows))
        if changed:
            self._fill()
        for button in self.fixes:
            button.setEnabled(not state.busy)

    def _news(self, picture: MonthPicture, rows: tuple[Lacking, ...]) -> Message:
        if picture.plan is None:
            return message("Plan the month first; then every call without a place is listed here with its reason.")
        if not rows:
            return message("Every owed call has a place.")
        if self._state.answers is None:
            return message("{calls:owed call has|owed calls have} no place.", calls=sum(each.count for each in rows))
        return message("Every reason is tested, and every fix was carried out and checked by the rules.")

    def _fill(self) -> None:
        names = self._names()
        chosen = self.chosen
        right = Qt.AlignmentFlag.AlignRight
        rows = [
            (
                cell(each.segment),
                cell(names.customer(each.customer)),
                cell(number(self._context, each.count), right),
                cell(self._help(each)),
            )
            for each in self._shown
        ]
        fill(self.table, rows)
        place = next((n for n, each in enumerate(self._shown) if chosen and each.customer == chosen.customer), 0)
        if rows:
            self.table.selectRow(place)
        self._show_chosen()

    @property
    def chosen(self) -> Lacking | None:
        """Who is marked in the list."""
        row = self.table.currentRow()
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def _help(self, each: Lacking) -> str:
        if each.answer is None:
            return ""
        if each.answer.slots:
            return self._context.say(message("fits on {date}", date=short_date(self._context, each.answer.slots[0].date)))
        if each.answer.remedies:
            return self._context.say(HELPS[each.answer.remedies[0].kind])
        return self._context.say(message("no single change"))

    def _show_chosen(self) -> None:
        """The marked customer's reason, and a button for each fix."""
        while (item := self._ways.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.fixes = []
        each = self.chosen
        self.detail.setVisible(each is not None)
        if each is None or self._picture is None:
            return
        self.reason.setText(self._context.say(self._names().in_words(each.reason)))
        for way in self._ways_of(each):
            self._ways.addWidget(self._way(each.customer, way))

    def _ways_of(self, each: Lacking) -> tuple[Way, ...]:
        answer, say, names = each.answer, self._context.say, self._names()
        if answer is None:
            return ()
        slots = tuple(
            Way(
                say(
                    message(
                        "Call on {date} at {time} in {hospital}",
                        date=short_date(self._context, slot.date),
                        time=clock(slot.start),
                        hospital=names.hospital(slot.hospital),
                    )
                ),
                slot.cost,
                answer.fix,
            )
            for slot in answer.slots[:1]
        )
        remedies = (
            Way(say(names.in_words(remedy.text)), remedy.cost, remedy.fix if is_a_click(remedy.fix) else None)
            for remedy in answer.remedies[:OFFERED]
        )
        return (*slots, *remedies)

    def _way(self, customer: CustomerId, way: Way) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(0)
        text = QLabel(way.sentence)
        text.setWordWrap(True)
        words.addWidget(text)
        price = message("The rest of the plan pays {cost:minute|minutes}.", cost=round(way.price))
        words.addWidget(self._context.label(price, Type.CAPTION, "muted"))
        line.addLayout(words, 1)
        if way.fix is None:
            line.addWidget(self._context.label(message("by hand, on the week page"), Type.CAPTION, "muted"))
        else:
            button = self._context.button(message("Do it"), self._doing(customer, way.fix))
            button.setAccessibleName(f"{button.text()}: {way.sentence}")
            button.setEnabled(not self._state.busy)
            self.fixes.append(button)
            line.addWidget(button)
        return row

    def _doing(self, customer: CustomerId, fix: Fix) -> Callable[[], None]:
        return lambda: self.fix_wanted.emit(customer, fix)

    def _names(self) -> Names:
        assert self._picture is not None
        return self._picture.district.names.in_language(lambda text: self._context.say(Message(text)))


def lacking(picture: MonthPicture, state: AdviceState) -> tuple[Lacking, ...]:
    """Who lacks calls: as answered, then, where testing was stopped, as the plan tells."""
    answers = state.answers or ()
    answered = {each.customer for each in answers}
    told = () if picture.plan is None else picture.plan.unplanned
    return (
        *(Lacking(each.customer, each.segment, each.count, each.reason, each) for each in answers),
        *(Lacking(each.customer, each.segment, each.count, each.reason, None) for each in told if each.customer not in answered),
    )
