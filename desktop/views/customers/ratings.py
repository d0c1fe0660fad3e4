"""Potential, support and tier of one customer for every product, and what the sales model advises for the tier."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop.theme.tokens import SPACE, Type
from desktop.usecases.edit_customer import overridden, rated
from desktop.usecases.list_customers import CustomerLine, Surroundings
from desktop.usecases.tactics import TACTICS
from desktop.viewmodels.customers import CustomersViewModel
from desktop.views.context import Context
from desktop.views.customers.form import Field, Section, attempt, empty_layout, in_row
from planner.domain.messages import Message, message
from planner.domain.people import Customer, CustomerKind, Rating, SegmentId
from planner.domain.policy import SegmentKind
from planner.domain.products import Product
from planner.segmentation.tiers import tier_of


@dataclass(slots=True)
class _Editors:
    potential: QLineEdit
    support: QLineEdit
    tier: QComboBox
    reason: QLineEdit
    fields: dict[str, Field]


class RatingsSection(Section):
    """Two volumes and a tier per product: the tier follows the thresholds until somebody sets another, with the reason."""

    def __init__(self, context: Context, model: CustomersViewModel) -> None:
        super().__init__(context, message("Rating"))
        self._model = model
        self.editors: dict[str, _Editors] = {}
        self._products: tuple[Product, ...] = ()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(SPACE[2])
        self.body.addLayout(self._rows)

    def show_line(self, line: CustomerLine, around: Surroundings) -> None:
        """Show a customer's ratings; editors stay where they are as long as the products are the same."""
        self.setVisible(line.customer.kind is CustomerKind.PRESCRIBER)
        if around.products != self._products or not self.editors:
            self._build(around)
        for product in around.products:
            self._show(self.editors[product.id], product, line, around)

    def _build(self, around: Surroundings) -> None:
        empty_layout(self._rows)
        self._products, self.editors = around.products, {}
        for product in around.products:
            editors = _Editors(QLineEdit(), QLineEdit(), QComboBox(), QLineEdit(), {})
            fields = {
                "potential": Field(self.context, message("Potential a month"), editors.potential),
                "support": Field(self.context, message("Support a month"), editors.support),
                "tier": Field(self.context, message("Tier"), editors.tier),
                "reason": Field(self.context, message("Reason for the tier"), editors.reason),
            }
            editors.fields = fields
            box = QWidget()
            column = QVBoxLayout(box)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(SPACE[0])
            column.addWidget(self.context.label(product.name, Type.STRONG))
            column.addWidget(in_row(fields["potential"], fields["support"], fields["tier"]))
            column.addWidget(fields["reason"])
            for line in (editors.potential, editors.support):
                line.editingFinished.connect(partial(self._rate, product))
            editors.tier.activated.connect(partial(self._choose, product))
            editors.reason.returnPressed.connect(partial(self._override, product))
            editors.reason.editingFinished.connect(partial(self._override, product))
            self._rows.addWidget(box)
            self.editors[product.id] = editors

    def _show(self, editors: _Editors, product: Product, line: CustomerLine, around: Surroundings) -> None:
        rating = next((each for each in line.customer.ratings if each.product == product.id), Rating(product.id, None, None))
        for field in editors.fields.values():
            field.show_fault(None)
        editors.potential.setText(_written(rating.potential))
        editors.support.setText(_written(rating.support))
        override = rating.override
        ruled = tier_of(Rating(product.id, rating.potential, rating.support, rating.patients_per_week), around.policy)
        tiers = [each.id for each in around.policy.segments if each.kind is SegmentKind.TIER]
        say = self.context.say
        with QSignalBlocker(editors.tier):
            editors.tier.clear()
            editors.tier.addItem(say(message("{tier} by figures", tier=ruled or "–")), None)
            for tier in tiers:
                editors.tier.addItem(say(message("{tier} by hand", tier=tier)), tier)
            editors.tier.setCurrentIndex(
                0 if override is None else 1 + tiers.index(override.tier) if override.tier in tiers else 0
            )
        editors.reason.setText("" if override is None else override.reason)
        editors.fields["reason"].setVisible(override is not None)

    def _customer(self) -> Customer | None:
        line = self._model.state.line
        return None if line is None else line.customer

    def _rate(self, product: Product) -> None:
        customer, editors = self._customer(), self.editors[product.id]
        if customer is None:
            return

        def work() -> None:
            after = rated(customer, product, editors.potential.text(), editors.support.text())
            self._commit(customer, after, message("Rate {name} for {product}", name=customer.name, product=product.name))

        attempt(editors.fields, work)

    def _choose(self, product: Product, _: int) -> None:
        """Back to the figures at once; a tier by hand waits for its reason."""
        editors = self.editors[product.id]
        by_hand = editors.tier.currentData() is not None
        editors.fields["reason"].setVisible(by_hand)
        if by_hand and not editors.reason.text().strip():
            editors.reason.setPlaceholderText(self.context.say(message("Why the figures are wrong here, then Enter")))
            editors.reason.setFocus()
        else:
            self._override(product)

    def _override(self, product: Product) -> None:
        customer, editors, around = self._customer(), self.editors[product.id], self._model.state.around
        tier: SegmentId | None = editors.tier.currentData()
        if customer is None or around is None:
            return

        def work() -> None:
            after = overridden(customer, product, tier, editors.reason.text(), around.policy)
            self._commit(
                customer, after, message("Set the tier of {name} for {product}", name=customer.name, product=product.name)
            )

        attempt(editors.fields, work)

    def _commit(self, before: Customer, after: Customer, title: Message) -> None:
        if after != before:
            self._model.change(title, (before,), (after,))


class TacticsSection(Section):
    """The strategy of the customer's tier and what it means for the next call."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, message("Tactics"))
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.body.addWidget(self.text)

    def show_line(self, line: CustomerLine, around: Surroundings) -> None:
        """Show what the policy and the sales model say of the segment."""
        tactics = TACTICS.get(line.segment, ())
        segment = next((each for each in around.policy.segments if each.id == line.segment), None)
        self.setVisible(bool(tactics) and segment is not None)
        if segment is not None and tactics:
            strategy = self.context.say(Message(segment.strategy)) if segment.strategy else ""
            self.heading.setText(" · ".join(filter(None, (self.context.say(message("Tactics")), f"{segment.id} {strategy}"))))
            self.text.setText("\n".join(f"•  {self.context.say(each)}" for each in tactics))


def _written(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
