"""The first page a person ever sees: try the sample district, begin a file, open one, or bring in data."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.theme.tokens import SPACE, Theme, Type
from desktop.views.icons import icon
from planner.domain.messages import Message, message
from planner.errors import UserFacingError


class FirstRun(QWidget):
    """Four ways to begin, files opened before, and the address of a team's server. The callables do what they say."""

    def __init__(
        self,
        say: Callable[[Message], str],
        theme: Theme,
        *,
        demo: Callable[[], None],
        new: Callable[[], None],
        open_file: Callable[[], None],
        bring_in: Callable[[], None],
        open_at: Callable[[str], None],
        recent: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self._say = say
        self._theme = theme
        self.trouble = self._label("", Type.BODY, "bad")
        self.trouble.setWordWrap(True)
        self.trouble.hide()
        column = QVBoxLayout()
        column.setSpacing(SPACE[2])
        column.addWidget(self._label(say(message("Roundwise")), Type.TITLE))
        column.addWidget(
            self._label(say(message("Plan your visits: who, how often, on which day, in which order.")), look="muted")
        )
        column.addSpacing(SPACE[2])
        column.addWidget(self.trouble)
        column.addLayout(self._ways(demo, new, open_file, bring_in))
        column.addWidget(self._server(open_at))
        if recent:
            column.addSpacing(SPACE[2])
            column.addWidget(self._label(say(message("Opened before")), Type.HEADING))
            for place in recent:
                column.addWidget(self._recent(place, open_at), alignment=Qt.AlignmentFlag.AlignLeft)
        box = QWidget()
        box.setMaximumWidth(760)
        box.setLayout(column)
        around = QVBoxLayout(self)
        around.addStretch(2)
        around.addWidget(box, alignment=Qt.AlignmentFlag.AlignHCenter)
        around.addStretch(3)

    def tell(self, error: UserFacingError) -> None:
        """Say why something could not be opened, above the ways to begin."""
        self.trouble.setText(f"{self._say(error.problem)}\n{self._say(error.way_out)}")
        self.trouble.show()

    def _label(self, text: str, style: Type = Type.BODY, look: str = "") -> QLabel:
        label = QLabel(text)
        label.setProperty("type", style.value)
        label.setProperty("look", look)
        return label

    def _ways(
        self, demo: Callable[[], None], new: Callable[[], None], open_file: Callable[[], None], bring_in: Callable[[], None]
    ) -> QGridLayout:
        ways = (
            ("home", message("Try the sample district"), message("6 reps, 120 hospitals, 900 customers, all invented."), demo),
            ("import", message("Import my customers"), message("From Excel or CSV files, in a new district."), bring_in),
            ("file", message("Begin an empty district"), message("One file on this computer; no network needed."), new),
            ("search", message("Open a district"), message("A file that was made before, here or elsewhere."), open_file),
        )
        grid = QGridLayout()
        grid.setSpacing(SPACE[2])
        for place, (name, title, hint, run) in enumerate(ways):
            grid.addWidget(self._way(name, title, hint, run, first=place == 0), place // 2, place % 2)
        return grid

    def _way(self, name: str, title: Message, hint: Message, run: Callable[[], None], first: bool) -> QFrame:
        card = QFrame()
        card.setProperty("look", "card")
        card.setMinimumWidth(340)
        button = QPushButton(self._say(title))
        button.setProperty("look", "primary" if first else "")
        button.setIcon(icon(name, self._theme) if not first else icon(name, _on_accent(self._theme)))
        button.setIconSize(QSize(18, 18))
        button.clicked.connect(lambda _=False: run())
        text = self._label(self._say(hint), look="muted")
        text.setWordWrap(True)
        column = QVBoxLayout(card)
        column.setContentsMargins(SPACE[3], SPACE[3], SPACE[3], SPACE[3])
        column.addWidget(button)
        column.addWidget(text)
        return card

    def _server(self, open_at: Callable[[str], None]) -> QWidget:
        row = QWidget()
        line = QLineEdit()
        line.setPlaceholderText("postgresql://name@server/district")
        line.setAccessibleName(self._say(message("Address of a team's database")))
        button = QPushButton(self._say(message("Connect")))
        button.clicked.connect(lambda _=False: open_at(line.text().strip()) if line.text().strip() else line.setFocus())
        line.returnPressed.connect(button.click)
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, SPACE[1], 0, 0)
        layout.addWidget(self._label(self._say(message("Team's database")), look="muted"))
        layout.addWidget(line, 1)
        layout.addWidget(button)
        return row

    def _recent(self, place: str, open_at: Callable[[str], None]) -> QPushButton:
        button = QPushButton(Path(place).name if "://" not in place else place)
        button.setProperty("look", "quiet")
        button.setToolTip(place)
        button.clicked.connect(lambda _=False: open_at(place))
        return button


def _on_accent(theme: Theme) -> Theme:
    return replace(theme, text=theme.on_accent)
