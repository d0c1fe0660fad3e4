"""The week page: the board, the map beside it, what is to be planned, what is broken, advice and proposals."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from desktop.changes import Changes
from desktop.theme.tokens import SPACE
from desktop.viewmodels.week import WeekModel
from desktop.views.commands import Command
from desktop.views.context import Context
from desktop.views.map.mapview import MapView
from desktop.views.page import Page
from desktop.views.week.board import Board
from desktop.views.week.header import DayHeads
from desktop.views.week.mapside import week_points, week_routes
from desktop.views.week.strip import week_kpis
from desktop.views.widgets.kpi import KpiStrip
from planner.domain.messages import message


class WeekPage(Page):
    """A rep's week."""

    name = "week"
    title = message("Week")
    icon = "week"
    watches = Changes.EVERYTHING & ~Changes.ALIGNMENTS

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.model = WeekModel(context.session, self)
        self.board = Board(context, self.model)
        self.heads = DayHeads(context, self.board)
        self.strip = KpiStrip(context)
        self.map = MapView(context)
        self._lay_out()
        self.model.loaded.connect(self._on_loaded)
        self.model.failed.connect(self.show_error)
        self.model.changed.connect(self._on_sheet_changed)
        self.model.measured.connect(self._on_measured)

    def _lay_out(self) -> None:
        week = QWidget()
        column = QVBoxLayout(week)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.heads)
        column.addWidget(self.board, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(week)
        split.addWidget(self.map)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 1)
        layout = QVBoxLayout(self.content)
        layout.setContentsMargins(SPACE[2], SPACE[2], SPACE[2], SPACE[2])
        layout.setSpacing(SPACE[1])
        layout.addWidget(self.strip)
        layout.addWidget(split, 1)

    def commands(self) -> Sequence[Command]:
        return ()

    def reload(self) -> None:
        self.model.reload()

    def _on_changed(self, changes: Changes) -> None:
        if not self.model.writing:
            self.model.note(changes)
            super()._on_changed(changes)

    def _on_loaded(self, found: bool) -> None:
        if found:
            self.show_content()
        else:
            plan = (message("Plan this month"), lambda: self.context.navigation.page_wanted.emit("month"))
            self.show_empty(
                message("No plan for this month yet"),
                message("Plan the month first; then the week is laid out here, to be changed by hand."),
                plan,
            )

    def _on_sheet_changed(self) -> None:
        sheet = self.model.sheet
        if sheet is not None:
            self.map.set_routes(week_routes(self.context, sheet, self.model.dates))
            self.map.set_points(week_points(self.context, sheet, self.model.dates))

    def _on_measured(self) -> None:
        if self.model.sheet is not None and self.model.figures is not None:
            self.strip.show_figures(week_kpis(self.context, self.model.sheet, self.model.figures))
