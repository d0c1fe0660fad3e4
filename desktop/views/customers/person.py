"""Who the customer is: name, title, function, rep, flags."""

from collections.abc import Callable
from dataclasses import replace
from typing import cast

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QLineEdit

from desktop.usecases.edit_customer import regrouped, renamed
from desktop.usecases.list_customers import CustomerLine, Surroundings
from desktop.viewmodels.customers import CustomersViewModel
from desktop.views.context import Context
from desktop.views.customers.choices import choice_box, kinds, offer, reps
from desktop.views.customers.form import Field, Section, attempt, in_row
from planner.domain.messages import Message, message
from planner.domain.people import Customer, RepId, SegmentId


class PersonSection(Section):
    """Every field is written as soon as it is left; undo takes it back."""

    def __init__(self, context: Context, model: CustomersViewModel) -> None:
        super().__init__(context, message("Person"))
        self._model = model
        self.name_line, self.title_line = QLineEdit(), QLineEdit()
        self.kind, self.rep = choice_box("kind"), choice_box("rep")
        self.kol = QCheckBox(context.say(message("KOL")))
        self.decides = QCheckBox(context.say(message("Decision maker")))
        self.fields = {
            "name": Field(context, message("Customer name"), self.name_line),
            "title": Field(context, message("Title"), self.title_line),
            "kind": Field(context, message("Function"), self.kind),
            "rep": Field(context, message("Rep"), self.rep),
        }
        self.body.addWidget(in_row(self.fields["name"], self.fields["title"]))
        self.body.addWidget(in_row(self.fields["kind"], self.fields["rep"]))
        self.body.addWidget(in_row(self.kol, self.decides))
        self._connect()

    def _connect(self) -> None:
        self.name_line.editingFinished.connect(lambda: self._change(lambda it: renamed(it, self.name_line.text())))
        self.title_line.editingFinished.connect(
            lambda: self._change(lambda it: replace(it, title=self.title_line.text().strip()))
        )
        self.kind.activated.connect(
            lambda _: self._change(lambda it: regrouped(it, cast(SegmentId | None, self.kind.currentData())))
        )
        self.rep.activated.connect(lambda _: self._change(lambda it: replace(it, rep=cast(RepId | None, self.rep.currentData()))))
        self.kol.clicked.connect(lambda on: self._change(lambda it: replace(it, kol=on)))
        self.decides.clicked.connect(lambda on: self._change(lambda it: replace(it, decision_maker=on)))

    def show_line(self, line: CustomerLine, around: Surroundings) -> None:
        """Show one customer."""
        customer = line.customer
        for field in self.fields.values():
            field.show_fault(None)
        self.name_line.setText(customer.name)
        self.title_line.setText(customer.title)
        offer(self.kind, kinds(self.context, around), customer.group)
        offer(self.rep, reps(self.context, around), customer.rep)
        for box, on in ((self.kol, customer.kol), (self.decides, customer.decision_maker)):
            with QSignalBlocker(box):
                box.setChecked(on)

    def _change(self, changed: Callable[[Customer], Customer]) -> None:
        line = self._model.state.line
        if line is None:
            return
        before = line.customer
        title: Message = message("Change {name}", name=before.name)

        def work() -> None:
            after = changed(before)
            if after != before:
                self._model.change(title, (before,), (after,))

        attempt(self.fields, work)
