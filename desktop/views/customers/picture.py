"""Potential and support of a product's customers, with thresholds to try and to put in force."""

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, QTimer
from PySide6.QtGui import QIntValidator, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.charts.ratingcloud import Borders
from desktop.theme.tokens import SPACE, Type
from desktop.usecases.preview_thresholds import RatedCrowd, thresholds_in, with_thresholds
from desktop.viewmodels.customers import CustomersViewModel
from desktop.views.context import Context
from desktop.views.customers.cloudview import CloudView
from desktop.views.customers.form import Field, in_row
from planner.domain.messages import message
from planner.domain.people import CustomerId, SegmentId
from planner.domain.policy import Thresholds
from planner.domain.products import ProductId
from planner.errors import PolicyError
from planner.policy.validate import validate

_PAUSE_MS = 150


class PicturePanel(QWidget):
    """Everybody listed, tier filter and circle apart. Thresholds moved here count at once and are in force when applied."""

    def __init__(self, context: Context, model: CustomersViewModel) -> None:
        super().__init__()
        self._context = context
        self._model = model
        self._crowd: RatedCrowd | None = None
        self._tried: Thresholds | None = None
        self.product = QComboBox()
        self.view = CloudView(context)
        self.potential, self.support = self._figure(), self._figure()
        self.note = context.label("", Type.CAPTION, "muted")
        self.note.setWordWrap(True)
        self.fault = context.label("", Type.CAPTION, "bad")
        self.fault.setWordWrap(True)
        self.fault.hide()
        self.apply_button = context.button(message("Apply the thresholds"), self.apply, "primary")
        self.reset_button = context.button(message("Reset"), self.reset)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.refresh)
        self._lay_out()
        self._connect()

    def _figure(self) -> QLineEdit:
        line = QLineEdit()
        line.setValidator(QIntValidator(0, 100_000, line))
        line.editingFinished.connect(self._on_figures)
        return line

    def _lay_out(self) -> None:
        context = self._context
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, SPACE[2], SPACE[2])
        column.setSpacing(SPACE[1])
        column.addWidget(Field(context, message("Product"), self.product))
        column.addWidget(self.view, 1)
        self._fields = (
            Field(context, message("High potential from"), self.potential),
            Field(context, message("High support from"), self.support),
        )
        column.addWidget(in_row(*self._fields))
        column.addWidget(self.fault)
        row = QHBoxLayout()
        row.addWidget(self.note, 1)
        row.addWidget(self.reset_button)
        row.addWidget(self.apply_button)
        column.addLayout(row)

    def _connect(self) -> None:
        self._model.listed.connect(self._pause.start)
        self._model.patched.connect(lambda _: self._pause.start())
        self.product.activated.connect(lambda _: self._restart())
        self.view.borders_moved.connect(self._on_borders)
        self.view.field_chosen.connect(self._on_field)
        self.view.circled.connect(self._on_circle)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self._pause.start(0)

    def refresh(self) -> None:
        """Show those listed now; thresholds that are being tried stay."""
        state, around = self._model.state, self._model.state.around
        if state.rows is None or around is None or not self.isVisible():
            return
        self._offer_products()
        product: ProductId | None = self.product.currentData()
        if product is None:
            return
        plain = replace(state.wanted, segments=frozenset(), chosen=None, product=None)
        self._crowd = state.rows.crowd(plain, product)
        if self._tried is None or self._tried.product != product:
            self._tried = thresholds_in(around.policy, product)
        self.view.show_crowd(self._crowd, _borders(self._tried))
        self._show()

    def apply(self) -> None:
        """Put the thresholds in force; undo takes them back."""
        around, tried = self._model.state.around, self._tried
        if around is None or tried is None:
            return
        names = {each.id: each.name for each in around.products}
        product = names.get(tried.product, "") if tried.product is not None else ""
        try:
            policy = validate(with_thresholds(around.policy, tried))
        except PolicyError as error:
            say = self._context.say
            self.fault.setText(f"{say(error.problem)} {say(error.way_out)}")
            self.fault.show()
            return
        self._model.rewrite_policy(message("Thresholds of {product}", product=product), policy)

    def reset(self) -> None:
        """Back to the thresholds in force."""
        self._restart()

    @property
    def counts(self) -> dict[SegmentId, int]:
        """Customers by tier under the thresholds that are being tried."""
        around = self._model.state.around
        if self._crowd is None or self._tried is None or around is None:
            return {}
        return dict(self._crowd.counts(around.policy, self._tried))

    def _restart(self) -> None:
        self._tried = None
        self.refresh()

    def _offer_products(self) -> None:
        around, wanted = self._model.state.around, self._model.state.wanted
        products = [] if around is None else [(each.name, each.id) for each in around.products]
        chosen = wanted.product or self.product.currentData() or (products[0][1] if products else None)
        with QSignalBlocker(self.product):
            self.product.clear()
            for name, id in products:
                self.product.addItem(name, id)
            self.product.setCurrentIndex(max(0, self.product.findData(chosen)))

    def _show(self) -> None:
        tried, around = self._tried, self._model.state.around
        if tried is None or around is None or self._crowd is None or tried.product is None:
            return
        wanted = self._model.state.wanted
        lit = next(iter(wanted.segments)) if len(wanted.segments) == 1 and wanted.product == tried.product else None
        self.view.show_borders(_borders(tried), self.counts, lit)
        self.fault.hide()
        self._fields[1].setVisible(tried.support is not None)
        for line, value in ((self.potential, tried.potential), (self.support, tried.support)):
            line.setText(f"{value or 0:.0f}")
        changed = tried != thresholds_in(around.policy, tried.product)
        self.apply_button.setEnabled(changed)
        self.reset_button.setEnabled(changed)
        by_hand = sum(each.override is not None for each in self._crowd.others)
        note = message("{customers:customer|customers} rated, {by_hand} by hand", customers=self._rated, by_hand=by_hand)
        self.note.setText(self._context.say(note))

    @property
    def _rated(self) -> int:
        return 0 if self._crowd is None else len(self._crowd.points) + len(self._crowd.others)

    def _on_borders(self, borders: Borders) -> None:
        if self._tried is not None:
            self._tried = replace(self._tried, potential=borders.potential, support=borders.support)
            self._show()

    def _on_figures(self) -> None:
        """What was typed counts like a border that was dragged; an unchanged figure changes nothing."""
        if self._tried is not None:
            support = None if self._tried.support is None else _typed(self.support, self._tried.support)
            self._tried = replace(self._tried, potential=_typed(self.potential, self._tried.potential), support=support)
            self._show()

    def _on_field(self, tier: str) -> None:
        """List the customers of a field; a second click lists all again."""
        wanted, product = self._model.state.wanted, self.product.currentData()
        chosen = frozenset({SegmentId(tier)})
        if wanted.segments == chosen and wanted.product == product:
            self._model.narrow(replace(wanted, segments=frozenset(), product=None))
        else:
            self._model.narrow(replace(wanted, segments=chosen, product=product, chosen=None))

    def _on_circle(self, customers: frozenset[CustomerId]) -> None:
        if customers:
            self._model.narrow(replace(self._model.state.wanted, chosen=customers, segments=frozenset()))


def _borders(thresholds: Thresholds) -> Borders:
    return Borders(thresholds.potential, thresholds.support, thresholds.support_share)


def _typed(line: QLineEdit, known: float) -> float:
    """The figure in a field; one that is as it was written before keeps its fractions."""
    return known if line.text() in ("", f"{known:.0f}") else float(line.text())
