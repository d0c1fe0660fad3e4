"""Opening the window: the one way in for the command line, the pictures and the tests."""

import os
import sys
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from desktop.settings import NAME, Language, Preferences, preferences_file
from desktop.views.shell.desk import Desk, World
from desktop.views.shell.deskcommands import DeskCommands


def the_application(scale: int = 100) -> QApplication:
    """The running application, made when there is none; `scale` in percent counts for a new one only."""
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    if scale != 100:
        os.environ.setdefault("QT_SCALE_FACTOR", str(scale / 100))
    made = QApplication(sys.argv[:1])
    made.setApplicationName(NAME)
    made.setApplicationDisplayName("Roundwise")
    return made


def make_desk(
    environment: Mapping[str, str],
    language: Language | None,
    preferences: Preferences | None = None,
    today: Callable[[], date] = date.today,
) -> Desk:
    """A window with nothing open in it yet. `language` overrides the choice kept."""
    chosen = preferences or Preferences(preferences_file())
    if language is not None:
        chosen.override(language=language)
    application = the_application(chosen.choices.scale)
    desk = Desk(World(chosen, environment, today, lambda: datetime.now().astimezone()))
    desk.commands = DeskCommands(desk)
    _translate_qt(application, desk.language)
    desk.dressed.connect(lambda: _translate_qt(application, desk.language))
    return desk


def open_window(
    environment: Mapping[str, str], language: Language | None, location: str | None = None, demo: Path | None = None
) -> int:
    """Show the window and stay until it is closed: at `location`, the sample district, the last file, or the first page."""
    desk = make_desk(environment, language)
    desk.catch_bugs()
    desk.frame.restore(desk.preferences.choices.geometry)
    begin(desk, location, demo)
    desk.frame.show()
    if desk.session is not None:
        desk.session.jobs.warm_up()
    answer = QApplication.exec()
    desk.close()
    return answer


def begin(desk: Desk, location: str | None, demo: Path | None) -> None:
    """Open what was asked for, else the last file when it is still there, else the first page."""
    last = desk.preferences.choices.last_file
    if demo is not None:
        opened = desk.open_demo(demo, plan=True)
    elif location is not None:
        desk.dress()
        opened = desk.open(location)
    else:
        opened = last is not None and ("://" in last or Path(last).exists()) and desk.open(last)
    if not opened and desk.first_run is None:
        desk.dress()


_translators: dict[Language, QTranslator] = {}


def _translate_qt(application: QApplication, language: Language) -> None:
    """Qt's own words (buttons of file dialogs, menus of text fields) in the window's language."""
    for translator in _translators.values():
        application.removeTranslator(translator)
    if language is Language.CHINESE:
        translator = _translators.setdefault(language, QTranslator(application))
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if translator.load(QLocale("zh_CN"), "qtbase", "_", folder):
            application.installTranslator(translator)
