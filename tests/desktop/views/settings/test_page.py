"""The settings page: figures are edited in place, checked as a whole, written with undo."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.settings import Look, Preferences
from desktop.viewmodels.session import Session
from desktop.viewmodels.valuefields import FieldError, ValueField, ValueKind, read_back, written
from desktop.views.context import Context
from desktop.views.page import PageState
from desktop.views.settings.page import SettingsPage
from planner.domain.messages import Message
from planner.domain.policy import Policy
from planner.domain.units import TimeWindow, minute_of_day


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> SettingsPage:
    made = SettingsPage(context)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    qtbot.waitUntil(lambda: made.state is PageState.CONTENT and context.session.background.idle)
    return made


def policy_in_force(session: Session) -> Policy:
    with session.store.read() as books:
        policy = books.policies.current()
    assert policy is not None
    return policy


def type_into(page: SettingsPage, part: str, column: str, text: str, row: int = 0) -> None:
    panel = next(each for each in (page.policy, page.day, page.travel) if part in each.tables)
    table = panel.tables[part]
    place = next(at for at, field in enumerate(table._fields) if field.name == column)
    item = table.item(row, place)
    assert item is not None
    item.setText(text)


def test_that_a_figure_is_changed_put_in_force_and_taken_back(page: SettingsPage, session: Session, qtbot: QtBot) -> None:
    before = policy_in_force(session)
    type_into(page, "segments", "monthly_coverage", "85")
    assert page.policy.save.isEnabled()
    assert policy_in_force(session) == before
    qtbot.mouseClick(page.policy.save, Qt.MouseButton.LeftButton)
    assert policy_in_force(session).segments[0].monthly_coverage == 0.85
    session.history.undo()
    assert policy_in_force(session).segments == before.segments


def test_that_a_contradiction_is_told_and_cannot_be_put_in_force(page: SettingsPage, session: Session) -> None:
    type_into(page, "teams", "max_calls_per_day", "3")
    assert "calls_per_day" in page.policy.faults.text()
    assert not page.policy.save.isEnabled()
    page.draft.drop()
    assert page.policy.faults.text() == ""


def test_that_what_cannot_be_read_is_told_and_put_back(page: SettingsPage, session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.failed) as told:
        type_into(page, "working_day", "hours", "early")
    assert "early" in told.args[0].problem.text()
    table = page.day.tables["working_day"]
    item = table.item(0, 0)
    assert item is not None
    assert item.text() == written(policy_in_force(session).working_day.hours, ValueKind.WINDOW)


def test_that_a_rep_is_added_and_given_a_home(page: SettingsPage, session: Session, qtbot: QtBot) -> None:
    page.team.add()
    qtbot.waitUntil(lambda: page.team.table.rowCount() == 7)
    row = next(row for row, rep in enumerate(page.team._reps) if rep.name == "New rep")
    item = page.team.table.item(row, 2)
    assert item is not None
    item.setText("39.9, 116.4")
    with session.store.read() as books:
        home = next(rep.home for rep in books.reps.all() if rep.name == "New rep")
    assert home is not None
    assert (home.latitude, home.longitude) == (39.9, 116.4)
    session.history.undo()
    session.history.undo()
    with session.store.read() as books:
        assert len(books.reps.all()) == 6


def test_that_a_rep_cannot_be_put_in_a_team_that_does_not_exist(page: SettingsPage, session: Session, qtbot: QtBot) -> None:
    item = page.team.table.item(0, 1)
    assert item is not None
    with qtbot.waitSignal(session.failed):
        item.setText("nobody's team")
    with session.store.read() as books:
        assert all(rep.team != "nobody's team" for rep in books.reps.all())


def test_that_an_official_notice_fixes_a_provisional_year(page: SettingsPage, tmp_path: Path, qtbot: QtBot) -> None:
    page.holidays.year.setValue(2031)
    qtbot.waitUntil(lambda: "Provisional" in page.holidays.state.text())
    notice = tmp_path / "2031.csv"
    notice.write_text("country,date,kind,name\nCN,2031-01-01,off,New Year\nCN,2031-02-02,work,Exchange\n", encoding="utf-8")
    page.holidays.take(notice)
    qtbot.waitUntil(lambda: page.holidays.state.text().startswith("CN 2031"))
    assert page.holidays.table.rowCount() == 2


def test_that_language_and_look_are_asked_of_the_window(page: SettingsPage, context: Context, qtbot: QtBot) -> None:
    with qtbot.waitSignal(context.navigation.look_wanted) as wanted:
        page.general.looks.activated.emit(page.general.looks.findData(Look.DARK))
    assert wanted.args == [Look.DARK]


def test_that_the_size_is_kept_for_the_next_start(page: SettingsPage, context: Context) -> None:
    page.general.scales.activated.emit(page.general.scales.findData(150))
    assert Preferences(context.preferences.file).choices.scale == 150


def test_that_a_backup_is_made_beside_the_file(page: SettingsPage, session: Session, district_file: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.noted):
        page.general.back_up()
    assert len(list(district_file.parent.glob("district*"))) >= 2


HOURS = ValueField("hours", Message("Hours"), ValueKind.WINDOW)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (ValueKind.COUNT, "12", 12),
        (ValueKind.NUMBER, "2,5", 2.5),
        (ValueKind.SHARE, "90 %", 0.9),
        (ValueKind.WINDOW, "08:30-17:30", TimeWindow(minute_of_day("08:30"), minute_of_day("17:30"))),
        (ValueKind.WEEKDAYS, "12345", (0, 1, 2, 3, 4)),
        (ValueKind.NAMES, "Ward；Clinic", ("Ward", "Clinic")),
    ],
)
def test_that_figures_are_read_as_people_write_them(kind: ValueKind, text: str, value: object) -> None:
    field = ValueField("x", Message("X"), kind)
    assert read_back(text, field) == value
    assert read_back(written(value, kind), field) == value


@pytest.mark.parametrize("text", ["", "9", "17:00-08:00", "25:00-26:00", "a-b"])
def test_that_impossible_hours_are_refused_by_name(text: str) -> None:
    with pytest.raises(FieldError, match="Hours"):
        read_back(text, HOURS)
