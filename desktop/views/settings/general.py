"""Language, look, size, and where the data are."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop.settings import Language, Look
from desktop.theme.tokens import SPACE, Type
from desktop.views.context import Context
from planner.domain.messages import Message, message
from planner.errors import UserFacingError

SCALES = (100, 125, 150, 175, 200)
LOOKS = ((Look.SYSTEM, message("Look of the system")), (Look.LIGHT, message("Light")), (Look.DARK, message("Dark")))
LANGUAGES = ((Language.ENGLISH, message("English")), (Language.CHINESE, message("Simplified Chinese")))


class GeneralPanel(QWidget):
    """Choices of this person on this machine."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        choices = context.preferences.choices
        self.languages = self._box(LANGUAGES, context.session.language, self._speak)
        self.looks = self._box(LOOKS, choices.look, self._look)
        self.scales = self._box([(each, message("{percent} %", percent=each)) for each in SCALES], choices.scale, self._scale)
        form = QFormLayout()
        form.setHorizontalSpacing(SPACE[4])
        form.setVerticalSpacing(SPACE[2])
        form.addRow(context.label(message("Language")), self.languages)
        form.addRow(context.label(message("Look")), self.looks)
        form.addRow(context.label(message("Size of everything")), self.scales)
        form.addRow("", context.label(message("The size holds from the next start."), Type.CAPTION, "muted"))
        place = QLabel(context.session.store.location)
        place.setWordWrap(True)
        form.addRow(context.label(message("This district is kept in")), place)
        back_up = context.button(message("Back up now"), self.back_up)
        back_up.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        form.addRow("", back_up)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE[3], SPACE[2], SPACE[3], SPACE[2])
        column.addLayout(form)
        column.addStretch()

    def _box(self, items: Sequence[tuple[Any, Message]], chosen: Any, take: Callable[[Any], None]) -> QComboBox:
        box = QComboBox()
        for value, title in items:
            box.addItem(self._context.say(title), value)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        box.activated.connect(lambda index: take(box.itemData(index)))
        box.setMaximumWidth(260)
        return box

    def _speak(self, language: str) -> None:
        self._context.navigation.language_wanted.emit(Language(language))

    def _look(self, look: str) -> None:
        self._context.navigation.look_wanted.emit(Look(look))

    def _scale(self, scale: int) -> None:
        try:
            self._context.preferences.choose(scale=scale)
        except OSError as error:
            self._context.tell(
                UserFacingError(
                    message("{path} cannot be written: {reason}.", path=str(self._context.preferences.file), reason=str(error)),
                    message("Check your right to write there; the choice holds until the program ends."),
                )
            )

    def back_up(self) -> None:
        """Copy the file beside itself, in the background."""
        session = self._context.session

        def done(path: object) -> None:
            if path is None:
                session.noted.emit(message("A server's backups are made by its administrator."))
            else:
                session.noted.emit(message("Written: {path}", path=str(path)))

        session.background.run(session.store.back_up, done, self._context.tell)
