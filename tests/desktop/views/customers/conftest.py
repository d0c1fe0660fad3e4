"""The customers page on a planned sample district, loaded and shown."""

import pytest
from pytestqt.qtbot import QtBot

from desktop.views.context import Context
from desktop.views.customers.page import CustomersPage
from desktop.views.page import PageState


def shown(qtbot: QtBot, context: Context) -> CustomersPage:
    page = CustomersPage(context)
    qtbot.addWidget(page)
    page.resize(1280, 760)
    with qtbot.waitExposed(page):
        page.show()
    qtbot.waitUntil(lambda: page.state is not PageState.LOADING, timeout=20_000)
    return page


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> CustomersPage:
    return shown(qtbot, context)
