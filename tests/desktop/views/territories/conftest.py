"""The territories page on a planned sample district of the test's own."""

import pytest
from pytestqt.qtbot import QtBot

from desktop.views.context import Context
from desktop.views.page import PageState
from desktop.views.territories.page import TerritoriesPage


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> TerritoriesPage:
    """The page, read and shown."""
    shown = TerritoriesPage(context)
    qtbot.addWidget(shown)
    shown.resize(1216, 760)
    shown.show()
    qtbot.waitUntil(lambda: shown.state is PageState.CONTENT, timeout=20_000)
    shown.maps.view.fit()
    return shown
