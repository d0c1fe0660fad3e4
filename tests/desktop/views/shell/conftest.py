"""A window on a planned sample district, in preferences of its own."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop.settings import Language, Look, Preferences
from desktop.views.shell.desk import Desk
from desktop.views.shell.opening import make_desk


@pytest.fixture
def desk(tmp_path: Path, qapp: QApplication) -> Iterator[Desk]:
    """A window in which nothing is open."""
    preferences = Preferences(tmp_path / "window.json")
    preferences.override(look=Look.LIGHT)
    made = make_desk({}, Language.ENGLISH, preferences, today=lambda: date(2026, 12, 1))
    made.dress()
    made.frame.show()
    yield made
    made.close()
    made.frame.close()
    made.frame.deleteLater()


@pytest.fixture
def opened(desk: Desk, district_file: Path) -> Desk:
    """A window on a planned sample district."""
    assert desk.open(str(district_file))
    return desk
