"""A proposal beside the board: every change with its reason, to be accepted or rejected one by one; nothing is modal."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from desktop.theme.tokens import SPACE, Type
from desktop.viewmodels.weekadvice import Proposal, WeekAdvice
from desktop.views.context import Context
from desktop.views.week.daytext import short_day
from planner.domain.messages import Message, message
from planner.domain.units import clock
from planner.month.repair.differences import Difference, DifferenceKind, Spot

KINDS = {
    DifferenceKind.MOVED: message("Move"),
    DifferenceKind.ADDED: message("Add"),
    DifferenceKind.DROPPED: message("Take out"),
    DifferenceKind.REORDERED: message("Other times"),
}


class DiffPanel(QWidget):
    """The proposal's changes with a box each; what the choice gives is checked at every click."""

    def __init__(self, context: Context, advice: WeekAdvice) -> None:
        super().__init__()
        self._context, self._advice = context, advice
        self.heading = context.label("", Type.STRONG)
        self.heading.setWordWrap(True)
        self.verdict = context.label("", look="muted")
        self.verdict.setWordWrap(True)
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        self.list.setAccessibleName(context.say(message("Changes proposed")))
        self.take = context.button(message("Accept chosen"), self._take, "primary")
        self.dismiss = context.button(message("Dismiss"), advice.dismiss)
        self.ask = context.button(message("Re-optimise the rest"), advice.reoptimise)
        self._quiet = False
        self.list.itemChanged.connect(self._on_changed)
        advice.proposed.connect(self.show_proposal)
        advice.busy.connect(self._show_busy)
        self._lay_out()
        self.show_proposal()

    def _lay_out(self) -> None:
        made, empty, busy = QWidget(), QWidget(), QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.heading)
        column.addWidget(self.list, 1)
        column.addWidget(self.verdict)
        buttons = QHBoxLayout()
        buttons.addWidget(self.take)
        buttons.addWidget(self.dismiss)
        buttons.addStretch()
        column.addLayout(buttons)
        nothing = QVBoxLayout(empty)
        hint = message(
            "Let the rest of the month be planned anew around what you have set and locked. Every change is shown here with its"
            " reason before anything happens."
        )
        text = self._context.label(hint, look="muted")
        text.setWordWrap(True)
        nothing.addWidget(text)
        nothing.addWidget(self.ask, alignment=Qt.AlignmentFlag.AlignLeft)
        nothing.addStretch()
        working = QVBoxLayout(busy)
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        working.addWidget(self._context.label(message("Looking for a better month…"), look="muted"))
        working.addWidget(bar)
        working.addWidget(
            self._context.button(message("Stop"), self._advice.model.session.jobs.stop), alignment=Qt.AlignmentFlag.AlignLeft
        )
        working.addStretch()
        self.pages = QStackedWidget()
        for each in (empty, made, busy):
            self.pages.addWidget(each)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(SPACE[1], SPACE[1], SPACE[1], SPACE[1])
        whole.addWidget(self.pages)

    def _show_busy(self, busy: bool) -> None:
        self.pages.setCurrentIndex(2 if busy else 1 if self._advice.proposal else 0)

    def show_proposal(self) -> None:
        """The proposal as it stands, or how to ask for one."""
        made = self._advice.proposal
        self.pages.setCurrentIndex(1 if made else 0)
        if made is None:
            self.list.clear()
            return
        self._quiet = True
        if self.list.count() != len(made.replan.differences):
            self.list.clear()
            for each in made.replan.differences:
                item = QListWidgetItem(self._text(each))
                item.setData(Qt.ItemDataRole.UserRole, each.number)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                self.list.addItem(item)
        for row in range(self.list.count()):
            item = self.list.item(row)
            chosen = item.data(Qt.ItemDataRole.UserRole) in made.chosen
            item.setCheckState(Qt.CheckState.Checked if chosen else Qt.CheckState.Unchecked)
            item.setForeground(QColor(self._context.theme.text if chosen else self._context.theme.muted))
        self._quiet = False
        self._judge(made)

    def _judge(self, made: Proposal) -> None:
        say, count = self._context.say, len(made.replan.differences)
        title = message("{title}: {count:change|changes}", title=made.title, count=count)
        self.heading.setText(say(title) if count else say(message("Nothing would be better: the month stays as it is.")))
        sheet = self._advice.model.sheet
        texts: list[Message] = [*made.accepted.refused, *(each.message for each in made.accepted.broken), *made.replan.fallen]
        if sheet is not None:
            texts = [sheet.situation.named(each) for each in texts]
        if not texts and made.accepted.plan is not None and count:
            saved = made.replan.before.objective.total - made.accepted.plan.objective.total
            texts = [message("Saves what {minutes} minutes of travel are worth.", minutes=round(saved))]
        self.verdict.setText("\n".join(say(each) for each in texts[:4]))
        self.take.setEnabled(made.accepted.plan is not None and (count > 0 or made.replan.before != made.accepted.plan))

    def _text(self, each: Difference) -> str:
        say, sheet = self._context.say, self._advice.model.sheet
        if sheet is None:
            return ""
        who = sheet.situation.name(each.customer) if each.customer else ""
        spots = " → ".join(self._spot(spot) for spot in (each.before, each.after) if spot is not None)
        return f"{each.number}. {say(KINDS[each.kind])} {who}  {spots}\n{say(sheet.situation.named(each.cause))}"

    def _spot(self, spot: Spot) -> str:
        return f"{short_day(self._context.session.locale, spot.date)} {clock(spot.start)}"

    def _on_changed(self, item: QListWidgetItem) -> None:
        if not self._quiet:
            chosen = item.checkState() is Qt.CheckState.Checked
            self._advice.choose(item.data(Qt.ItemDataRole.UserRole), chosen=chosen)

    def _take(self) -> None:
        self._advice.take_proposal()
