"""The window as a whole: first page, opening, pages, undo, languages, looks, the palette, errors."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop.settings import Language, Look, Preferences
from desktop.usecases.edit import Edit, Rewrite, Shelf
from desktop.views.page import PageState
from desktop.views.shell.desk import Desk
from desktop.views.shell.opening import begin
from desktop.views.shell.palette import CommandPalette, matches
from desktop.views.shell.pictures import take_pictures
from desktop.views.shell.places import PLACES
from planner.domain.messages import Message


def button(desk: Desk, text: str) -> QPushButton:
    return next(each for each in desk.frame.findChildren(QPushButton) if each.text() == text)


def settle(desk: Desk, qtbot: QtBot) -> None:
    def still() -> bool:
        page = desk.workspace.page if desk.workspace is not None else None
        assert desk.session is not None
        return desk.session.background.idle and page is not None and page.state is not PageState.LOADING

    qtbot.waitUntil(still, timeout=30_000)


def test_that_the_first_page_offers_the_ways_to_begin(desk: Desk) -> None:
    assert desk.first_run is not None
    texts = {each.text() for each in desk.frame.findChildren(QPushButton)}
    assert {"Try the sample district", "Import my customers", "Begin an empty district", "Open a district"} <= texts


def test_that_a_file_that_is_not_ours_is_refused_on_the_first_page(desk: Desk, tmp_path: Path) -> None:
    strange = tmp_path / "strange.db"
    strange.write_text("not a district")
    assert not desk.open(str(strange))
    assert desk.first_run is not None
    assert desk.first_run.trouble.isVisible()
    assert strange.read_text() == "not a district"


def test_that_the_sample_district_is_made_once_and_kept(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "sample.db"
    assert desk.open_demo(file)
    assert desk.session is not None
    settle(desk, qtbot)
    made = file.read_bytes()[:100]
    assert desk.open_demo(file)
    assert file.read_bytes()[:100] == made


def test_that_the_last_file_is_opened_at_the_next_start(opened: Desk, district_file: Path) -> None:
    kept = Preferences(opened.preferences.file)
    assert kept.choices.last_file == str(district_file)
    opened.close()
    begin(opened, None, None)
    assert opened.session is not None
    assert opened.session.store.location == str(district_file)


def test_that_a_last_file_that_is_gone_leads_to_the_first_page(desk: Desk) -> None:
    desk.preferences.choose(last_file="/nowhere/at/all.db")
    begin(desk, None, None)
    assert desk.session is None
    assert desk.first_run is not None


@pytest.mark.parametrize("number", range(1, len(PLACES) + 1))
def test_that_every_page_opens_by_its_shortcut(opened: Desk, qtbot: QtBot, number: int) -> None:
    qtbot.keyClick(opened.frame, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.ControlModifier)
    assert opened.workspace is not None
    assert opened.workspace.page is not None
    assert opened.workspace.page.name == PLACES[number - 1].name
    settle(opened, qtbot)
    assert opened.workspace.page.state is not PageState.ERROR


def test_that_every_page_says_the_same_title_as_its_place(opened: Desk) -> None:
    assert opened.workspace is not None
    for place in PLACES:
        page = opened.workspace.make(place.name)
        assert (page.name, page.title) == (place.name, place.title)


def test_that_undo_and_redo_have_keys(opened: Desk, qtbot: QtBot) -> None:
    session = opened.session
    assert session is not None
    with session.store.read() as books:
        customer = books.customers.all()[0]
    renamed = replace(customer, name="Another Name")
    session.commit(Edit(Message("Rename"), (Rewrite(Shelf.CUSTOMERS, (customer,), (renamed,)),)))
    qtbot.keyClick(opened.frame, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    with session.store.read() as books:
        assert books.customers.get(customer.id) == customer
    qtbot.keyClick(opened.frame, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    with session.store.read() as books:
        assert books.customers.get(customer.id) == renamed


def test_that_the_language_changes_while_the_window_is_open(opened: Desk) -> None:
    opened.speak(Language.CHINESE)
    assert opened.workspace is not None
    assert opened.workspace.bar.title.text() == "周计划"
    assert Preferences(opened.preferences.file).choices.language is Language.CHINESE
    opened.speak(Language.ENGLISH)
    assert opened.workspace is not None
    assert opened.workspace.bar.title.text() == "Week"


def test_that_the_look_changes_while_the_window_is_open_and_the_page_stays(opened: Desk, qtbot: QtBot) -> None:
    assert opened.workspace is not None
    opened.workspace.turn_to("month")
    opened.look(Look.DARK)
    assert opened.theme.dark
    assert opened.workspace is not None
    assert opened.workspace.page is not None
    assert opened.workspace.page.name == "month"
    settle(opened, qtbot)


def test_that_errors_are_told_without_stopping_anybody_and_escape_closes_them(opened: Desk, qtbot: QtBot) -> None:
    assert not opened.open("/etc/hostname")
    assert opened.workspace is not None
    assert opened.workspace.errors.isVisible()
    qtbot.keyClick(opened.frame, Qt.Key.Key_Escape)
    assert not opened.workspace.errors.isVisible()


def palette_of(desk: Desk) -> CommandPalette:
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, CommandPalette) and each.isVisible())


def test_that_the_palette_finds_and_runs_a_command(opened: Desk, qtbot: QtBot) -> None:
    qtbot.keyClick(opened.frame, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = palette_of(opened)
    qtbot.keyClicks(palette.line, "settings")
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert opened.workspace is not None
    assert opened.workspace.page is not None
    assert opened.workspace.page.name == "settings"


def test_that_the_palette_finds_hospitals(opened: Desk, qtbot: QtBot) -> None:
    settle(opened, qtbot)
    opened.open_palette()
    palette = palette_of(opened)
    qtbot.keyClicks(palette.line, "people's hospital")
    assert palette.list.count() > 5
    qtbot.keyClick(palette.line, Qt.Key.Key_Down)
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert opened.workspace is not None
    assert opened.workspace.page is not None
    assert opened.workspace.page.name == "map"


def test_that_the_palette_says_when_nothing_is_called_that(opened: Desk, qtbot: QtBot) -> None:
    opened.open_palette()
    palette = palette_of(opened)
    qtbot.keyClicks(palette.line, "zzzzqq")
    assert palette.nothing.isVisible()
    palette.close()


def test_that_words_answer_in_any_order_and_beginnings_come_first() -> None:
    assert matches("plan the month", "month plan") is not None
    assert matches("plan the month", "year") is None
    first, later = matches("plan the month", "plan"), matches("the plan", "plan")
    assert first is not None
    assert later is not None
    assert first < later


def test_that_another_rep_and_month_are_looked_at_from_the_top_bar(opened: Desk, qtbot: QtBot) -> None:
    settle(opened, qtbot)
    assert opened.session is not None
    assert opened.workspace is not None
    bar = opened.workspace.bar
    assert bar.reps.count() == 6
    with qtbot.waitSignal(opened.session.focus_changed):
        bar.reps.setCurrentIndex(3)
        bar.reps.activated.emit(3)
    assert opened.session.rep == bar.reps.itemData(3)


def test_that_a_picture_of_every_page_is_written(opened: Desk, tmp_path: Path) -> None:
    written = take_pictures(opened, tmp_path / "pictures")
    assert [path.stem for path in written] == [f"page-{place.name}" for place in PLACES]
    assert all(path.stat().st_size > 5_000 for path in written)
