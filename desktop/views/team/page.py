"""The team page."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QComboBox, QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.changes import Changes
from desktop.tables.team import TeamTable
from desktop.tables.teamdays import Shown, Speech
from desktop.tables.teamtotals import TOTALS
from desktop.theme.tokens import SPACE
from desktop.usecases.approve_plans import approved, waiting
from desktop.usecases.show_team import TeamRep, TeamReview
from desktop.viewmodels.team import TeamModel
from desktop.views.commands import Command, Menu
from desktop.views.context import Context
from desktop.views.page import Page
from desktop.views.team.figures import figures
from desktop.views.team.grid import TeamGrid
from desktop.views.team.legend import Legend
from desktop.views.team.orphans import OrphanCard
from desktop.views.widgets.kpi import KpiStrip
from planner.domain.messages import Message, message
from planner.domain.people import RepId


class TeamPage(Page):
    """Reps by days, approvals, and customers without a rep."""

    name = "team"
    title = message("Team")
    icon = "team"
    watches = Changes.EVERYTHING ^ Changes.ALIGNMENTS

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.model = TeamModel(context.session, self)
        self.speech = Speech(context.say, context.session.locale, context.theme)
        self.table = TeamTable(self.speech)
        self.grid = TeamGrid(context, self.table)
        self.grid.opened.connect(self._open)
        self.figures = KpiStrip(context)
        self._review_shown: TeamReview | None = None
        self.legend = Legend(context)
        self.orphans = OrphanCard(context)
        self.orphans.assigned.connect(self.model.assign)
        self._lay_out()
        self.model.shown.connect(self._show)
        self.model.weighed.connect(self._show_certificates)
        self.model.failed.connect(self.show_error)
        self.grid.selectionModel().selectionChanged.connect(self._show_actions)
        self.destroyed.connect(self.model.close)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self.content)
        column.setContentsMargins(SPACE[3], SPACE[2], SPACE[3], SPACE[3])
        column.setSpacing(SPACE[2])
        column.addLayout(self._bar())
        column.addWidget(self.figures)
        card = QFrame()
        card.setProperty("look", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(SPACE[1], SPACE[1], SPACE[1], SPACE[1])
        inside.setSpacing(SPACE[1])
        inside.addWidget(self.grid, 1)
        inside.addWidget(self.legend)
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        column.addWidget(card)
        column.addWidget(self.orphans)
        column.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        others = (self.figures, self.to_approve, self.legend, *((self.orphans,) if self.orphans.isVisible() else ()))
        self.grid.fit_into(self.height() - sum(each.sizeHint().height() + SPACE[2] for each in others) - 2 * SPACE[4])

    def _bar(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE[1])
        self.choices = QButtonGroup(self)
        self.shown: dict[Shown, QPushButton] = {}
        for shown in Shown:
            button = self.context.button(shown.value, partial(self.show_as, shown))
            button.setCheckable(True)
            button.setChecked(shown is self.table.shown)
            self.choices.addButton(button)
            self.shown[shown] = button
            row.addWidget(button)
        row.addSpacing(SPACE[2])
        row.addWidget(self.context.label(message("Sorted by"), look="muted"))
        row.addWidget(self._sorting())
        row.addStretch(1)
        self.to_withdraw = self.context.button(message("Withdraw"), self.withdraw)
        self.to_approve = self.context.button(message("Approve"), self.approve, "primary")
        row.addWidget(self.to_withdraw)
        row.addWidget(self.to_approve)
        return row

    def _sorting(self) -> QWidget:
        """Sorting without the mouse, and by the name, which has no heading to click."""
        self.sorting = QComboBox()
        self.sorting.setAccessibleName(self.context.say(message("Sorted by")))
        self.sorting.addItem(self.context.say(message("Name")), -1)
        for column, total in enumerate(TOTALS):
            self.sorting.addItem(self.context.say(total.value), column)
        self.sorting.activated.connect(lambda place: self._sort(self.sorting.itemData(place)))
        self.grid.horizontalHeader().sortIndicatorChanged.connect(self._on_sorted)
        return self.sorting

    def _sort(self, column: int) -> None:
        """Figures from the highest down, words and names from the first up."""
        down = column >= TOTALS.index(TOTALS[2])
        order = Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder
        self.grid.horizontalHeader().setSortIndicator(column, order)

    def _on_sorted(self, column: int, order: Qt.SortOrder) -> None:
        self.sorting.setCurrentIndex(self.sorting.findData(column))

    def commands(self) -> Sequence[Command]:
        def command(name: str, title: Message, run: Callable[[], None], shortcut: str = "") -> Command:
            return Command(f"team.{name}", title, Menu.TEAM, run, shortcut, lambda: self.model.state.review is not None)

        views = {
            Shown.LOAD: message("Show load"),
            Shown.CALLS: message("Show calls"),
            Shown.TRAVEL: message("Show travel"),
            Shown.GAPS: message("Show gaps"),
        }
        return (
            *(
                command(f"show-{shown.name.lower()}", title, partial(self.show_as, shown), f"Alt+{place}")
                for place, (shown, title) in enumerate(views.items(), 1)
            ),
            command("open", message("Open the week of the selected rep"), self._open_current, "Ctrl+Return"),
            command("approve", message("Approve the selected plans"), self.approve, "Ctrl+Shift+A"),
            command("approve-all", message("Approve all drafts"), lambda: self.model.approve(self.table.rows)),
            command("approve-anyway", message("Approve anyway"), lambda: self.model.approve(self.chosen(), anyway=True)),
            command("withdraw", message("Withdraw the selected plans"), self.withdraw, "Ctrl+Shift+W"),
            command("assign", message("Assign customers without a rep as proposed"), self.orphans.assign_as_proposed),
        )

    def reload(self) -> None:
        """Read the month anew."""
        self.model.load()

    def show_as(self, shown: Shown) -> None:
        """Show another figure in the cells."""
        self.shown[shown].setChecked(True)
        self.grid.show_as(shown)
        self.legend.show_as(shown)

    def chosen(self) -> tuple[TeamRep, ...]:
        """The reps selected in the grid."""
        return self.grid.chosen_rows()

    def approve(self) -> None:
        """Approve the plans of the selected reps."""
        self.model.approve(self.chosen())

    def withdraw(self) -> None:
        """Withdraw the plans of the selected reps."""
        self.model.withdraw(self.chosen())

    def _open(self, rep: RepId, day: date) -> None:
        self.context.session.look_at(rep=rep)
        self.context.navigation.day_wanted.emit(day)
        self.context.navigation.page_wanted.emit("week")

    def _open_current(self) -> None:
        self.grid.open_cell(self.grid.currentIndex())

    def _show(self) -> None:
        state = self.model.state
        if state.review is None:
            return
        if not state.review.reps:
            self.show_empty(
                message("No reps yet"),
                message("Import reps and their customers, or open the sample district."),
                (message("Import files"), lambda: self.context.navigation.page_wanted.emit("import")),
            )
            return
        if state.review is not self._review_shown:
            self._review_shown = state.review
            chosen = {row.rep.id for row in self.chosen()}
            self.table.show_review(state.review, state.certificates)
            self._select(chosen)
            self.orphans.show_review(state.review)
            self._fit()
        self._show_certificates()
        self._show_actions()
        self.show_content()

    def _select(self, reps: set[RepId]) -> None:
        """Keep what was selected over a reload; Enter and approvals have somebody to begin with."""
        places = [place for place, row in enumerate(self.table.rows) if row.rep.id in reps] or [0]
        self.grid.setCurrentIndex(self.table.index(places[0], 0))
        model = self.grid.selectionModel()
        for place in places:
            rows = model.SelectionFlag.Select | model.SelectionFlag.Rows
            model.select(self.table.index(place, 0), rows)

    def _show_certificates(self) -> None:
        state = self.model.state
        if state.review is not None:
            self.table.show_certificates(state.certificates)
            self.figures.show_figures(figures(state.review, state.certificates, self.speech))

    def _show_actions(self) -> None:
        chosen = self.chosen()
        self.to_approve.setEnabled(bool(waiting(chosen)) and not self.model.state.examining)
        self.to_withdraw.setEnabled(bool(approved(chosen)))
