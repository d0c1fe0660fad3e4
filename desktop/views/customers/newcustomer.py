"""Add somebody who is not in the list yet."""

from collections.abc import Callable
from typing import cast

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.theme.tokens import SPACE
from desktop.usecases.edit_customer import NewCustomer, created, id_of
from desktop.viewmodels.customers import CustomersViewModel
from desktop.views.context import Context
from desktop.views.customers.choices import choice_box, chosen_value, departments, hospitals, kinds, offer, reps
from desktop.views.customers.form import Field, Section, attempt, in_row
from planner.domain.messages import message
from planner.domain.people import CustomerId, RepId, SegmentId
from planner.domain.places import DepartmentId, HospitalId


class NewCustomerPanel(QWidget):
    """Name and hospital are needed, the rest can follow; `done` hears who was added, or None."""

    def __init__(self, context: Context, model: CustomersViewModel, done: Callable[[CustomerId | None], None]) -> None:
        super().__init__()
        self._context = context
        self._model = model
        self._done = done
        self.name_line, self.title_line = QLineEdit(), QLineEdit()
        self.hospital, self.department = choice_box("new-hospital", typed=True), choice_box("new-department")
        self.kind, self.rep = choice_box("new-kind"), choice_box("new-rep")
        self.fields = {
            "name": Field(context, message("Customer name"), self.name_line),
            "title": Field(context, message("Title"), self.title_line),
            "hospital": Field(context, message("Hospital"), self.hospital),
            "department": Field(context, message("Department"), self.department),
            "kind": Field(context, message("Function"), self.kind),
            "rep": Field(context, message("Rep"), self.rep),
        }
        self._lay_out()
        self.hospital.currentIndexChanged.connect(lambda _: self._offer_departments())
        self.name_line.returnPressed.connect(self.save)

    def _lay_out(self) -> None:
        section = Section(self._context, message("New customer"))
        fields = self.fields
        for pair in (("name", "title"), ("hospital", "department"), ("kind", "rep")):
            section.body.addWidget(in_row(*(fields[each] for each in pair)))
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self._context.button(message("Cancel"), lambda: self._done(None), "quiet"))
        self.save_button = self._context.button(message("Add the customer"), self.save, "primary")
        row.addWidget(self.save_button)
        section.body.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, SPACE[2], 0)
        column.addWidget(section)
        column.addStretch()

    def begin(self) -> None:
        """An empty form; the rep looked at is offered."""
        around = self._model.state.around
        if around is None:
            return
        self.name_line.clear()
        self.title_line.clear()
        offer(self.hospital, hospitals(around), self._model.state.wanted.hospital)
        if self.hospital.currentIndex() < 0:
            self.hospital.setEditText("")
        offer(self.kind, kinds(self._context, around), None)
        offer(self.rep, reps(self._context, around), self._context.session.rep)
        for field in self.fields.values():
            field.show_fault(None)
        self._offer_departments()
        self.name_line.setFocus()

    def save(self) -> None:
        """Add the customer, or say at the field what is missing."""
        around = self._model.state.around
        if around is None:
            return
        wanted = NewCustomer(
            name=self.name_line.text(),
            hospital=cast(HospitalId | None, chosen_value(self.hospital)),
            department=cast(DepartmentId | None, self.department.currentData()),
            group=cast(SegmentId | None, self.kind.currentData()),
            title=self.title_line.text(),
            rep=cast(RepId | None, self.rep.currentData()),
        )

        def work() -> None:
            rows = self._model.state.rows
            known = None if rows is None or wanted.hospital is None else rows.line(id_of(wanted, around))
            customer = created(wanted, around, None if known is None else known.customer, self._context.session.today())
            if self._model.change(message("Add {name}", name=customer.name), (), (customer,)):
                self._done(customer.id)

        attempt(self.fields, work)

    def _offer_departments(self) -> None:
        around = self._model.state.around
        if around is not None:
            hospital = cast(HospitalId | None, chosen_value(self.hospital))
            offer(self.department, departments(self._context, around, hospital), None)
