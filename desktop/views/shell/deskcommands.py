"""What can be done on every page: files, undo, pages, language and look, the palette, help."""

import webbrowser
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from desktop.settings import Language, Look, log_folder
from desktop.views.commands import Command, Menu
from desktop.views.shell.desk import Desk
from desktop.views.shell.firstrun import FirstRun
from desktop.views.shell.keys import show_keys
from desktop.views.shell.palette import CommandPalette
from desktop.views.shell.palettechoices import PlaceChoices, command_choices
from desktop.views.shell.places import PLACES
from desktop.views.shell.sharing import Sharing
from planner.domain.messages import Message, message

SUFFIX = ".db"
LOOKS = {Look.SYSTEM: message("Look of the system"), Look.LIGHT: message("Light"), Look.DARK: message("Dark")}
LANGUAGES = {Language.ENGLISH: message("English"), Language.CHINESE: message("Simplified Chinese")}


class DeskCommands:
    """Joins the desk's verbs to menus, shortcuts and the palette."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._places: PlaceChoices | None = None
        self._sharing: Sharing | None = None
        desk.palette = self.open_palette
        desk.dressed.connect(self.refresh)

    def refresh(self) -> None:
        """Offer what can be done now; without a district, the first page."""
        desk = self._desk
        self._places = self._sharing = None
        if desk.session is None:
            desk.show_first_run(self.first_run())
        elif desk.workspace is not None:
            self._places = PlaceChoices(desk.workspace.context, desk.workspace)
            self._sharing = Sharing(desk.workspace.context, desk.frame)
            desk.workspace.turned.connect(lambda _: self._offer())
        self._offer()

    def _offer(self) -> None:
        self._desk.frame.show_commands(self.all(), self._desk.say)

    def first_run(self) -> FirstRun:
        """The ways to begin."""
        desk = self._desk
        return FirstRun(
            desk.say,
            desk.theme,
            demo=self.open_demo,
            new=self.new_file,
            open_file=self.open_file,
            bring_in=self.bring_in,
            open_at=self._open,
            recent=desk.preferences.choices.recent_files,
        )

    def all(self) -> Sequence[Command]:
        """Every command of this moment: the page's own first, menu by menu."""
        workspace = self._desk.workspace
        page = () if workspace is None else workspace.commands()
        share = () if self._sharing is None else self._sharing.commands()
        return (*self._files(), *share, *self._edits(), *self._pages(), *self._looks(), *page, *self._help())

    def _files(self) -> Sequence[Command]:
        recent = [
            Command(
                f"file.recent.{place}", message("Open {place}", place=Path(place).name), Menu.FILE, partial(self._open, place)
            )
            for place in self._desk.preferences.choices.recent_files
        ]
        return (
            Command("file.new", message("New district…"), Menu.FILE, self.new_file, "Ctrl+N", everywhere=True),
            Command("file.open", message("Open district…"), Menu.FILE, self.open_file, "Ctrl+O", everywhere=True),
            Command("file.demo", message("Sample district"), Menu.FILE, self.open_demo, everywhere=True),
            *recent,
            Command("program.quit", message("Quit"), Menu.FILE, self._quit, "Ctrl+Q", everywhere=True),
        )

    def _quit(self) -> None:
        self._desk.frame.close()

    def _open(self, place: str) -> None:
        self._desk.open(place)

    def _edits(self) -> Sequence[Command]:
        session = self._desk.session
        if session is None:
            return ()
        history = session.history
        undo = message("Undo {title}", title=history.undoText()) if history.canUndo() else message("Undo")
        redo = message("Redo {title}", title=history.redoText()) if history.canRedo() else message("Redo")
        return (
            Command("edit.undo", undo, Menu.EDIT, history.undo, "Ctrl+Z", history.canUndo, everywhere=True),
            Command("edit.redo", redo, Menu.EDIT, history.redo, "Ctrl+Shift+Z", history.canRedo, everywhere=True),
        )

    def _pages(self) -> Sequence[Command]:
        workspace = self._desk.workspace
        if workspace is None:
            return ()
        return (
            *(
                Command(
                    f"page.{place.name}",
                    place.title,
                    Menu.VIEW,
                    partial(workspace.turn_to, place.name),
                    f"Ctrl+{number}",
                    everywhere=True,
                )
                for number, place in enumerate(PLACES, start=1)
            ),
            Command("find.palette", message("Find a command…"), Menu.VIEW, self.open_palette, "Ctrl+K", everywhere=True),
            Command("find.reload", message("Load again"), Menu.VIEW, self._reload, "F5", everywhere=True),
            Command("find.quiet", message("Close the message"), Menu.VIEW, workspace.quiet, "Esc", everywhere=True),
        )

    def _reload(self) -> None:
        if self._desk.workspace is not None and self._desk.workspace.page is not None:
            self._desk.workspace.page.refresh()

    def _looks(self) -> Sequence[Command]:
        desk = self._desk
        looks = [
            Command(
                f"look.{look.value}",
                title,
                Menu.VIEW,
                partial(desk.look, look),
                everywhere=True,
                checked=partial(self._is_look, look),
            )
            for look, title in LOOKS.items()
        ]
        languages = [
            Command(
                f"language.{language.value}",
                title,
                Menu.VIEW,
                partial(desk.speak, language),
                everywhere=True,
                checked=partial(self._is_language, language),
            )
            for language, title in LANGUAGES.items()
        ]
        return (*looks, *languages)

    def _is_look(self, look: Look) -> bool:
        return self._desk.preferences.choices.look is look

    def _is_language(self, language: Language) -> bool:
        return self._desk.language is language

    def _help(self) -> Sequence[Command]:
        return (
            Command("help.keys", message("Keyboard shortcuts"), Menu.HELP, self._keys, "F1", everywhere=True),
            Command("help.log", message("Folder of the error reports"), Menu.HELP, self._logs, everywhere=True),
        )

    def _keys(self) -> None:
        show_keys(self._desk.frame, self.all(), self._desk.say)

    def _logs(self) -> None:
        webbrowser.open(log_folder().as_uri())

    def open_palette(self) -> None:
        """Show everything that can be done, and everybody and every place that can be shown."""
        desk = self._desk
        places = [] if self._places is None else self._places.found
        palette = CommandPalette(desk.say, [*command_choices(self.all(), desk.say), *places], desk.frame)
        middle = desk.frame.geometry().center()
        palette.move(middle.x() - palette.width() // 2, desk.frame.geometry().top() + 80)
        palette.show()

    def open_demo(self) -> None:
        """The sample district, beside the user's own files."""
        self._desk.open_demo(_data_folder() / "sample.db", plan=True)

    def new_file(self) -> None:
        """Ask for a place and open an empty district there."""
        self._ask(QFileDialog.getSaveFileName, message("New district"), self._new)

    def _new(self, place: str) -> bool:
        named = place if place.endswith(SUFFIX) else place + SUFFIX
        return self._desk.open(named)

    def open_file(self) -> None:
        """Ask for a file and open it."""
        self._ask(QFileDialog.getOpenFileName, message("Open district"), self._desk.open)

    def bring_in(self) -> None:
        """A new district that begins with the import page."""
        self._ask(QFileDialog.getSaveFileName, message("New district"), self._new_and_import)

    def _new_and_import(self, place: str) -> bool:
        done = self._new(place)
        if done and self._desk.workspace is not None:
            self._desk.workspace.turn_to("import")
        return done

    def _ask(self, ask: Callable[..., tuple[str, str]], title: Message, then: Callable[[str], bool]) -> None:
        say = self._desk.say
        filters = say(message("Districts (*{suffix})", suffix=SUFFIX)) + ";;" + say(message("All files (*)"))
        place, _ = ask(self._desk.frame, say(title), str(_data_folder()), filters)
        if place:
            then(place)


def _data_folder() -> Path:
    """Where a person's own districts lie unless another folder is chosen."""
    documents = Path.home() / "Documents"
    return documents if documents.is_dir() else Path.home()
