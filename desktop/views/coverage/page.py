"""The coverage page."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QHBoxLayout, QPushButton, QWidget

from desktop.changes import Changes
from desktop.charts.coverage import Voice
from desktop.language.catalogue import translator
from desktop.paper.coverage import print_coverage
from desktop.theme.tokens import SPACE
from desktop.usecases.export_coverage import export_coverage
from desktop.usecases.review_coverage import CoverageReview
from desktop.viewmodels.coverage import CoverageModel
from desktop.views.commands import Command, Menu
from desktop.views.context import Context
from desktop.views.coverage.board import CoverageBoard
from desktop.views.page import Page
from planner.domain.messages import Message, message
from planner.errors import UserFacingError


class CoveragePage(Page):
    """Requirement and reality of the month: segments, pace, trend, the rescue list, products, hospitals."""

    name = "coverage"
    title = message("Coverage")
    icon = "coverage"
    watches = Changes.EVERYTHING ^ (Changes.TRAVEL | Changes.ALIGNMENTS | Changes.PLACES)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.model = CoverageModel(context.session, self)
        self.board = CoverageBoard(context, self._bar())
        self.board.day_chosen.connect(self._show_day)
        self.board.customer_chosen.connect(self._show_customer)
        row = QHBoxLayout(self.content)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.board)
        self.model.shown.connect(self._show)
        self.model.failed.connect(self.show_error)
        self.destroyed.connect(self.model.close)

    def commands(self) -> Sequence[Command]:
        def command(name: str, title: Message, run: Callable[[], None], shortcut: str = "") -> Command:
            return Command(f"coverage.{name}", title, Menu.VIEW, run, shortcut, lambda: self.model.state.review is not None)

        return (
            Command("coverage.print", message("Print coverage…"), Menu.FILE, self._ask_print, "Ctrl+Alt+P", self._has_review),
            Command("coverage.export", message("Export coverage to Excel…"), Menu.FILE, self._ask_export, "", self._has_review),
            command("rep", message("Coverage of one rep"), lambda: self._choose_scope(False)),
            command("team", message("Coverage of the whole team"), lambda: self._choose_scope(True), "Ctrl+T"),
            command("rescue", message("Go to the rescue list"), self.board.rescue.setFocus, "Ctrl+R"),
            command("customer", message("Show the customer of the rescue list"), self.board.open_customer),
            command("day", message("Show the next day at this hospital"), self.board.open_day, "Ctrl+D"),
            command("map", message("Show the rescue list on the map"), self._show_map),
        )

    def reload(self) -> None:
        """Read the month anew."""
        self.model.load()

    def print_to(self, file: Path) -> None:
        """Write what is shown as a PDF."""
        review = self.model.state.review
        if review is not None:
            self._write(file, lambda: print_coverage(file, review, self.context.say, self.context.session.locale))

    def export_to(self, file: Path) -> None:
        """Write what is shown as a workbook."""
        review = self.model.state.review
        if review is not None:
            self._write(file, lambda: export_coverage(file, review, translator(self.context.session.language)))

    def _write(self, file: Path, write: Callable[[], None]) -> None:
        try:
            write()
        except UserFacingError as error:
            self.context.tell(error)
        else:
            self.context.session.noted.emit(message("Written to {file}.", file=str(file)))

    def _bar(self) -> QWidget:
        """Whose coverage, and what can be taken away."""
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE[1])
        self.scope = QButtonGroup(self)
        self.one = self._scope_button(message("This rep"), False)
        self.all = self._scope_button(message("Whole team"), True)
        row.addWidget(self.one)
        row.addWidget(self.all)
        self.reading = self.context.label(message("Loading…"), look="muted")
        self.reading.hide()
        row.addSpacing(SPACE[1])
        row.addWidget(self.reading)
        row.addStretch(1)
        row.addWidget(self.context.button(message("Export…"), self._ask_export))
        row.addWidget(self.context.button(message("Print…"), self._ask_print))
        return bar

    def _scope_button(self, text: Message, whole_team: bool) -> QPushButton:
        button = self.context.button(text, lambda: self._choose_scope(whole_team))
        button.setCheckable(True)
        button.setChecked(whole_team == self.model.state.whole_team)
        self.scope.addButton(button)
        return button

    def _choose_scope(self, whole_team: bool) -> None:
        (self.all if whole_team else self.one).setChecked(True)
        if whole_team != self.model.state.whole_team:
            self.reading.show()
            self.model.look_at_team(whole_team)

    def _has_review(self) -> bool:
        return self.model.state.review is not None

    def _show(self) -> None:
        self.reading.hide()
        review = self.model.state.review
        if review is None:
            self.show_empty(
                message("Nobody to cover yet"),
                message("Coverage needs reps and their customers. Import them, or open the sample district."),
            )
            return
        if not review.actual.segments:
            self.show_empty(
                message("No customers with a tier or group"),
                message("Give the reps customers, and the customers ratings or groups; then coverage can be measured."),
                (message("Go to customers"), lambda: self.context.navigation.page_wanted.emit("customers")),
            )
            return
        session = self.context.session
        self.board.show_review(review, Voice(self.context.say, session.locale, self.context.theme), self.model.state.whole_team)
        self.show_content()

    def _ask_print(self) -> None:
        self._ask(message("Print coverage"), "pdf", self.print_to)

    def _ask_export(self) -> None:
        self._ask(message("Export coverage"), "xlsx", self.export_to)

    def _ask(self, title: Message, kind: str, write: Callable[[Path], None]) -> None:
        review = self.model.state.review
        if review is None:
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        proposed = Path(folder) / f"{self._stem(review)}.{kind}"
        chosen, _ = QFileDialog.getSaveFileName(self, self.context.say(title), str(proposed), f"*.{kind}")
        if chosen:
            write(Path(chosen).with_suffix(f".{kind}"))

    def _stem(self, review: CoverageReview) -> str:
        who = review.reps[0].name if len(review.reps) == 1 else self.context.say(message("Team"))
        return "-".join((self.context.say(message("Coverage")), who.replace("/", "_"), str(review.month)))

    def _show_day(self, day: date) -> None:
        self.context.navigation.day_wanted.emit(day)
        self.context.navigation.page_wanted.emit("week")

    def _show_customer(self, customer: object) -> None:
        self.context.navigation.customer_wanted.emit(customer)
        self.context.navigation.page_wanted.emit("customers")

    def _show_map(self) -> None:
        review = self.model.state.review
        hospitals = tuple(dict.fromkeys(each.hospital for each in review.rescues if each.hospital)) if review else ()
        if hospitals:
            self.context.navigation.hospitals_wanted.emit(hospitals)
            self.context.navigation.page_wanted.emit("map")
