"""The way of an alignment: where it stands, the next step, what was done, and who is handed over."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QDate, QDateTime, QLocale, Signal
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from db.mapping.alignments import AlignmentRecord
from desktop.tables.figures import Field, FigureTable
from desktop.theme.tokens import SPACE, Type
from desktop.usecases.align_handed import Handed
from desktop.views.context import Context
from desktop.views.territories.challenges import ChallengePane
from desktop.views.territories.words import STATUSES
from desktop.views.widgets.figuretable import FigureView
from planner.alignment.publication import NEXT, open_challenges
from planner.domain.alignment import AlignmentStatus
from planner.domain.messages import Message, message

_WAY = (
    AlignmentStatus.DRAFT, AlignmentStatus.SHARED, AlignmentStatus.REVIEWED, AlignmentStatus.APPROVED, AlignmentStatus.PUBLISHED,
)  # fmt: skip
_EVENTS = {
    **{status.value: text for status, text in STATUSES.items()},
    "moved by hand": message("moved by hand"),
    "challenged": message("challenged"),
    "accepted": message("accepted"),
    "rejected": message("rejected"),
    "carried out": message("carried out"),
}


class FlowPane(QWidget):
    """`step_wanted(AlignmentStatus)` for the next step, `published(date)`, `restored` to bring an earlier one back."""

    step_wanted = Signal(object)
    published = Signal(object)
    restored = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.way = context.label("", Type.BODY)
        self.way.setWordWrap(True)
        self.hint = context.label("", Type.CAPTION, "muted")
        self.hint.setWordWrap(True)
        self.share = context.button(message("Share with the reps"), lambda: self._step(AlignmentStatus.SHARED), "primary")
        self.review = context.button(message("Close the review"), lambda: self._step(AlignmentStatus.REVIEWED), "primary")
        self.approve = context.button(message("Approve"), lambda: self._step(AlignmentStatus.APPROVED), "primary")
        self.day = QDateEdit()
        self.day.setCalendarPopup(True)
        self.day.setAccessibleName(context.say(message("In force from")))
        self.publish = context.button(message("Publish"), lambda: self.published.emit(self.effective), "primary")
        self.undo = context.button(message("Take back"), lambda: self._step(AlignmentStatus.UNDONE))
        self.restore = context.button(message("Bring this one back"), self.restored.emit)
        self.handed: FigureView = FigureView(context, message("Hand-over list"), FigureTable[Handed](()))
        self.challenges = ChallengePane(context)
        self.handed_title = context.label("", Type.STRONG)
        self.events = QListWidget()
        self.events.setAccessibleName(context.say(message("History")))
        self.events.setStyleSheet("QListWidget { border: none; }")
        self._lay_out()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(SPACE[1])
        self.day_title = self._context.label(message("In force from"), look="muted")
        for widget in (self.share, self.review, self.approve, self.day_title, self.day, self.publish, self.undo, self.restore):
            row.addWidget(widget)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[2], SPACE[2], SPACE[2], SPACE[2])
        column.setSpacing(SPACE[1])
        column.addWidget(self.way)
        column.addWidget(self.hint)
        column.addLayout(row)
        column.addWidget(self.challenges, 3)
        column.addWidget(self.handed_title)
        column.addWidget(self.handed, 3)
        column.addWidget(self._context.label(message("History"), Type.STRONG))
        column.addWidget(self.events, 1)

    @property
    def effective(self) -> date:
        """The day from which it is to be in force."""
        chosen = self.day.date()
        return date(chosen.year(), chosen.month(), chosen.day())

    def _step(self, status: AlignmentStatus) -> None:
        self.step_wanted.emit(status)

    def show_record(self, record: AlignmentRecord | None, handed: Sequence[Handed], today: date) -> None:
        """Show where an alignment stands; None = today's, which has no way."""
        status = None if record is None else record.header.status
        self.way.setText(_way_text(self._context, status))
        self.hint.setText(self._context.say(_hint(record)))
        self._show_buttons(record, status)
        if not self.day.isVisible() or self.day.date() < QDate(today.year, today.month, today.day):
            first = today.replace(day=1)
            self.day.setDate(QDate(first.year, first.month, 1).addMonths(1))
        self._show_handed(handed)
        self.events.clear()
        for each in reversed(record.events if record is not None else ()):
            at = "" if each.at is None else self._when(each.at.astimezone().replace(tzinfo=None).isoformat())
            what = self._context.say(_EVENTS[each.what]) if each.what in _EVENTS else each.what
            self.events.addItem("  ".join(part for part in (at, what, each.note) if part))

    def _when(self, iso: str) -> str:
        return self._context.session.locale.toString(QDateTime.fromString(iso[:19], "yyyy-MM-ddTHH:mm:ss"), _SHORT)

    def _show_buttons(self, record: AlignmentRecord | None, status: AlignmentStatus | None) -> None:
        ahead = () if status is None else NEXT[status]
        self.share.setVisible(status is AlignmentStatus.DRAFT)
        self.review.setVisible(status is AlignmentStatus.SHARED)
        self.review.setEnabled(record is not None and not open_challenges(record.challenges))
        self.approve.setVisible(AlignmentStatus.APPROVED in ahead)
        for widget in (self.day_title, self.day, self.publish):
            widget.setVisible(AlignmentStatus.PUBLISHED in ahead)
        self.undo.setVisible(AlignmentStatus.UNDONE in ahead)
        self.restore.setVisible(status in (AlignmentStatus.RECORDED, AlignmentStatus.PUBLISHED, AlignmentStatus.UNDONE))

    def _show_handed(self, handed: Sequence[Handed]) -> None:
        say, locale = self._context.say, self._context.session.locale
        told = message("Hand-over list: {count:customer|customers}, most at risk first", count=len(handed))
        self.handed_title.setText(say(told))
        for widget in (self.handed_title, self.handed):
            widget.setVisible(bool(handed))

        def day(each: Handed) -> str:
            found = each.introduction
            return "–" if found is None else locale.toString(QDate(found.year, found.month, found.day), _SHORT)

        def customer(each: Handed) -> str:
            return each.customer

        def hint(each: Handed) -> str:
            return f"{each.hospital}\n{each.before} → {each.after}"

        def equity(each: Handed) -> str:
            return locale.toString(each.equity, "f", 1)

        self.handed.show_fields(
            (
                Field(say(message("Customer")), customer, customer, hint=hint),
                Field(say(message("To")), lambda each: each.after, lambda each: each.after, hint=hint),
                Field(say(message("Equity")), equity, lambda each: each.equity, number=True),
                Field(say(message("Introduction")), day, lambda each: str(each.introduction)),
            ),
            handed,
        )


_SHORT = QLocale.FormatType.ShortFormat


def _way_text(context: Context, status: AlignmentStatus | None) -> str:
    """The steps in a row, the one it stands at in bold."""
    if status is None:
        return ""
    if status not in _WAY:
        return f"<b>{context.say(STATUSES[status])}</b>"
    names = [f"<b>{context.say(STATUSES[each])}</b>" if each is status else context.say(STATUSES[each]) for each in _WAY]
    return " → ".join(names)


_HINTS = {
    AlignmentStatus.DRAFT: message("Only you see a draft. Share it, and the reps may challenge it."),
    AlignmentStatus.SHARED: message("The reps see it. Close the review when nobody objects any more."),
    AlignmentStatus.REVIEWED: message("Every challenge has its answer. Approve it to make it ready."),
    AlignmentStatus.APPROVED: message("Publish it for a day: customers change hands then, with joint introduction visits."),
    AlignmentStatus.UNDONE: message("It was taken back. Approve it again to publish it for another day."),
    AlignmentStatus.PUBLISHED: message("It is published. Taking it back gives every customer to the former rep."),
    AlignmentStatus.RECORDED: message("This was written down to come back to."),
}


def _hint(record: AlignmentRecord | None) -> Message:
    """What comes next."""
    if record is None:
        return message("This is in force. Ask a question, or draw on the map: a draft is made, nothing is changed.")
    waiting = len(open_challenges(record.challenges))
    if waiting and record.header.status is AlignmentStatus.SHARED:
        return message("{count:challenge waits|challenges wait} for your answer before the review can be closed.", count=waiting)
    return _HINTS[record.header.status]
