"""The customers page."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop.changes import Changes
from desktop.theme.tokens import SPACE
from desktop.usecases.order_customers import CustomerRows
from desktop.viewmodels.customers import CustomersViewModel, read_rows
from desktop.views.commands import Command, Menu
from desktop.views.context import Context
from desktop.views.customers.filterbar import FilterBar
from desktop.views.customers.side import Side, SidePanel
from desktop.views.customers.table import CustomerList
from desktop.views.page import Page
from planner.domain.messages import message
from planner.domain.people import CustomerId


class CustomersPage(Page):
    """The list with search and filters at the left, the picture and one customer's details at the right."""

    name = "customers"
    title = message("Customers")
    icon = "customers"
    watches = (
        Changes.PEOPLE
        | Changes.PLACES
        | Changes.CALLS
        | Changes.COMMITMENTS
        | Changes.POLICY
        | Changes.PLANS
        | Changes.ALIGNMENTS
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.model = CustomersViewModel(context.session, self)
        self.filters = FilterBar(context, self.model)
        self.list = CustomerList(context, self.model)
        self.side = SidePanel(context, self.model, self.list)
        self.new_button = context.button(message("New customer"), self.side.begin_new, "primary")
        self.count = context.label("", look="muted")
        self._wanted: CustomerId | None = None
        self._lay_out()
        self.model.listed.connect(self._on_listed)
        self.list.chosen_changed.connect(self._count)
        self.list.asked.connect(self.show_customer)
        self.list.clicked.connect(lambda _: self.side.show_tab(Side.CUSTOMER))
        context.navigation.customer_wanted.connect(self.show_customer)

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(SPACE[3], SPACE[3], SPACE[2], SPACE[2])
        column.setSpacing(SPACE[1])
        column.addWidget(self.filters)
        self.filters.top.addWidget(self.filters.clear_button)
        self.filters.top.addWidget(self.new_button)
        column.addWidget(self.list, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.count)
        foot.addStretch()
        column.addLayout(foot)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.side)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setSizes([880, 380])
        whole = QVBoxLayout(self.content)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)

    def commands(self) -> Sequence[Command]:
        """What can be done on this page."""
        return (
            Command("customers.search", message("Search customers"), Menu.CUSTOMERS, self._search, "Ctrl+F"),
            Command("customers.clear", message("Clear filters"), Menu.CUSTOMERS, self.filters.clear, "Ctrl+Shift+F"),
            Command(
                "customers.copy",
                message("Copy selected customers as text"),
                Menu.CUSTOMERS,
                self.list.copy,
                "Ctrl+C",
                enabled=lambda: self.list.chosen_count > 0,
            ),
            Command("customers.new", message("New customer"), Menu.CUSTOMERS, self.side.begin_new, "Ctrl+Shift+N"),
            Command("customers.picture", message("Show the picture"), Menu.CUSTOMERS, lambda: self.side.show_tab(0), "Alt+1"),
            Command("customers.details", message("Show the customer"), Menu.CUSTOMERS, lambda: self.side.show_tab(1), "Alt+2"),
            *self._customer_commands(),
        )

    def _customer_commands(self) -> Sequence[Command]:
        """What can be done with the customer looked at."""
        detail = self.side.detail

        def one() -> bool:
            return self.model.state.line is not None

        def record() -> None:
            self.side.show_tab(Side.CUSTOMER)
            detail.visits.begin()

        return (
            Command("customers.record", message("Record a call"), Menu.CUSTOMERS, record, "Ctrl+R", enabled=one),
            Command("customers.verify", message("Verified today"), Menu.CUSTOMERS, detail.verify, "Ctrl+T", enabled=one),
            Command(
                "customers.active", message("Set inactive or active"), Menu.CUSTOMERS, detail.toggle_active, "Ctrl+D", enabled=one
            ),
        )

    def reload(self) -> None:
        """Read all customers in the background; what is shown meanwhile stays."""
        session = self.context.session
        month, today = session.month, session.today()
        session.fetch(lambda books: read_rows(books, month, today), self._show, self._on_failed)

    def show_customer(self, customer: CustomerId) -> None:
        """Show one customer's details, as soon as everything is read."""
        self._wanted = customer
        rows = self.model.state.rows
        if rows is None or customer not in rows.places:
            return
        self._wanted = None
        if self.model.place_of(customer) is None:
            self.filters.clear()
        self.list.show_customer(customer)
        self.model.show(customer)
        self.side.show_tab(Side.CUSTOMER)

    def _show(self, rows: CustomerRows) -> None:
        if not isValid(self):
            return
        if not len(rows):
            self._show_nobody()
            return
        self.filters.show_choices(rows.around)
        self.show_content()
        self.model.take(rows)
        if self._wanted is not None:
            self.show_customer(self._wanted)

    def _show_nobody(self) -> None:
        self.show_empty(
            message("No customers yet"),
            message("Import a customer list from Excel or CSV, or look around in the sample district first."),
            (message("Import customers"), lambda: self.context.navigation.page_wanted.emit("import")),
        )

    def _on_failed(self, error: object) -> None:
        if isValid(self):
            self.show_error(error)  # type: ignore[arg-type]

    def _on_changed(self, changes: Changes) -> None:
        if not self.model.writing:
            super()._on_changed(changes)

    def _on_listed(self) -> None:
        self.filters.show_filter()
        self._count()

    def _count(self) -> None:
        state, locale = self.model.state, self.context.session.locale
        if state.rows is None:
            return
        listed, whole = locale.toString(len(state.order)), locale.toString(len(state.rows))
        text = self.context.say(message("{listed} of {whole} customers", listed=listed, whole=whole))
        chosen = self.list.chosen_count
        if chosen > 1:
            text += self.context.say(message(" · {chosen} selected", chosen=locale.toString(chosen)))
        self.count.setText(text)

    def _search(self) -> None:
        self.filters.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.search.selectAll()
