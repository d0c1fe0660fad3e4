"""Taking a plan out of the program: day and week sheets as PDF, files for other programs, a day as text for a messenger."""

# ruff: noqa: PLC0415 (what writes files is imported when a file is written: the window shall open at once)

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from db.store import Books
from desktop.language.catalogue import translator
from desktop.views.commands import Command, Menu
from desktop.views.context import Context
from planner.domain.messages import Message, message
from planner.errors import PlanningError

Ask = Callable[[QWidget, str, str, str], tuple[str, str]]


class Sharing:
    """What can be printed and shared of the rep and week looked at. `parent` owns the file dialogs."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        self._context = context
        self._parent = parent
        self.ask_file: Ask = QFileDialog.getSaveFileName
        self.ask_folder: Callable[[QWidget, str, str], str] = QFileDialog.getExistingDirectory

    def commands(self) -> Sequence[Command]:
        """The entries of the file menu."""
        return (
            Command("share.week", message("Print the week sheet…"), Menu.FILE, self.print_week, "Ctrl+P", self._can),
            Command("share.days", message("Print the day sheets…"), Menu.FILE, self.print_days, "Ctrl+Shift+P", self._can),
            Command("share.copy", message("Copy the day as text"), Menu.FILE, self.copy_day, "Ctrl+Shift+C", self._can),
            Command(
                "share.files", message("Save plan as Excel, calendar and map…"), Menu.FILE, self.save_files, "Ctrl+E", self._can
            ),
        )

    def _can(self) -> bool:
        return self._context.session.rep is not None

    def week(self) -> list[date]:
        """Monday to Sunday of the day looked at; of the month's first week when none is."""
        session = self._context.session
        day = session.day or max(session.month.first, min(session.today(), session.month.last))
        monday = day - timedelta(days=day.weekday())
        return [monday + timedelta(days=each) for each in range(7)]

    def print_week(self) -> None:
        """Ask for a file and write the week on one page."""
        from desktop.paper.sheets import write_week_sheet

        self._print(message("Week sheet"), write_week_sheet)

    def print_days(self) -> None:
        """Ask for a file and write a page for each day of the week."""
        from desktop.paper.sheets import write_day_sheets

        self._print(message("Day sheets"), write_day_sheets)

    def _print(self, title: Message, write: Callable[..., int]) -> None:
        context = self._context
        name = f"{context.say(title)} {self.week()[0]}.pdf"
        place, _ = self.ask_file(self._parent, context.say(title), name, "PDF (*.pdf)")
        if place:
            self.write_pdf(Path(place), write)

    def write_pdf(self, path: Path, write: Callable[..., int]) -> None:
        """Write sheets in the background and say where they are."""
        session, days, say, locale = self._context.session, self.week(), self._context.say, self._context.session.locale
        month, rep, country, translate = session.month, session.rep, session.country, translator(session.language)
        assert rep is not None

        def work(books: Books) -> Path:
            from desktop.usecases.day_sheet import load_sheets

            write(path, load_sheets(books, month, rep, days, country=country, translate=translate), say, locale)
            return path

        session.fetch(work, lambda written: session.noted.emit(message("Written: {path}", path=str(written))))

    def copy_day(self) -> None:
        """Put the day looked at on the clipboard, as lines for a messenger."""
        session = self._context.session
        day = session.day or self._next_day()
        month, rep, country, translate = session.month, session.rep, session.country, translator(session.language)
        assert rep is not None

        def work(books: Books) -> str:
            from desktop.usecases.day_sheet import day_as_text, load_sheets

            sheets = load_sheets(books, month, rep, [day], country=country, translate=translate)
            if not sheets:
                raise PlanningError(message("There is no field day on {date}.", date=day), message("Choose a day of the plan."))
            return "\n".join(line.text(translate) for line in day_as_text(sheets[0]))

        session.fetch(work, self._copy)

    def _next_day(self) -> date:
        session = self._context.session
        return max(session.month.first, min(session.today(), session.month.last))

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._context.session.noted.emit(message("The day is on the clipboard."))

    def save_files(self) -> None:
        """Ask for a folder and write the month's plan in every format."""
        folder = self.ask_folder(self._parent, self._context.say(message("Folder for the plan's files")), "")
        if folder:
            self.write_files(Path(folder))

    def write_files(self, folder: Path) -> None:
        """Write Excel, calendar, map and plan file in the background and say how many."""
        session = self._context.session
        month, rep, country, translate = session.month, session.rep, session.country, translator(session.language)
        assert rep is not None

        def work(books: Books) -> int:
            from desktop.usecases.district import load_district
            from desktop.usecases.export_plan import PlanFormat, export_plans

            plan = books.plans.latest(rep, month)
            district = load_district(books, month, country)
            if plan is None:
                raise PlanningError(
                    message("{rep} has no saved plan for {month}.", rep=district.rep(rep).name, month=str(month)),
                    message("Plan the month first; it takes a few seconds."),
                )
            return len(export_plans(district, [plan], tuple(PlanFormat), folder, translate))

        session.fetch(
            work,
            lambda count: session.noted.emit(message("{count:file|files} written to {folder}.", count=count, folder=str(folder))),
        )
