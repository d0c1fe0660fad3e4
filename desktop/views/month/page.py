"""The month page: the calendar with its heat, planning, and beside it certificate, calls without a place and versions."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QSplitter, QTabWidget, QVBoxLayout, QWidget

from desktop.changes import Changes
from desktop.theme.tokens import SPACE, Type
from desktop.usecases.change_day import ENTERED
from desktop.viewmodels.advice import advice_of
from desktop.viewmodels.month import Heat, month_model
from desktop.viewmodels.planning import planning_run
from desktop.views.commands import Command
from desktop.views.context import Context
from desktop.views.month.calendar import CalendarView
from desktop.views.month.certificate import CertificatePane
from desktop.views.month.commands import month_commands
from desktop.views.month.compare import VersionsPane
from desktop.views.month.daybar import DayBar
from desktop.views.month.figures import figures_of, notes_of
from desktop.views.month.heats import HeatSwitch
from desktop.views.month.planning import PlanningBar
from desktop.views.month.unplanned import UnplannedPane, lacking
from desktop.views.month.words import KINDS
from desktop.views.page import Page
from desktop.views.widgets.kpi import KpiStrip
from planner.domain.calendar import DayKind
from planner.domain.messages import message
from planner.domain.units import HalfDay
from planner.solving import SolveLimits


class MonthPage(Page):
    """A rep's month."""

    name = "month"
    title = message("Month")
    icon = "month"
    watches = Changes.EVERYTHING

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        session = context.session
        self.model, self.run, self.advice = month_model(session), planning_run(session), advice_of(session)
        self.planning = PlanningBar(context)
        self.figures = KpiStrip(context)
        self.notes = context.label("", Type.CAPTION, "warning")
        self.notes.setWordWrap(True)
        self.heats = HeatSwitch(context)
        self.calendar = CalendarView(context)
        self.day = DayBar(context)
        self.certificate = CertificatePane(context)
        self.unplanned = UnplannedPane(context)
        self.versions = VersionsPane(context)
        self.tabs = QTabWidget()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        say = self.context.say
        self.tabs.addTab(self.certificate, say(message("Certificate")))
        self.tabs.addTab(self.unplanned, say(message("Not planned")))
        self.tabs.addTab(self.versions, say(message("Versions")))
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, SPACE[2], 0)
        column.setSpacing(SPACE[1])
        column.addWidget(self.heats)
        column.addWidget(self.calendar, 1)
        column.addWidget(self.day)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(self.tabs)
        self.tabs.setMinimumWidth(320)
        split.setSizes([700, 440])
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        whole = QVBoxLayout(self.content)
        whole.setContentsMargins(SPACE[3], SPACE[2], SPACE[3], SPACE[2])
        whole.setSpacing(SPACE[2])
        whole.addWidget(self.planning)
        whole.addWidget(self.figures)
        whole.addWidget(self.notes)
        whole.addWidget(split, 1)

    def _connect(self) -> None:
        self.model.loaded.connect(self._show)
        self.model.shown.connect(self._show_month)
        self.model.refused.connect(self.show_error)
        self.run.changed.connect(self._show_run)
        self.advice.changed.connect(self._show_advice)
        self.planning.plan_wanted.connect(self.plan)
        self.planning.all_wanted.connect(self.plan_all)
        self.planning.stop_wanted.connect(self.run.stop)
        self.planning.settled.connect(lambda seconds, seed: self.model.settle(seconds=seconds, seed=seed))
        self.heats.chosen.connect(lambda heat: self.model.look(heat=heat))
        self.calendar.chosen.connect(lambda day: self.model.look(chosen=day))
        self.calendar.opened.connect(self.open_week)
        self.calendar.menu_wanted.connect(self.show_day_menu)
        self.calendar.month_wanted.connect(self._turn)
        self.day.changed.connect(self.change_day)
        self.day.opened.connect(self.open_week)
        self.certificate.way_wanted.connect(self.model.take_way_out)
        self.certificate.plan_wanted.connect(self.plan)
        self.certificate.prove_wanted.connect(self.advice.prove)
        self.unplanned.explain_wanted.connect(self.advice.explain)
        self.unplanned.stop_wanted.connect(self.advice.stop)
        self.unplanned.fix_wanted.connect(self.advice.fix)
        self.versions.base_wanted.connect(self.model.compare_with)
        self.versions.restore_wanted.connect(self.model.restore)
        self.versions.publish_wanted.connect(self.model.publish)
        self.versions.day_wanted.connect(self.open_week)

    def commands(self) -> Sequence[Command]:
        return month_commands(self)

    def reload(self) -> None:
        self.model.load()

    def _show(self) -> None:
        """Show what was read."""
        picture = self.model.state.picture
        if picture is None:
            self._show_nothing()
            return
        self.advice.look_at(picture.plan)
        self.figures.show_figures(figures_of(self.context, picture))
        self.figures.setVisible(picture.figures is not None)
        notes = " ".join(notes_of(self.context, picture))
        self.notes.setText(notes)
        self.notes.setVisible(bool(notes))
        self.planning.show_limits(self.model.state.seconds, self.model.state.seed)
        self.certificate.show_picture(picture, self.advice.state)
        self._show_month()
        self._show_run()
        self._show_advice()
        self.show_content()

    def _show_nothing(self) -> None:
        self.show_empty(
            message("Nothing to plan yet"),
            message("A month needs reps and customers. Import them from files, or look around in the sample district."),
            (message("Import files"), lambda: self.context.navigation.page_wanted.emit("import")),
            (message("Make the sample district"), self.model.make_sample),
        )

    def _show_month(self) -> None:
        state = self.model.state
        if state.picture is not None:
            self.heats.show_heat(state.heat)
            self.calendar.show_days(state.picture.days, state.heat, state.chosen)
            self.day.show_day(state.day)
            self.versions.show_versions(state.picture, state.base, state.comparison)

    def _show_run(self) -> None:
        self.planning.show_run(self.run.state, self.model.state.seconds)

    def _show_advice(self) -> None:
        picture, state = self.model.state.picture, self.advice.state
        if picture is not None:
            self.unplanned.show_answers(picture, state)
            self.certificate.show_gap(state)
            count = sum(each.count for each in lacking(picture, state))
            title = message("Not planned ({count})", count=count) if count else message("Not planned")
            self.tabs.setTabText(1, self.context.say(title))

    def plan(self) -> None:
        """Plan the month of the rep looked at."""
        picture = self.model.state.picture
        if picture is not None:
            self.run.start((picture.rep,), picture.month, self.model.state.seed, self.limits)

    def plan_all(self) -> None:
        """Plan every active rep's month, one after the other."""
        picture = self.model.state.picture
        if picture is not None:
            reps = sorted((each for each in picture.district.reps if each.active), key=lambda each: (each.name, each.id))
            self.run.start(reps, picture.month, self.model.state.seed, self.limits)

    def explain(self) -> None:
        """Ask why calls have no place, and show the answers."""
        self.show_tab(1)
        self.advice.explain()

    def can_ask(self) -> bool:
        """Whether there is a plan to ask about, and nothing is being asked."""
        return self.advice.state.plan is not None and not self.advice.state.busy

    @property
    def limits(self) -> SolveLimits:
        """What one rep's planning may spend."""
        return SolveLimits(self.model.state.seconds)

    def open_week(self, day: date | None = None) -> None:
        """Show the week of a day, by default of the one chosen."""
        wanted = day or self.model.state.chosen
        if wanted is not None:
            self.context.navigation.day_wanted.emit(wanted)
            self.context.navigation.page_wanted.emit("week")

    def change_day(self, kind: DayKind | None, half: HalfDay | None = None) -> None:
        """Make the chosen day, or half of it, of another kind; None = as usual."""
        if self.model.state.chosen is not None:
            self.model.change_day(self.model.state.chosen, kind, half)

    def look(self, heat: Heat) -> None:
        """Colour the days by something else."""
        self.model.look(heat=heat)

    def show_tab(self, place: int) -> None:
        """Show certificate (0), calls without a place (1) or versions (2)."""
        self.tabs.setCurrentIndex(place)

    def _turn(self, months: int) -> None:
        self.context.session.look_at(month=self.context.session.month.plus(months))

    def show_day_menu(self, day: date, place: QPoint) -> None:
        """Offer at the pointer what can be made of a day."""
        self.model.look(chosen=day)
        menu = self.day_menu(day)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def day_menu(self, day: date) -> QMenu:
        """What can be made of the chosen day."""
        menu = QMenu(self)
        say = self.context.say
        menu.addAction(say(message("Open the week")), lambda: self.open_week(day))
        menu.addSeparator()
        for kind in ENTERED:
            menu.addAction(say(KINDS[kind]), partial(self.change_day, kind, self.day.half))
        menu.addAction(say(message("As usual")), lambda: self.change_day(None, self.day.half))
        return menu
