"""The right half of the page: the picture, the customer looked at, several at once, or a new one."""

from enum import IntEnum

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from desktop.theme.tokens import SPACE
from desktop.viewmodels.customers import CustomersViewModel
from desktop.views.context import Context
from desktop.views.customers.detail import CustomerDetail
from desktop.views.customers.newcustomer import NewCustomerPanel
from desktop.views.customers.picture import PicturePanel
from desktop.views.customers.several import SeveralPanel
from desktop.views.customers.table import CustomerList
from planner.domain.messages import message
from planner.domain.people import CustomerId


class Side(IntEnum):
    """What stands at the right."""

    PICTURE = 0
    CUSTOMER = 1
    SEVERAL = 2
    NEW = 3
    NOBODY = 4


class SidePanel(QWidget):
    """Two tabs: the picture, and whoever is selected in the list."""

    def __init__(self, context: Context, model: CustomersViewModel, list: CustomerList) -> None:
        super().__init__()
        self._context = context
        self._model = model
        self._list = list
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.addTab(context.say(message("Picture")))
        self.tabs.addTab(context.say(message("Customer")))
        self.picture = PicturePanel(context, model)
        self.detail = CustomerDetail(context, model)
        self.several = SeveralPanel(context, model, lambda: list.chosen(None))
        self.new = NewCustomerPanel(context, model, self._on_added)
        nobody = context.label(message("Select a customer in the list to see the details."), look="muted")
        nobody.setAlignment(Qt.AlignmentFlag.AlignCenter)
        nobody.setWordWrap(True)
        self._stack = QStackedWidget()
        for widget in (self.picture, self.detail, self.several, self.new, nobody):
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[1], SPACE[2], SPACE[1], 0)
        column.setSpacing(SPACE[2])
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        self.setMinimumWidth(360)
        self.tabs.currentChanged.connect(lambda _: self.follow())
        list.chosen_changed.connect(self.follow)

    @property
    def side(self) -> Side:
        """What is shown."""
        return Side(self._stack.currentIndex())

    def show_tab(self, tab: int) -> None:
        """Turn to the picture (0) or to the customer (1)."""
        with QSignalBlocker(self.tabs):
            self.tabs.setCurrentIndex(tab)
        self.follow()

    def begin_new(self) -> None:
        """Ask for a new customer."""
        with QSignalBlocker(self.tabs):
            self.tabs.setCurrentIndex(1)
        self._stack.setCurrentIndex(Side.NEW)
        self.new.begin()

    def follow(self) -> None:
        """Show who is selected, unless the picture is looked at."""
        count, around = self._list.chosen_count, self._model.state.around
        if self.tabs.currentIndex() == Side.PICTURE or around is None:
            self._stack.setCurrentIndex(Side.PICTURE)
            return
        if count > 1:
            self.several.show_count(count, around)
            self._stack.setCurrentIndex(Side.SEVERAL)
            return
        chosen = self._list.chosen(1)
        if chosen:
            self._model.show(chosen[0])
        self._stack.setCurrentIndex(Side.CUSTOMER if self._model.state.line is not None else Side.NOBODY)

    def _on_added(self, customer: CustomerId | None) -> None:
        if customer is not None:
            self._model.show(customer)
            self._list.show_customer(customer)
        self._stack.setCurrentIndex(Side.CUSTOMER if self._model.state.line is not None else Side.NOBODY)
