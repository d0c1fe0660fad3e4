"""A week page on a planned sample district, shown and loaded."""

from collections.abc import Iterator
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from desktop.viewmodels.session import Session
from desktop.views.context import Context
from desktop.views.page import PageState
from desktop.views.week.page import WeekPage

MONDAY = date(2026, 12, 7)


@pytest.fixture
def page(context: Context, session: Session, qtbot: QtBot) -> Iterator[WeekPage]:
    """The second week of the month, seen from its first day."""
    shown = WeekPage(context)
    qtbot.addWidget(shown)
    shown.resize(1216, 740)
    shown.model.monday = MONDAY
    shown.show()
    qtbot.waitUntil(lambda: shown.state is PageState.CONTENT and shown.model.figures is not None, timeout=10_000)
    qtbot.waitUntil(lambda: session.background.idle)
    yield shown
    shown.model.flush()
    qtbot.waitUntil(lambda: session.background.idle and shown.map.basemap.idle, timeout=10_000)
    shown.map.basemap.close()  # a tile must not be painted for a session that is gone
