"""Customers without a rep, and a way to give them one."""

from collections.abc import Sequence
from typing import Any, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox

from desktop.tables.figures import Field, FigureTable
from desktop.usecases.show_team import Orphan, TeamReview
from desktop.views.context import Context
from desktop.views.widgets.card import Card
from desktop.views.widgets.figuretable import FigureView
from planner.domain.messages import message
from planner.domain.people import RepId

HEIGHT = 180


class OrphanCard(Card):
    """`assigned(tuple[Orphan, ...], RepId | None)`: give the selected customers to a rep, None = each to the one proposed."""

    assigned = Signal(object, object)

    def __init__(self, context: Context) -> None:
        self.reps = QComboBox()
        self.reps.setMinimumWidth(160)
        self.reps.setAccessibleName(context.say(message("Rep to assign to")))
        self.give = context.button(message("Assign"), lambda: self._assign(self.reps.currentData()), "primary")
        self.give_all = context.button(message("Assign all as proposed"), self.assign_as_proposed)
        super().__init__(context, message("Customers without a rep"), self.reps, self.give, self.give_all)
        self._context = context
        self.list: FigureView = FigureView(context, message("Customers without a rep"), FigureTable[Any](()))
        self.list.setFixedHeight(HEIGHT)
        self.add(self.list)

    def show_review(self, review: TeamReview) -> None:
        """Show who is without a rep; nothing is shown when nobody is."""
        self.setVisible(bool(review.orphans))
        self.tell(self._context.say(message("{count:customer is|customers are} in nobody's plan", count=len(review.orphans))))
        self.list.show_fields(self._fields(review), review.orphans)
        chosen = self.reps.currentData()
        self.reps.clear()
        for row in review.reps:
            self.reps.addItem(row.rep.name, row.rep.id)
        self.reps.setCurrentIndex(max(0, self.reps.findData(chosen)))
        if review.orphans:
            self.list.selectRow(0)

    def assign_as_proposed(self) -> None:
        """Give every customer to the rep proposed."""
        self.assigned.emit(cast(tuple[Orphan, ...], self.list.table.values), None)

    def chosen(self) -> tuple[Orphan, ...]:
        """Who is selected."""
        return tuple(cast(Orphan, self.list.table.value_at(row)) for row in self.list.chosen_rows())

    def _assign(self, rep: RepId | None) -> None:
        if rep is not None and self.chosen():
            self.assigned.emit(self.chosen(), rep)

    def _fields(self, review: TeamReview) -> Sequence[Field[Any]]:
        say, names = self._context.say, review.names

        def hospital(each: Orphan) -> str:
            return "–" if each.hospital is None else names.hospital(each.hospital)

        def proposed(each: Orphan) -> str:
            return "–" if each.proposed is None else names.rep(each.proposed)

        def customer(each: Orphan) -> str:
            return each.customer.name

        return (
            Field(say(message("Customer")), customer, customer),
            Field(say(message("Hospital")), hospital, hospital),
            Field(say(message("Proposed rep")), proposed, proposed, hint=lambda _: say(message("Has most customers there"))),
        )
