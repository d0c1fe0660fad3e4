"""One customer's details in one column: who, what comes, what was, ratings, places and hours."""

from dataclasses import replace

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.theme.tokens import SPACE, Type
from desktop.usecases.list_customers import CustomerLine, Surroundings
from desktop.viewmodels.customers import CustomersViewModel
from desktop.views.context import Context
from desktop.views.customers.person import PersonSection
from desktop.views.customers.places import PlacesSection
from desktop.views.customers.ratings import RatingsSection, TacticsSection
from desktop.views.customers.visits import VisitsSection
from planner.domain.messages import Message, message
from planner.domain.people import CustomerId


class CustomerDetail(QScrollArea):
    """Follows the customer that the view model looks at."""

    def __init__(self, context: Context, model: CustomersViewModel) -> None:
        super().__init__()
        self._context = context
        self._model = model
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.visits = VisitsSection(context, model)
        self.ratings = RatingsSection(context, model)
        self.tactics = TacticsSection(context)
        self.person = PersonSection(context, model)
        self.places = PlacesSection(context, model)
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, SPACE[1], SPACE[2])
        column.setSpacing(SPACE[2])
        column.addWidget(self._head())
        for section in (self.visits, self.ratings, self.tactics, self.person, self.places):
            column.addWidget(section)
        column.addStretch()
        self.setWidget(box)
        model.shown_changed.connect(self.show_line)
        model.patched.connect(self._on_patched)

    def _head(self) -> QWidget:
        context, box = self._context, QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self.name = context.label("", Type.TITLE)
        self.place = context.label("", look="muted")
        self.verified = context.label("", look="muted")
        for label in (self.name, self.place, self.verified):
            label.setWordWrap(True)
        self.verify_button = context.button(message("Verified today"), self.verify)
        self.active_button = context.button(message("Set inactive"), self.toggle_active, "quiet")
        column.addWidget(self.name)
        column.addWidget(self.place)
        row = QHBoxLayout()
        row.addWidget(self.verified, 1)
        row.addWidget(self.verify_button)
        row.addWidget(self.active_button)
        column.addLayout(row)
        return box

    def show_line(self) -> None:
        """Show the customer looked at."""
        line, around = self._model.state.line, self._model.state.around
        if line is None or around is None:
            return
        self._show_head(line, around)
        for section in (self.visits, self.ratings, self.tactics, self.person, self.places):
            section.show_line(line, around)

    def verify(self) -> None:
        """Note that the record was found right today."""
        line = self._model.state.line
        if line is not None:
            after = replace(line.customer, verified_on=self._context.session.today())
            self._commit(line, after, message("Verify {name}", name=line.customer.name))

    def toggle_active(self) -> None:
        """Take the customer out of all plans, or back in."""
        line = self._model.state.line
        if line is None:
            return
        customer = line.customer
        title = message("Set {name} inactive", name=customer.name)
        if not customer.active:
            title = message("Set {name} active", name=customer.name)
        self._commit(line, replace(customer, active=not customer.active), title)

    def _commit(self, line: CustomerLine, after: object, title: Message) -> None:
        if after != line.customer:
            self._model.change(title, (line.customer,), (after,))  # type: ignore[arg-type]

    def _show_head(self, line: CustomerLine, around: Surroundings) -> None:
        customer, say = line.customer, self._context.say
        name = customer.name if customer.active else say(message("{name} (inactive)", name=customer.name))
        self.name.setText(name)
        self.place.setText(" · ".join(filter(None, (line.hospital, line.department, customer.title))))
        self.verified.setText(say(self._verified(line, around)))
        self.verified.setProperty("look", "warning" if line.stale else "muted")
        self.verified.style().unpolish(self.verified)
        self.verified.style().polish(self.verified)
        self.verify_button.setEnabled(customer.verified_on != around.today)
        self.active_button.setText(say(message("Set inactive") if customer.active else message("Set active")))

    def _verified(self, line: CustomerLine, around: Surroundings) -> Message:
        day = line.customer.verified_on
        if day is None:
            return message("Never verified")
        if day == around.today:
            return message("Verified today")
        locale = self._context.session.locale
        when = locale.toString(QDate(day.year, day.month, day.day), locale.FormatType.ShortFormat)
        return message("Verified on {day}, {days:day|days} ago", day=when, days=(around.today - day).days)

    def _on_patched(self, customers: frozenset[CustomerId]) -> None:
        """Show changed values; a call that was just recorded keeps the list of calls as it is."""
        line, around = self._model.state.line, self._model.state.around
        if line is None or around is None or line.customer.id not in customers:
            return
        self._show_head(line, around)
        for section in (self.ratings, self.tactics, self.person, self.places):
            section.show_line(line, around)
