"""What all pages share: a name, a title, their commands, and the four states loading, empty, error and content."""

from collections.abc import Callable, Sequence
from enum import IntEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from desktop.changes import Changes
from desktop.theme.tokens import SPACE, Type
from desktop.views.commands import Command
from desktop.views.context import Context
from planner.domain.messages import Message, message
from planner.errors import UserFacingError

NOTICE_WIDTH = 480


class PageState(IntEnum):
    LOADING = 0
    EMPTY = 1
    ERROR = 2
    CONTENT = 3


class Page(QWidget):
    """A page of the window. A subclass names itself, fills `content` (a plain QWidget) and loads in `reload`.

    `reload` is called when the page is shown and something in `watches` changed, or another rep or month is looked at; it
    reads with `context.session.fetch` and ends in `show_content`, `show_empty` or `show_error`.
    """

    name = ""
    title: Message
    icon = ""
    watches = Changes.EVERYTHING

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName(f"page-{self.name}")
        self.context = context
        self.content = QWidget()
        self._stale = True
        self._stack = QStackedWidget()
        for widget in (self._loading(), QWidget(), QWidget(), self.content):
            self._stack.addWidget(widget)
        room = _Room()  # at 200 % on a small screen a page is larger than its window
        room.setWidgetResizable(True)
        room.setWidget(self._stack)
        room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(room)
        context.session.changed.connect(self._on_changed)
        context.session.focus_changed.connect(self._on_focus_changed)

    def commands(self) -> Sequence[Command]:
        """What can be done on this page."""
        return ()

    def reload(self) -> None:
        """Load what the page shows."""
        raise NotImplementedError

    @property
    def state(self) -> PageState:
        """Which of the four states is shown."""
        return PageState(self._stack.currentIndex())

    def show_loading(self) -> None:
        self._stack.setCurrentIndex(PageState.LOADING)

    def show_content(self) -> None:
        self._stack.setCurrentIndex(PageState.CONTENT)

    def show_empty(self, title: Message, hint: Message, *actions: tuple[Message, Callable[[], None]]) -> None:
        """Nothing to show: say why, and what to do about it; the first action is the usual one."""
        self._put(PageState.EMPTY, self._notice(title, hint, actions, look=""))

    def show_error(self, error: UserFacingError) -> None:
        """Loading failed: the problem, the way out, and another try."""
        retry = (message("Try again"), self.refresh)
        self._put(PageState.ERROR, self._notice(error.problem, error.way_out, (retry,), look="bad"))

    def refresh(self) -> None:
        """Load again now."""
        self._stale = False
        if self.state is not PageState.CONTENT:
            self.show_loading()
        self.reload()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def _on_changed(self, changes: Changes) -> None:
        if changes & self.watches:
            self._grow_stale()

    def _on_focus_changed(self) -> None:
        self._grow_stale()

    def _grow_stale(self) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()

    def _put(self, state: PageState, widget: QWidget) -> None:
        old = self._stack.widget(state)
        self._stack.insertWidget(state, widget)
        if old is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
        self._stack.setCurrentIndex(state)

    def _loading(self) -> QWidget:
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setFixedWidth(200)
        bar.setTextVisible(False)
        return _centred(self.context.label(message("Loading…"), look="muted"), bar)

    def _notice(self, title: Message, hint: Message, actions: Sequence[tuple[Message, Callable[[], None]]], look: str) -> QWidget:
        heading = self.context.label(title, Type.TITLE, look)
        text = self.context.label(hint, look="muted")
        for label in (heading, text):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setFixedWidth(NOTICE_WIDTH)
            label.ensurePolished()
            label.setMinimumHeight(label.heightForWidth(NOTICE_WIDTH))
        row = QWidget()
        buttons = QHBoxLayout(row)
        buttons.setContentsMargins(0, SPACE[1], 0, 0)
        buttons.addStretch()
        for place, (name, run) in enumerate(actions):
            buttons.addWidget(self.context.button(name, run, "" if place else "primary"))
        buttons.addStretch()
        return _centred(heading, text, row)


class _Room(QScrollArea):
    """Room for a page, scrolled by pointer; keys belong to the page."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        event.ignore()


def _centred(*widgets: QWidget) -> QWidget:
    box = QWidget()
    layout = QVBoxLayout(box)
    layout.setSpacing(SPACE[2])
    layout.addStretch(2)
    for widget in widgets:
        layout.addWidget(widget, alignment=Qt.AlignmentFlag.AlignHCenter)
    layout.addStretch(3)
    return box
