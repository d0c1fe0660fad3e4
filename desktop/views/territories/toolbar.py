"""The bar over the map: who gets what is drawn around, which hand draws, give and lock."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QButtonGroup, QComboBox, QFrame, QHBoxLayout, QPushButton

from desktop.theme.tokens import SPACE
from desktop.viewmodels.territories import TerritoriesState
from desktop.views.context import Context
from desktop.views.territories.painting import Hand
from planner.domain.messages import Message, message
from planner.domain.people import RepId

_HANDS: tuple[tuple[Hand, Message, Message], ...] = (
    (Hand.MOVE, message("Move"), message("Drag to move the map (Esc)")),
    (Hand.MARK, message("Select"), message("Draw around hospitals to select them (S)")),
    (Hand.LASSO, message("Lasso"), message("Hospitals you draw around go to the chosen rep (L)")),
    (Hand.PAINT, message("Paint"), message("Hospitals you paint over go to the chosen rep (P)")),
)


class TerritoryBar(QFrame):
    """`hand_chosen(Hand)`, `rep_chosen(RepId)`, `give_wanted` and `lock_wanted` for what is marked."""

    hand_chosen = Signal(object)
    rep_chosen = Signal(object)
    give_wanted = Signal()
    lock_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setProperty("look", "bar")
        self._context = context
        self.reps = QComboBox()
        self.reps.setAccessibleName(context.say(message("Who gets what you draw around")))
        self.reps.setMinimumWidth(140)
        self.reps.activated.connect(lambda _: self.rep_chosen.emit(RepId(self.reps.currentData())))
        self.hands = {hand: self._switch(title, hint, hand) for hand, title, hint in _HANDS}
        self.hands[Hand.MOVE].setChecked(True)
        self.give = context.button(message("Give"), self.give_wanted.emit)
        self.give.setToolTip(context.say(message("Give the selected hospitals to the chosen rep (G)")))
        self.lock = context.button(message("Lock"), self.lock_wanted.emit)
        self.lock.setToolTip(context.say(message("Lock the selected hospitals where they are, or unlock them (K)")))
        self._lay_out()

    def _switch(self, title: Message, hint: Message, hand: Hand) -> QPushButton:
        button = self._context.button(title, lambda: self.hand_chosen.emit(hand))
        button.setCheckable(True)
        button.setToolTip(self._context.say(hint))
        return button

    def _lay_out(self) -> None:
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE[2], SPACE[1], SPACE[2], SPACE[1])
        row.setSpacing(SPACE[0])
        row.addWidget(self.reps)
        row.addSpacing(SPACE[1])
        for button in self.hands.values():
            self._group.addButton(button)
            row.addWidget(button)
        row.addSpacing(SPACE[1])
        row.addWidget(self.give)
        row.addWidget(self.lock)
        row.addStretch(1)

    def show_state(self, state: TerritoriesState, colours: Sequence[str]) -> None:
        """Show the reps in their colours, and what may be done."""
        desk = state.desk
        if desk is None:
            return
        self.reps.clear()
        for rep, colour in zip(desk.table.case.reps, colours, strict=True):
            self.reps.addItem(_disc(colour), rep.name, rep.id)
        self.reps.setCurrentIndex(max(0, self.reps.findData(state.brush)))
        for hand in (Hand.LASSO, Hand.PAINT):
            self.hands[hand].setEnabled(desk.editable)
        for button in (self.give, self.lock):
            button.setEnabled(desk.editable and bool(state.marked))

    def show_hand(self, hand: Hand) -> None:
        """Show which hand draws."""
        self.hands[hand].setChecked(True)


def _disc(colour: str) -> QIcon:
    picture = QPixmap(12, 12)
    picture.fill(QColor(colour))
    return QIcon(picture)
