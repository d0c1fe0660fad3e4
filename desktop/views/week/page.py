"""The week page: the board, the map beside it, what is to be planned, what is broken, advice and proposals."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QSplitter, QTabWidget, QVBoxLayout, QWidget

from desktop.changes import Changes
from desktop.theme.tokens import SPACE
from desktop.usecases.week_moves import calls_of_stop
from desktop.viewmodels.week import WeekModel
from desktop.viewmodels.weekadvice import WeekAdvice
from desktop.views.commands import Command
from desktop.views.context import Context
from desktop.views.map.mapview import MapView
from desktop.views.page import Page
from desktop.views.week.actions import WeekActions
from desktop.views.week.advice import AdvicePanel
from desktop.views.week.board import Board
from desktop.views.week.daytable import DayTable
from desktop.views.week.diffpanel import DiffPanel
from desktop.views.week.header import DayHeads
from desktop.views.week.lights import open_hours
from desktop.views.week.mapside import week_points, week_routes
from desktop.views.week.problems import Problems
from desktop.views.week.sidelist import CustomerList
from desktop.views.week.strip import week_kpis
from desktop.views.week.toolbar import Toolbar
from desktop.views.widgets.kpi import KpiStrip
from planner.domain.messages import message
from planner.domain.people import CustomerId
from planner.domain.violations import Violation
from planner.month.hand.locks import CallRef

ARROWS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}


class WeekPage(Page):
    """A rep's week."""

    name = "week"
    title = message("Week")
    icon = "week"
    watches = Changes.EVERYTHING & ~Changes.ALIGNMENTS

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.model = WeekModel(context.session, self)
        self.advice = WeekAdvice(self.model, self)
        self.board = Board(context, self.model)
        self.heads = DayHeads(context, self.board)
        self.toolbar = Toolbar(context, self.model, self.advice)
        self.strip = KpiStrip(context)
        self.map = MapView(context)
        self.day = DayTable(context)
        self.customers = CustomerList(context)
        self.problems = Problems(context)
        self.answers = AdvicePanel(context, self.advice)
        self.changes = DiffPanel(context, self.advice)
        self.tabs = QTabWidget()
        self.actions_here = WeekActions(self.board, self.advice, self.show_tab)
        self._shown_week: tuple[date, ...] = ()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        week, side = QWidget(), QSplitter(Qt.Orientation.Vertical)
        column = QVBoxLayout(week)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.heads)
        column.addWidget(self.board, 1)
        for name, widget in self._tabs().items():
            widget.setObjectName(name)
        titles = (message("The day"), message("Customers"), message("Rules"), message("Advice"), message("Proposal"))
        for title, widget in zip(titles, self._tabs().values(), strict=True):
            self.tabs.addTab(widget, self.context.say(title))
        self.tabs.setDocumentMode(True)
        self.tabs.setUsesScrollButtons(True)
        side.addWidget(self.map)
        side.addWidget(self.tabs)
        side.setSizes([300, 340])
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(week)
        split.addWidget(side)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 1)
        split.setSizes([820, 380])
        layout = QVBoxLayout(self.content)
        layout.setContentsMargins(SPACE[2], SPACE[2], SPACE[2], SPACE[2])
        layout.setSpacing(SPACE[1])
        layout.addWidget(self.toolbar)
        layout.addWidget(self.strip)
        layout.addWidget(split, 1)

    def _tabs(self) -> dict[str, QWidget]:
        return {
            "day": self.day,
            "customers": self.customers,
            "problems": self.problems,
            "advice": self.answers,
            "changes": self.changes,
        }

    def _connect(self) -> None:
        self.model.loaded.connect(self._on_loaded)
        self.model.failed.connect(self.show_error)
        self.model.changed.connect(self._on_sheet_changed)
        self.model.selected.connect(self._on_selected)
        self.model.measured.connect(self._on_measured)
        self.board.asked.connect(lambda _, at: self.actions_here.popup(at))
        self.board.hinted.connect(self.toolbar.say)
        self.heads.day_clicked.connect(self._choose_day)
        self.heads.day_asked.connect(self._ask_day)
        self.day.chosen.connect(self._go_to)
        self.problems.chosen.connect(self._go_to_violation)
        self.customers.slots_wanted.connect(self._ask_slots)
        self.advice.proposed.connect(lambda: self.show_tab("changes") if self.advice.proposal else None)
        self.map.point_clicked.connect(self._choose_hospital)
        self.context.navigation.day_wanted.connect(self._show_date)

    def commands(self) -> Sequence[Command]:
        return self.actions_here.commands

    def show_tab(self, name: str) -> None:
        """Bring a list or an answer to the front."""
        self.tabs.setCurrentWidget(self._tabs()[name])
        if name == "customers":
            self.customers.search.setFocus()

    def reload(self) -> None:
        self.model.reload()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        keys = QKeySequence(event.keyCombination())
        if self.actions_here.run_key(keys):
            event.accept()
        elif event.key() in ARROWS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.actions_here.walk(*ARROWS[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Menu:
            self.actions_here.popup(self.board.mapToGlobal(self.board.rect().center()))
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.DeferredDelete:
            self.board.tear_down()
        return super().event(event)

    def _on_changed(self, changes: Changes) -> None:
        if not self.model.writing:
            self.model.note(changes)
            super()._on_changed(changes)

    def _on_loaded(self, found: bool) -> None:
        if found:
            self.show_content()
            return
        plan = (message("Plan this month"), lambda: self.context.navigation.page_wanted.emit("month"))
        hint = message("Plan the month first; then the week is laid out here, to be changed by hand.")
        self.show_empty(message("No plan for this month yet"), hint, plan)

    def _on_sheet_changed(self) -> None:
        sheet, dates = self.model.sheet, self.model.dates
        if sheet is None:
            return
        self.map.set_routes(week_routes(self.context, sheet, dates))
        self.map.set_points(week_points(self.context, sheet, dates))
        if dates != self._shown_week:
            self._shown_week = dates
            self.map.fit(stop.hospital for day in sheet.plan.days if day.date in dates for stop in day.stops)
            today = self.context.session.today()
            self.heads.choose(today if today in dates else dates[0] if dates else None)
        self.customers.show_sheet(sheet)
        self._show_day()
        broken = self.problems.show_sheet(sheet, dates)
        title = message("Rules ({count})", count=broken) if broken else message("Rules")
        self.tabs.setTabText(self.tabs.indexOf(self.problems), self.context.say(title))

    def _on_measured(self) -> None:
        if self.model.sheet is not None and self.model.figures is not None:
            self.strip.show_figures(week_kpis(self.context, self.model.sheet, self.model.figures))

    def _on_selected(self) -> None:
        sheet, chosen = self.model.sheet, self.model.selection
        if sheet is None:
            return
        self.board.light(open_hours(sheet, frozenset(ref.customer for ref in chosen), self.model.dates))
        if len({ref.date for ref in chosen}) == 1:
            self._choose_day(next(iter(chosen)).date)

    def _show_day(self) -> None:
        if self.model.sheet is not None and self.heads.chosen is not None:
            self.context.session.day = self.heads.chosen  # what is printed and copied
            self.day.show_day(self.model.sheet, self.heads.chosen)

    def _choose_day(self, when: date) -> None:
        self.heads.choose(when)
        self._show_day()

    def _ask_day(self, when: date, at: QPoint) -> None:
        """The menu of a day: all of its calls are chosen for it."""
        self._choose_day(when)
        days = self.model.sheet.plan.days if self.model.sheet else ()
        self.model.select({CallRef(call.customer, when) for day in days if day.date == when for call in day.calls})
        self.actions_here.popup(at)

    def _go_to(self, ref: CallRef) -> None:
        if ref.date not in self.model.dates:
            self.model.show_week(ref.date)
        self.model.select([ref])
        self.board.reveal(ref)

    def _go_to_violation(self, violation: Violation) -> None:
        if violation.date is not None and violation.date not in self.model.dates:
            self.model.show_week(violation.date)
        if violation.date is not None and violation.customer is not None:
            self._go_to(CallRef(violation.customer, violation.date))
        elif violation.date is not None:
            self._choose_day(violation.date)

    def _ask_slots(self, customer: CustomerId) -> None:
        self.show_tab("advice")
        self.advice.ask_slots(customer, None)

    def _choose_hospital(self, hospital: str) -> None:
        days = self.model.sheet.plan.days if self.model.sheet else ()
        here = [
            (stop, day.date) for day in days if day.date in self.model.dates for stop in day.stops if stop.hospital == hospital
        ]
        self.model.select(frozenset[CallRef]().union(*(calls_of_stop(stop, when) for stop, when in here)))

    def _show_date(self, when: date) -> None:
        self.model.show_week(when)
        self._choose_day(when)
