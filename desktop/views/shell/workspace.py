"""What stands in the window while a district is open: rail, top bar, the page, and what is to be told."""

from collections.abc import Callable, Sequence
from functools import partial

import shiboken6
from PySide6.QtCore import QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from db.store import Books
from desktop.changes import Changes
from desktop.theme.tokens import SPACE
from desktop.views.commands import Command
from desktop.views.context import Context
from desktop.views.page import Page, PageState
from desktop.views.shell.errorbar import ErrorBar
from desktop.views.shell.places import PLACES, Place
from desktop.views.shell.rail import Rail
from desktop.views.shell.topbar import TopBar
from planner.domain.people import Rep
from planner.errors import UserFacingError

MILLISECONDS_BEFORE_THE_REST = 400
"""Pages not yet shown are made one at a time when the first one stands, so that each opens at once later."""


class Workspace(QWidget):
    """`turned(Page)` when another page is shown."""

    turned = Signal(object)

    def __init__(self, context: Context, palette: Callable[[], None], places: Sequence[Place] = PLACES) -> None:
        super().__init__()
        self.context = context
        self._places = {place.name: place for place in places}
        self.pages: dict[str, Page] = {}
        self.rail = Rail(context, places)
        self.bar = TopBar(context, palette)
        self.errors = ErrorBar(context)
        self._stack = QStackedWidget()
        self._lay_out()
        self._listen()
        self._read_reps()

    def _lay_out(self) -> None:
        notice = QWidget()
        around = QVBoxLayout(notice)
        around.setContentsMargins(SPACE[3], SPACE[1], SPACE[3], 0)
        around.addWidget(self.errors)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.bar)
        right.addWidget(notice)
        right.addWidget(self._stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(right, 1)
        notice.setVisible(False)
        self._notice = notice
        self.errors.closed.connect(self.quiet)

    def _listen(self) -> None:
        self.rail.chosen.connect(self.turn_to)
        navigation = self.context.navigation
        navigation.page_wanted.connect(self.turn_to)
        navigation.day_wanted.connect(partial(self._lead, "week", navigation.day_wanted))
        navigation.customer_wanted.connect(partial(self._lead, "customers", navigation.customer_wanted))
        navigation.files_wanted.connect(partial(self._lead, "import", navigation.files_wanted))
        navigation.hospitals_wanted.connect(partial(self._lead, "map", navigation.hospitals_wanted))
        session = self.context.session
        session.failed.connect(self._tell)
        session.changed.connect(self._on_changed)

    def _lead(self, name: str, wish: SignalInstance, wanted: object) -> None:
        """Turn to the page that fulfils a wish; one that is only made now has not heard it yet."""
        fresh = name not in self.pages
        self.turn_to(name)
        if fresh:
            wish.emit(wanted)

    def _tell(self, error: UserFacingError) -> None:
        self._notice.setVisible(True)
        self.errors.tell(error)

    def quiet(self) -> None:
        """Close what is told."""
        self.errors.hide()
        self._notice.setVisible(False)

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        widget = self._stack.currentWidget()
        return widget if isinstance(widget, Page) else None

    def turn_to(self, name: str) -> None:
        """Show a page; it is made when it was not yet."""
        page = self.make(name)
        self._stack.setCurrentWidget(page)
        self.rail.mark(name)
        self.bar.title.setText(self.context.say(self._places[name].title))
        self.turned.emit(page)

    def make(self, name: str) -> Page:
        """The page of that name."""
        if name not in self.pages:
            self.pages[name] = self._places[name].open(self.context)
            self._stack.addWidget(self.pages[name])
        return self.pages[name]

    def make_the_rest(self) -> None:
        """Make the pages not yet made, with pauses in which the window lives."""
        if not shiboken6.isValid(self):
            return
        if self._busy():  # the page that was asked for comes first
            QTimer.singleShot(MILLISECONDS_BEFORE_THE_REST, self.make_the_rest)
            return
        missing = [name for name in self._places if name not in self.pages]
        if missing:
            self.make(missing[0])
            QTimer.singleShot(MILLISECONDS_BEFORE_THE_REST, self.make_the_rest)

    def _busy(self) -> bool:
        loading = self.page is not None and self.page.state is PageState.LOADING
        return loading or not self.context.session.background.idle

    def commands(self) -> Sequence[Command]:
        """What can be done on the page that is shown."""
        return () if self.page is None else self.page.commands()

    def _on_changed(self, changes: Changes) -> None:
        if changes & Changes.PEOPLE:
            self._read_reps()

    def _read_reps(self) -> None:
        self.context.session.fetch(_active_reps, self._show_reps)

    def _show_reps(self, reps: Sequence[Rep]) -> None:
        if not shiboken6.isValid(self):
            return
        session = self.context.session
        self.bar.show_reps(reps)
        if reps and session.rep not in {rep.id for rep in reps}:
            session.look_at(rep=reps[0].id)


def _active_reps(books: Books) -> Sequence[Rep]:
    return sorted((rep for rep in books.reps.all() if rep.active), key=lambda rep: (rep.name, rep.id))
