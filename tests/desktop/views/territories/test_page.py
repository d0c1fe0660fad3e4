"""The territories page before there is anything to show, and what it offers by key."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

from pytestqt.qtbot import QtBot

from desktop.changes import Changes
from desktop.views.page import PageState
from desktop.views.territories.page import TerritoriesPage
from planner.domain.messages import Message
from tests.desktop.window import context_of, open_session


def test_that_an_empty_file_leads_to_the_import(qtbot: QtBot, tmp_path: Path) -> None:
    session = open_session(tmp_path / "empty.db")
    page = TerritoriesPage(context_of(session, tmp_path))
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.state is PageState.EMPTY, timeout=20_000)
    session.close()


def test_that_a_rep_without_a_home_is_named_with_the_way_out(page: TerritoriesPage, qtbot: QtBot) -> None:
    session = page.context.session
    with session.store.write() as books:
        rep = books.reps.all()[0]
        books.reps.put([replace(rep, home=None)])
    refused: list[Message] = []
    page.model.refused.connect(lambda error: refused.append(error.problem))
    session.announce(Changes.PEOPLE)
    qtbot.waitUntil(lambda: page.state is PageState.ERROR, timeout=20_000)
    assert rep.name in session.say(refused[0])


def test_that_no_key_means_two_things(page: TerritoriesPage) -> None:
    keys = Counter(each.shortcut for each in page.commands() if each.shortcut)
    assert max(keys.values()) == 1
    assert {"territories.lasso", "territories.paint", "territories.give", "territories.lock"} <= {
        each.id for each in page.commands()
    }


def test_that_a_row_of_the_balance_takes_the_brush(page: TerritoriesPage) -> None:
    desk = page.model.state.desk
    assert desk is not None
    last = desk.table.case.reps[-1].id
    page.balance.chart.chosen.emit(last)
    assert page.model.state.brush == last
    assert page.bar.reps.currentData() == last
