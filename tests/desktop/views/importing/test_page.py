"""The import page: what is found is shown, can be put right, and nothing is written before the last step."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from db.exchange.fields import ImportKind
from db.store import open_store
from desktop.usecases.preview_import import guess_kind
from desktop.viewmodels.session import Session
from desktop.views.importing.page import ImportPage
from desktop.views.page import PageState
from planner.geography.frames import Frame
from tests.desktop.window import context_of, open_session

HOSPITALS = "医院编号,医院名称,区县,纬度,经度\nH1,朝阳医院,朝阳区,39.92,116.45\nH2,协和医院,东城区,39.91,116.41\n"
CUSTOMERS = "客户编号,姓名,医院,科室\nC1,王芳,朝阳医院,心内科\nC2,李强,协和医院,外科\nC3,,协和医院,外科\n"


@pytest.fixture
def session(tmp_path: Path, qapp: object) -> Iterator[Session]:
    open_store(tmp_path / "empty.db").close()
    opened = open_session(tmp_path / "empty.db", today=date(2026, 12, 1))
    yield opened
    opened.close()


@pytest.fixture
def page(session: Session, tmp_path: Path, qtbot: QtBot) -> ImportPage:
    made = ImportPage(context_of(session, tmp_path))
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    return made


@pytest.fixture
def hospitals(tmp_path: Path) -> Path:
    file = tmp_path / "医院.csv"
    file.write_bytes(HOSPITALS.encode("gb18030"))
    return file


@pytest.fixture
def customers(tmp_path: Path) -> Path:
    file = tmp_path / "customers.csv"
    file.write_text(CUSTOMERS, encoding="utf-8")
    return file


def drop(page: ImportPage, *files: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    keys = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, keys)
    page.dragEnterEvent(enter)
    assert enter.isAccepted()
    page.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, keys))


def looked_at(page: ImportPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.desk.state.preview is not None and not page.desk.state.busy)


def count(session: Session) -> tuple[int, int]:
    with session.store.read() as books:
        return len(books.hospitals.all()), len(books.customers.all())


def test_that_an_empty_page_invites_files(page: ImportPage) -> None:
    assert page.state is PageState.EMPTY


def test_that_a_dropped_file_is_shown_as_it_would_be_read_and_nothing_is_written(
    page: ImportPage, hospitals: Path, session: Session, qtbot: QtBot
) -> None:
    drop(page, hospitals)
    looked_at(page, qtbot)
    preview = page.desk.state.preview
    assert preview is not None
    assert preview.kind is ImportKind.HOSPITALS
    assert preview.encoding is not None
    assert preview.encoding.name == "gb18030"
    assert page.table.item(1, 1) is not None
    assert page.write.text() == "Import 2 rows"
    assert count(session) == (0, 0)


def test_that_files_go_in_in_the_order_that_works_whatever_the_order_of_dropping(
    page: ImportPage, hospitals: Path, customers: Path, session: Session, qtbot: QtBot
) -> None:
    drop(page, customers, hospitals)
    looked_at(page, qtbot)
    assert page.desk.state.path == hospitals
    qtbot.mouseClick(page.write, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.desk.state.path == customers)
    looked_at(page, qtbot)
    assert page.write.text() == "Import 2 rows"
    qtbot.mouseClick(page.write, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.state is PageState.EMPTY)
    assert count(session) == (2, 2)
    session.history.undo()
    assert count(session) == (2, 0)
    session.history.undo()
    assert count(session) == (0, 0)
    session.history.redo()
    assert count(session) == (2, 0)


def test_that_the_report_names_the_row_the_value_the_reason_and_the_way_out(
    page: ImportPage, hospitals: Path, customers: Path, qtbot: QtBot
) -> None:
    drop(page, hospitals, customers)
    looked_at(page, qtbot)
    page.desk.carry_out()
    qtbot.waitUntil(lambda: page.desk.state.path == customers)
    looked_at(page, qtbot)
    preview = page.desk.state.preview
    assert preview is not None
    assert preview.plan is not None
    assert [each.row for each in preview.plan.report.refusals] == [4]


def test_that_a_column_can_be_given_another_field(page: ImportPage, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "list.csv"
    file.write_text("where,borough\nChaoyang Hospital,Chaoyang\nXiehe Hospital,Dongcheng\n", encoding="utf-8")
    drop(page, file)
    looked_at(page, qtbot)
    page.desk.choose(kind=ImportKind.HOSPITALS)
    looked_at(page, qtbot)
    assert not page.write.isEnabled()
    box = page.table.cellWidget(0, 0)
    assert isinstance(box, QComboBox)
    place = box.findData("name")
    box.setCurrentIndex(place)
    box.activated.emit(place)
    looked_at(page, qtbot)
    assert page.write.isEnabled()
    assert page.write.text() == "Import 2 rows"


def test_that_the_frame_chosen_moves_the_points(page: ImportPage, hospitals: Path, session: Session, qtbot: QtBot) -> None:
    drop(page, hospitals)
    looked_at(page, qtbot)
    place = page.frames.findData(Frame.WGS84)
    page.frames.setCurrentIndex(place)
    page.frames.activated.emit(place)
    looked_at(page, qtbot)
    page.desk.carry_out()
    qtbot.waitUntil(lambda: page.state is PageState.EMPTY)
    with session.store.read() as books:
        (first, _) = books.hospitals.all()
    assert first.coordinate is not None
    assert (first.coordinate.latitude, first.coordinate.longitude) == (39.92, 116.45)


def test_that_a_file_that_is_no_table_is_told_with_the_way_out(page: ImportPage, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "picture.csv"
    file.write_bytes(bytes(range(256)) * 40)
    drop(page, file)
    qtbot.waitUntil(lambda: page.desk.state.trouble is not None)
    assert not page.write.isEnabled()
    page.desk.put_away()
    assert page.state is PageState.EMPTY


def test_that_leaving_a_file_writes_nothing(page: ImportPage, hospitals: Path, session: Session, qtbot: QtBot) -> None:
    drop(page, hospitals)
    looked_at(page, qtbot)
    page.desk.put_away()
    assert page.state is PageState.EMPTY
    assert count(session) == (0, 0)


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("医院编号 医院名称 区县 纬度 经度", ImportKind.HOSPITALS),
        ("客户编号 姓名 医院 科室 产品 潜力", ImportKind.CUSTOMERS),
        ("工号 代表 团队 家庭纬度 家庭经度", ImportKind.REPS),
        ("出发地 目的地 分钟", ImportKind.TRAVEL),
        ("拜访日期 客户 医院 结果", ImportKind.CALLS),
    ],
)
def test_that_the_kind_of_a_list_is_told_by_its_columns(header: str, kind: ImportKind) -> None:
    assert guess_kind(header.split()) is kind
