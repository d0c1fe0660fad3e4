"""Why each account is whose it is: asked of the worker process, shown in the list and printed."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.paper.fairness import FairnessPaper, ReasonLine, write_fairness
from desktop.usecases.align_desk import index_of
from desktop.viewmodels.territories import TerritoriesModel
from desktop.views.context import Context
from desktop.views.territories.people import why_text
from desktop.views.territories.words import title_text
from planner.alignment.fairness import Reason, fairness_sheet
from planner.alignment.naming import in_words
from planner.domain.messages import message
from planner.domain.people import RepId
from planner.errors import UserFacingError


class Reasons(QObject):
    """`told` when reasons have come. They are forgotten when anything is moved, or another rep is looked at."""

    told = Signal()

    def __init__(self, context: Context, model: TerritoriesModel) -> None:
        super().__init__(model)
        self._context = context
        self._model = model
        self._of: tuple[object, RepId | None] = (None, None)
        self._found: dict[str, Reason] = {}
        self._file: Path | None = None

    def known(self) -> dict[str, Reason]:
        """The reasons of the rep and the alignment looked at, by unit; none before they were asked for."""
        return self._found if self._of == self._now() else {}

    def _now(self) -> tuple[object, RepId | None]:
        desk = self._model.state.desk
        return (None if desk is None else desk.assignment), self._model.state.brush

    def ask(self) -> None:
        """Work them out for the chosen rep."""
        desk, brush = self._model.state.desk, self._model.state.brush
        territory = None if desk is None or brush is None else index_of(desk.table, brush)
        if desk is None or territory is None:
            return
        asked, names = self._now(), desk.table.names

        def take(reasons: tuple[Reason, ...]) -> None:
            self._of = asked
            self._found = {str(each.unit): _named(each, names) for each in reasons}
            self.told.emit()
            if self._file is not None:
                self._write(self._file)

        self._context.session.jobs.run(
            message("Reasons for {rep}", rep=names.get(str(brush), "")),
            fairness_sheet, desk.table.case, desk.assignment, territory,
            then=take, failed=self._context.tell,
        )  # fmt: skip

    def ask_file(self, parent: QWidget) -> None:
        """Ask for a file, then print the sheet of the chosen rep."""
        desk = self._model.state.desk
        if desk is None:
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = desk.table.names.get(str(self._model.state.brush), "").replace("/", "_")
        title = self._context.say(message("Print the fairness sheet"))
        chosen, _ = QFileDialog.getSaveFileName(parent, title, str(Path(folder) / f"{name}.pdf"), "*.pdf")
        if chosen:
            self.print_to(Path(chosen).with_suffix(".pdf"))

    def print_to(self, file: Path) -> None:
        """Write the sheet of the chosen rep; the reasons are worked out first where they are not known."""
        if self.known():
            self._write(file)
        else:
            self._file = file
            self.ask()

    def _write(self, file: Path) -> None:
        self._file = None
        paper = self.paper()
        if paper is None:
            return
        try:
            write_fairness(file, paper, self._context.say, self._context.session.locale)
        except UserFacingError as error:
            self._context.tell(error)
        else:
            self._context.session.noted.emit(message("Written to {path}.", path=str(file)))

    def paper(self) -> FairnessPaper | None:
        """The sheet as it is printed; None while nothing is shown."""
        state = self._model.state
        picture = state.picture
        if picture is None:
            return None
        names, record = picture.desk.table.names, picture.desk.record
        title = message("In force today") if record is None else None
        own = next((each for each in picture.sheets if each.rep == state.brush), None)
        units = {str(each.id): each.name for each in picture.desk.table.accounts}
        return FairnessPaper(
            title=self._context.say(title) if title else title_text(self._context, record.header.title if record else ""),
            rep=names.get(str(state.brush), ""),
            sheets=tuple((names.get(str(each.rep), str(each.rep)), each) for each in picture.sheets),
            lines=tuple(
                ReasonLine(each.name, each.minutes, why_text(self._context, each, names)) for each in self.known().values()
            ),
            lost=tuple(units.get(str(each), str(each)) for each in (own.lost if own else ())),
        )


def _named(reason: Reason, names: dict[str, str]) -> Reason:
    """A limit that would break, with names for ids."""
    return reason if reason.breaks is None else replace(reason, breaks=in_words(reason.breaks, names))
