"""What the command palette offers: commands, and every customer and hospital by name."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject

from db.store import Books
from desktop.changes import Changes
from desktop.views.commands import Command
from desktop.views.context import Context
from desktop.views.shell.palette import Choice
from planner.domain.messages import Message


def command_choices(commands: Sequence[Command], say: Callable[[Message], str]) -> list[Choice]:
    """The commands that can be used now."""
    titles = [(each, say(each.title).replace("&", "").rstrip("…")) for each in commands if each.enabled()]
    return [Choice(title, f"{title} {each.title.template}".casefold(), each.shortcut, each.run) for each, title in titles]


class PlaceChoices(QObject):
    """Customers and hospitals as choices, read in the background and again when they changed."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self.found: list[Choice] = []
        self._context = context
        context.session.changed.connect(self._on_changed)
        self.read()

    def read(self) -> None:
        """Read everything anew."""
        self._context.session.fetch(self._load, self._take)

    def _on_changed(self, changes: Changes) -> None:
        if changes & (Changes.PEOPLE | Changes.PLACES):
            self.read()

    def _load(self, books: Books) -> list[Choice]:
        navigation = self._context.navigation
        hospitals = [
            Choice(
                each.name, f"{each.name} {each.address}".casefold(), "", partial(navigation.hospitals_wanted.emit, (each.id,)), 1
            )
            for each in books.hospitals.all()
        ]
        customers = [
            Choice(each.name, each.name.casefold(), "", partial(navigation.customer_wanted.emit, each.id), 1)
            for each in books.customers.all()
            if each.active
        ]
        return [*hospitals, *customers]

    def _take(self, found: list[Choice]) -> None:
        self.found = found
