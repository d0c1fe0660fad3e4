"""An opened district: what is shown of it, edits with undo, and work that must not hold up the window."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar

from PySide6.QtCore import QLocale, QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from db.store import Books, Store
from desktop.changes import Changes
from desktop.language.catalogue import translator
from desktop.settings import Language
from desktop.usecases.edit import Edit, apply_edit
from desktop.viewmodels.background import Background
from desktop.viewmodels.garbage import Garbage
from desktop.viewmodels.jobs import JobDesk
from planner.domain.messages import Message
from planner.domain.people import RepId
from planner.domain.units import Month
from planner.errors import UserFacingError

Answer = TypeVar("Answer")
BIG = 400
"""Values of an edit above which writing it would hold the window up."""


class Session(QObject):
    """The store that is open, and what all pages agree on: rep, month and day looked at, language, today.

    `changed(Changes)` after every write, `focus_changed` when another rep or month is looked at, `date_chosen` when a page asks
    the week page for a day, `failed(UserFacingError)` when work ends with something to tell.
    """

    changed = Signal(object)
    focus_changed = Signal()
    language_changed = Signal()
    failed = Signal(object)
    closing = Signal()
    noted = Signal(object)  # Message: a line for the status bar

    def __init__(
        self,
        store: Store,
        month: Month,
        *,
        today: Callable[[], date],
        now: Callable[[], datetime],
        country: str = "CN",
        language: Language = Language.ENGLISH,
    ) -> None:
        super().__init__()
        self.store = store
        self.country = country
        self.today = today
        self.now = now
        self.month = month
        self.rep: RepId | None = None
        self.day: date | None = None
        self.language = language
        self._translate = translator(language)
        self.history = QUndoStack(self)
        self.garbage = Garbage(self)
        self.background = Background(self)
        self.jobs = JobDesk(self)

    def say(self, text: Message) -> str:
        """A sentence in the window's language."""
        return text.text(self._translate)

    @property
    def locale(self) -> QLocale:
        """How dates and numbers are written."""
        if self.language is Language.CHINESE:
            return QLocale(QLocale.Language.Chinese, QLocale.Country.China)
        return QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)

    def speak(self, language: Language) -> None:
        """Change the language of everything that is shown."""
        if language is not self.language:
            self.language = language
            self._translate = translator(language)
            self.language_changed.emit()

    def look_at(self, rep: RepId | None = None, month: Month | None = None) -> None:
        """Turn to another rep or month; None leaves it."""
        chosen = (rep or self.rep, month or self.month)
        if chosen != (self.rep, self.month):
            self.rep, self.month = chosen
            self.focus_changed.emit()

    def commit(self, edit: Edit) -> bool:
        """Write an edit and remember it for undo. A refusal is told by `failed`, and nothing is changed."""
        if not self.write(edit):
            return False
        self.history.push(_Done(self, edit))
        return True

    def remember(self, edit: Edit) -> None:
        """An edit that a use case wrote already: tell the pages, and let undo take it back."""
        self.changed.emit(edit.changes)
        self.history.push(_Done(self, edit))

    def write(self, edit: Edit) -> bool:
        """Write an edit that undo does not know of. A big one is written in the background, and True only says it began."""
        if edit.size > BIG:
            self.background.run(
                lambda: apply_edit(self.store, edit, self.now()), lambda _: self.changed.emit(edit.changes), self._lost
            )
            return True
        try:
            apply_edit(self.store, edit, self.now())
        except UserFacingError as error:
            self.failed.emit(error)
            return False
        self.changed.emit(edit.changes)
        return True

    def _lost(self, error: UserFacingError) -> None:
        """A big edit could not be written: what undo knows is no longer true."""
        self.history.clear()
        self.failed.emit(error)

    def announce(self, changes: Changes) -> None:
        """Tell the pages of something written by a use case."""
        self.changed.emit(changes)

    def fetch(
        self,
        load: Callable[[Books], Answer],
        then: Callable[[Answer], None],
        failed: Callable[[UserFacingError], None] | None = None,
    ) -> None:
        """Read in the background, in one transaction; `then` hears the answer in the window's thread."""

        def work() -> Answer:
            with self.store.read() as books:
                return load(books)

        self.background.run(work, then, failed or self.failed.emit)

    def close(self) -> None:
        """End all work and give the store back."""
        self.closing.emit()
        self.jobs.close()
        self.background.close()
        self.garbage.close()
        self.store.close()


class _Done(QUndoCommand):
    """An edit on the undo stack: it is already written when it is pushed."""

    def __init__(self, session: Session, edit: Edit) -> None:
        super().__init__(session.say(edit.title))
        self._session = session
        self._edit = edit
        self._written = True

    def redo(self) -> None:
        if not self._written:
            self._written = self._session.write(self._edit)
            self.setObsolete(not self._written)

    def undo(self) -> None:
        self._written = not self._session.write(self._edit.turned())
        self.setObsolete(self._written)
