"""The list itself: a table view that keeps its selection by customer and copies it as text."""

from collections.abc import Iterable

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange, Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from desktop.tables.customers import HEADINGS, CustomersTable
from desktop.usecases.order_customers import Column
from desktop.viewmodels.customers import CustomersViewModel
from desktop.views.context import Context
from desktop.views.customers.cells import ROW_HEIGHT, CustomerCells
from planner.domain.messages import message
from planner.domain.people import CustomerId

_WIDTHS = {
    Column.NAME: 128,
    Column.TIER: 72,
    Column.HOSPITAL: 168,
    Column.DUE: 100,
    Column.LAST_SEEN: 84,
    Column.NEXT_VISIT: 84,
    Column.DEPARTMENT: 120,
    Column.ROLE: 128,
    Column.VERIFIED: 96,
    Column.REP: 92,
}
_STRETCH = {
    Column.NAME: 0.1,
    Column.HOSPITAL: 0.35,
    Column.DEPARTMENT: 0.1,
    Column.ROLE: 0.25,
    Column.VERIFIED: 0.1,
    Column.REP: 0.1,
}
_KEPT_SELECTED = 500
"""A selection larger than this is not carried over to another order: finding its rows again would take too long."""
Flag = QItemSelectionModel.SelectionFlag


class CustomerList(QTableView):
    """`chosen_changed` when other rows are selected or another one is current; `asked` when one is opened."""

    chosen_changed = Signal()
    asked = Signal(object)  # CustomerId

    def __init__(self, context: Context, model: CustomersViewModel) -> None:
        super().__init__()
        self._context = context
        self._model = model
        self.table = CustomersTable(context.say, context.session.locale, context.session.language.value, self)
        self._cells = CustomerCells(context, self.table)
        self._restoring = False
        self.setModel(self.table)
        self.setItemDelegate(self._cells)
        self.setAccessibleName(context.say(message("Customers")))
        self._dress()
        self.selectionModel().selectionChanged.connect(self._on_selection)
        self.selectionModel().currentRowChanged.connect(self._on_selection)
        self.activated.connect(lambda index: self.asked.emit(self.table.customer(index.row())))
        self.horizontalHeader().sortIndicatorChanged.connect(self._on_sort)
        model.listed.connect(self.show_rows)
        model.patched.connect(self._on_patched)

    def _dress(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        down = self.verticalHeader()
        down.setVisible(False)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultSectionSize(ROW_HEIGHT)
        across = self.horizontalHeader()
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        across.setHighlightSections(False)
        across.setMinimumSectionSize(56)
        across.setSortIndicator(Column.NAME, Qt.SortOrder.AscendingOrder)
        across.setSectionsClickable(True)
        across.setSortIndicatorShown(True)
        across.setSectionsMovable(True)
        # with the list's own selection the header would ask the model about every row whether a whole column is selected
        self._unselected = QItemSelectionModel(self.table, self)
        across.setSelectionModel(self._unselected)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit_columns()

    def fit_columns(self) -> None:
        """The ordinary widths, stretched where there is room for more; the hospital takes most of it."""
        more = max(0, self.viewport().width() - sum(_WIDTHS.values()))
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, width + int(more * _STRETCH.get(column, 0.0)))

    def show_rows(self) -> None:
        """List what the view model lists; who was selected stays selected, as far as still listed."""
        chosen = set(self.chosen(_KEPT_SELECTED)) if self._count() <= _KEPT_SELECTED else set()
        current = self.table.customer(self.currentIndex().row()) if self.currentIndex().isValid() else None
        self._restoring = True
        self.table.show_rows(self._model.state.rows, self._model.state.order)
        if chosen or current:
            self._select(chosen, current)
        self._restoring = False
        self._on_selection()

    def chosen(self, most: int | None = None) -> list[CustomerId]:
        """The selected customers in the order of the list, at most `most`."""
        found: list[CustomerId] = []
        for place in self._places():
            if most is not None and len(found) >= most:
                break
            found.append(self.table.customer(place))
        return found

    @property
    def chosen_count(self) -> int:
        """How many rows are selected."""
        return self._count()

    def show_customer(self, customer: CustomerId) -> bool:
        """Select a customer and scroll there; False when he is not listed."""
        place = self._model.place_of(customer)
        if place is None:
            return False
        index = self.table.index(place, 0)
        self.selectionModel().setCurrentIndex(index, Flag.ClearAndSelect | Flag.Rows)
        self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
        return True

    def copy(self) -> None:
        """Put the selected rows on the clipboard: one line each, columns apart by tabs, headings first."""
        lines = ["\t".join(self._context.say(HEADINGS[column]) for column in Column)]
        for place in self._places():
            line = self.table.line(place)
            lines.append("\t".join(self.table.text(column, line) for column in Column))
        if len(lines) > 1:
            QGuiApplication.clipboard().setText("\n".join(lines))

    def _places(self) -> Iterable[int]:
        """Selected places from the ranges of the selection, never row by row from Qt."""
        ranges = sorted((each.top(), each.bottom()) for each in self._ranges())
        return (place for top, bottom in ranges for place in range(top, bottom + 1))

    def _ranges(self) -> list[QItemSelectionRange]:
        selection = self.selectionModel().selection()
        return [selection.at(place) for place in range(selection.count())]

    def _count(self) -> int:
        return sum(each.height() for each in self._ranges())

    def _select(self, chosen: set[CustomerId], current: CustomerId | None) -> None:
        selection, places = QItemSelection(), {}
        rows = self._model.state.rows
        if rows is None:
            return
        wanted = {rows.places[each] for each in {*chosen, *([current] if current else [])} if each in rows.places}
        for place, row in enumerate(self._model.state.order):
            if row in wanted:
                places[rows.lines[row].customer.id] = place
                if rows.lines[row].customer.id in chosen:
                    selection.select(self.table.index(place, 0), self.table.index(place, len(Column) - 1))
        self.selectionModel().select(selection, Flag.ClearAndSelect)
        if current in places:
            index = self.table.index(places[current], 0)
            self.selectionModel().setCurrentIndex(index, Flag.NoUpdate)

    def _on_selection(self, *_: object) -> None:
        if not self._restoring:
            self.chosen_changed.emit()

    def _on_sort(self, column: int, order: Qt.SortOrder) -> None:
        self._model.sort(Column(column), descending=order is Qt.SortOrder.DescendingOrder)

    def _on_patched(self, _: frozenset[CustomerId]) -> None:
        """Only what is on the screen is painted again."""
        self.viewport().update()
