"""Find a hospital by part of its name, pinyin or initials."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from db.exchange.pinyin import START, Spelling
from desktop.usecases.show_map import Site
from desktop.views.context import Context
from planner.domain.messages import message

MOST = 100
"""So many hospitals are offered at a time."""


class HospitalSearch(QLineEdit):
    """`matched(ids)` while something is typed; `found(id)` when Enter takes the first."""

    matched = Signal(object)
    found = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setPlaceholderText(context.say(message("Find a hospital")))
        self.setAccessibleName(context.say(message("Find a hospital")))
        self.setClearButtonEnabled(True)
        self.setMinimumWidth(160)
        self._forms: list[tuple[str, str, str]] = []
        self.textChanged.connect(lambda typed: self.matched.emit(self.matches(typed)))
        self.returnPressed.connect(self._take_first)

    def know(self, sites: Sequence[Site]) -> None:
        """Look among these hospitals."""
        spelling = Spelling.of(each.hospital.name for each in sites)
        self._forms = [
            (
                each.hospital.id,
                " ".join((each.hospital.name, *each.hospital.aliases)).casefold(),
                spelling.forms(each.hospital.name),
            )
            for each in sites
        ]

    def matches(self, typed: str) -> tuple[str, ...]:
        """The hospitals that what is typed may mean, those whose names begin with it first; at most MOST."""
        wanted = typed.casefold().strip()
        if not wanted:
            return ()
        spoken = START + wanted.replace(" ", "")
        hits = [(not name.startswith(wanted), id) for id, name, forms in self._forms if wanted in name or spoken in forms]
        return tuple(id for _, id in sorted(hits, key=lambda each: each[0])[:MOST])

    def _take_first(self) -> None:
        hits = self.matches(self.text())
        if hits:
            self.found.emit(hits[0])
