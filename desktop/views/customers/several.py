"""What can be done to several selected customers at once: another rep, a tier by hand. Never recording calls: those are told one
by one."""

from collections.abc import Callable
from dataclasses import replace
from typing import cast

from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from desktop.theme.tokens import SPACE, Type
from desktop.usecases.edit_customer import FieldError, overridden_everywhere
from desktop.usecases.list_customers import Surroundings
from desktop.viewmodels.customers import CustomersViewModel
from desktop.views.context import Context
from desktop.views.customers.choices import choice_box, offer, reps
from desktop.views.customers.form import Field, Section, attempt
from planner.domain.messages import Message, message
from planner.domain.people import Customer, CustomerId, RepId, SegmentId
from planner.domain.policy import SegmentKind

MOST_AT_ONCE = 500
"""More at once would hold up the window while they are written, and is rarely meant."""


class SeveralPanel(QWidget):
    """Acts on the customers that `chosen` names when a button is pressed."""

    def __init__(self, context: Context, model: CustomersViewModel, chosen: Callable[[], list[CustomerId]]) -> None:
        super().__init__()
        self._context = context
        self._model = model
        self._chosen = chosen
        self.heading = context.label("", Type.TITLE)
        self.rep, self.tier, self.reason = choice_box("several-rep"), QComboBox(), QLineEdit()
        self.rep_fields = {"rep": Field(context, message("Rep"), self.rep)}
        self.tier_fields = {
            "tier": Field(context, message("Tier of all rated products"), self.tier),
            "reason": Field(context, message("Reason for the tier"), self.reason),
        }
        self._around: Surroundings | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, SPACE[2], 0)
        column.setSpacing(SPACE[2])
        column.addWidget(self.heading)
        self.rep_button = self._section(column, message("Give to a rep"), self.rep_fields, message("Give to this rep"), self.give)
        self.tier_button = self._section(
            column, message("Tier by hand"), self.tier_fields, message("Set this tier"), self.set_tier
        )
        column.addStretch()

    def _section(
        self, column: QVBoxLayout, title: Message, fields: dict[str, Field], name: Message, run: Callable[[], None]
    ) -> QWidget:
        section = Section(self._context, title)
        for field in fields.values():
            section.body.addWidget(field)
        button = self._context.button(name, run, "primary")
        section.body.addWidget(button)
        column.addWidget(section)
        return button

    def show_count(self, count: int, around: Surroundings) -> None:
        """Show how many are selected."""
        number = self._context.session.locale.toString(count)
        self.heading.setText(self._context.say(message("{count} customers selected", count=number)))
        if around is not self._around:
            self._around = around
            say = self._context.say
            offer(self.rep, reps(self._context, around), self._context.session.rep)
            tiers = [each.id for each in around.policy.segments if each.kind is SegmentKind.TIER]
            by_hand = [(say(message("{tier} by hand", tier=tier)), tier) for tier in tiers]
            offer(self.tier, [(say(message("By figures")), None), *by_hand], None)

    def give(self) -> None:
        """Give all selected customers to a rep."""
        rep = cast(RepId | None, self.rep.currentData())
        self._change(self.rep_fields, message("Give customers to a rep"), lambda it: replace(it, rep=rep))

    def set_tier(self) -> None:
        """Set the tier of all selected prescribers, for every product they are rated for."""
        around, tier = self._around, cast(SegmentId | None, self.tier.currentData())
        if around is not None:
            self._change(
                self.tier_fields,
                message("Set the tier of customers"),
                lambda it: overridden_everywhere(it, tier, self.reason.text(), around),
            )

    def _change(self, fields: dict[str, Field], title: Message, changed: Callable[[Customer], Customer]) -> None:
        rows = self._model.state.rows
        if rows is None:
            return

        def work() -> None:
            chosen = self._chosen()
            if len(chosen) > MOST_AT_ONCE:
                raise FieldError(
                    next(iter(fields)),
                    message("{count} customers are too many at once.", count=len(chosen)),
                    message("Select at most {most}.", most=MOST_AT_ONCE),
                )
            before = [line.customer for each in chosen if (line := rows.line(each)) is not None]
            pairs = [(one, other) for one, other in ((each, changed(each)) for each in before) if one != other]
            if pairs:
                self._model.change(title, [one for one, _ in pairs], [other for _, other in pairs])
                self._context.session.noted.emit(message("{count:customer|customers} changed", count=len(pairs)))

        attempt(fields, work)
