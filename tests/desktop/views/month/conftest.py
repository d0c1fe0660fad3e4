"""A month page on a planned sample district of the test's own."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.views.context import Context
from desktop.views.month.page import MonthPage
from desktop.views.page import PageState
from tests.source import ROOT


@pytest.fixture(autouse=True)
def jobs_can_be_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT))


def settled(page: MonthPage) -> Callable[[], bool]:
    """Whether nothing is read or solved any more."""
    session = page.context.session
    return lambda: session.background.idle and not session.jobs.running and not page.run.state.running


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> Iterator[MonthPage]:
    made = MonthPage(context)
    qtbot.addWidget(made)
    made.resize(1190, 730)
    made.show()
    qtbot.waitUntil(lambda: made.state is PageState.CONTENT)
    yield made
    made.hide()


def planned(page: MonthPage, qtbot: QtBot, seconds: float = 1.0, seed: int = 3) -> None:
    """Plan with the button, and wait for it."""
    page.model.settle(seconds=seconds, seed=seed)
    qtbot.mouseClick(page.planning.plan_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(settled(page), timeout=60_000)
