"""Search and filters above the list; every one narrows at once."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from db.exchange.plan_names import segment_name
from desktop.theme.tokens import SPACE
from desktop.usecases.list_customers import Due, Surroundings
from desktop.usecases.order_customers import NOBODY, CustomerFilter, Records, Role
from desktop.viewmodels.customers import CustomersViewModel
from desktop.views.context import Context
from desktop.views.customers.chips import SegmentChips
from desktop.views.customers.choices import choice_box, show_beginning
from desktop.views.icons import icon
from planner.domain.messages import Message, message
from planner.domain.policy import SegmentKind

_TYPING_PAUSE_MS = 40
_DUE: tuple[tuple[Message, frozenset[Due]], ...] = (
    (message("Due or not"), frozenset()),
    (message("Overdue"), frozenset({Due.OVERDUE, Due.NEVER})),
    (message("Never seen"), frozenset({Due.NEVER})),
    (message("Due within a week"), frozenset({Due.SOON})),
    (message("Overdue or due within a week"), frozenset({Due.OVERDUE, Due.NEVER, Due.SOON})),
    (message("Seen in time"), frozenset({Due.KEPT})),
)
_RECORDS: tuple[tuple[Message, Records], ...] = (
    (message("Active records"), Records.ACTIVE),
    (message("To be verified"), Records.STALE),
    (message("Without tier or group"), Records.UNRATED),
    (message("Inactive records"), Records.INACTIVE),
    (message("All records"), Records.ALL),
)
_ROLES: tuple[tuple[Message, str | None], ...] = (
    (message("All roles"), None),
    (message("Prescribers"), Role.PRESCRIBER),
    (message("Non-prescribers"), Role.NON_PRESCRIBER),
    (message("KOL"), Role.KOL),
    (message("Decision makers"), Role.DECISION_MAKER),
)


class FilterBar(QWidget):
    """Search above, filters below; `Clear` appears when something is narrowed."""

    def __init__(self, context: Context, model: CustomersViewModel) -> None:
        super().__init__()
        self._context = context
        self._model = model
        self.search = self._search()
        self.chips = SegmentChips(context, self._apply)
        self.product, self.role, self.hospital = self._combo("product"), self._combo("role"), self._combo("hospital", typed=True)
        self.rep, self.due, self.records = self._combo("rep"), self._combo("due"), self._combo("records")
        self.clear_button = context.button(message("Clear filters"), self.clear, "quiet")
        self.clear_button.hide()
        self._around: Surroundings | None = None
        self._pause = QTimer(self, singleShot=True, interval=_TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._apply)
        self.search.textChanged.connect(self._pause.start)
        self._lay_out()

    def _search(self) -> QLineEdit:
        line = QLineEdit()
        line.setPlaceholderText(self._context.say(message("Name, pinyin, initials, hospital or department")))
        line.setClearButtonEnabled(True)
        line.addAction(icon("search", self._context.theme), QLineEdit.ActionPosition.LeadingPosition)
        line.setAccessibleName(self._context.say(message("Search customers")))
        return line

    def _combo(self, name: str, *, typed: bool = False) -> QComboBox:
        combo = choice_box(f"filter-{name}", typed=typed)
        combo.currentIndexChanged.connect(lambda _: self._apply())
        return combo

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE[1])
        self.top = QHBoxLayout()
        self.top.setSpacing(SPACE[1])
        self.top.addWidget(self.search, 1)
        self.top.addWidget(self.chips)
        column.addLayout(self.top)
        row = QHBoxLayout()
        row.setSpacing(SPACE[1])
        for combo in (self.product, self.role, self.hospital, self.rep, self.due, self.records):
            row.addWidget(combo, 1)
        column.addLayout(row)

    def show_choices(self, around: Surroundings) -> None:
        """Offer what the district has; what was chosen stays chosen."""
        if around is self._around:
            return
        self._around = around
        say, wanted = self._context.say, self._model.state.wanted
        language = self._context.session.language.value
        groups = [each for each in around.policy.segments if each.kind is SegmentKind.GROUP]
        tiers = [each for each in around.policy.segments if each.kind is SegmentKind.TIER]
        self.chips.show_segments([each.id for each in tiers], [each.id for each in groups], wanted.segments)
        products = [(each.name, each.id) for each in around.products]
        hospitals = sorted((each.name, each.id) for each in around.hospitals.values())
        reps = sorted((each.name, each.id) for each in around.reps.values())
        names = [(segment_name(each, language), each.id) for each in groups]
        roles = [*((say(text), role) for text, role in _ROLES), *names]
        _fill(self.product, [(say(message("All products")), None), *products], wanted.product)
        _fill(self.role, roles, wanted.role)
        _fill(self.hospital, [(say(message("All hospitals")), None), *hospitals], wanted.hospital)
        _fill(self.rep, [(say(message("All reps")), None), (say(message("Without rep")), NOBODY), *reps], wanted.rep)
        _fill(self.due, [(say(text), due) for text, due in _DUE], wanted.due)
        _fill(self.records, [(say(text), records) for text, records in _RECORDS], wanted.records)

    def show_filter(self) -> None:
        """Show the filter in force, also where something else than this bar set it."""
        wanted = self._model.state.wanted
        self.clear_button.setVisible(not wanted.is_plain)
        self.chips.check(wanted.segments)
        if self.search.text().strip() != wanted.text:
            with QSignalBlocker(self.search):
                self.search.setText(wanted.text)
        for combo, value in self._values(wanted):
            _choose(combo, value)

    def clear(self) -> None:
        """List all active customers again."""
        self._model.narrow(CustomerFilter())

    def _values(self, wanted: CustomerFilter) -> Sequence[tuple[QComboBox, object]]:
        return (
            (self.product, wanted.product),
            (self.role, wanted.role),
            (self.hospital, wanted.hospital),
            (self.rep, wanted.rep),
            (self.due, wanted.due),
            (self.records, wanted.records),
        )

    def _apply(self) -> None:
        self._pause.stop()
        if self._around is None:
            return
        self._model.narrow(
            replace(
                self._model.state.wanted,
                text=self.search.text().strip(),
                segments=self.chips.checked(),
                product=self.product.currentData(),
                role=self.role.currentData(),
                hospital=self.hospital.currentData(),
                rep=self.rep.currentData(),
                due=self.due.currentData(),
                records=self.records.currentData(),
            )
        )


def _fill(combo: QComboBox, choices: Sequence[tuple[str, object]], chosen: object) -> None:
    with QSignalBlocker(combo):
        combo.clear()
        for text, value in choices:
            combo.addItem(text, value)
        for place, (text, _) in enumerate(choices[:40]):
            combo.setItemData(place, text, Qt.ItemDataRole.ToolTipRole)
    _choose(combo, chosen)


def _choose(combo: QComboBox, value: object) -> None:
    if combo.currentData() == value and combo.currentIndex() >= 0:
        return
    found = next((place for place in range(combo.count()) if combo.itemData(place) == value), 0)
    with QSignalBlocker(combo):
        combo.setCurrentIndex(found)
    show_beginning(combo)
