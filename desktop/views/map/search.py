"""Find a hospital by part of its name, pinyin or initials."""

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit

from db.exchange.pinyin import START, Spelling
from desktop.usecases.show_map import Site
from desktop.views.context import Context
from planner.domain.messages import message

MOST = 12
"""So many hospitals are offered at a time."""


class HospitalSearch(QLineEdit):
    """`found(id)` when a hospital is chosen."""

    found = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setPlaceholderText(context.say(message("Find a hospital")))
        self.setAccessibleName(context.say(message("Find a hospital")))
        self.setClearButtonEnabled(True)
        self.setMinimumWidth(180)
        self._forms: list[tuple[str, str, str]] = []
        self._offered: dict[str, str] = {}
        self._names = QStringListModel(self)
        self._completer = QCompleter(self._names, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(self._completer)
        self._completer.activated.connect(self._choose)
        self.textEdited.connect(self._offer)
        self.returnPressed.connect(self._take_first)

    def know(self, sites: Sequence[Site]) -> None:
        """Look among these hospitals."""
        spelling = Spelling.of(each.hospital.name for each in sites)
        self._forms = [
            (
                each.hospital.id,
                _shown(each),
                f"{' '.join((each.hospital.name, *each.hospital.aliases))} {spelling.forms(each.hospital.name)}",
            )
            for each in sites
        ]
        self._forms = [(id, shown, forms.casefold()) for id, shown, forms in self._forms]

    def matches(self, typed: str) -> list[tuple[str, str]]:
        """Ids and names of hospitals that what is typed may mean, at most MOST."""
        wanted = typed.casefold().strip()
        compact = START + wanted.replace(" ", "")
        hits = [(id, shown) for id, shown, forms in self._forms if wanted in forms.partition(START)[0] or compact in forms]
        return hits[:MOST] if wanted else []

    def _offer(self, typed: str) -> None:
        self._offered = {shown: id for id, shown in self.matches(typed)}
        self._names.setStringList(list(self._offered))

    def _choose(self, shown: str) -> None:
        if shown in self._offered:
            self.found.emit(self._offered[shown])

    def _take_first(self) -> None:
        hits = self.matches(self.text()) or [(id, shown) for shown, id in self._offered.items() if shown == self.text()]
        if hits:
            self.found.emit(hits[0][0])


def _shown(site: Site) -> str:
    district = site.hospital.district
    return f"{site.hospital.name} · {district}" if district else site.hospital.name
