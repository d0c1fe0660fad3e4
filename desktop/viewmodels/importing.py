"""The files on their way in: one is looked at, the others wait, in the order in which they must go in."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from db.exchange.fields import ImportKind
from db.exchange.table import ReadOptions
from db.exchange.tabular import read_table
from db.store import Books
from desktop.usecases.edit import Edit
from desktop.usecases.preview_import import (
    ImportChoice,
    ImportPreview,
    carry_out,
    guess_kind,
    import_order,
    preview_import,
)
from desktop.viewmodels.session import Session
from planner.domain.messages import message
from planner.errors import UserFacingError


@dataclass(frozen=True, slots=True)
class ImportState:
    """`waiting` files come after the one looked at; `done` are the names of those imported in this run. `busy` while a file is
    read or written."""

    path: Path | None = None
    choice: ImportChoice = field(default_factory=ImportChoice)
    preview: ImportPreview | None = None
    trouble: UserFacingError | None = None
    waiting: tuple[Path, ...] = ()
    done: tuple[str, ...] = ()
    busy: bool = False


class ImportDesk(QObject):
    """`state_changed` whenever there is something else to see."""

    state_changed = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self.session = session
        self.state = ImportState()

    def take(self, paths: tuple[Path, ...]) -> None:
        """Begin with these files; what was looked at before is put away, nothing of it written."""
        self._become(ImportState(busy=True))
        self.session.background.run(lambda: _in_order(paths), self._begin, self._refuse)

    def _begin(self, paths: tuple[Path, ...]) -> None:
        self._become(replace(self.state, waiting=paths))
        self.next()

    def next(self) -> None:
        """Look at the next file that waits; without one, be ready for others."""
        waiting = self.state.waiting
        if not waiting:
            self._become(ImportState(done=self.state.done))
            return
        self._become(ImportState(waiting[0], waiting=waiting[1:], done=self.state.done))
        self.choose()

    def choose(self, **changed: Any) -> None:
        """Say something of the file: kind, frame, swap, reading, mapping; then look at it again."""
        path, choice = self.state.path, replace(self.state.choice, **changed)
        if path is None:
            return
        if "kind" in changed or "reading" in changed:
            choice = replace(choice, mapping=changed.get("mapping", {}))
        self._become(replace(self.state, choice=choice, trouble=None, busy=True))

        def look(books: Books) -> tuple[ImportChoice, ImportPreview]:
            return choice, preview_import(books, path, choice, self.session.today())

        self.session.fetch(look, self._show, self._refuse)

    def read_as(self, **changed: Any) -> None:
        """Read the bytes otherwise: encoding, delimiter, sheet."""
        self.choose(reading=replace(self.state.choice.reading, **changed))

    def map_column(self, column: str, field: str | None) -> None:
        """Say which field a column holds; None = as its heading says."""
        mapping = {known: name for known, name in self.state.choice.mapping.items() if name != column and known != field}
        if field is not None:
            mapping[field] = column
        self.choose(mapping=mapping)

    def _show(self, answer: tuple[ImportChoice, ImportPreview]) -> None:
        choice, preview = answer
        if choice == self.state.choice and preview.path == self.state.path:
            self._become(replace(self.state, preview=preview, busy=False))

    def _refuse(self, error: UserFacingError) -> None:
        self._become(replace(self.state, preview=None, trouble=error, busy=False))

    def carry_out(self) -> None:
        """Write what the preview shows: the last step, and the only one that writes."""
        path, preview = self.state.path, self.state.preview
        if path is None or preview is None or preview.plan is None or self.state.busy:
            return
        choice, kind, session = self.state.choice, preview.kind, self.session
        self._become(replace(self.state, busy=True))
        session.background.run(lambda: carry_out(session.store, path, kind, choice, session.now()), self._finish, self._refuse)

    def _finish(self, edit: Edit) -> None:
        if edit.rewrites:
            self.session.remember(edit)
        assert self.state.path is not None
        name = self.state.path.name
        self.session.noted.emit(message("{file} is imported; undo takes it back.", file=name))
        self._become(replace(self.state, busy=False, done=(*self.state.done, name)))
        self.next()

    def put_away(self) -> None:
        """Leave this file, unwritten, for the next one."""
        self.next()

    def _become(self, state: ImportState) -> None:
        self.state = state
        self.state_changed.emit()


def _in_order(paths: tuple[Path, ...]) -> tuple[Path, ...]:
    """Files by what they hold; one that cannot be read comes where a list of calls would, to be told about there."""
    return import_order({path: _kind_of(path) for path in paths})


def _kind_of(path: Path) -> ImportKind:
    try:
        return guess_kind(read_table(path, ReadOptions()).columns)
    except UserFacingError:
        return ImportKind.CALLS
