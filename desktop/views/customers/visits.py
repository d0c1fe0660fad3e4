"""What is planned and agreed with a customer, what happened, and recording a call."""

from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QComboBox, QDateEdit, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from desktop.theme.tokens import SPACE, Type
from desktop.usecases.edit_customer import CallMade, recorded
from desktop.usecases.list_customers import Coming, CustomerLine, Surroundings
from desktop.viewmodels.customers import CustomersViewModel
from desktop.views.context import Context
from desktop.views.customers.form import Field, Section, attempt, in_row
from planner.domain.calls import Call, CallOutcome
from planner.domain.messages import Message, message
from planner.domain.people import CustomerId
from planner.domain.units import clock

OUTCOMES: tuple[tuple[CallOutcome, Message, str], ...] = (
    (CallOutcome.SEEN, message("Seen in person"), "good"),
    (CallOutcome.PRODUCTIVE, message("Productive"), "good"),
    (CallOutcome.ATTEMPTED, message("Attempted, not seen"), "warning"),
)
_MOST = 12


class VisitsSection(Section):
    """Visits to come above, calls made below; a call is recorded one by one, with what came of it."""

    def __init__(self, context: Context, model: CustomersViewModel) -> None:
        super().__init__(context, message("Visits"))
        self._model = model
        self._calls: tuple[Call, ...] = ()
        self._lines = 0
        self.record_button = context.button(message("Record a call"), self.begin, "primary")
        self.head.addWidget(self.record_button)
        self.form = self._form()
        self.form.hide()
        self.body.addWidget(self.form)
        self._list = QGridLayout()
        self._list.setHorizontalSpacing(SPACE[2])
        self._list.setVerticalSpacing(SPACE[0])
        self._list.setColumnStretch(2, 1)
        self.body.addLayout(self._list)
        model.history_read.connect(self._on_history)

    def _form(self) -> QWidget:
        context = self.context
        self.day, self.outcome, self.note_line = QDateEdit(), QComboBox(), QLineEdit()
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("yyyy-MM-dd")
        for outcome, text, _ in OUTCOMES:
            self.outcome.addItem(context.say(text), outcome)
        self.fields = {
            "day": Field(context, message("Day of the call"), self.day),
            "outcome": Field(context, message("Outcome"), self.outcome),
            "note": Field(context, message("Note"), self.note_line),
        }
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(SPACE[1])
        grid.addWidget(in_row(self.fields["day"], self.fields["outcome"]), 0, 0)
        grid.addWidget(self.fields["note"], 1, 0)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(context.button(message("Cancel"), lambda: self._open(False), "quiet"))
        self.save_button = context.button(message("Save the call"), self.save, "primary")
        row.addWidget(self.save_button)
        grid.addLayout(row, 2, 0)
        self.note_line.returnPressed.connect(self.save)
        return box

    def begin(self) -> None:
        """Ask what came of a call; today is offered."""
        today = self.context.session.today()
        self.day.setDate(QDate(today.year, today.month, today.day))
        self.outcome.setCurrentIndex(0)
        self.note_line.clear()
        for field in self.fields.values():
            field.show_fault(None)
        self._open(True)
        self.outcome.setFocus()

    def save(self) -> None:
        """Write the call that the form describes."""
        line = self._model.state.line
        if line is None:
            return
        customer, session, day = line.customer, self.context.session, self.day.date()
        when = date(day.year(), day.month(), day.day())

        def work() -> None:
            made = CallMade(when, CallOutcome(self.outcome.currentData()), self.note_line.text())
            call = recorded(customer, session.rep, made, known=self._calls, today=session.today())
            if self._model.record(call, customer):
                self._open(False)

        attempt(self.fields, work)

    def show_line(self, line: CustomerLine, around: Surroundings) -> None:
        """Show what is known at once; calls follow when they are read."""
        self._open(False)
        self._calls = ()
        self._show(around.coming.get(line.customer.id, ()), around)
        self._model.read_history(line.customer.id)

    def _open(self, wanted: bool) -> None:
        self.form.setVisible(wanted)
        self.record_button.setVisible(not wanted)

    def _on_history(self, customer: CustomerId, calls: tuple[Call, ...]) -> None:
        around = self._model.state.around
        if customer == self._model.state.shown and around is not None:
            self._calls = calls
            self._show(around.coming.get(customer, ()), around)

    def _show(self, coming: tuple[Coming, ...], around: Surroundings) -> None:
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._lines = 0
        for each in coming[:_MOST]:
            kind = message("Agreed") if each.agreed else message("Planned")
            rep = around.reps.get(each.rep)
            time = clock(each.start) if each.start is not None else ""
            self._line(each.date, kind, " ".join(filter(None, (time, "" if rep is None else rep.name))), "")
        known = {outcome: (text, look) for outcome, text, look in OUTCOMES}
        for call in self._calls[:_MOST]:
            text, look = known[call.outcome]
            rep = around.reps.get(call.rep)
            self._line(call.date, text, " · ".join(filter(None, ("" if rep is None else rep.name, call.note))), look)
        if not coming and not self._calls:
            self._list.addWidget(self.context.label(message("No visit planned, and no call recorded."), look="muted"), 0, 0, 1, 3)

    def _line(self, day: date, what: Message, beside: str, look: str) -> None:
        row, locale = self._lines, self.context.session.locale
        self._lines += 1
        when = locale.toString(QDate(day.year, day.month, day.day), locale.FormatType.ShortFormat)
        self._list.addWidget(self.context.label(when, Type.BODY, "muted"), row, 0)
        self._list.addWidget(self.context.label(what, Type.BODY, look), row, 1)
        more = self.context.label(beside, Type.BODY, "muted")
        more.setWordWrap(True)
        self._list.addWidget(more, row, 2)
