"""What reps say to a shared alignment, and the manager's answers."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from db.mapping.alignments import AlignmentRecord
from desktop.tables.figures import Field, FigureTable
from desktop.theme.tokens import SPACE, Type
from desktop.viewmodels.territories import TerritoriesState
from desktop.views.context import Context
from desktop.views.territories.words import ANSWERS, CHALLENGES
from desktop.views.widgets.figuretable import FigureView
from planner.domain.alignment import AlignmentStatus, Challenge, ChallengeKind, ChallengeStatus
from planner.domain.messages import message
from planner.domain.people import RepId


class ChallengePane(QFrame):
    """`answered(number, accepted, text)` for the manager, `challenged(RepId, kind, reason)` for a rep: about the hospital that is
    selected on the map, or the load."""

    answered = Signal(int, bool, str)
    challenged = Signal(object, object, str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.list: FigureView = FigureView(context, message("Challenges"), FigureTable[Challenge](()), wide=3)
        self.list.setMinimumHeight(110)
        self.answer = QLineEdit()
        self.answer.setPlaceholderText(context.say(message("What the rep is told")))
        self.accept = context.button(message("Accept"), lambda: self._answer(accepted=True), "primary")
        self.reject = context.button(message("Reject"), lambda: self._answer(accepted=False))
        self.rep, self.kind = QComboBox(), QComboBox()
        self.rep.setAccessibleName(context.say(message("Who challenges")))
        self.kind.setAccessibleName(context.say(message("What the rep asks for")))
        for kind in ChallengeKind:
            self.kind.addItem(context.say(CHALLENGES[kind]), kind)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(context.say(message("Reason, for the hospital selected on the map")))
        self.send = context.button(message("Challenge"), self._challenge)
        self._lay_out()

    def _lay_out(self) -> None:
        rows = []
        for widgets in ((self.answer, self.accept, self.reject), (self.rep, self.kind, self.send), (self.reason,)):
            row = QHBoxLayout()
            row.setSpacing(SPACE[0])
            for each in widgets:
                row.addWidget(each, 1 if isinstance(each, QLineEdit) else 0)
            rows.append(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE[1])
        column.addWidget(self._context.label(message("Challenges"), Type.STRONG))
        column.addWidget(self.list, 1)
        for row in rows:
            column.addLayout(row)

    def show_state(self, state: TerritoriesState) -> None:
        """Show the challenges of the alignment looked at; only a shared one takes new ones and answers."""
        desk = state.desk
        record = None if desk is None else desk.record
        shared = record is not None and record.header.status is AlignmentStatus.SHARED
        self.setVisible(record is not None and (shared or bool(record.challenges)))
        for widget in (self.answer, self.accept, self.reject, self.rep, self.kind, self.reason, self.send):
            widget.setVisible(shared)
        if desk is None or record is None:
            return
        chosen = self.rep.currentData()
        self.rep.clear()
        for rep in desk.table.case.reps:
            self.rep.addItem(rep.name, rep.id)
        self.rep.setCurrentIndex(max(0, self.rep.findData(chosen)))
        self.list.show_fields(self._fields(record, desk.table.names), record.challenges)
        waiting = [row for row, each in enumerate(record.challenges) if each.status is ChallengeStatus.OPEN]
        if waiting:
            self.list.selectRow(waiting[0])
        for button in (self.accept, self.reject):
            button.setEnabled(bool(waiting))

    def _fields(self, record: AlignmentRecord, names: dict[str, str]) -> Sequence[Field[Challenge]]:
        say, theme = self._context.say, self._context.theme
        held = {str(each.unit): each.name for each in record.proposal.holdings}

        def rep(each: Challenge) -> str:
            return names.get(str(each.rep), each.rep)

        def account(each: Challenge) -> str:
            return "–" if each.unit is None else held.get(str(each.unit), each.unit)

        def hint(each: Challenge) -> str:
            return "\n".join(part for part in (each.reason, each.answer) if part)

        def colour(each: Challenge) -> str | None:
            return theme.warning if each.status is ChallengeStatus.OPEN else None

        return (
            Field(say(message("Rep")), rep, rep, hint=hint),
            Field(say(message("Asks")), lambda each: say(CHALLENGES[each.kind]), lambda each: each.kind.value, hint=hint),
            Field(say(message("Account")), account, account, hint=hint),
            Field(say(message("Reason")), lambda each: each.reason, lambda each: each.reason, hint=hint),
            Field(say(message("Status")), lambda each: say(ANSWERS[each.status]), lambda each: each.status.value, colour=colour),
        )

    def _answer(self, *, accepted: bool) -> None:
        rows = self.list.chosen_rows()
        if rows:
            self.answered.emit(self.list.table.value_at(rows[0]).number, accepted, self.answer.text())
            self.answer.clear()

    def _challenge(self) -> None:
        if self.rep.currentData() is not None:
            kind = ChallengeKind(self.kind.currentData())
            self.challenged.emit(RepId(self.rep.currentData()), kind, self.reason.text())
