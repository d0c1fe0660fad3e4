"""What every page is given: the session, the look, and ways to speak and to move on."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel, QPushButton

from desktop.settings import Preferences
from desktop.theme.tokens import Theme, Type
from desktop.viewmodels.session import Session
from planner.domain.messages import Message
from planner.errors import UserFacingError


class Navigation(QObject):
    """Wishes of one page that the window or another page fulfils: no page knows another."""

    page_wanted = Signal(str)  # the page's name
    day_wanted = Signal(object)  # date: show it on the week page
    customer_wanted = Signal(object)  # CustomerId: show its details on the customers page
    language_wanted = Signal(object)  # Language
    look_wanted = Signal(object)  # Look
    files_wanted = Signal(object)  # tuple[Path, ...]: import them
    hospitals_wanted = Signal(object)  # tuple[HospitalId, ...]: show them on the map page


Label = TypeVar("Label", bound=QLabel)


def dressed(label: Label, style: Type, look: str = "") -> Label:
    """A label in the type scale and with a look, by the properties that the style sheet knows."""
    label.setProperty("type", style.value)
    label.setProperty("look", look)
    return label


@dataclass(frozen=True, slots=True)
class Context:
    """`theme` is read when something is painted, never kept: it changes with the look."""

    session: Session
    theme_now: Callable[[], Theme]
    preferences: Preferences
    navigation: Navigation = field(default_factory=Navigation)

    @property
    def theme(self) -> Theme:
        """The look of this moment."""
        return self.theme_now()

    def say(self, text: Message) -> str:
        """A sentence in the window's language."""
        return self.session.say(text)

    def tell(self, error: UserFacingError) -> None:
        """Show what is in the way and the way out, without stopping anybody."""
        self.session.failed.emit(error)

    def label(self, text: Message | str, style: Type = Type.BODY, look: str = "") -> QLabel:
        """A piece of text in the type scale; `look` is muted, bad, good, warning or empty."""
        return dressed(QLabel(text if isinstance(text, str) else self.say(text)), style, look)

    def button(self, text: Message, run: Callable[[], None], look: str = "") -> QPushButton:
        """A button; `look` is primary, quiet or empty."""
        button = QPushButton(self.say(text))
        button.setProperty("look", look)
        button.clicked.connect(lambda _=False: run())
        return button
