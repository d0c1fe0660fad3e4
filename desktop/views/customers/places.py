"""Where a customer can be met, and when: hospitals and departments, and the weekly timetable of the chosen one."""

from dataclasses import replace
from functools import partial
from typing import cast

from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from desktop.theme.tokens import SPACE, Type
from desktop.usecases.edit_customer import left, moved
from desktop.usecases.list_customers import CustomerLine, Surroundings
from desktop.viewmodels.customers import CustomersViewModel
from desktop.views.context import Context
from desktop.views.customers.choices import choice_box, chosen_value, departments, hospitals, offer
from desktop.views.customers.form import Field, Section, attempt, empty_layout
from desktop.views.customers.timetable import TimetableGrid
from planner.domain.messages import Message, message
from planner.domain.people import Affiliation, Customer
from planner.domain.places import DepartmentId, HospitalId
from planner.domain.units import WeeklyWindow


class PlacesSection(Section):
    """One line per hospital; the timetable below belongs to the line that is chosen."""

    def __init__(self, context: Context, model: CustomersViewModel) -> None:
        super().__init__(context, message("Places and hours"))
        self._model = model
        self._chosen = 0
        self._shown: str | None = None
        self.fields: list[dict[str, Field]] = []
        self.add_button = context.button(message("Add a hospital"), self._offer_another, "quiet")
        self.head.addWidget(self.add_button)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(SPACE[1])
        self.body.addLayout(self._rows)
        self.note = context.label("", Type.CAPTION, "muted")
        self.note.setWordWrap(True)
        self.any_time = context.button(message("Any time"), lambda: self._write(None), "quiet")
        beside = QHBoxLayout()
        beside.addWidget(self.note, 1)
        beside.addWidget(self.any_time)
        self.body.addLayout(beside)
        self.grid = TimetableGrid(context)
        self.grid.changed.connect(self._write)
        self.body.addWidget(self.grid)

    def show_line(self, line: CustomerLine, around: Surroundings) -> None:
        """Show one customer's places; another customer begins with the main one."""
        if line.customer.id != self._shown:
            self._shown, self._chosen = line.customer.id, 0
        self._chosen = min(self._chosen, max(0, len(line.customer.affiliations) - 1))
        empty_layout(self._rows)
        self.fields = []
        for place, affiliation in enumerate(line.customer.affiliations):
            self._add_row(place, affiliation, around, len(line.customer.affiliations) > 1)
        self._show_hours(line.customer, around)

    def _add_row(self, place: int, affiliation: Affiliation | None, around: Surroundings, several: bool) -> None:
        hospital = choice_box(f"hospital-{place}", typed=True)
        department = choice_box(f"department-{place}")
        known = None if affiliation is None else affiliation.hospital
        offer(hospital, hospitals(around), known)
        if affiliation is None:
            hospital.setEditText("")
        offer(department, departments(self.context, around, known), None if affiliation is None else affiliation.department)
        fields = {
            "hospital": Field(self.context, message("Hospital"), hospital),
            "department": Field(self.context, message("Department"), department),
        }
        hospital.activated.connect(lambda _: self._move(place, cast(HospitalId | None, chosen_value(hospital)), None))
        if known is not None:
            there = known
            department.activated.connect(lambda _: self._move(place, there, cast(DepartmentId | None, department.currentData())))
        self.fields.append(fields)
        self._rows.addWidget(self._row(place, fields, several))

    def _row(self, place: int, fields: dict[str, Field], several: bool) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE[1])
        if several:
            mark = QRadioButton()
            mark.setChecked(place == self._chosen)
            mark.setAccessibleName(self.context.say(message("Show the hours at this hospital")))
            mark.setToolTip(mark.accessibleName())
            mark.clicked.connect(partial(self._choose, place))
            row.addWidget(mark)
        row.addWidget(fields["hospital"], 3)
        row.addWidget(fields["department"], 2)
        if several:
            away = self.context.button(message("Remove"), partial(self._leave, place), "quiet")
            row.addWidget(away)
        return box

    def _show_hours(self, customer: Customer, around: Surroundings) -> None:
        places = customer.affiliations
        self.grid.setEnabled(bool(places))
        if not places:
            return
        chosen = places[self._chosen]
        hospital = around.hospitals.get(chosen.hospital)
        reception = None if hospital is None else hospital.reception
        self.grid.show_timetable(chosen.availability, around.policy.working_day, reception)
        free = chosen.availability is None
        text = message("Any time the hospital receives reps; paint hours to limit it") if free else message("Painted hours only")
        self.note.setText(self.context.say(text))
        self.any_time.setVisible(not free)

    def _customer(self) -> Customer | None:
        line = self._model.state.line
        return None if line is None else line.customer

    def _choose(self, place: int) -> None:
        customer, around = self._customer(), self._model.state.around
        self._chosen = place
        if customer is not None and around is not None:
            self._show_hours(customer, around)

    def _offer_another(self) -> None:
        customer, around = self._customer(), self._model.state.around
        if customer is not None and around is not None and len(self.fields) == len(customer.affiliations):
            self._add_row(len(customer.affiliations), None, around, several=False)
            self.fields[-1]["hospital"].editor.setFocus()

    def _move(self, place: int, hospital: HospitalId | None, department: DepartmentId | None) -> None:
        customer = self._customer()
        if customer is not None:
            before = customer
            attempt(self.fields[place], lambda: self._commit(before, moved(before, place, hospital, department)))

    def _leave(self, place: int) -> None:
        customer = self._customer()
        if customer is not None:
            before = customer
            attempt(self.fields[place], lambda: self._commit(before, left(before, place)))

    def _write(self, timetable: tuple[WeeklyWindow, ...] | None) -> None:
        customer = self._customer()
        if customer is None or not customer.affiliations:
            return
        places = list(customer.affiliations)
        places[self._chosen] = replace(places[self._chosen], availability=timetable or None)
        self._commit(customer, replace(customer, affiliations=tuple(places)))

    def _commit(self, before: Customer, after: Customer) -> None:
        title: Message = message("Change where {name} can be met", name=before.name)
        if after != before:
            self._model.change(title, (before,), (after,))
