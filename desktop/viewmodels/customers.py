"""The customers page without its widgets: what is listed, in which order, and every change made to a customer."""

import gc
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QObject, Signal

from db.store import Books
from desktop.usecases.edit import Edit, PolicyRewrite, Rewrite, Shelf
from desktop.usecases.list_customers import CustomerLine, Surroundings, load_surroundings
from desktop.usecases.order_customers import Column, CustomerFilter, CustomerRows
from desktop.viewmodels.session import Session
from planner.domain.calls import Call
from planner.domain.messages import Message, message
from planner.domain.people import Customer, CustomerId
from planner.domain.policy import Policy
from planner.domain.units import Month
from planner.errors import UserFacingError

MANY = 50_000
"""From so many new values on a search for garbage is felt."""
EVERYBODY = CustomerFilter()


@dataclass(frozen=True, slots=True)
class CustomersState:
    """`order` are rows of `rows`, as they are listed. `shown` is the customer whose details are looked at."""

    rows: CustomerRows | None = None
    wanted: CustomerFilter = EVERYBODY
    column: Column = Column.NAME
    descending: bool = False
    order: tuple[int, ...] = ()
    shown: CustomerId | None = None

    @property
    def around(self) -> Surroundings | None:
        """What the lines were made from; None while nothing is loaded."""
        return None if self.rows is None else self.rows.around

    @property
    def line(self) -> CustomerLine | None:
        """The customer whose details are looked at."""
        return None if self.rows is None or self.shown is None else self.rows.line(self.shown)


def read_rows(books: Books, month: Month, today: date) -> CustomerRows:
    """Everything the page shows, made ready in the thread that reads.

    Meanwhile nobody looks for cyclic garbage: such a search through a million fresh values would hold up the window's thread for
    as long as it takes. Many values are then left out of later searches too; they are freed all the same when they are replaced.
    """
    searching = gc.isenabled()
    gc.disable()
    try:
        customers, around = load_surroundings(books, month, today)
        return CustomerRows(customers, around)
    finally:
        if gc.get_count()[0] > MANY:
            gc.freeze()
        if searching:
            gc.enable()


class CustomersViewModel(QObject):
    """`listed` when other rows or another order are listed, `patched(frozenset[CustomerId])` when shown values changed in place,
    `shown_changed` when another customer is looked at, `history_read(CustomerId, tuple[Call, ...])` when calls were fetched."""

    listed = Signal()
    patched = Signal(object)
    shown_changed = Signal()
    history_read = Signal(object, object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.state = CustomersState()
        self.writing = False
        self._alive = [True]
        self.destroyed.connect(_emptying(self._alive))

    def take(self, rows: CustomerRows) -> None:
        """Show what was read; filter, order and the customer looked at stay."""
        self.state = replace(self.state, rows=rows)
        self._list()
        self.shown_changed.emit()

    def narrow(self, wanted: CustomerFilter) -> None:
        """List those who pass another filter."""
        if wanted != self.state.wanted:
            self.state = replace(self.state, wanted=wanted)
            self._list()

    def sort(self, column: Column, *, descending: bool = False) -> None:
        """List in the order of a column."""
        if (column, descending) != (self.state.column, self.state.descending):
            self.state = replace(self.state, column=column, descending=descending)
            self._list()

    def show(self, customer: CustomerId | None) -> None:
        """Look at a customer's details."""
        if customer != self.state.shown:
            self.state = replace(self.state, shown=customer)
            self.shown_changed.emit()

    def lines(self, places: Iterable[int]) -> list[CustomerLine]:
        """The lines at places of the list."""
        state = self.state
        return [] if state.rows is None else [state.rows.lines[state.order[place]] for place in places]

    def place_of(self, customer: CustomerId) -> int | None:
        """Where a customer stands in the list."""
        state = self.state
        row = None if state.rows is None else state.rows.places.get(customer)
        return state.order.index(row) if row is not None and row in state.order else None

    def change(self, title: Message, before: Sequence[Customer], after: Sequence[Customer]) -> bool:
        """Write customers as they shall be, with undo; a customer that is not in `before` is new."""
        rewritten = Rewrite(Shelf.CUSTOMERS, tuple(before), tuple(after))
        if not self._commit(Edit(title, (rewritten,))):
            return False
        self._patch(after)
        return True

    def record(self, call: Call, customer: Customer) -> bool:
        """Write one recorded call, with undo."""
        title = message("Record a call on {name}", name=customer.name)
        if not self._commit(Edit(title, (Rewrite(Shelf.CALLS, (), (call,)),))):
            return False
        around = self.state.around
        if around is not None and call.outcome.counts:
            days = around.seen.get(customer.id, frozenset()) | {call.date}
            self._patch((customer,), replace(around, seen={**around.seen, customer.id: days}))
        self.read_history(customer.id)
        return True

    def rewrite_policy(self, title: Message, policy: Policy) -> bool:
        """Put changed figures in force, with undo; every tier is then read anew."""
        around = self.state.around
        return around is not None and self.session.commit(Edit(title, (PolicyRewrite(around.stored or around.policy, policy),)))

    def read_history(self, customer: CustomerId) -> None:
        """Fetch the recorded calls on a customer, the latest first."""

        alive = self._alive  # the page may be gone when the answer comes

        def then(calls: tuple[Call, ...]) -> None:
            if alive:
                self.history_read.emit(
                    customer, tuple(sorted(calls, key=lambda call: (call.date, call.start or 0), reverse=True))
                )

        self.session.fetch(lambda books: books.calls.on(customer), then)

    def refuse(self, error: UserFacingError) -> None:
        """Tell what is in the way."""
        self.session.failed.emit(error)

    def _commit(self, edit: Edit) -> bool:
        """Write without making the page read everything again: what changed is known and patched."""
        self.writing = True  # the page asks before it reloads
        try:
            return self.session.commit(edit)
        finally:
            self.writing = False

    def _patch(self, customers: Sequence[Customer], around: Surroundings | None = None) -> None:
        rows = self.state.rows
        if rows is None:
            return
        known = len(rows)
        rows.patch(customers, around)
        if len(rows) > known:
            self._list()
        self.patched.emit(frozenset(each.id for each in customers))

    def _list(self) -> None:
        state = self.state
        if state.rows is not None:
            found = state.rows.find(state.wanted, state.column, descending=state.descending)
            self.state = replace(state, order=tuple(found))
        self.listed.emit()


def _emptying(alive: list[bool]) -> Callable[[], None]:
    """What is done when the view model ends; it must not hold the view model itself."""

    def forget() -> None:
        alive.clear()

    return forget
