"""The window's owner: opens and closes districts, and dresses everything in the language and look that were chosen."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from db.store import Store, open_store
from desktop.changes import Changes
from desktop.language.catalogue import translator
from desktop.report import report_bug
from desktop.settings import Language, Look, Preferences, country, machine_language
from desktop.theme.apply import font_of, palette_of, style_sheet
from desktop.theme.tokens import Theme, theme_of
from desktop.usecases.align_carry_out import carry_out_due
from desktop.usecases.first_look import first_month
from desktop.usecases.make_demo import make_demo
from desktop.viewmodels.session import Session
from desktop.views.context import Context
from desktop.views.shell.firstrun import FirstRun
from desktop.views.shell.frame import Frame
from desktop.views.shell.jobstrip import JobStrip
from desktop.views.shell.workspace import MILLISECONDS_BEFORE_THE_REST, Workspace
from planner.domain.alignment import AlignmentId
from planner.domain.messages import Message, message
from planner.domain.people import RepId
from planner.domain.units import Month
from planner.errors import UserFacingError
from planner.solving import SolveLimits

RECENT = 8
SEED = 1
SECONDS_FOR_THE_SAMPLE = 5.0
"""Enough for good plans of a first look; the month page plans with more."""


@dataclass(frozen=True, slots=True)
class World:
    """What the window takes from outside: where choices are kept, the environment, and the clock."""

    preferences: Preferences
    environment: Mapping[str, str]
    today: Callable[[], date]
    now: Callable[[], datetime]


class Desk(QObject):
    """One window over at most one open district. `opened` and `closed` as districts come and go; `dressed` after the language
    or look changed and everything was built anew."""

    opened = Signal()
    dressed = Signal()

    def __init__(self, world: World) -> None:
        super().__init__()
        self.world = world
        self.frame = Frame()
        self.frame.closed.connect(self._remember_place)
        self.session: Session | None = None
        self.workspace: Workspace | None = None
        self.strip: JobStrip | None = None
        self.palette: Callable[[], None] = lambda: None
        self.commands: object = None
        self.first_run: FirstRun | None = None
        self._dress_application()

    @property
    def preferences(self) -> Preferences:
        return self.world.preferences

    @property
    def language(self) -> Language:
        """The language chosen, else the machine's."""
        return self.preferences.choices.language or machine_language(self.world.environment)

    def say(self, text: Message) -> str:
        """A sentence in the window's language."""
        return text.text(translator(self.language)) if self.session is None else self.session.say(text)

    @property
    def theme(self) -> Theme:
        """The palette of this moment."""
        look = self.preferences.choices.look
        system = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return theme_of(look is Look.DARK or (look is Look.SYSTEM and system))

    def open(self, location: str, rep: RepId | None = None, month: Month | None = None) -> bool:
        """Open a file or a server; a refusal is told and leaves everything as it was."""
        try:
            self._take(open_store(location), location, rep, month)
        except UserFacingError as error:
            self.tell(error)
            return False
        return True

    def open_demo(self, file: Path, seed: int = 1, *, plan: bool = False) -> bool:
        """Open the sample district at `file`, made first when the file is not there; with `plan` a fresh one is planned, rep
        after rep, while it is looked at."""
        # Imported here: the demo's generator is needed once in a program's life.
        from desktop.demo.district import PLANNED_MONTH  # noqa: PLC0415

        try:
            there = file.exists()
            file.parent.mkdir(parents=True, exist_ok=True)
            store = open_store(file)
            if not there:
                make_demo(store, seed, self.language)
            self._take(store, str(file), None, PLANNED_MONTH)
            if plan and not there:
                self._plan_all()
        except UserFacingError as error:
            self.tell(error)
            return False
        return True

    def _take(self, store: Store, location: str, rep: RepId | None, month: Month | None) -> None:
        with store.read() as books:
            chosen = month or first_month(books, self.world.today())
            reps = sorted((each for each in books.reps.all() if each.active), key=lambda each: (each.name, each.id))
        self.close()
        self.session = Session(
            store,
            chosen,
            today=self.world.today,
            now=self.world.now,
            country=country(self.world.environment),
            language=self.language,
        )
        if reps:
            self.session.look_at(rep=rep or reps[0].id)
        self._remember(location)
        self._carry_out_alignments()
        self.dress()
        self.opened.emit()

    def _carry_out_alignments(self) -> None:
        """Published alignments whose day has come take effect now, whoever opens the district first."""
        session, today, at = self.session, self.world.today(), self.world.now()
        assert session is not None

        def done(ids: tuple[AlignmentId, ...]) -> None:
            if ids:
                session.announce(Changes.ALIGNMENTS | Changes.PEOPLE)
                session.noted.emit(message("{count:alignment takes|alignments take} effect today.", count=len(ids)))

        session.background.run(lambda: carry_out_due(session.store, today, at), done, session.failed.emit)

    def _plan_all(self) -> None:
        # Imported here: the window shall open first.
        from desktop.viewmodels.planning import planning_run  # noqa: PLC0415

        session = self.session
        assert session is not None
        with session.store.read() as books:
            reps = sorted((rep for rep in books.reps.all() if rep.active), key=lambda rep: (rep.id != session.rep, rep.name))
        planning_run(session).start(reps, session.month, SEED, SolveLimits(seconds=SECONDS_FOR_THE_SAMPLE))

    def close(self) -> None:
        """Close the district that is open."""
        if self.session is not None:
            self.session.close()
        self.session = None

    def tell(self, error: UserFacingError) -> None:
        """Show an error where the person looks."""
        if self.session is not None:
            self.session.failed.emit(error)
        elif self.first_run is not None:
            self.first_run.tell(error)

    def speak(self, language: Language) -> None:
        """Change the language of everything."""
        self.preferences.choose(language=language)
        if self.session is not None:
            self.session.speak(language)
        self.dress()

    def look(self, look: Look) -> None:
        """Change the look of everything."""
        self.preferences.choose(look=look)
        self._dress_application()
        self.dress()

    def open_palette(self) -> None:
        """Show everything that can be done."""
        self.palette()

    def dress(self) -> None:
        """Build everything that is shown anew, in the language and look of now, on the page that was open."""
        page = self.workspace.page.name if self.workspace is not None and self.workspace.page is not None else "week"
        self.first_run = self.workspace = self.strip = None
        if self.session is None:
            self.dressed.emit()
            return
        context = Context(self.session, lambda: self.theme, self.preferences)
        self.workspace = Workspace(context, self.open_palette)
        # Queued: what asked for it is thrown away while everything is built anew.
        context.navigation.language_wanted.connect(self.speak, Qt.ConnectionType.QueuedConnection)
        context.navigation.look_wanted.connect(self.look, Qt.ConnectionType.QueuedConnection)
        self.frame.show_widget(self.workspace, f"{Path(self.session.store.location).name} · {self.say(message('Roundwise'))}")
        self._dress_status(context)
        self.dressed.emit()
        self.workspace.turn_to(page)
        QTimer.singleShot(MILLISECONDS_BEFORE_THE_REST, self.workspace.make_the_rest)

    def show_first_run(self, first_run: FirstRun) -> None:
        """Show the ways to begin."""
        self.first_run = first_run
        self.frame.show_widget(first_run, self.say(message("Roundwise")))

    def _dress_status(self, context: Context) -> None:
        bar = self.frame.statusBar()
        self.strip = JobStrip(context)
        bar.addPermanentWidget(self.strip)
        session = context.session
        session.noted.connect(lambda text: bar.showMessage(session.say(text), 8000))
        bar.setSizeGripEnabled(False)

    def _dress_application(self) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.setStyle("Fusion")
        application.setFont(font_of())
        application.setPalette(palette_of(self.theme))
        application.setStyleSheet(style_sheet(self.theme))

    def _remember(self, location: str) -> None:
        recent = tuple(dict.fromkeys((location, *self.preferences.choices.recent_files)))[:RECENT]
        self._choose(last_file=location, recent_files=recent)

    def _remember_place(self) -> None:
        self._choose(geometry=bytes(self.frame.saveGeometry().toBase64().data()).decode())

    def _choose(self, **changed: object) -> None:
        """Keep a choice; a folder that cannot be written costs the memory of it, not the work."""
        try:
            self.preferences.choose(**changed)
        except OSError:
            return

    def catch_bugs(self) -> None:
        """Tell of our own mistakes in the window, with the whole story in the log; the program goes on."""

        def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
            self.tell(report_bug(error.with_traceback(trace), sys.argv))

        sys.excepthook = hook
