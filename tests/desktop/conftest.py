"""A sample district on disk, made once and copied for every test that may change it."""

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop.viewmodels.session import Session
from desktop.views.context import Context
from tests.desktop.console import Console
from tests.desktop.window import context_of, copy_of, make_planned_demo, once, open_session


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    database = tmp_path_factory.mktemp("sample") / "sample.db"
    Console(database).json("demo", "--seed", 7)
    return database


@pytest.fixture
def console(sample: Path, tmp_path: Path) -> Console:
    """A console on a sample district of its own."""
    shutil.copy(sample, tmp_path / "district.db")
    return Console(tmp_path / "district.db")


@pytest.fixture(scope="session")
def planned_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample district with plans, made once for all processes of the run; never write to it, use `district_file`."""
    shared = os.environ.get("PYTEST_XDIST_TESTRUNUID")
    folder = tmp_path_factory.getbasetemp()
    folder = folder.parent / f"demo-{shared}" if shared else folder / "demo"
    return once(folder, make_planned_demo)


@pytest.fixture
def district_file(planned_demo: Path, tmp_path: Path) -> Path:
    """A planned sample district of the test's own."""
    return copy_of(planned_demo, tmp_path)


@pytest.fixture
def session(district_file: Path, qapp: QApplication) -> Iterator[Session]:
    """A session on a planned sample district of the test's own."""
    opened = open_session(district_file)
    yield opened
    opened.close()


@pytest.fixture
def context(session: Session, tmp_path: Path) -> Context:
    """What a page is given."""
    return context_of(session, tmp_path)


@pytest.fixture(autouse=True)
def garbage_is_collected_in_the_main_thread(request: pytest.FixtureRequest) -> Iterator[None]:
    """Widgets left over by a test must not be destroyed by whatever thread allocates next (see `desktop.viewmodels.garbage`).

    What a test leaves is let go of by pytest when the next one begins, so that is when it is looked for.
    """
    if "qapp" not in request.fixturenames and "qtbot" not in request.fixturenames:
        yield
        return
    if not gc.get_freeze_count():
        gc.freeze()  # what the imports left is never looked through again
    gc.disable()
    gc.collect()
    yield
    gc.enable()
